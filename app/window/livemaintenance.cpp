// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/livemaintenance.h"

namespace Pilothouse {

using Maintenance::Window;

namespace {

/// How long ago what is over may have ended to be listed.
constexpr std::chrono::milliseconds remembered = std::chrono::hours(30 * 24);

} // namespace

LiveMaintenance::LiveMaintenance(Services& services)
    : m_services(services)
    , m_mailbox(this)
{
}

LiveMaintenance::~LiveMaintenance() { m_mailbox.close(); }

std::optional<System::Environment> LiveMaintenance::environment(const Ui::EnvironmentKey& key) const
{
    auto place = m_services.definitions().find(key.system, key.environment);
    return place ? std::optional(std::move(place->environment)) : std::nullopt;
}

void LiveMaintenance::list(const Ui::EnvironmentKey& key)
{
    whenAnswered(m_services.windows().list(key.system, key.environment, remembered), m_mailbox.slot(),
                 [this, key](const Result<std::vector<Window>>& windows) {
                     if (windows)
                         Q_EMIT listed(key, *windows);
                     else
                         Q_EMIT notListed(key, windows.error());
                 });
}

void LiveMaintenance::announce(const Ui::EnvironmentKey& key, const Maintenance::Announcement& announcement)
{
    const auto place = m_services.definitions().find(key.system, key.environment);
    if (!place) {
        m_mailbox.post([this, key, error = place.error()] { Q_EMIT announced(key, fail(error)); });
        return;
    }
    whenAnswered(m_services.windows().announce(place->environment, announcement), m_mailbox.slot(),
                 [this, key](const Result<Window>& window) {
                     Q_EMIT announced(key, window);
                     if (window)
                         tellPeople(key);
                 });
}

std::optional<System::Environment> LiveMaintenance::defined(const Ui::EnvironmentKey& key, const Id& window)
{
    auto place = m_services.definitions().find(key.system, key.environment);
    if (place)
        return std::move(place->environment);
    m_mailbox.post([this, window, error = place.error()] { Q_EMIT written(window, fail(error)); });
    return {};
}

void LiveMaintenance::take(const Ui::EnvironmentKey& key, const Id& window, const QFuture<Result<Window>>& answer)
{
    whenAnswered(answer, m_mailbox.slot(), [this, key, window](const Result<Window>& done) {
        Q_EMIT written(window, done);
        if (done)
            tellPeople(key);
    });
}

/// What was written down is sent at once, and what came of that is looked at.
void LiveMaintenance::tellPeople(const Ui::EnvironmentKey& key)
{
    Q_EMIT changed(key);
    whenAnswered(m_services.courier().deliver(), m_mailbox.slot(), [this, key](const Result<int>&) {
        Q_EMIT changed(key);
        list(key);
    });
}

void LiveMaintenance::extend(const Ui::EnvironmentKey& key, const Window& window, std::chrono::milliseconds by,
                             const QString& reason)
{
    if (const auto environment = defined(key, window.id))
        take(key, window.id, m_services.windows().extend(*environment, window, by, reason));
}

void LiveMaintenance::cancel(const Ui::EnvironmentKey& key, const Window& window, const QString& reason)
{
    if (const auto environment = defined(key, window.id))
        take(key, window.id, m_services.windows().cancel(*environment, window, reason));
}

void LiveMaintenance::allow(const Ui::EnvironmentKey& key, const Window& window, const QString& reason)
{
    if (const auto environment = defined(key, window.id))
        take(key, window.id, m_services.windows().allow(*environment, window, reason));
}

void LiveMaintenance::start(const Ui::EnvironmentKey& key, const Window& window)
{
    if (const auto environment = defined(key, window.id))
        take(key, window.id, m_services.keeper().start(*environment, window.id));
}

void LiveMaintenance::end(const Ui::EnvironmentKey& key, const Window& window, bool anyway)
{
    if (const auto environment = defined(key, window.id))
        take(key, window.id, m_services.keeper().end(*environment, window.id, anyway));
}

} // namespace Pilothouse
