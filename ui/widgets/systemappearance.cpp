// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/systemappearance.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>
#include <QPalette>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

namespace {
const QString service = u"org.freedesktop.portal.Desktop"_s;
const QString path = u"/org/freedesktop/portal/desktop"_s;
const QString interface = u"org.freedesktop.portal.Settings"_s;
const QString appearance = u"org.freedesktop.appearance"_s;
const QString colorScheme = u"color-scheme"_s;
const QString gnome = u"org.gnome.desktop.interface"_s;
const QString enableAnimations = u"enable-animations"_s;
} // namespace

SystemAppearance::SystemAppearance(QObject* parent)
    : QObject(parent)
    , m_dark(QGuiApplication::palette().color(QPalette::Window).lightness() < 128)
{
    // Without a session bus Qt would try to start one with dbus-launch, which can take seconds.
    if (!qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
        return;
    QDBusConnection::sessionBus().connect(service, path, interface, u"SettingChanged"_s, this,
                                          SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    ask(appearance, colorScheme);
    ask(gnome, enableAnimations);
}

void SystemAppearance::ask(const QString& group, const QString& key)
{
    QDBusMessage message = QDBusMessage::createMethodCall(service, path, interface, u"Read"_s);
    message << group << key;
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message, 3000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, group, key] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (!reply.isError())
            take(group, key, reply.value().variant());
    });
}

void SystemAppearance::onSettingChanged(const QString& group, const QString& key, const QDBusVariant& value)
{
    take(group, key, value.variant());
}

void SystemAppearance::take(const QString& group, const QString& key, QVariant value)
{
    // Read wraps the value in a second variant.
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    const bool wasDark = m_dark;
    if (group == appearance && key == colorScheme)
        m_dark = value.toUInt() == 1;
    else if (group == gnome && key == enableAnimations)
        m_reducesMotion = !value.toBool();
    if (m_dark != wasDark)
        Q_EMIT changed();
}

} // namespace Pilothouse::Ui
