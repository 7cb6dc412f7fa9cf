// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/recall.h"

#include "app/ctl/confirm.h"
#include "app/ctl/run.h"
#include "app/ctl/runfeed.h"
#include "base/await.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"

#include <QJsonArray>

#include <algorithm>

namespace Pilothouse::Ctl {

using Run::FollowEvent;
using Run::Recalled;
using namespace Qt::StringLiterals;

namespace {

/// Several hosts are asked, perhaps over slow hops.
constexpr auto askTime = std::chrono::minutes(5);
constexpr qint64 bytesALine = 256;

struct Found
{
    Definitions::Place place;
    Recalled recalled;
};

/// Where a run may be looked for.
Result<std::vector<Definitions::Place>> places(Call& call)
{
    const Definitions& definitions = call.services().definitions();
    std::vector<Definitions::Place> out;
    if (const QString given = call.words().value(1); !given.isEmpty()) {
        const auto target = Target::parse(given);
        if (!target)
            return fail(target.error());
        auto place = definitions.find(target->system, target->environment);
        if (!place)
            return fail(place.error());
        out.push_back(std::move(*place));
        return out;
    }
    for (const System::Definition& definition : definitions.all()) {
        for (const System::Environment& environment : definition.environments)
            out.push_back({.definition = definition, .environment = environment});
    }
    return out;
}

Result<Found> findOnHosts(Call& call, const Id& run, qint64 tail = 0)
{
    const auto all = places(call);
    if (!all)
        return fail(all.error());
    call.note(translate("Ctl", "This console has no journal of the run; asking its hosts."));
    std::vector<QFuture<Result<Recalled>>> answers;
    for (const Definitions::Place& place : *all)
        answers.push_back(call.services().runs().recall(run, place.environment, place.definition.system, tail));
    Error none{.kind = ErrorKind::NotFound,
               .message =
                   translate("Ctl", "Neither this console nor a host that it knows has run %1.").arg(run.toString())};
    for (size_t i = 0; i < answers.size(); ++i) {
        auto recalled = await(answers[i], call.stop(), askTime);
        if (recalled)
            return Found{(*all)[i], std::move(*recalled)};
        if (call.stop().stop_requested())
            return fail(recalled.error());
        // A host that could not be asked may have it.
        if (recalled.error().kind != ErrorKind::NotFound)
            none = recalled.error();
    }
    return fail(none);
}

/// What is printed of outputs: the last lines only of what was there when it was looked for, then everything.
class Backlog
{
public:
    Backlog(const Recalled& recalled, std::optional<int> lines)
        : m_lines(lines)
    {
        for (const Recalled::Segment& segment : recalled.segments) {
            for (const Recalled::Step& step : segment.steps)
                m_parts[{segment.host, step.key}].end = step.size;
        }
    }

