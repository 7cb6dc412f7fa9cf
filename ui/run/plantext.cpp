// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/plantext.h"

#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"
#include "run/approval.h"
#include "run/hoststates.h"
#include "run/keepsteps.h"

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

namespace {

/// What a host calls its version is text from elsewhere.
QString shortCommit(const QString& version)
{
    return version.size() == 40 ? version.left(9) : SafeText::oneLine(version, 60).text();
}

bool isDigest(const QString& value) { return value.contains(u"@sha256:"); }

/// With so much of the digest as tells it from others.
QString shortImage(const QString& image)
{
    const qsizetype digest = image.indexOf(u"@sha256:"_s) + 8;
    return SafeText::oneLine(image.left(digest + 12), 160).text() + (image.size() > digest + 12 ? u"\u2026"_s : u""_s);
}

QString targetVersion(const Run::Plan& plan)
{
    const auto asked = [&plan](const QString& name, const QString& value) {
        const auto given = plan.given.find(name);
        return given == plan.given.end() || given->second == value
                   ? shortCommit(value)
                   : u"%1 (%2)"_s.arg(shortCommit(value), given->second);
    };
    if (const auto ref = plan.inputs.find(u"ref"_s); ref != plan.inputs.end())
        return asked(ref->first, ref->second);
    // An image is what a version runs as, not its name.
    for (const auto& [name, value] : plan.inputs) {
        if (plan.given.contains(name) && plan.given.at(name) != value && !isDigest(value))
            return asked(name, value);
    }
    return shortCommit(Run::versionBroughtBack(plan));
}

Ui::StepState shown(Run::StepState state)
{
    switch (state) {
    case Run::StepState::Pending:
        return StepState::Waiting;
    case Run::StepState::Running:
        return StepState::Running;
    case Run::StepState::Succeeded:
        return StepState::Succeeded;
    case Run::StepState::Failed:
        return StepState::Failed;
    case Run::StepState::Cancelled:
        return StepState::Cancelled;
    case Run::StepState::Unknown:
        break;
    }
    return StepState::Unknown;
}

Sign signOf(const Run::HostProgress& host)
{
    switch (host.state) {
    case Run::HostState::Done:
        return host.backFailed ? Sign::Down : host.wentBack ? Sign::Degraded : Sign::Healthy;
    case Run::HostState::Failed:
        return Sign::Down;
    case Run::HostState::Cancelled:
        return Sign::Degraded;
    case Run::HostState::Underway:
        return Sign::Underway;
    case Run::HostState::Untouched:
    case Run::HostState::Unknown:
        break;
    }
    return Sign::Unknown;
}

} // namespace

QString planTitle(const Run::Plan& plan)
{
    const QString verb = plan.title.isEmpty() ? plan.procedure : plan.title;
    const auto backup = plan.inputs.find(u"BACKUP"_s);
    if (backup != plan.inputs.end() && !backup->second.isEmpty())
        return translate("Plan", "%1: %2 into %3").arg(verb, SafeText::oneLine(backup->second).text(), plan.target());
    const QString to = targetVersion(plan);
    return to.isEmpty() ? u"%1 %2"_s.arg(verb, plan.target())
                        : translate("Plan", "%1 %2 to %3").arg(verb, plan.target(), to);
}

