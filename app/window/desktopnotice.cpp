// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/desktopnotice.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QVariantMap>

namespace Pilothouse {

using namespace Qt::StringLiterals;

DesktopNotice::DesktopNotice(const QDBusConnection& bus)
    : m_bus(bus)
{
}

void DesktopNotice::tell(const QString& title, const QString& text, bool critical) const
{
    if (!m_bus.isConnected())
        return;
    QDBusMessage call =
        QDBusMessage::createMethodCall(u"org.freedesktop.Notifications"_s, u"/org/freedesktop/Notifications"_s,
                                       u"org.freedesktop.Notifications"_s, u"Notify"_s);
    // Servers may read the body as markup, the summary never.
    const QVariantMap hints{{u"urgency"_s, QVariant::fromValue(uchar(critical ? 2 : 1))},
                            {u"desktop-entry"_s, u"pilothouse"_s}};
    call << QCoreApplication::applicationName() << uint(0) << u"pilothouse"_s << title << text.toHtmlEscaped()
         << QStringList() << hints << -1;
    m_bus.asyncCall(call);
}

} // namespace Pilothouse
