// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/segment.h"

#include "run/registrylogin.h"
#include "run/scalesteps.h"

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 outputLimit = qint64(1) << 30;
constexpr int graceSeconds = 30;
const QLatin1StringView secretMark = "secret:"_L1;
const QString sudoPassword = u"SUDO_PASSWORD"_s;

bool onHost(const PlannedStep& step) { return step.step.action == System::StepAction::Run; }

/// `name` makes a segment's name of its number and host.
template <typename Name>
std::vector<Stage> split(const std::vector<PlannedStep>& steps, const QString& prefix, bool failure, Name name)
{
    std::vector<Stage> stages;
    int number = 0;
    for (const PlannedStep& planned : steps) {
        const SegmentStep step{.key = prefix + planned.step.id, .planned = planned, .failure = failure};
        if (!onHost(planned)) {
            stages.push_back({.console = step});
            continue;
        }
        const bool afterProof = planned.step.builtIn == System::BuiltIn::Retain;
        const auto waves = wavesOf(planned);
        for (const QStringList& wave : waves) {
            if (!afterProof && !stages.empty() && wave.size() == 1 && stages.back().segments.size() == 1 &&
                stages.back().segments.front().host == wave.front()) {
                stages.back().segments.front().steps.push_back(step);
                continue;
            }
            Stage stage;
            stage.afterProof = afterProof;
            if (&wave != &waves.front())
                stage.pause = planned.step.pause;
            for (const QString& host : wave)
                stage.segments.push_back({.name = name(++number, host), .host = host, .steps = {step}});
            stages.push_back(std::move(stage));
        }
    }
    return stages;
}

qint64 seconds(std::chrono::milliseconds ms) { return (ms.count() + 999) / 1000; }

} // namespace

std::vector<QStringList> wavesOf(const PlannedStep& planned)
{
    const QStringList& hosts = planned.hosts;
    std::vector<QStringList> out;
    const auto batches = [&](qsizetype from, qsizetype size) {
        for (qsizetype i = from; i < hosts.size(); i += size)
            out.push_back(hosts.mid(i, size));
    };
    // Never on several hosts at a time: what shuts us out of one must not have shut us out of the next one already, and
    // each is confirmed by a connection of its own.
    const auto strategy = planned.step.revert.isEmpty() ? planned.step.strategy : System::Strategy::Serial;
    switch (strategy) {
    case System::Strategy::Serial:
        batches(0, 1);
        break;
    case System::Strategy::AllAtOnce:
        batches(0, std::max<qsizetype>(hosts.size(), 1));
        break;
    case System::Strategy::Batches:
        batches(0, std::max(planned.step.batch, 1));
        break;
    case System::Strategy::Canary:
        out.push_back(hosts.mid(0, std::max(planned.step.batch, 1)));
        batches(out.front().size(), std::max<qsizetype>(hosts.size() - out.front().size(), 1));
        break;
    }
    return out;
}

QString stepFolder(const QString& directory, const QString& path)
{
    if (path.isEmpty())
        return directory;
    if (path.startsWith(u'/') || path.startsWith(u'~') || directory.isEmpty())
        return path;
    return directory + u'/' + path;
}

bool Segment::hasFailureSteps() const
{
    return std::ranges::any_of(steps, [](const SegmentStep& step) { return step.failure; });
}

std::vector<SegmentStep> failureStepsOf(const Plan& plan, const QString& host)
{
    std::vector<SegmentStep> steps;
    for (const PlannedStep& planned : plan.failureSteps) {
        if (!onHost(planned))
            break;
        if (planned.hosts.contains(host))
            steps.push_back({.key = plan.onFailure + u'.' + planned.step.id, .planned = planned, .failure = true});
    }
    return steps;
}

std::vector<Stage> mainStages(const Plan& plan)
{
    std::vector<Stage> stages =
        split(plan.steps, {}, false, [](int n, const QString& host) { return u"%1-%2"_s.arg(n).arg(host); });
    QStringList hosts;
    for (const Stage& stage : stages) {
        for (const Segment& segment : stage.segments)
            hosts += segment.host;
    }
    hosts.removeDuplicates();
    // A host that goes back alone cannot know that another one has changed what cannot be taken back.
    const bool alone = hosts.size() == 1 || std::ranges::none_of(plan.steps, &PlannedStep::isIrreversible);
    const auto proven = std::ranges::find_if(stages, &Stage::afterProof);
    const size_t last = size_t(proven - stages.begin());
    for (size_t i = 0; i < stages.size(); ++i) {
        for (Segment& segment : stages[i].segments) {
            segment.final = i + 1 >= last;
            if (stages[i].afterProof)
                continue;
            const auto failure = failureStepsOf(plan, segment.host);
            segment.steps.insert(segment.steps.end(), failure.begin(), failure.end());
            segment.holds =
                alone && !failure.empty() && i + 1 < last && plan.whenConsoleLost == System::WhenConsoleLost::Rollback;
        }
    }
    return stages;
}

