// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/planscript.h"

#include "base/clock.h"
#include "base/shell.h"
#include "base/translate.h"
#include "base/units.h"
#include "run/approval.h"
#include "run/registrylogin.h"
#include "run/scalesteps.h"
#include "run/scriptparts.h"
#include "run/segment.h"

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

/// A text as the value of a shell word, for prompts.
QString word(const QString& text) { return shellQuote(SafeText::oneLine(text, 400).text()); }

// Holds no value of the plan.
const QLatin1StringView helpers = R"sh(
# How hosts are reached: as ssh does it for you, or as the file in SSH_CONFIG says.
reach() {
    if [ -n "${SSH_CONFIG-}" ]; then ssh -F "$SSH_CONFIG" "$@"; else ssh "$@"; fi
}

# What a host is told: leave out all before a line of three dots, then run the rest as one script.
take='sh -c '\''while IFS= read -r line && [ "$line" != ... ]; do :; done; script=$(cat); eval "$script" </dev/null'\'''

here() { sh -c "$1$take"; }

quote="'"
quoted() { # TEXT: as one word for a shell
    rest=$1
    printf "'"
    while :; do
        case $rest in
        *"$quote"*) printf "%s'%s''" "${rest%%"$quote"*}" "\\" && rest=${rest#*"$quote"} ;;
        *) break ;;
        esac
    done
    printf "%s'" "$rest"
}

secret() { printf 'export %s=%s\n' "$1" "$(quoted "$2")"; } # NAME VALUE, to a host's standard input only

ask_secret() { # NAME; sets answer
    printf '%s: ' "$1" >&2
    [ ! -t 0 ] || stty -echo
    answer=
    IFS= read -r answer || :
    [ ! -t 0 ] || { stty echo && echo >&2; }
}

yes() { # QUESTION
    printf '%s [yes] ' "$1" >&2
    answer=
    IFS= read -r answer || :
    [ "$answer" = yes ]
}

within() { # SECONDS COMMAND: until it succeeds
    left=$1
    until "$2"; do
        [ "$left" -gt 0 ] || return 1
        left=$((left - 2))
        sleep 2
    done
}

section() { # NUMBER TITLE FUNCTION
    current="$1. $2"
    [ "$1" -ge "$first" ] || return 0
    printf '\n== %s ==\n' "$current"
    "$3"
}
)sh"_L1;

class Writer
{
public:
    Writer(const Plan& plan, const System::Environment& environment)
        : m_plan(plan)
        , m_environment(environment)
        , m_parts(environment)
    {
    }

    QByteArray write()
    {
        const QString hosts = m_parts.hostFunctions(m_plan);
        const QStringList forward = addSteps(m_plan.steps, false);
        const QStringList back = addSteps(m_plan.failureSteps, true);
        QString out = head();
        out += u"# shellcheck disable=SC2016,SC2317 # single quotes are for the hosts to expand; sections are called "
               u"by name\n"
               "set -eu\nfirst=${1:-1}\ncurrent=\n"_s;
        if (!back.isEmpty())
            out += u"applied=\n"_s;
        for (const auto& [number, name] : m_irreversible)
            out += u"[ \"$first\" -le %1 ] || applied=%2\n"_s.arg(number).arg(word(name));
        out += helpers + u'\n' + hosts + asks() + m_functions;
        out += u"\nforward() {\n    %1\n}\n"_s.arg(forward.join(u" &&\n        "_s));
        if (!back.isEmpty())
            out += u"\n"_s + ScriptParts::comment(translate("Script", "The way back, when something failed.")) +
                   u"go_back() {\n    first=1\n    %1\n}\n"_s.arg(back.join(u" &&\n        "_s));
        return (out + ending(!back.isEmpty())).toUtf8();
    }

private:
    QString head() const
    {
        QString text =
            translate("Script", "%1 of %2, plan %3, made %4. Nothing in here needs Pilothouse: ssh is enough.")
                .arg(m_plan.procedure, m_plan.target(), m_plan.hash.left(12), isoUtc(m_plan.madeAt));
        text += u'\n' + translate("Script",
                                  "Each section is one step on one host. When a connection breaks, look at the host "
                                  "before anything is repeated;");
        text += u'\n' +
                translate("Script", "sh FILE NUMBER begins at that section. Secrets are asked for, none is in here.");
        QString out = u"#!/bin/sh\n"_s + ScriptParts::comment(text) + u"#\n"_s;
        for (const auto& [name, value] : m_plan.inputs) {
            if (!value.isEmpty())
                out += ScriptParts::comment(u"%1: %2"_s.arg(name, value));
        }
        for (const Commit& commit : m_plan.commits)
            out += ScriptParts::comment(u"  %1 %2"_s.arg(commit.hash.left(9), commit.subject));
        for (const Asked& asked : m_plan.requirements)
            out += ScriptParts::comment(translate("Script", "Before it starts, %1 must hold; when planned: %2")
                                            .arg(questionWords(asked.question), asked.evidence.statement.text()));
        for (const QString& warning : m_plan.warnings)
            out += ScriptParts::comment(u"! "_s + warning);
        return out;
    }

