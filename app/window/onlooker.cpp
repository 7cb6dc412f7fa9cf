// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/onlooker.h"

namespace Pilothouse {

using Run::FollowEvent;
using Run::Recalled;

namespace {

/// Of a long output only the end is fetched; the rest is on the host.
constexpr qint64 tail = 256 << 10;

Ui::RunSight sightOf(const Recalled& recalled)
{
    return {.run = recalled.run,
            .target = recalled.plan.target(),
            .driver = recalled.driver,
            .silence = recalled.silence,
            .driven = recalled.isDriven(),
            .open =
                recalled.state() == Run::RunState::Running && (!recalled.locked.isEmpty() || recalled.plan.readOnly),
            .typed = recalled.plan.confirm == System::Confirmation::Typed,
            .unasked = recalled.unasked};
}

} // namespace

Onlooker::Onlooker(Services& services)
    : m_services(services)
    , m_mailbox(this)
{
}

Onlooker::~Onlooker()
{
    m_mailbox.close();
    m_stop.request_stop();
}

void Onlooker::stop()
{
    ++m_turn;
    m_stop.request_stop();
    m_stop = {};
}

void Onlooker::watch(const Ui::EnvironmentKey& key, const Id& run)
{
    stop();
    m_key = key;
    const auto place = m_services.definitions().find(key.system, key.environment);
    if (!place) {
        m_mailbox.post([this, run, error = place.error()] { Q_EMIT notFound(run, error); });
        return;
    }
    whenAnswered(m_services.runs().recall(run, place->environment, key.system, tail), m_mailbox.slot(),
                 [this, run, place = *place, turn = m_turn](const Result<Recalled>& recalled) {
                     if (turn != m_turn)
                         return;
                     if (recalled)
                         begin(place, *recalled);
                     else
                         Q_EMIT notFound(run, recalled.error());
                 });
}

void Onlooker::begin(const Definitions::Place& place, const Recalled& recalled)
{
    Q_EMIT seen(sightOf(recalled));
    m_workers.start([this, environment = place.environment, recalled, turn = m_turn,
                     stop = m_stop.get_token()](const std::stop_token& ended) {
        std::stop_source either;
        const std::stop_callback another(stop, [&either] { either.request_stop(); });
        const std::stop_callback shutdown(ended, [&either] { either.request_stop(); });
        look(environment, recalled, turn, either.get_token());
    });
}

void Onlooker::look(const System::Environment& environment, const Recalled& recalled, quint64 turn,
                    const std::stop_token& stop)
{
    const auto tell = [this, turn, slot = m_mailbox.slot()](std::function<void()> work) {
        slot.post([this, turn, work = std::move(work)] {
            if (turn == m_turn)
                work();
        });
    };
    const Id run = recalled.run;
    Clock& clock = m_services.clock();
    auto sight = Run::Sight::of(recalled, clock.now());
    if (!sight)
        return tell([this, run, error = sight.error()] { Q_EMIT notFound(run, error); });
    const auto tellRecord = [&] { tell([this, record = sight->record()] { Q_EMIT changed(record); }); };
    tellRecord();
    const auto spectator = m_services.runs().spectate(recalled, environment, tail);
    for (;;) {
        const auto news = spectator->next(stop);
        if (stop.stop_requested())
            return;
        if (!news)
            return tell([this, run, error = news.error()] { Q_EMIT broken(run, error); });
        for (const auto& each : *news) {
            sight->take(each, clock.now());
            if (each.event.kind == FollowEvent::Kind::Data)
                tell([this, run, step = each.event.step, host = each.host, bytes = each.event.data] {
                    Q_EMIT grew(run, step, host, bytes);
                });
        }
        sight->standAs(spectator->recalled());
        tellRecord();
        tell([this, now = sightOf(spectator->recalled())] { Q_EMIT seen(now); });
        if (news->empty())
            return;
    }
}

void Onlooker::takeOver(const Id& run, const QString& typed)
{
    const auto place = m_services.definitions().find(m_key.system, m_key.environment);
    if (!place) {
        m_mailbox.post([this, run, error = place.error()] { Q_EMIT tookOver(run, error); });
        return;
    }
    const auto answer = [this, run](const Result<void>& taken) {
        Q_EMIT tookOver(run, taken ? std::nullopt : std::optional(taken.error()));
    };
    whenAnswered(m_services.runs().recall(run, place->environment, m_key.system), m_mailbox.slot(),
                 [this, definition = place->definition, typed, answer](const Result<Recalled>& recalled) {
                     if (!recalled)
                         return answer(fail(recalled.error()));
                     whenAnswered(m_services.runs().takeOver(*recalled, definition, {.confirmed = typed}),
                                  m_mailbox.slot(), answer);
                 });
}

} // namespace Pilothouse
