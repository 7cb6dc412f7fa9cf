// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/recall.h"
#include "run/runnerwait.h"

#include <QFileInfo>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

Result<Runner::Ending> Runner::carryOut(const Stage& stage)
{
    if (stage.console)
        return carryConsoleStep(*stage.console);
    for (const Segment& segment : stage.segments) {
        if (auto sent = launch(segment); !sent)
            return fail(sent.error());
    }
    Ending worst = Ending::Done;
    for (const Segment& segment : stage.segments) {
        if (auto watched = watch(segment.name); !watched)
            return fail(watched.error());
        const auto ending = endingOf(segment);
        if (!ending)
            return fail(ending.error());
        worst = std::max(worst, *ending);
    }
    return worst;
}

Result<Runner::Ending> Runner::endingOf(const Segment& segment) const
{
    const SegmentRecord& record = m_record.segments.at(segment.name);
    if (record.holding || record.outcome == u"succeeded"_s) {
        // One word of a host is not believed against what was heard, or not heard, of its steps.
        QStringList keys;
        for (const SegmentStep& step : segment.steps) {
            if (!step.failure)
                keys += step.key;
        }
        return m_record.allSucceeded(keys, segment.host) ? Ending::Done : Ending::Failed;
    }
    if (record.outcome == u"cancelled"_s)
        return Ending::Cancelled;
    if (record.outcome == u"interrupted"_s)
        return Ending::Interrupted;
    return Ending::Failed;
}

Result<std::map<QString, Secret>> Runner::fetchSecrets(const Segment& segment)
{
    std::map<QString, Secret> secrets;
    for (const QString& name : secretsOf(segment)) {
        const auto secret = waitFor(m_ports.secrets.secret(
            {.system = m_record.plan.system, .environment = m_record.plan.environment, .name = name}));
        if (!secret)
            return fail(secret.error());
        secrets[name] = *secret;
    }
    return secrets;
}

Result<void> Runner::launch(const Segment& segment)
{
    const auto known = m_record.segments.find(segment.name);
    if (known != m_record.segments.end() && (known->second.launched || !known->second.outcome.isEmpty()))
        return {};
    const auto secrets = fetchSecrets(segment);
    if (!secrets)
        return fail(secrets.error());
    // Not this one, whose launch another console may have journalled already: the one before must hear that it is over.
    const SegmentRecord* before = lastSegmentOn(segment.host, segment.name);
    const QString after = before && before->holding ? before->name : QString();
    if (auto intended = intend(u"launch"_s, {{u"segment"_s, segment.name}, {u"host"_s, segment.host}}); !intended)
        return intended;
    check("intent-synced");
    const auto answer = ask(segment.host, launchRequestFor(segment, *secrets, after), Patience::Forever);
    if (!answer)
        return fail(answer.error());
    check("mkdir");
    if (!answer->isEmpty() && answer->last().startsWith("decided ")) {
        // The host went back alone before this segment came: nothing of it was started.
        return note(u"segment"_s,
                    {{u"segment"_s, segment.name}, {u"host"_s, segment.host}, {u"outcome"_s, u"refused"_s}});
    }
    if (!after.isEmpty()) {
        if (auto over =
                note(u"segment"_s, {{u"segment"_s, after}, {u"host"_s, segment.host}, {u"outcome"_s, u"succeeded"_s}});
            !over)
            return over;
    }
    return launched(segment, *answer);
}

Request Runner::launchRequestFor(const Segment& segment, const std::map<QString, Secret>& secrets,
                                 const QString& after) const
{
    const auto folder = m_record.lockFolders.find(segment.host);
    Request request =
        launchRequest(m_record.plan, id(), segment, secrets, after,
                      folder == m_record.lockFolders.end() ? QString() : folder->second, m_ports.consoleLostAfter);
    if (!lastSegmentOn(segment.host, segment.name))
        request.value("record", recordForHosts(m_record));
    return request;
}

Result<void> Runner::launched(const Segment& segment, const QByteArrayList& answer)
{
    for (const QByteArray& line : answer) {
        if (line == "warning linger") {
            if (auto told = tell(
                    QCoreApplication::translate(
                        "Run",
                        "%1 ends the processes of a user who logs out; run loginctl enable-linger there, or this run "
                        "may end with its connection.")
                        .arg(segment.host));
                !told)
                return told;
        }
    }
    return note(u"launched"_s, {{u"segment"_s, segment.name},
                                {u"host"_s, segment.host},
                                {u"answer"_s, QString::fromUtf8(answer.isEmpty() ? QByteArray() : answer.last())}});
}

Result<void> Runner::hear(const QString& key, Said& said)
{
    Said news;
    m_bell->ring([&] { std::swap(news, said); });
    if (news.waits) {
        m_waitsFor = *news.waits;
        if (auto told = setState(RunState::Running, m_waitsFor); !told)
            return told;
        if (m_ports.waits)
            m_ports.waits(m_record);
    }
    if (news.output.isEmpty())
        return {};
    const QString file = outputFile(key, {});
    const FollowEvent lines{.kind = FollowEvent::Kind::Data,
                            .step = key,
                            .offset = QFileInfo(file).size(),
                            .data = news.output.join(u'\n').toUtf8() + '\n'};
    if (auto stored = store(lines, {}); !stored)
        return stored;
    check("told");
    return {};
}

