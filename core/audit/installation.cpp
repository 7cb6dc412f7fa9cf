// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/installation.h"

#include "store/files.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryFile>

#include <cerrno>
#include <pwd.h>
#include <unistd.h>

namespace Pilothouse::Audit {

using namespace Qt::StringLiterals;

namespace {

QString accountName(uid_t uid)
{
    std::vector<char> buffer(16384);
    struct passwd entry = {};
    struct passwd* found = nullptr;
    if (::getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found) == 0 && found)
        return QString::fromLocal8Bit(found->pw_name);
    return u"uid %1"_s.arg(uid);
}

QString loginName()
{
    QString acting = accountName(::geteuid());
    // The login uid survives su and sudo and cannot be changed by an environment variable; 2^32-1 means none.
    QFile file(u"/proc/self/loginuid"_s);
    bool known = false;
    const uint first = file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toUInt(&known) : 0;
    if (!known || first == uint(-1) || first == ::geteuid())
        return acting;
    return QCoreApplication::translate("Audit", "%1 as %2").arg(accountName(first), acting);
}

Result<Id> readId(const QString& file)
{
    QFile stored(file);
    if (!stored.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Failed,
                    QCoreApplication::translate("Audit", "%1 cannot be read; check its owner and mode.").arg(file),
                    stored.errorString());
    Result<Id> id = Id::fromString(QString::fromLatin1(stored.read(64).trimmed()));
    if (!id)
        return fail(ErrorKind::Invalid, QCoreApplication::translate(
                                            "Audit", "%1 does not hold the id of this installation; restore it from a "
                                                     "backup, or remove it to count as a new one.")
                                            .arg(file));
    return id;
}

Result<void> createId(const QString& file, const Clock& clock)
{
    // Linked into place when it is whole: of two programs that start at once, the first one's id stays.
    QTemporaryFile fresh(file + u".XXXXXX"_s);
    const QByteArray line = Id::make(clock.now()).toString().toLatin1() + '\n';
    const bool written =
        fresh.open() && fresh.write(line) == line.size() && fresh.flush() && ::fsync(fresh.handle()) == 0;
    if (written && (::link(QFile::encodeName(fresh.fileName()).constData(), QFile::encodeName(file).constData()) == 0 ||
                    errno == EEXIST))
        return Store::syncFolderOf(file);
    return fail(
        ErrorKind::Failed,
        QCoreApplication::translate("Audit", "%1 cannot be written; check the folder's owner and the free space.")
            .arg(file),
        fresh.errorString());
}

} // namespace

Result<Actor> actorHere(const QString& dataFolder, const Clock& clock)
{
    const QString file = dataFolder + u"/installation"_s;
    if (auto folder = Store::makeFolder(dataFolder); !folder)
        return fail(folder.error());
    if (!QFile::exists(file)) {
        if (auto created = createId(file, clock); !created)
            return fail(created.error());
    }
    const Result<Id> id = readId(file);
    if (!id)
        return fail(id.error());
    return Actor{.login = loginName(), .installation = *id};
}

} // namespace Pilothouse::Audit
