// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/livealerts.h"

#include "base/translate.h"

namespace Pilothouse {

using namespace std::chrono_literals;

LiveAlerts::LiveAlerts(Services& services, Alert::Watchman& watchman, const LiveConsole& console)
    : m_services(services)
    , m_console(console)
    , m_mailbox(this)
    , m_poll(services.clock(), this, 10s, [this] { refresh(); })
    , m_gapPoll(services.clock(), this, 5min, [this] { refreshGaps(); })
{
    connect(&watchman, &Alert::Watchman::changed, this, &LiveAlerts::refresh);
    connect(&watchman, &Alert::Watchman::held, this, [this](const Alert::Watch& watch) {
        m_watch = watch;
        Q_EMIT changed();
        refreshGaps();
    });
    refresh();
}

void LiveAlerts::refreshGaps()
{
    const QDateTime now = m_services.clock().now();
    // What began before the day still covers its beginning.
    whenAnswered(m_services.alerts().watches(now.addDays(-1)), m_mailbox.slot(),
                 [this, now](const Result<std::vector<Alert::Watch>>& watches) {
                     if (!watches)
                         return;
                     const auto gaps = Alert::gapsIn(*watches, now.addDays(-1), now, 5min);
                     if (std::exchange(m_gaps, gaps) != gaps)
                         Q_EMIT gapsChanged();
                 });
}

LiveAlerts::~LiveAlerts() { m_mailbox.close(); }

void LiveAlerts::refresh()
{
    whenAnswered(m_services.alerts().list({.openOnly = true}), m_mailbox.slot(),
                 [this](const Result<std::vector<Alert::Record>>& found) {
                     if (!found || (m_heard && *found == m_open))
                         return;
                     const std::vector<Alert::Record> before = std::exchange(m_open, *found);
                     for (const Alert::Record& alert : m_open) {
                         if (m_heard && std::ranges::find(before, alert.id, &Alert::Record::id) == before.end())
                             Q_EMIT came(alert);
                     }
                     m_heard = true;
                     Q_EMIT changed();
                 });
}

void LiveAlerts::list(bool all)
{
    whenAnswered(m_services.alerts().list({.openOnly = !all}), m_mailbox.slot(),
                 [this, all](const Result<std::vector<Alert::Record>>& found) {
                     if (found)
                         Q_EMIT listed(all, *found);
                     else
                         Q_EMIT failed(found.error());
                 });
}

void LiveAlerts::answer(const Id& alert, const std::function<Answer(const System::Environment&)>& work)
{
    const auto known = std::ranges::find(m_open, alert, &Alert::Record::id);
    const auto place =
        known == m_open.end()
            ? Result<Definitions::Place>(fail(ErrorKind::Refused, translate("Window", "That alert is over.")))
            : m_services.definitions().find(known->system, known->environment);
    if (!place) {
        Q_EMIT written(alert, place.error());
        return;
    }
    whenAnswered(work(place->environment), m_mailbox.slot(), [this, alert](const Result<Alert::Record>& changed) {
        Q_EMIT written(alert, changed ? std::nullopt : std::optional(changed.error()));
        refresh();
        // Whoever was told of it hears who has it; what is not sent now is sent later.
        if (changed)
            m_services.courier().deliver();
    });
}

void LiveAlerts::acknowledge(const Id& alert, const QString& comment)
{
    answer(alert, [this, alert, comment](const System::Environment& environment) {
        return m_services.alerts().acknowledge(environment, alert, comment);
    });
}

void LiveAlerts::snooze(const Id& alert, const QDateTime& until, const QString& comment)
{
    answer(alert, [this, alert, until, comment](const System::Environment& environment) {
        return m_services.alerts().snooze(environment, alert, until, comment);
    });
}

void LiveAlerts::reopen(const Id& alert)
{
    answer(alert, [this, alert](const System::Environment& environment) {
        return m_services.alerts().reopen(environment, alert);
    });
}

} // namespace Pilothouse
