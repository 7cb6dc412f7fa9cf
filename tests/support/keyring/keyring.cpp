// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/keyring/keyring.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTest>

#include <csignal>
#include <sys/prctl.h>

namespace Pilothouse::Test {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000;

/// The installed services are left out: an own gnome-keyring must not be started behind a test's back.
const char* const busConfiguration = R"(<busconfig>
  <type>session</type>
  <listen>unix:path=%1/bus</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
)";

void endsWithUs(QProcess& process)
{
    process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
}

void end(QProcess& process)
{
    if (process.state() == QProcess::NotRunning)
        return;
    ::kill(pid_t(process.processId()), SIGCONT); // a test may have stopped it
    process.kill();
    process.waitForFinished(patience);
}

/// The path of the default keyring as the service tells it: empty while nobody answers, "/" if there is none.
QString defaultKeyring(const QString& address)
{
    const QString name = u"keyring-test"_s;
    QDBusConnection bus = QDBusConnection::connectToBus(address, name);
    auto question = QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s,
                                                   u"org.freedesktop.Secret.Service"_s, u"ReadAlias"_s);
    question << u"default"_s;
    const QDBusMessage answer = bus.call(question, QDBus::Block, 2000);
    QDBusConnection::disconnectFromBus(name);
    return answer.type() == QDBusMessage::ReplyMessage ? answer.arguments().value(0).value<QDBusObjectPath>().path()
                                                       : QString();
}

} // namespace

QString firstMissing(const QStringList& programs)
{
    for (const QString& program : programs) {
        if (QStandardPaths::findExecutable(program).isEmpty())
            return program;
    }
    return {};
}

PrivateBus::~PrivateBus() { end(m_process); }

QString PrivateBus::start()
{
    QFile file(m_folder.filePath(u"bus.conf"_s));
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    file.write(QByteArray(busConfiguration).replace("%1", m_folder.path().toUtf8()));
    file.close();
    endsWithUs(m_process);
    m_process.start(u"dbus-daemon"_s, {u"--config-file="_s + file.fileName(), u"--nofork"_s, u"--print-address"_s});
    // It prints the address when it listens.
    if (!m_process.waitForStarted(patience) || !m_process.waitForReadyRead(patience))
        return u"dbus-daemon did not start: "_s + m_process.errorString();
    m_address = QString::fromUtf8(m_process.readLine().trimmed());
    return {};
}

Keyring::~Keyring() { stop(); }

void Keyring::stop() { end(m_process); }

QString Keyring::start(const PrivateBus& bus, Login login)
{
    for (const QString& folder : {u"home"_s, u"data"_s, u"run"_s}) {
        QDir(m_folder.path()).mkdir(folder);
        QFile::setPermissions(m_folder.filePath(folder), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    if (login == Login::NeverMade)
        return launch(bus, false);
    QString problem = launch(bus, true);
    if (!problem.isEmpty() || login == Login::Unlocked)
        return problem;
    stop();
    return launch(bus, false);
}

QString Keyring::launch(const PrivateBus& bus, bool unlock)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, bus.address());
    environment.insert(u"HOME"_s, m_folder.filePath(u"home"_s));
    environment.insert(u"XDG_DATA_HOME"_s, m_folder.filePath(u"data"_s));
    environment.insert(u"XDG_RUNTIME_DIR"_s, m_folder.filePath(u"run"_s));
    for (const QString& name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"GNOME_KEYRING_CONTROL"_s})
        environment.remove(name); // nobody may be asked for a password
    m_process.setProcessEnvironment(environment);
    endsWithUs(m_process);
    QStringList arguments{u"--foreground"_s, u"--components=secrets"_s};
    if (unlock)
        arguments << u"--unlock"_s;
    m_process.start(u"gnome-keyring-daemon"_s, arguments);
    if (!m_process.waitForStarted(patience))
        return u"gnome-keyring-daemon did not start: "_s + m_process.errorString();
    m_process.write("a password for tests");
    m_process.closeWriteChannel();
    const bool ready = QTest::qWaitFor(
        [&] {
            const QString keyring = defaultKeyring(bus.address());
            return unlock ? keyring.size() > 1 : !keyring.isEmpty();
        },
        patience);
    return ready ? QString() : u"gnome-keyring-daemon does not answer on its bus"_s;
}

} // namespace Pilothouse::Test
