// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/filewords.h"

#include "base/safetext.h"
#include "base/units.h"
#include "ssh/names.h"
#include "ssh/words.h"

#include <cerrno>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

QString FileWords::path(const QByteArray& path)
{
    return SafeText::oneLine(SafeText::fromUntrusted(QByteArrayView(path)).text(), 400).text();
}

QString FileWords::thisMachine() { return tr("this machine"); }

Error FileWords::noSftp(const Endpoint& endpoint, const QString& detail)
{
    return {.kind = ErrorKind::Refused,
            .message = tr("%1 offers no file transfer (SFTP) to %2; enable the subsystem \"sftp\" in its sshd_config.")
                           .arg(Words::where(endpoint), endpoint.user),
            .detail = detail};
}

Error FileWords::noisy(const Endpoint& endpoint)
{
    return {.kind = ErrorKind::Refused,
            .message = tr("What %1 sends is not SFTP; the login shell of %2 may print text. Keep it silent when nobody "
                          "sits at it.")
                           .arg(Words::where(endpoint), endpoint.user)};
}

Error FileWords::garbled(const Endpoint& endpoint)
{
    return {.kind = ErrorKind::Failed,
            .message =
                tr("The SFTP server of %1 sent what makes no sense; the transfer was ended. Try again, then look "
                   "at the server.")
                    .arg(Words::where(endpoint))};
}

Error FileWords::ended(const Endpoint& endpoint)
{
    return {
        .kind = ErrorKind::Unreachable,
        .message =
            tr("The SFTP server of %1 ended; run it again, and it goes on where it was.").arg(Words::where(endpoint))};
}

Error FileWords::staleHandle(const Endpoint& endpoint)
{
    return {.kind = ErrorKind::Unreachable,
            .message = tr("The connection to %1 was made anew, so files that were open are not any more; run it again, "
                          "and it goes on where it was.")
                           .arg(Words::where(endpoint))};
}

Error FileWords::badPath()
{
    return {.kind = ErrorKind::Invalid, .message = tr("A path is empty, too long or holds a NUL byte; correct it.")};
}

Error FileWords::refused(const Endpoint& endpoint, const QByteArray& file, const Wire::Status& status)
{
    const QString where = Words::where(endpoint);
    const QString name = path(file);
    const QString detail = SafeText::oneLine(QString::fromUtf8(status.message)).text();
    if (status.code == Wire::NoSuchFile)
        return {.kind = ErrorKind::NotFound,
                .message = tr("%1 has no file or folder %2; check the path.").arg(where, name),
                .detail = detail};
    if (status.code == Wire::PermissionDenied)
        return {.kind = ErrorKind::Refused,
                .message = tr("%1 does not let %2 do this with %3; ask for the right or choose another folder there.")
                               .arg(where, endpoint.user, name),
                .detail = detail};
    if (status.code == Wire::Unsupported)
        return {.kind = ErrorKind::Refused,
                .message = tr("The SFTP server of %1 cannot do this with %2.").arg(where, name),
                .detail = detail};
    return {.kind = ErrorKind::Failed,
            .message =
                tr("%1 could not do this with %2; look at the folder, its disk and the server's log.").arg(where, name),
            .detail = detail};
}

Error FileWords::notOffered(const Endpoint& endpoint, const QString& what)
{
    return {.kind = ErrorKind::Refused,
            .message = tr("The SFTP server of %1 does not offer %2.").arg(Words::where(endpoint), what)};
}

Error FileWords::noSpace(const Endpoint& endpoint, const QByteArray& file, quint64 needed, quint64 available)
{
    return {
        .kind = ErrorKind::Failed,
        .message =
            tr("There is no space on %1 for %2: %3 are needed, %4 are free. Make room there, then run it again.")
                .arg(Words::where(endpoint), path(file), formatSize(qint64(needed)), formatSize(qint64(available)))};
}