    /// What a person is asked before the first section.
    QString asks() const
    {
        QString out = u"\n"_s;
        for (const QString& secret : m_secrets)
            out += u"ask_secret %1\n%1=$answer\n"_s.arg(secret);
        QStringList required;
        for (const Asked& asked : m_plan.requirements)
            required += questionWords(asked.question);
        if (!required.isEmpty())
            out += u"yes %1 || exit 5\n"_s.arg(
                word(translate("Script", "Does all of this hold: %1?").arg(required.join(u", "_s))));
        return out + u'\n';
    }

    QString ending(bool canGoBack) const
    {
        QString out = u"\nif forward; then\n    printf '\\n%s\\n' %1\n"_s.arg(
            word(translate("Script", "Every section is done.")));
        if (!m_plan.proof.read.isEmpty()) {
            out += u"    printf '%s\\n' %1\n    deployed\n"_s.arg(
                word(m_plan.proof.target.isEmpty()
                         ? translate("Script", "This version is deployed now; does it run?")
                         : translate("Script", "This version is deployed now, it should be %1; does it run?")
                               .arg(m_plan.proof.target)));
        }
        out += u"    exit 0\nfi\nprintf '\\n%s\\n' \"$current: \"%1 >&2\n"_s.arg(
            word(translate("Script", "this failed.")));
        if (!canGoBack)
            return out + u"printf '%s\\n' %1 >&2\nexit 1\n"_s.arg(
                             word(translate("Script", "The procedure has no way back: repair by hand.")));
        out += u"if [ -n \"$applied\" ]; then\n    printf '%s\\n' \"$applied: \"%1 >&2\n    exit 1\nfi\n"_s.arg(
            word(translate("Script", "this cannot be taken back, so do not go back: restore a backup, or repair.")));
        return out + u"if yes %1; then go_back; fi\nexit 1\n"_s.arg(word(translate("Script", "Go back now?")));
    }

    QStringList addSteps(const std::vector<PlannedStep>& steps, bool back)
    {
        QStringList calls;
        int number = 0;
        const auto section = [&](const QString& title, const QString& function) {
            calls += u"section %1 %2 %3"_s.arg(number).arg(word(title), function);
        };
        for (const auto& [planned, host] : inOrder(steps, back)) {
            const System::Step& step = planned->step;
            ++number;
            if (host.isEmpty()) {
                const QString function = (back ? u"back_%1"_s : u"step_%1"_s).arg(number);
                m_functions += u'\n' + ScriptParts::comment(u"%1. "_s.arg(number) + step.name);
                m_functions += console(*planned, function);
                section(step.name, function);
                continue;
            }
            const QString function =
                (back ? u"back_%1_%2"_s : u"step_%1_%2"_s).arg(number).arg(ScriptParts::functionName(host));
            const QString title = translate("Script", "%1 on %2").arg(step.name, host);
            m_functions += u'\n' + ScriptParts::comment(u"%1. "_s.arg(number) + title) +
                           ScriptParts::comment(translate("Script", "at most %1").arg(formatDuration(step.timeout)));
            const bool final = planned->isIrreversible() && !back;
            if (final)
                m_functions += ScriptParts::comment(translate("Script", "cannot be taken back"));
            if (step.maxFailures != System::FailureLimit{} && !back)
                m_functions += ScriptParts::comment(
                    translate("Script", "A run goes on where some hosts fail; this stops at the first."));
            if (!step.revert.isEmpty())
                m_functions += ScriptParts::comment(
                    translate("Script", "It may lock everybody out. What takes it back:") + u'\n' + step.revert);
            const bool counts = final && !m_plan.failureSteps.empty();
            if (counts)
                m_irreversible.emplace_back(number, step.name);
            m_functions += onHost(*planned, host, function, counts, back);
            section(title, function);
        }
        if (!back && !m_plan.proof.read.isEmpty())
            m_functions += u'\n' + m_parts.function(u"deployed"_s, {.host = m_plan.proof.on,
                                                                    .folder = folderOf(m_plan.proof.on, {}),
                                                                    .script = m_plan.proof.read});
        return calls;
    }

