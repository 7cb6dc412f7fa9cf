// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/secretservice.h"

#include "secrets/busprobe.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QFile>

#include <memory>

namespace Pilothouse::Secrets {

using namespace Qt::StringLiterals;

namespace {

const QString connectionName = u"pilothouse-keychain"_s;
const QString serviceName = u"org.freedesktop.secrets"_s;

QString programOf(uint pid)
{
    QFile file(u"/proc/%1/comm"_s.arg(pid));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll().trimmed()) : QString();
}

/// The questions, one after the other; lives until the last answer.
class Asking : public std::enable_shared_from_this<Asking>
{
public:
    Asking(QObject* context, std::chrono::milliseconds timeout, std::function<void(KeychainStatus)> done)
        : m_context(context)
        , m_timeout(timeout)
        , m_done(std::move(done))
        , m_bus(connectionName)
    {
    }

    void start()
    {
        if (!connect())
            return m_done(m_status);
        // The first call starts the service if it is only installed.
        auto question = QDBusMessage::createMethodCall(serviceName, u"/org/freedesktop/secrets"_s,
                                                       u"org.freedesktop.Secret.Service"_s, u"ReadAlias"_s);
        question << u"default"_s;
        ask(question, [this](const QDBusMessage& answer) {
            const auto path = answer.arguments().value(0).value<QDBusObjectPath>().path();
            if (path.isEmpty() || path == u"/"_s)
                m_status.state = KeychainState::NoKeyring;
            else
                return askWhetherLocked(path);
            askWhoKeeps();
        });
    }

private:
    /// A connection of our own: the window's may come and go, and a bus that was restarted needs a new one.
    bool connect()
    {
        if (m_bus.isConnected())
            return true;
        const BusProbe probe = probeSessionBus(m_timeout);
        if (probe.outcome != BusProbe::Outcome::Answers) {
            const bool mute = probe.outcome == BusProbe::Outcome::Mute;
            m_status = {.state = mute ? KeychainState::Mute : KeychainState::NoService, .detail = probe.detail};
            return false;
        }
        QDBusConnection::disconnectFromBus(connectionName);
        m_bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, connectionName);
        m_status.detail = m_bus.isConnected() ? QString() : m_bus.lastError().message();
        return m_bus.isConnected();
    }
    void askWhetherLocked(const QString& collection)
    {
        auto question =
            QDBusMessage::createMethodCall(serviceName, collection, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
        question << u"org.freedesktop.Secret.Collection"_s << u"Locked"_s;
        ask(question, [this](const QDBusMessage& answer) {
            const bool locked = answer.arguments().value(0).value<QDBusVariant>().variant().toBool();
            m_status.state = locked ? KeychainState::Locked : KeychainState::Available;
            askWhoKeeps();
        });
    }
    void askWhoKeeps()
    {
        auto question = QDBusMessage::createMethodCall(u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s,
                                                       u"org.freedesktop.DBus"_s, u"GetConnectionUnixProcessID"_s);
        question << serviceName;
        ask(question, [this](const QDBusMessage& answer) {
            m_status.keeper = programOf(answer.arguments().value(0).toUInt());
            m_done(m_status);
        });
    }

    void ask(const QDBusMessage& question, std::function<void(const QDBusMessage&)> next)
    {
        auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(question, int(m_timeout.count())), m_context);
        QObject::connect(watcher, &QDBusPendingCallWatcher::finished, m_context,
                         [self = shared_from_this(), watcher, next = std::move(next)] {
                             watcher->deleteLater();
                             if (watcher->isError())
                                 self->failed(watcher->error());
                             else
                                 next(watcher->reply());
                         });
    }
    void failed(const QDBusError& error)
    {
        const bool mute = error.type() == QDBusError::NoReply || error.type() == QDBusError::Timeout ||
                          error.type() == QDBusError::TimedOut;
        m_status.state = mute ? KeychainState::Mute : KeychainState::NoService;
        m_status.detail = u"%1: %2"_s.arg(error.name(), error.message());
        m_done(m_status);
    }

    QObject* m_context;
    std::chrono::milliseconds m_timeout;
    std::function<void(KeychainStatus)> m_done;
    QDBusConnection m_bus;
    KeychainStatus m_status;
};

} // namespace

void askSecretService(QObject* context, std::chrono::milliseconds timeout, std::function<void(KeychainStatus)> done)
{
    std::make_shared<Asking>(context, timeout, std::move(done))->start();
}

void closeSecretService() { QDBusConnection::disconnectFromBus(connectionName); }

} // namespace Pilothouse::Secrets
