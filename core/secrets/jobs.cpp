// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/jobs.h"

#include "secrets/words.h"

#include <QAbstractEventDispatcher>
#include <QLibrary>
#include <QThread>
#include <qt6keychain/keychain.h>

#include <cstring>

namespace Pilothouse::Secrets {

using namespace Qt::StringLiterals;

namespace {

/// Overwrites the buffer that this array shares with QtKeychain's job, which would only free it.
void wipeShared(QByteArray& bytes)
{
    explicit_bzero(const_cast<char*>(bytes.constData()), size_t(bytes.size()));
    bytes.clear();
}

Error errorOf(const QKeychain::Job& job)
{
    const QString detail = u"QtKeychain error %1: %2"_s.arg(job.error()).arg(job.errorString());
    switch (job.error()) {
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return Words::unavailable({.state = KeychainState::Locked, .detail = detail});
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return Words::unavailable({.state = KeychainState::NoService, .detail = detail});
    case QKeychain::NoError:
    case QKeychain::EntryNotFound:
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        return Words::refused(detail);
    }
    return Words::refused(detail);
}

/// QtKeychain prefers KWallet on a KDE desktop, falls back in silence when that is slow to start, and then secrets seem
/// lost. It looks at the environment once, when its first job starts; there it sees a desktop on which it takes
/// libsecret. KWallet, too, is reached through the Secret Service.
void startWithLibsecret(QKeychain::Job* job)
{
    static bool decided = false;
    const char* const variable = "XDG_CURRENT_DESKTOP";
    const QByteArray desktop = qgetenv(variable);
    const bool kde = desktop == "KDE" || qgetenv("DESKTOP_SESSION").startsWith("kde") ||
                     qEnvironmentVariableIsSet("KDE_FULL_SESSION");
    if (decided || !kde) {
        decided = true;
        return job->start();
    }
    decided = true;
    const bool wasSet = qEnvironmentVariableIsSet(variable);
    qputenv(variable, "GNOME");
    QMetaObject::invokeMethod(job, "doStart", Qt::DirectConnection);
    if (wasSet)
        qputenv(variable, desktop);
    else
        qunsetenv(variable);
}

template <typename Done> void startJob(QKeychain::Job* job, const KeyName& name, Done done)
{
    job->setKey(name.key);
    job->setInsecureFallback(false);
    // It deletes itself when it ends. One that never ends stays: libsecret would answer to freed memory.
    job->setAutoDelete(true);
    QObject::connect(job, &QKeychain::Job::finished, job,
                     [done = std::move(done)](QKeychain::Job* ended) mutable { done(*ended); });
    startWithLibsecret(job);
}

} // namespace

void readKey(const KeyName& name, std::function<void(Result<std::optional<Secret>>)> done)
{
    startJob(new QKeychain::ReadPasswordJob(name.service), name, [done = std::move(done)](const QKeychain::Job& job) {
        if (job.error() == QKeychain::EntryNotFound)
            return done(std::optional<Secret>());
        if (job.error() != QKeychain::NoError)
            return done(fail(errorOf(job)));
        QByteArray shared = static_cast<const QKeychain::ReadPasswordJob&>(job).binaryData();
        Secret value(QByteArray(shared.constData(), shared.size()));
        wipeShared(shared);
        done(std::optional<Secret>(std::move(value)));
    });
}

void writeKey(const KeyName& name, const Secret& value, std::function<void(Result<void>)> done)
{
    auto* job = new QKeychain::WritePasswordJob(name.service);
    QByteArray shared = value.bytes().toByteArray();
    job->setBinaryData(shared);
    startJob(job, name, [done = std::move(done), shared](const QKeychain::Job& ended) mutable {
        wipeShared(shared);
        done(ended.error() == QKeychain::NoError ? Result<void>() : fail(errorOf(ended)));
    });
}

void removeKey(const KeyName& name, std::function<void(Result<void>)> done)
{
    startJob(new QKeychain::DeletePasswordJob(name.service), name, [done = std::move(done)](const QKeychain::Job& job) {
        const bool gone = job.error() == QKeychain::NoError || job.error() == QKeychain::EntryNotFound;
        done(gone ? Result<void>() : fail(errorOf(job)));
    });
}

QString whatPreventsJobs()
{
    // libsecret answers through GLib's main loop, which Qt's other dispatcher does not run.
    if (!QThread::currentThread()->eventDispatcher()->inherits("QEventDispatcherGlib"))
        return u"Qt runs without GLib (QT_NO_GLIB is set), so libsecret cannot answer"_s;
    static QLibrary libsecret(u"secret-1"_s, 0);
    if (!libsecret.load())
        return libsecret.errorString();
    return {};
}

void surviveTheBus()
{
    static QLibrary gio(u"gio-2.0"_s, 0);
    using BusGet = void* (*)(int type, void* cancellable, void** error);
    using SetExitOnClose = void (*)(void* connection, int exitOnClose);
    const auto busGet = reinterpret_cast<BusGet>(gio.resolve("g_bus_get_sync"));
    const auto setExitOnClose = reinterpret_cast<SetExitOnClose>(gio.resolve("g_dbus_connection_set_exit_on_close"));
    if (!busGet || !setExitOnClose)
        return;
    constexpr int sessionBus = 2; // G_BUS_TYPE_SESSION
    // The one that libsecret shares; the reference that comes with it is kept as long as the process.
    static void* const connection = busGet(sessionBus, nullptr, nullptr);
    if (connection)
        setExitOnClose(connection, 0);
}

} // namespace Pilothouse::Secrets
