// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/services.h"
#include "maintenance/maintenancedesk.h"

namespace Pilothouse {

/// Maintenance windows as the window's page asks for them, over the store, the keeper and the courier. Window's thread.
class LiveMaintenance final : public Ui::MaintenanceDesk
{
    Q_OBJECT
public:
    explicit LiveMaintenance(Services& services);
    ~LiveMaintenance() override;

    std::optional<System::Environment> environment(const Ui::EnvironmentKey& key) const override;
    void list(const Ui::EnvironmentKey& key) override;
    void announce(const Ui::EnvironmentKey& key, const Maintenance::Announcement& announcement) override;
    void extend(const Ui::EnvironmentKey& key, const Maintenance::Window& window, std::chrono::milliseconds by,
                const QString& reason) override;
    void cancel(const Ui::EnvironmentKey& key, const Maintenance::Window& window, const QString& reason) override;
    void allow(const Ui::EnvironmentKey& key, const Maintenance::Window& window, const QString& reason) override;
    void start(const Ui::EnvironmentKey& key, const Maintenance::Window& window) override;
    void end(const Ui::EnvironmentKey& key, const Maintenance::Window& window, bool anyway) override;

Q_SIGNALS:
    /// A window of the environment was announced or changed here, or somebody was told of one.
    void changed(const Pilothouse::Ui::EnvironmentKey& key);

private:
    /// The environment as it is defined now; answered with the reason where it is defined no more.
    std::optional<System::Environment> defined(const Ui::EnvironmentKey& key, const Id& window);
    void take(const Ui::EnvironmentKey& key, const Id& window, const QFuture<Result<Maintenance::Window>>& answer);
    void tellPeople(const Ui::EnvironmentKey& key);

    Services& m_services;
    Mailbox m_mailbox;
};

} // namespace Pilothouse
