// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "maintenance/windows.h"
#include "widgets/snapshot.h"

#include <QObject>

#include <optional>

namespace Pilothouse::Ui {

/// Port: what the page of maintenance asks for. Whoever implements it answers by signal, on the window's thread, with
/// values.
class MaintenanceDesk : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// As it is defined now: who is told, which page is put up, what is repeated; nothing where it is defined no more.
    virtual std::optional<System::Environment> environment(const EnvironmentKey& key) const = 0;
    /// Answered by listed() or notListed(); what ended lately is listed too.
    virtual void list(const EnvironmentKey& key) = 0;
    /// Answered by announced(); then people are told, and listed() says what came of that.
    virtual void announce(const EnvironmentKey& key, const Maintenance::Announcement& announcement) = 0;
    /// All answered by written(), about the window as it was seen; the same goes for what people are told.
    virtual void extend(const EnvironmentKey& key, const Maintenance::Window& window, std::chrono::milliseconds by,
                        const QString& reason) = 0;
    virtual void cancel(const EnvironmentKey& key, const Maintenance::Window& window, const QString& reason) = 0;
    virtual void allow(const EnvironmentKey& key, const Maintenance::Window& window, const QString& reason) = 0;
    /// These two ask hosts to put the page up or to take it down, which takes a while.
    virtual void start(const EnvironmentKey& key, const Maintenance::Window& window) = 0;
    virtual void end(const EnvironmentKey& key, const Maintenance::Window& window, bool anyway) = 0;

Q_SIGNALS:
    void listed(const Pilothouse::Ui::EnvironmentKey& key, const std::vector<Pilothouse::Maintenance::Window>& windows);
    void notListed(const Pilothouse::Ui::EnvironmentKey& key, const Pilothouse::Error& error);
    void announced(const Pilothouse::Ui::EnvironmentKey& key,
                   const Pilothouse::Result<Pilothouse::Maintenance::Window>& window);
    void written(const Pilothouse::Id& window, const Pilothouse::Result<Pilothouse::Maintenance::Window>& changed);
};

} // namespace Pilothouse::Ui
