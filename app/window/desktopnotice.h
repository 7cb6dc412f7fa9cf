// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QString>

namespace Pilothouse {

/// Tells the desktop (org.freedesktop.Notifications) that something is over, for whoever looks elsewhere. Never waits;
/// a desktop that shows no such notes is no error, the window has it anyway.
class DesktopNotice
{
public:
    explicit DesktopNotice(const QDBusConnection& bus);

    /// `critical` stays until somebody has seen it. Plain text: what reads as markup is shown as it is.
    void tell(const QString& title, const QString& text, bool critical) const;

private:
    QDBusConnection m_bus;
};

} // namespace Pilothouse