std::vector<Stage> failureStages(const Plan& plan, const QStringList& hosts)
{
    std::vector<Stage> stages;
    for (const QString& host : hosts) {
        Segment segment{.name = u"back-"_s + host, .host = host, .steps = failureStepsOf(plan, host)};
        for (SegmentStep& step : segment.steps)
            step.failure = false;
        if (!segment.steps.empty())
            stages.push_back({.segments = {segment}});
    }
    const auto first = std::ranges::find_if_not(plan.failureSteps, onHost);
    const auto rest = split({first, plan.failureSteps.end()}, plan.onFailure + u'.', false,
                            [](int n, const QString& host) { return u"after-%1-%2"_s.arg(n).arg(host); });
    stages.insert(stages.end(), rest.begin(), rest.end());
    return stages;
}

QStringList secretsOf(const Segment& segment)
{
    QStringList names;
    for (const SegmentStep& step : segment.steps) {
        names += step.planned.step.secrets;
        if (step.planned.step.standardInput.startsWith(secretMark))
            names += step.planned.step.standardInput.mid(secretMark.size());
    }
    names.removeDuplicates();
    return names;
}

Request launchRequest(const Plan& plan, const QString& run, const Segment& segment,
                      const std::map<QString, Secret>& secrets, const QString& after, const QString& lock,
                      std::chrono::seconds hold)
{
    const System::Host* found = plan.host(segment.host);
    const System::Host host = found ? *found : System::Host{.name = segment.host};
    Request request("launch");
    QStringList keys;
    for (const SegmentStep& step : segment.steps)
        keys += step.key;
    request.word("run", run).word("steps", keys.join(u' ')).word("segment", segment.name);
    request.number("limit", outputLimit).number("grace", graceSeconds);
    request.value("about", u"%1 %2 plan %3"_s.arg(plan.target(), plan.procedure, plan.hash).toUtf8());
    if (!after.isEmpty())
        request.word("after", after);
    if (segment.holds)
        request.number("hold", hold.count());
    if (segment.final)
        request.word("final", u"yes"_s);
    if (segment.final && !plan.readOnly && plan.usedHosts().size() == 1 &&
        plan.proof.kind == PlannedProof::Kind::NotNeeded)
        request.word("gives-back", u"yes"_s); // nothing is left to be found out when it has succeeded
    if (!lock.isEmpty())
        request.word("lock-beat", lock);
    for (const SegmentStep& part : segment.steps) {
        const System::Step& step = part.planned.step;
        request.word("step", (part.failure ? u"failure "_s : u"main "_s) + part.key);
        request.value("cwd", stepFolder(host.directory, step.cwd).toUtf8());
        request.value("script", withLogin(part.planned.registries, step.argument).toUtf8());
        request.number("timeout", std::max<qint64>(seconds(step.timeout), 1));
        // Also where nothing was pending when the plan was made: the new version may bring some, and the host counts
        // again.
        if (!part.planned.step.reversible && !part.failure)
            request.word("irreversible", u"yes"_s);
        if (step.builtIn == System::BuiltIn::Keep)
            request.word("guard", u"yes"_s);
        if (!step.revert.isEmpty())
            request.value("revert", step.revert.toUtf8()).number("revert-after", seconds(step.revertAfter));
        if (!step.pending.isEmpty())
            request.value("pending", step.pending.toUtf8());
        if (step.sudo) {
            request.word("sudo", u"yes"_s);
            if (step.secrets.contains(sudoPassword))
                request.word("sudo-secret", sudoPassword);
        }
        if (step.standardInput.startsWith(secretMark))
            request.word("stdin-secret", step.standardInput.mid(secretMark.size()));
        else if (!step.standardInput.isEmpty())
            request.value("stdin", step.standardInput.toUtf8());
        std::map<QString, QString> variables = host.variables;
        for (const auto& [name, value] : plan.inputs)
            variables[name] = value;
        if (!part.planned.registries.empty())
            variables[registriesVariable()] = registryLines(part.planned.registries);
        if (const auto scale = plan.scale.find(segment.host); scale != plan.scale.end())
            variables[scaleVariable()] = scale->second;
        variables[u"PILOTHOUSE_RUN"_s] = run;
        variables[u"PILOTHOUSE_STEP"_s] = part.key;
        variables[u"PILOTHOUSE_HOST"_s] = segment.host;
        for (const auto& [name, value] : variables)
            request.value("env " + name.toUtf8(), value.toUtf8());
        for (const QString& name : step.secrets) {
            if (!step.sudo || name != sudoPassword)
                request.word("secret", name);
        }
    }
    for (const auto& [name, secret] : secrets)
        request.secret("secret-value " + name.toUtf8(), secret);
    return request;
}

} // namespace Pilothouse::Run