std::vector<Fact> changesOf(const Run::Plan& plan, std::vector<Fact> hosts)
{
    std::vector<Fact> facts;
    if (plan.readOnly)
        facts.push_back({.name = translate("Plan", "changes"), .text = translate("Plan", "none; this only looks")});
    if (const auto backup = plan.inputs.find(u"BACKUP"_s); backup != plan.inputs.end() && !backup->second.isEmpty()) {
        const bool safe = std::ranges::any_of(
            plan.steps, [](const Run::PlannedStep& planned) { return planned.step.id == u"safety"; });
        const QString file = SafeText::oneLine(backup->second).text();
        facts.push_back(
            {.sign = Sign::Degraded,
             .name = translate("Plan", "data"),
             .text = safe ? translate("Plan", "replaced by what %1 holds; what was written since is only in "
                                              "the safety dump that is made first")
                                .arg(file)
                          : translate("Plan", "replaced by what %1 holds; what was written since is lost").arg(file)});
    }
    if (!plan.earlier.isEmpty() && !plan.steps.empty())
        facts.push_back(
            {.name = translate("Plan", "goes on"),
             .text = translate("Plan", "with run %1, at the step %2; there is no way back")
                         .arg(plan.earlier.last(), SafeText::oneLine(plan.steps.front().step.name, 80).text())});
    if (const QString to = targetVersion(plan); !to.isEmpty()) {
        const auto ref = plan.inputs.find(u"ref"_s);
        const bool same = ref != plan.inputs.end() && ref->second == plan.running;
        const QString from = plan.running.isEmpty() ? translate("Plan", "unknown") : shortCommit(plan.running);
        facts.push_back({.name = translate("Plan", "version"),
                         .text = same ? translate("Plan", "%1, which runs already").arg(to) : from + u" \u2192 "_s + to,
                         .style = same ? TextStyle::Body : TextStyle::Mono});
    }
    if (!plan.commits.empty()) {
        QStringList subjects;
        for (const Run::Commit& commit : plan.commits) {
            if (subjects.size() == 4)
                break;
            subjects << commit.hash.left(7) + u' ' + SafeText::oneLine(commit.subject, 80).text();
        }
        const int more = int(plan.commits.size()) - int(subjects.size());
        if (more > 0)
            subjects << translate("Plan", "and %n more", nullptr, more);
        facts.push_back({.name = translate("Plan", "%n commit(s)", nullptr, int(plan.commits.size())),
                         .text = subjects.join(u'\n')});
    }
    for (const Run::PlannedStep& step : plan.steps) {
        if (!step.pending)
            continue;
        QString text = *step.pending == 0 ? translate("Plan", "nothing to apply")
                                          : translate("Plan", "%n to apply", nullptr, *step.pending);
        if (step.isIrreversible())
            text += u"; "_s + translate("Plan", "cannot be taken back");
        facts.push_back({.sign = step.isIrreversible() ? std::optional(Sign::Degraded) : std::nullopt,
                         .name = step.step.name,
                         .text = text});
    }
    for (const Run::PlannedStep& step : plan.steps) {
        if (!step.step.destroys.isEmpty())
            facts.push_back(
                {.sign = Sign::Degraded,
                 .name = step.step.name,
                 .text =
                     translate("Plan", "destroys data: %1").arg(SafeText::oneLine(step.step.destroys, 200).text())});
    }
    for (const Run::PlannedStep& step : plan.steps) {
        if (!step.step.revert.isEmpty())
            facts.push_back({.name = step.step.name,
                             .text = translate("Plan", "takes itself back after %1 unless a new connection confirms it")
                                         .arg(formatDuration(step.step.revertAfter))});
    }
    for (const Run::PlannedStep& step : plan.steps) {
        if (step.step.action == System::StepAction::Approve)
            facts.push_back({.name = step.step.name,
                             .text = translate("Plan", "waits for an approval: %1").arg(Run::approvalTerms(step))});
    }
    for (const auto& [name, value] : plan.given) {
        if (value.isEmpty() || name == u"ref"_s || isSettled(name) || name == u"BACKUP"_s)
            continue;
        const auto found = plan.inputs.find(name);
        const QString& resolved = found == plan.inputs.end() ? value : found->second;
        if (isDigest(resolved))
            facts.push_back({.name = name, .text = shortImage(resolved), .style = TextStyle::Mono});
        else if (resolved != Run::versionBroughtBack(plan)) // which stands above
            facts.push_back({.name = name, .text = SafeText::oneLine(value, 120).text()});
    }
    if (plan.proof.kind != Run::PlannedProof::Kind::NotNeeded) {
        const bool none = plan.proof.kind == Run::PlannedProof::Kind::None;
        facts.push_back({.sign = none ? std::optional(Sign::Unproven) : std::nullopt,
                         .name = translate("Plan", "proof"),
                         .text = SafeText::oneLine(Run::proofWords(plan.proof), 300).text()});
    }
    if (const QString version = versionBroughtBack(plan); !version.isEmpty() && !plan.kept.empty())
        facts.push_back({.name = translate("Plan", "brings back"), .text = keptWords(version, plan.kept)});
    if (const QStringList lines = wayBackLines(plan); !lines.isEmpty())
        facts.push_back({.name = translate("Plan", "way back"), .text = lines.join(u'\n')});
    if (hosts.empty())
        hosts.push_back({.name = translate("Plan", "hosts"), .text = plan.usedHosts().join(u", "_s)});
    std::ranges::move(hosts, std::back_inserter(facts));
    if (!plan.onFailure.isEmpty()) {
        const QString lost = plan.whenConsoleLost == System::WhenConsoleLost::Rollback
                                 ? translate("Plan", "also when this computer is lost")
                                 : translate("Plan", "waits for a console when this computer is lost");
        facts.push_back({.name = translate("Plan", "if it fails"), .text = u"%1, %2"_s.arg(plan.onFailure, lost)});
    }
    return facts;
}

std::vector<Fact> hostFacts(const Run::RunRecord& record)
{
    const auto hosts = hostsOf(record);
    std::vector<Fact> facts;
    if (hosts.size() < 2)
        return facts;
    for (const Run::HostProgress& host : hosts) {
        const QString words = hostWords(host);
        const auto same = std::ranges::find(facts, words, &Fact::name);
        if (same == facts.end())
            facts.push_back({.sign = signOf(host), .name = words, .text = host.host});
        else
            same->text += u", "_s + host.host;
    }
    return facts;
}

