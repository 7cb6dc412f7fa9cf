// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"
#include "maintenance/maintenancedesk.h"

namespace Pilothouse::Test {

/// A desk whose answers the test gives.
class ScriptedWindows final : public Ui::MaintenanceDesk
{
public:
    std::optional<System::Environment> environment(const Ui::EnvironmentKey&) const override { return defined; }
    void list(const Ui::EnvironmentKey& key) override { Q_EMIT listed(key, windows); }
    void announce(const Ui::EnvironmentKey&, const Maintenance::Announcement& wanted) override
    {
        announcement = wanted;
        asked << QStringLiteral("announce ") + wanted.title;
    }
    void extend(const Ui::EnvironmentKey&, const Maintenance::Window& window, std::chrono::milliseconds by,
                const QString& reason) override
    {
        asked << QStringLiteral("extend %1 %2 %3").arg(window.now().version).arg(formatDuration(by), reason);
    }
    void cancel(const Ui::EnvironmentKey&, const Maintenance::Window& window, const QString& reason) override
    {
        asked << QStringLiteral("cancel %1 %2").arg(window.now().version).arg(reason);
    }
    void allow(const Ui::EnvironmentKey&, const Maintenance::Window& window, const QString& reason) override
    {
        asked << QStringLiteral("allow %1 %2").arg(window.now().version).arg(reason);
    }
    void start(const Ui::EnvironmentKey&, const Maintenance::Window&) override { asked << QStringLiteral("start"); }
    void end(const Ui::EnvironmentKey&, const Maintenance::Window&, bool anyway) override
    {
        asked << (anyway ? QStringLiteral("end anyway") : QStringLiteral("end"));
    }

    System::Environment defined;
    std::vector<Maintenance::Window> windows;
    Maintenance::Announcement announcement;
    QStringList asked;
};

inline System::Environment shopProduction()
{
    return {
        .name = QStringLiteral("production"),
        .system = QStringLiteral("fleetpass"),
        .notify = {{.name = QStringLiteral("mail"),
                    .channel = QStringLiteral("mail"),
                    .mail = {.to = {QStringLiteral("users@example.com")},
                             .from = QStringLiteral("status@example.com"),
                             .server = QStringLiteral("smtp.example.com")}}},
        .page = {.on = {QStringLiteral("app")}, .show = QStringLiteral("touch on"), .hide = QStringLiteral("rm on")}};
}

/// A window that begins `in` from now and lasts two hours; `told` before its beginning where that is not negative.
inline Maintenance::Window sampleWindow(const QDateTime& now, std::chrono::minutes in, std::chrono::hours told)
{
    const QDateTime starts = now.addMSecs(std::chrono::milliseconds(in).count());
    Maintenance::Window window{
        .id = Id::make(starts),
        .system = QStringLiteral("fleetpass"),
        .environment = QStringLiteral("production"),
        .title = QStringLiteral("New database"),
        .zone = QTimeZone("Europe/Berlin"),
        .notice = std::chrono::hours(48),
        .history = {
            {.starts = starts, .ends = starts.addSecs(7200), .actor = QStringLiteral("anna"), .at = now.addDays(-3)}}};
    Notify::Delivery delivery{.id = Id::make(now),
                              .message = {.system = window.system,
                                          .environment = window.environment,
                                          .title = QStringLiteral("Maintenance of fleetpass/production"),
                                          .once = window.keyOf(1),
                                          .at = now.addDays(-3)},
                              .channel = QStringLiteral("mail"),
                              .kind = QStringLiteral("mail"),
                              .state = Notify::DeliveryState::GivenUp,
                              .attempts = 3,
                              .last = now.addDays(-3),
                              .detail = QStringLiteral("the server does not know users@example.com")};
    if (told.count() >= 0) {
        delivery.state = Notify::DeliveryState::Delivered;
        delivery.detail.clear();
        delivery.reached = {QStringLiteral("users@example.com")};
        delivery.last = starts.addMSecs(-std::chrono::milliseconds(told).count());
    }
    window.deliveries = {delivery};
    return window;
}

} // namespace Pilothouse::Test