    /// As a run does them: forward step by step; back host by host as far as a host can go alone. No host: the console.
    static std::vector<std::pair<const PlannedStep*, QString>> inOrder(const std::vector<PlannedStep>& steps, bool back)
    {
        std::vector<std::pair<const PlannedStep*, QString>> order;
        const auto alone =
            back ? std::ranges::find_if_not(
                       steps, [](const PlannedStep& planned) { return planned.step.action == System::StepAction::Run; })
                 : steps.begin();
        QStringList hosts;
        for (auto it = steps.begin(); it != alone; ++it)
            hosts += it->hosts;
        hosts.removeDuplicates();
        for (const QString& host : std::as_const(hosts)) {
            for (auto it = steps.begin(); it != alone; ++it) {
                if (it->hosts.contains(host))
                    order.emplace_back(&*it, host);
            }
        }
        for (auto it = alone; it != steps.end(); ++it) {
            if (it->step.action != System::StepAction::Run) {
                order.emplace_back(&*it, QString());
                continue;
            }
            for (const QString& host : it->hosts)
                order.emplace_back(&*it, host);
        }
        return order;
    }

    static bool beginsALaterWave(const PlannedStep& planned, const QString& host)
    {
        const auto waves = wavesOf(planned);
        return std::ranges::any_of(waves.begin() + 1, waves.end(),
                                   [&](const QStringList& wave) { return wave.front() == host; });
    }

    QString folderOf(const QString& host, const QString& cwd) const
    {
        const System::Host* found = m_plan.host(host);
        return stepFolder(found ? found->directory : QString(), cwd);
    }

    QString onHost(const PlannedStep& planned, const QString& host, const QString& function, bool final, bool back)
    {
        const System::Step& step = planned.step;
        const System::Host* found = m_plan.host(host);
        std::map<QString, QString> variables = found ? found->variables : std::map<QString, QString>();
        for (const auto& [name, value] : m_plan.inputs)
            variables[name] = value;
        if (!planned.registries.empty())
            variables[registriesVariable()] = registryLines(planned.registries);
        if (const auto scale = m_plan.scale.find(host); scale != m_plan.scale.end())
            variables[scaleVariable()] = scale->second;
        variables[u"PILOTHOUSE_RUN"_s] = u"by-hand"_s;
        variables[u"PILOTHOUSE_STEP"_s] = (back ? m_plan.onFailure + u'.' : QString()) + step.id;
        variables[u"PILOTHOUSE_HOST"_s] = host;
        addSecrets(step.secrets);
        if (step.standardInput.startsWith(u"secret:"_s))
            addSecrets({step.standardInput.mid(7)});
        QString before;
        if (const qint64 seconds = step.pause.count() / 1000; seconds > 0 && !back && beginsALaterWave(planned, host))
            before += u"    printf '%s\\n' %1\n    sleep %2\n"_s.arg(
                word(translate("Script", "A pause of %1 before %2.").arg(formatDuration(step.pause), host)),
                QString::number(seconds));
        if (!step.revert.isEmpty())
            before += u"    yes %1 || return 1\n"_s.arg(word(
                translate("Script", "%1 may lock everybody out of %2. Is a second login open there, to take it back "
                                    "by hand?")
                    .arg(step.name, host)));
        if (final)
            before += u"    applied=%1\n"_s.arg(word(step.name));
        return m_parts.function(function, {.host = host,
                                           .folder = folderOf(host, step.cwd),
                                           .script = withLogin(planned.registries, step.argument),
                                           .variables = variables,
                                           .secrets = step.secrets,
                                           .standardInput = step.standardInput,
                                           .sudo = step.sudo,
                                           .before = before});
    }