Error FileWords::tooManyEntries(const Endpoint& endpoint, const QByteArray& folder)
{
    return {.kind = ErrorKind::Failed,
            .message = tr("%1 has more entries in %2 than can be listed; copy smaller folders.")
                           .arg(Words::where(endpoint), path(folder))};
}

Error FileWords::local(const QByteArray& file, int error)
{
    const QString why = qt_error_string(error);
    switch (error) {
    case ENOENT:
        return {.kind = ErrorKind::NotFound,
                .message = tr("There is no file or folder %1 on this machine; check the path.").arg(path(file)),
                .detail = why};
    case EACCES:
    case EPERM:
    case EROFS:
        return {.kind = ErrorKind::Refused,
                .message = tr("This machine does not let you do this with %1; choose another folder.").arg(path(file)),
                .detail = why};
    case ENOSPC:
    case EDQUOT:
        return localNoSpace(file);
    default:
        return {.kind = ErrorKind::Failed,
                .message = tr("This machine could not do this with %1: %2.").arg(path(file), why)};
    }
}

Error FileWords::localLink(const QByteArray& file)
{
    return {.kind = ErrorKind::Refused,
            .message =
                tr("%1 on this machine is a symbolic link; nothing is written through links. Remove it or choose "
                   "another folder.")
                    .arg(path(file))};
}

Error FileWords::localNoSpace(const QByteArray& file)
{
    return {.kind = ErrorKind::Failed,
            .message = tr("There is no space on this machine for %1; make room, then run it again.").arg(path(file))};
}

Error FileWords::isFolder(const QString& place, const QByteArray& file)
{
    return {.kind = ErrorKind::Conflict,
            .message = tr("%1 on %2 is a folder, where a file is to go; choose another name.").arg(path(file), place)};
}

Error FileWords::isNoFile(const QString& place, const QByteArray& file)
{
    return {.kind = ErrorKind::Invalid,
            .message = tr("%1 on %2 is neither a file nor a folder; only those are copied.").arg(path(file), place)};
}

Error FileWords::changedMeanwhile(const QString& place, const QByteArray& file)
{
    return {.kind = ErrorKind::Conflict,
            .message = tr("%1 on %2 changed while it was copied; what is at the destination stayed as it was. Copy it "
                          "again when nobody writes to it.")
                           .arg(path(file), place)};
}

Error FileWords::differs(const Endpoint& endpoint, const QByteArray& file, const QString& detail)
{
    return {.kind = ErrorKind::Failed,
            .message = tr("%2 on %1 is not what was copied: the checksums differ. What is at the destination stayed as "
                          "it was; look at the disks, then copy it again.")
                           .arg(Words::where(endpoint), path(file)),
            .detail = detail};
}

Error FileWords::leftAside(const QString& place, const QByteArray& file, const QByteArray& aside)
{
    return {.kind = ErrorKind::Failed,
            .message =
                tr("%1 on %2 could not be replaced and could not be put back: it lies beside it as %3. Rename it by "
                   "hand.")
                    .arg(path(file), place, path(baseOf(aside)))};
}

Error FileWords::stalled(const Endpoint& endpoint, std::chrono::milliseconds after)
{
    return {.kind = ErrorKind::Timeout,
            .message =
                tr("The SFTP server of %1 has not answered for %2; look at its disk. Run it again, and it goes on "
                   "where it was.")
                    .arg(Words::where(endpoint), formatDuration(after))};
}

Error FileWords::stopped()
{
    return {.kind = ErrorKind::Cancelled,
            .message = tr("Copying was stopped. What is at the destination stayed as it was; run it again, and it goes "
                          "on where it was.")};
}

QString FileWords::unsafeName() { return tr("its name cannot be a file's name"); }

QString FileWords::leadsOut(const QByteArray& target)
{
    return tr("it is a symbolic link that leads out of the copied folder, to %1").arg(path(target));
}

QString FileWords::special() { return tr("it is neither a file, a folder nor a symbolic link"); }

QString FileWords::tooDeep() { return tr("it lies too deep"); }

} // namespace Pilothouse::Ssh