    QByteArray take(const QString& host, const FollowEvent& event)
    {
        const auto part = m_parts.find({host, event.step});
        if (!m_lines || part == m_parts.end() || event.offset >= part->second.end)
            return event.data;
        QByteArray& kept = part->second.kept;
        kept += event.data;
        if (event.offset + event.data.size() < part->second.end)
            return {};
        const QByteArray all = std::exchange(kept, {});
        return all.mid(lastLines(all, *m_lines));
    }

private:
    struct Part
    {
        qint64 end = 0;
        QByteArray kept = {};
    };
    std::optional<int> m_lines;
    std::map<std::pair<QString, QString>, Part> m_parts;
};

void tellStep(Call& call, const Run::RunRecord& names, const QString& host, const FollowEvent& event)
{
    const Run::StepProgress* known = names.step(event.step, host);
    const QString name = known ? known->name : event.step;
    const auto state =
        event.kind == FollowEvent::Kind::Started ? Run::StepState::Running : Run::stateOfStatus(event.text);
    if (call.json())
        call.printJsonLine({{u"run"_s, names.info.id.toString()},
                            {u"event"_s, u"step"_s},
                            {u"step"_s, event.step},
                            {u"name"_s, name},
                            {u"host"_s, host},
                            {u"state"_s, stepStateName(state)},
                            {u"statement"_s, event.text}});
    else
        call.note(translate("Ctl", "%1 on %2: %3").arg(name, host, stepStateWord(state)) +
                  (event.text.isEmpty() ? QString() : u" ("_s + SafeText::oneLine(event.text).text() + u')'));
}

void tellOutput(Call& call, const Id& run, const QString& host, const FollowEvent& event, QByteArray bytes)
{
    if (bytes.isEmpty())
        return;
    if (call.json()) {
        call.printJsonLine({{u"run"_s, run.toString()},
                            {u"event"_s, u"output"_s},
                            {u"step"_s, event.step},
                            {u"host"_s, host},
                            {u"size"_s, event.offset + event.data.size()},
                            {u"text"_s, QString::fromUtf8(bytes)}});
        return;
    }
    if (bytes.endsWith('\n'))
        bytes.chop(1);
    call.note(SafeText::fromUntrusted(QByteArrayView(bytes)).text());
}

void tellWhoDrives(Call& call, const Recalled& recalled)
{
    const QString what =
        translate("Ctl", "%1 %2, started by %3")
            .arg(recalled.plan.procedure, recalled.plan.target(), SafeText::oneLine(recalled.actor).text());
    const QString who = recalled.silence
                            ? translate("Ctl", "%1 drove it, last seen %2 ago")
                                  .arg(SafeText::oneLine(recalled.driver).text(), formatDuration(*recalled.silence))
                            : translate("Ctl", "nobody drives it");
    call.note(what + u"; "_s + who);
    for (const QString& host : recalled.unasked)
        call.note(translate("Ctl", "%1 could not be asked").arg(host));
}

QString summaryOf(Run::RunState state, const Recalled& recalled)
{
    if (state == Run::RunState::Running)
        return translate("Ctl", "Nobody drives it, and its hosts have nothing left to do. Go on with it from here: "
                                "pilothousectl resume %1")
            .arg(recalled.run.toString());
    if (state == Run::RunState::Unknown)
        return translate("Ctl", "How its last step ended only the console knows that drove it.");
    return {};
}

} // namespace

Option tailOption()
{
    return {u"tail"_s, u"LINES"_s, translate("Ctl", "of what was printed so far, only the last lines of each output")};
}

Result<std::optional<int>> tailOf(Call& call)
{
    if (!call.has(u"tail"_s))
        return std::optional<int>();
    bool good = false;
    const int lines = call.value(u"tail"_s).toInt(&good);
    if (!good || lines < 0)
        return fail(ErrorKind::NotFound, translate("Ctl", "--tail wants a number of lines."));
    return std::optional(lines);
}

Exit followOnHosts(Call& call, const Id& run)
{
    const auto tail = tailOf(call);
    if (!tail)
        return call.report(tail.error());
    const auto found = findOnHosts(call, run, *tail ? qint64(**tail) * bytesALine : 0);
    if (!found)
        return call.report(found.error());
    tellWhoDrives(call, found->recalled);
    const auto names = Run::RunRecord::replay(run, journalOf(found->recalled, call.services().clock().now()));
    if (!names)
        return call.report(names.error());
    Backlog backlog(found->recalled, *tail);
    const qint64 bytes = *tail ? qint64(**tail) * bytesALine : std::numeric_limits<qint64>::max();
    const auto spectator = call.services().runs().spectate(found->recalled, found->place.environment, bytes);
    for (;;) {
        const auto news = spectator->next(call.stop());
        if (!news)
            return call.report(news.error());
        if (news->empty())
            break;
        for (const auto& [host, segment, event] : *news) {
            if (event.kind == FollowEvent::Kind::Started || event.kind == FollowEvent::Kind::Status)
                tellStep(call, *names, host, event);
            else if (event.kind == FollowEvent::Kind::Data)
                tellOutput(call, run, host, event, backlog.take(host, event));
        }
    }
    const Run::RunState state = spectator->recalled().state();
    const QString summary = summaryOf(state, spectator->recalled());
    if (call.json())
        call.printJsonLine({{u"run"_s, run.toString()},
                            {u"event"_s, u"state"_s},
                            {u"state"_s, runStateName(state)},
                            {u"summary"_s, summary}});
    else
        call.print(
            u"%1  %2%3"_s.arg(run.toString(), runStateWord(state), summary.isEmpty() ? QString() : u": "_s + summary));
    return exitFor(state);
}

Result<void> takeOverFromHosts(Call& call, const Id& run)
{
    auto found = findOnHosts(call, run);
    if (!found)
        return fail(found.error());
    const Run::Plan& plan = found->recalled.plan;
    if (!call.json()) {
        tellWhoDrives(call, found->recalled);
        for (const auto& [name, value] : plan.inputs)
            call.note(u"  %1: %2"_s.arg(name, SafeText::oneLine(value).text()));
    }
    QString typed = call.value(u"confirm"_s);
    if (plan.confirm == System::Confirmation::Typed) {
        const auto given = typedConfirmation(call, translate("Ctl", "Type %1 to go on: ").arg(plan.target()));
        if (!given)
            return fail(given.error());
        typed = *given;
    }
    return await(call.services().runs().takeOver(found->recalled, found->place.definition, {.confirmed = typed}),
                 call.stop(), askTime);
}

} // namespace Pilothouse::Ctl
