// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

/// A session bus and a real gnome-keyring for tests, both private: nobody's own keyring is touched, and nothing that is
/// installed is started by the bus. A process uses one bus for its life, so whoever needs another one starts another
/// process with the environment of these (see tests/integration/secrets).
namespace Pilothouse::Test {

/// A dbus-daemon that ends with this object, or with the process.
class PrivateBus
{
public:
    PrivateBus() = default;
    ~PrivateBus();
    PrivateBus(const PrivateBus&) = delete;
    PrivateBus& operator=(const PrivateBus&) = delete;

    /// Empty if it runs, else why not.
    QString start();
    QString address() const { return m_address; }
    qint64 pid() const { return m_process.processId(); }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_address;
};

/// A gnome-keyring-daemon on a private bus that keeps secrets in a folder of its own.
class Keyring
{
public:
    enum class Login {
        Unlocked,  ///< as after logging in to a desktop
        Locked,    ///< the login keyring exists, nobody gave the password
        NeverMade, ///< nobody ever logged in to a desktop
    };

    Keyring() = default;
    ~Keyring();
    Keyring(const Keyring&) = delete;
    Keyring& operator=(const Keyring&) = delete;

    /// Empty if it answers on the bus, else why not.
    QString start(const PrivateBus& bus, Login login);
    qint64 pid() const { return m_process.processId(); }

private:
    QString launch(const PrivateBus& bus, bool unlock);
    void stop();

    QTemporaryDir m_folder;
    QProcess m_process;
};

/// The first of these programs that is not installed, or empty.
QString firstMissing(const QStringList& programs);

} // namespace Pilothouse::Test
