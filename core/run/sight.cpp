// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/sight.h"

#include <QJsonObject>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

Result<Sight> Sight::of(const Recalled& recalled, const QDateTime& now)
{
    auto record = RunRecord::replay(recalled.run, journalOf(recalled, now));
    if (!record)
        return fail(record.error());
    Sight sight(std::move(*record));
    for (const Recalled::Segment& segment : recalled.segments) {
        const QJsonObject name{{u"segment"_s, segment.name}, {u"host"_s, segment.host}};
        for (const Recalled::Step& step : segment.steps) {
            QJsonObject data = name;
            data[u"step"_s] = step.key;
            sight.apply(u"start"_s, data, {});
            if (step.status.isEmpty())
                continue;
            data[u"status"_s] = step.status;
            sight.apply(u"status"_s, data, {});
        }
        QJsonObject data = name;
        data[u"outcome"_s] = segment.outcome;
        if (segment.isOver())
            sight.apply(u"segment"_s, data, {});
    }
    sight.standAs(recalled);
    return sight;
}

void Sight::apply(const QString& kind, const QJsonObject& data, const QDateTime& at)
{
    (void)m_record.apply({.kind = kind, .at = at, .data = data});
}

void Sight::take(const Spectator::News& news, const QDateTime& now)
{
    using Kind = FollowEvent::Kind;
    QJsonObject data{{u"segment"_s, news.segment}, {u"host"_s, news.host}, {u"step"_s, news.event.step}};
    const StepProgress* known = m_record.step(news.event.step, news.host);
    // What was recalled is told again.
    const bool isNews = !known || known->state == StepState::Pending;
    const auto outcome = [&](const QString& word) {
        data[u"outcome"_s] = word;
        apply(u"segment"_s, data, now);
    };
    switch (news.event.kind) {
    case Kind::Started:
        if (isNews)
            apply(u"start"_s, data, now);
        break;
    case Kind::Status:
        if (known && known->statement == news.event.text)
            break;
        data[u"status"_s] = news.event.text;
        apply(u"status"_s, data, now);
        break;
    case Kind::Revert:
        data[u"revert"_s] = news.event.text;
        apply(u"revert"_s, data, now);
        break;
    case Kind::Ended:
        outcome(news.event.text);
        break;
    case Kind::Holding:
        outcome(u"holding"_s);
        break;
    case Kind::Lost:
    case Kind::Rebooted:
        outcome(u"interrupted"_s);
        break;
    case Kind::Data:
    case Kind::Absent:
    case Kind::GaveBack:
    case Kind::Told:
    case Kind::Following:
    case Kind::Beat:
    case Kind::Confusion:
        break;
    }
}

void Sight::standAs(const Recalled& recalled)
{
    const RunInfo info = infoOf(recalled);
    apply(u"state"_s, {{u"state"_s, runStateName(info.state)}, {u"summary"_s, info.summary}}, {});
}

} // namespace Pilothouse::Run