std::vector<Offer> offersOf(const Run::Plan& plan)
{
    std::vector<Offer> offers;
    if (versionBroughtBack(plan).isEmpty())
        return offers;
    for (const QString& version : plan.retained) {
        QString text = Run::shortVersion(version);
        for (const Run::HostKept& host : plan.kept) {
            const Run::KeptVersion* kept = host.version(version);
            if (!kept || !kept->since.isValid())
                continue;
            text =
                translate("Plan", "%1, kept %2").arg(text, kept->since.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s));
            break;
        }
        if (version == plan.running)
            text = translate("Plan", "%1, runs now").arg(text);
        offers.push_back({.value = version, .text = text});
    }
    return offers;
}

bool isSettled(const QString& input) { return input.startsWith(u"backup_") || input.startsWith(u"rows_"); }

std::vector<Fact> checksOf(const Run::Plan& plan, const QDateTime& now)
{
    std::vector<Fact> facts;
    for (const Run::Asked& asked : plan.requirements)
        facts.push_back({.sign = signOf(asked.evidence.verdictAt(now)),
                         .name = questionWords(asked.question),
                         .text = asked.evidence.statement.text()});
    for (const Run::Asked& asked : plan.probesBefore) {
        // The statement of a probe begins with its name, which stands beside it here.
        QString text = asked.evidence.statement.text();
        if (const QString prefix = asked.question.subject + u": "_s; text.startsWith(prefix))
            text.remove(0, prefix.size());
        facts.push_back({.sign = signOf(asked.evidence.verdictAt(now)), .name = asked.question.subject, .text = text});
    }
    for (const Run::Room& room : plan.room)
        facts.push_back({.sign = room.freeBytes < 0 ? Sign::Unknown
                                 : room.isTight()   ? Sign::Degraded
                                                    : Sign::Healthy,
                         .name = room.host,
                         .text = room.freeBytes < 0 ? translate("Plan", "free space could not be told")
                                                    : translate("Plan", "%1 free").arg(formatSize(room.freeBytes))});
    for (const QString& warning : plan.warnings)
        facts.push_back({.sign = Sign::Degraded,
                         .name = translate("Plan", "note"),
                         .text = SafeText::oneLine(warning, 400).text()});
    return facts;
}

std::vector<Step> plannedSteps(const Run::Plan& plan)
{
    std::vector<Step> steps;
    for (size_t i = 0; i < plan.steps.size(); ++i) {
        QString remark = plan.steps[i].hosts.join(u", "_s);
        if (const QString how = strategyWords(plan.steps[i]); !how.isEmpty())
            remark += u" \u00b7 "_s + how;
        steps.push_back({.id = QString::number(i), .name = plan.steps[i].step.name, .remark = remark});
    }
    return steps;
}

std::vector<Step> runSteps(const std::vector<Run::StepProgress>& progress)
{
    std::vector<Step> steps;
    for (const Run::StepProgress& step : progress) {
        Step row{.id = step.key + u'@' + step.host,
                 .name = step.name,
                 .state = shown(step.state),
                 .startedAt = step.started};
        if (step.started.isValid() && step.ended.isValid())
            row.elapsed = std::chrono::milliseconds(step.started.msecsTo(step.ended));
        const bool bad = row.state == StepState::Failed || row.state == StepState::Unknown;
        row.remark = bad && !step.statement.isEmpty() ? SafeText::oneLine(step.statement, 80).text() : step.host;
        if (step.failure)
            row.remark = row.remark.isEmpty() ? translate("Plan", "way back")
                                              : translate("Plan", "way back, %1").arg(row.remark);
        if (!step.revert.isEmpty())
            row.remark += u" \u00b7 "_s + SafeText::oneLine(Run::revertWords(step.revert), 80).text();
        steps.push_back(std::move(row));
    }
    return steps;
}

Sign signOf(Run::RunState state)
{
    switch (state) {
    case Run::RunState::Succeeded:
        return Sign::Healthy;
    case Run::RunState::Failed:
    case Run::RunState::Interrupted:
        return Sign::Down;
    case Run::RunState::Waiting:
    case Run::RunState::Cancelled:
        return Sign::Degraded;
    case Run::RunState::Planned:
    case Run::RunState::Running:
        return Sign::Underway;
    case Run::RunState::Unproven:
        return Sign::Unproven;
    case Run::RunState::Unknown:
        break;
    }
    return Sign::Unknown;
}

Sign signOf(Runtime::Severity severity)
{
    switch (severity) {
    case Runtime::Severity::Unknown:
        return Sign::Unknown;
    case Runtime::Severity::Warning:
        return Sign::Degraded;
    case Runtime::Severity::Critical:
        return Sign::Down;
    }
    return Sign::Unknown;
}

Sign signOf(const Run::RunInfo& info)
{
    return info.state == Run::RunState::Succeeded && info.found ? signOf(info.found->worst) : signOf(info.state);
}

} // namespace Pilothouse::Ui