    QString console(const PlannedStep& planned, const QString& function)
    {
        const System::Step& step = planned.step;
        switch (step.action) {
        case System::StepAction::Probes:
            return probes(step, function);
        case System::StepAction::Wait:
            return function + u"() { sleep %1; }\n"_s.arg(
                                  parseDuration(step.argument).value_or(std::chrono::milliseconds(0)).count() / 1000);
        case System::StepAction::Approve:
            return function + u"() { yes %1; }\n"_s.arg(
                                  word(translate("Script", "Was this approved: %1?")
                                           .arg(step.by == System::Approver::Anyone && planned.signers.isEmpty()
                                                    ? step.argument
                                                    : approvalTerms(planned))));
        case System::StepAction::Backup:
        case System::StepAction::Restore:
            return backup(step, function);
        case System::StepAction::Run:
        case System::StepAction::Procedure:
        case System::StepAction::BringBack:
            break;
        }
        return function + u"() { :; }\n"_s;
    }

    QString backup(const System::Step& step, const QString& function)
    {
        const System::BackupSpec* spec = m_environment.backup(step.argument);
        const bool restores = step.action == System::StepAction::Restore;
        const QString script = !spec ? QString() : restores ? spec->restore : spec->create;
        QString out;
        if (spec && !script.isEmpty())
            out += ScriptParts::comment(translate("Script", "what does it, on %1:").arg(spec->on) + u'\n' + script);
        const QString question = restores ? translate("Script", "Was backup %1 restored?")
                                          : translate("Script", "Was backup %1 made and read?");
        return out + function + u"() { yes %1; }\n"_s.arg(word(question.arg(step.argument)));
    }

    QString probes(const System::Step& step, const QString& function)
    {
        QString body;
        QString again;
        for (const QString& name : step.probes) {
            const System::ProbeSpec* probe = m_environment.probe(name);
            if (!probe) {
                body += u"    yes %1 || return 1\n"_s.arg(word(translate("Script", "Is %1 well?").arg(name)));
                continue;
            }
            const QString sane = ScriptParts::functionName(name);
            if (!m_probes.contains(name)) {
                m_probes += name;
                if (!probe->password.isEmpty())
                    addSecrets({probe->password});
                m_functions += m_parts.probeFunctions(*probe);
            }
            if (ScriptParts::canBeChecked(*probe)) {
                body += u"    within %1 check_%2 || return 1\n"_s.arg(step.within.count() / 1000).arg(sane);
                again += u"    check_%1 || return 1\n"_s.arg(sane);
            }
            if (ScriptParts::needsEyes(*probe))
                body += u"    look_at_%1 || return 1\n"_s.arg(sane);
        }
        if (const qint64 seconds = (step.hold.count() + 999) / 1000; seconds > 0 && !again.isEmpty())
            body += u"    sleep %1\n"_s.arg(seconds) + again;
        return function + u"() {\n"_s + (body.isEmpty() ? u"    :\n"_s : body) + u"}\n"_s;
    }

    void addSecrets(const QStringList& names)
    {
        m_secrets += names;
        m_secrets.removeDuplicates();
    }

    const Plan& m_plan;
    const System::Environment& m_environment;
    ScriptParts m_parts;
    QString m_functions;
    QStringList m_secrets;
    QStringList m_probes;
    std::vector<std::pair<int, QString>> m_irreversible;
};

} // namespace

QByteArray planAsScript(const Plan& plan, const System::Environment& environment)
{
    return Writer(plan, environment).write();
}

} // namespace Pilothouse::Run
