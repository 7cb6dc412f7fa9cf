// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/keyring/keyring.h"
#include "world.h"

#include <QCoreApplication>
#include <QLocalServer>
#include <QMap>

namespace Pilothouse::Test {

namespace {

const char* const problemVariable = "PILOTHOUSE_TEST_WORLD_PROBLEM";
const char* const keyringVariable = "PILOTHOUSE_TEST_KEYRING_PID";
const char* const busVariable = "PILOTHOUSE_TEST_BUS_PID";

QMap<QString, World>& worlds()
{
    static QMap<QString, World> all;
    return all;
}

/// Prepares a world, as far as the environment of a process; it goes with this object.
class Stage
{
public:
    explicit Stage(World world) { m_problem = prepare(world); }

    QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = m_environment;
        environment.insert(QString::fromLatin1(problemVariable), m_problem);
        environment.insert(QString::fromLatin1(keyringVariable), QString::number(m_keyring.pid()));
        environment.insert(QString::fromLatin1(busVariable), QString::number(m_bus.pid()));
        return environment;
    }

private:
    QString prepare(World world)
    {
        const QString address = u"DBUS_SESSION_BUS_ADDRESS"_s;
        for (const QString& name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"XDG_CURRENT_DESKTOP"_s, u"DESKTOP_SESSION"_s,
                                    u"KDE_FULL_SESSION"_s, u"KDE_SESSION_VERSION"_s, u"QT_NO_GLIB"_s})
            m_environment.remove(name);
        if (world == World::NoBus) {
            m_environment.insert(address, u"unix:path=/nonexistent/bus"_s);
            return {};
        }
        if (world == World::MuteBus) {
            const QString socket = m_folder.filePath(u"bus"_s);
            m_environment.insert(address, u"unix:path="_s + socket);
            return m_mute.listen(socket) ? QString() : m_mute.errorString();
        }
        const QString missing = firstMissing({u"dbus-daemon"_s, u"gnome-keyring-daemon"_s});
        if (!missing.isEmpty())
            return missing + u" is not installed"_s;
        const QString problem = m_bus.start();
        m_environment.insert(address, m_bus.address());
        if (world == World::NoGlib)
            m_environment.insert(u"QT_NO_GLIB"_s, u"1"_s);
        if (world == World::Kde) {
            // With version 4 QtKeychain takes that desktop's keychain without looking whether it is there.
            m_environment.insert(u"XDG_CURRENT_DESKTOP"_s, u"KDE"_s);
            m_environment.insert(u"KDE_SESSION_VERSION"_s, u"4"_s);
        }
        if (!problem.isEmpty() || world == World::NoService)
            return problem;
        return m_keyring.start(m_bus, world == World::Locked      ? Keyring::Login::Locked
                                      : world == World::NeverMade ? Keyring::Login::NeverMade
                                                                  : Keyring::Login::Unlocked);
    }

    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    QTemporaryDir m_folder;
    QLocalServer m_mute;
    PrivateBus m_bus;
    Keyring m_keyring;
    QString m_problem;
};

int runInItsWorld(const QString& testClass, const QStringList& arguments)
{
    const Stage stage(worldOf(testClass));
    QProcess process;
    process.setProcessEnvironment(stage.environment());
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(QCoreApplication::applicationFilePath(), QStringList{testClass} + arguments);
    process.waitForFinished(-1);
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : 1;
}

} // namespace

InWorld::InWorld(const char* testClass, World world) { worlds().insert(QString::fromLatin1(testClass), world); }

World worldOf(const QString& testClass) { return worlds().value(testClass); }

QString worldProblem() { return qEnvironmentVariable(problemVariable); }
qint64 keyringPid() { return qEnvironmentVariable(keyringVariable).toLongLong(); }
qint64 busPid() { return qEnvironmentVariable(busVariable).toLongLong(); }

} // namespace Pilothouse::Test

int main(int argc, char** argv)
{
    using namespace Pilothouse::Test;
    const QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments().mid(1);
    if (qEnvironmentVariableIsSet(problemVariable) || arguments.value(0) == u"-list"_s)
        return runAll(argc, argv);
    QStringList classes = worlds().keys();
    if (!arguments.isEmpty() && worlds().contains(arguments.first()))
        classes = {arguments.takeFirst()};
    int failed = 0;
    for (const QString& testClass : classes)
        failed += runInItsWorld(testClass, arguments) == 0 ? 0 : 1;
    return failed == 0 ? 0 : 1;
}
