// SPDX-License-Identifier: GPL-3.0-or-later
#include "sshconfig/configwords.h"

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

Error ConfigWords::badLine(const ConfigPlace& place, const QString& why)
{
    return {.kind = ErrorKind::Invalid,
            .message = tr("%1: %2. Correct the line; until then no host is connected to.").arg(place.toString(), why)};
}

Error ConfigWords::badFile(const QString& path, const QString& why)
{
    return {.kind = ErrorKind::Invalid,
            .message = tr("The ssh_config file %1 cannot be used: %2. Nothing is connected before that is put right, "
                          "because hosts could be something else than you wrote down.")
                           .arg(path, why)};
}

Error ConfigWords::unsafeFile(const QString& path)
{
    return {.kind = ErrorKind::Invalid,
            .message = tr("The ssh_config file %1 belongs to somebody else or others may write to it, so it is not "
                          "used; make it yours and take that right away (chmod go-w).")
                           .arg(path)};
}

Error ConfigWords::notDone(const ConfigPlace& place, const QString& keyword, const QString& host, const QString& advice)
{
    return {.kind = ErrorKind::Refused,
            .message = tr("%1 asks for %2, which matters to security and cannot be done here, so %3 is not connected "
                          "to; %4.")
                           .arg(place.toString(), keyword, host, advice)};
}

Error ConfigWords::execUndecided(const ConfigPlace& condition, const ConfigPlace& line, const QString& keyword)
{
    return {.kind = ErrorKind::Refused,
            .message =
                tr("%1 has a program decide (Match exec) whether %2 at %3 counts. Programs are not run here to find "
                   "out where to connect to; write the condition without exec, or a Host block before it that "
                   "sets %2.")
                    .arg(condition.toString(), keyword, line.toString())};
}

Error ConfigWords::badValue(const ConfigPlace& place, const QString& keyword, const QString& value, const QString& why)
{
    return {.kind = ErrorKind::Invalid,
            .message =
                tr("%1: the value of %2 cannot be used: %3. Correct the line.").arg(place.toString(), keyword, why),
            .detail = value};
}

Error ConfigWords::jumpLoop(const QString& host)
{
    return {.kind = ErrorKind::Invalid,
            .message = tr("The jump hosts on the way to %1 lead in a circle or are too many; look at ProxyJump in your "
                          "ssh_config files.")
                           .arg(host)};
}

} // namespace Pilothouse::Ssh