Result<void> Runner::attend(const QString& key, const std::shared_ptr<std::atomic<bool>>& done,
                            const std::shared_ptr<Said>& said, std::stop_source& stop)
{
    bool over = false;
    while (!over) {
        over = m_bell->wait(m_stop, std::chrono::milliseconds(500), [&] {
            return done->load() || m_cancel || !said->isEmpty();
        }) && *done;
        // Before the stop is looked at: what was said last is worth keeping.
        if (auto heard = hear(key, *said); !heard)
            return heard;
        if (over)
            break;
        if (m_stop.stop_requested())
            return fail(awaitStopped());
        if (auto held = keepReins(); !held)
            return held;
        if (cancelWanted() && stop.request_stop()) {
            if (auto intended = intend(u"cancel"_s, {{u"step"_s, key}}); !intended)
                return intended;
        }
        if (m_cancel) // the step was told; only its answer counts now
            m_bell->wait(m_stop, std::chrono::milliseconds(100), [&] { return done->load(); });
    }
    return {};
}

Result<Runner::Ending> Runner::carryConsoleStep(const SegmentStep& step)
{
    const auto known = m_record.consoleSteps.find(step.key);
    const QString before = known == m_record.consoleSteps.end() ? QString() : known->second;
    if (before == u"ok"_s)
        return Ending::Done;
    if (before == u"failed"_s || before == u"unknown"_s)
        return Ending::Failed;
    const auto finish = [&](const QString& result, const QString& statement, Ending ending) -> Result<Ending> {
        if (auto noted = note(u"console"_s, {{u"step"_s, step.key}, {u"result"_s, result}, {u"statement"_s, statement}},
                              Journal::Sync::Yes);
            !noted)
            return fail(noted.error());
        return ending;
    };
    const auto kind = m_ports.kinds.find(step.planned.step.action);
    if (kind == m_ports.kinds.end())
        return finish(u"failed"_s,
                      QCoreApplication::translate("Run", "This program cannot carry out step %1; use the full console.")
                          .arg(step.planned.step.name),
                      Ending::Failed);
    if (before != u"begun"_s) { // of what another console began, the first start stands
        if (auto intended = intend(u"step"_s, {{u"step"_s, step.key}}); !intended)
            return fail(intended.error());
    }
    check("console-step");
    std::stop_source stop;
    const std::stop_callback forward(m_stop, [&stop] { stop.request_stop(); });
    const auto said = std::make_shared<Said>();
    const StepProgress* progress = m_record.step(step.key, {});
    StepContext context{
        .run = m_record.info.id,
        .key = step.key,
        .plan = std::make_shared<const Plan>(m_record.plan),
        .step = step.planned.step,
        .hosts = step.planned.hosts,
        .resumed = before == u"begun"_s,
        .begun = progress ? progress->started : m_ports.clock.now(),
        .startedBy = m_record.info.actor,
        .stop = stop.get_token(),
        .progress = [said, bell = m_bell](const QString& line) { bell->ring([&] { said->output += line; }); },
        .waits = [said, bell = m_bell](const QString& text) { bell->ring([&] { said->waits = text; }); }};
    auto future = kind->second->carryOut(std::move(context));
    const auto done = std::make_shared<std::atomic<bool>>(false);
    const auto answer = [done, bell = m_bell] { bell->ring([done] { *done = true; }); };
    auto kept = future;
    future.then(QtFuture::Launch::Sync, [answer](const Result<StepOutcome>&) { answer(); }).onCanceled(answer);
    if (auto attended = attend(step.key, done, said, stop); !attended)
        return fail(attended.error());
    if (!std::exchange(m_waitsFor, {}).isEmpty()) {
        if (auto running = setState(RunState::Running, {}); !running)
            return fail(running.error());
        if (m_ports.waits)
            m_ports.waits(m_record);
    }
    const Result<StepOutcome> outcome = kept.resultCount() ? kept.result() : Result<StepOutcome>(fail(awaitStopped()));
    if (m_record.cancelAsked)
        return finish(u"cancelled"_s, outcome ? outcome->statement : outcome.error().message, Ending::Cancelled);
    if (!outcome) {
        if (m_stop.stop_requested())
            return fail(outcome.error());
        return finish(outcome.error().kind == ErrorKind::Unknown ? u"unknown"_s : u"failed"_s, outcome.error().message,
                      Ending::Failed);
    }
    return finish(outcome->succeeded ? u"ok"_s : u"failed"_s, outcome->statement,
                  outcome->succeeded ? Ending::Done : Ending::Failed);
}

} // namespace Pilothouse::Run
