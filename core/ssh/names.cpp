// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/names.h"

#include <QByteArrayList>
#include <QCryptographicHash>

namespace Pilothouse::Ssh {

bool isSafeName(const QByteArray& name)
{
    return !name.isEmpty() && name.size() <= 255 && name != "." && name != ".." && !name.contains('/') &&
           !name.contains('\0');
}

bool staysInside(const QByteArray& link, const QByteArray& target)
{
    if (target.isEmpty() || target.startsWith('/') || target.contains('\0'))
        return false;
    // Links to links could add up, so ".." may only lead back over what is written: never above the folder.
    qsizetype depth = link.count('/');
    for (const QByteArray& part : target.split('/')) {
        if (part == "..")
            --depth;
        else if (!part.isEmpty() && part != ".")
            ++depth;
        if (depth < 0)
            return false;
    }
    return true;
}

QByteArray partName(const QByteArray& name, const QByteArray& identity)
{
    constexpr qsizetype longest = 200; // of 255 bytes
    return '.' + name.first(std::min(name.size(), longest)) + '.' +
           QCryptographicHash::hash(name + '\0' + identity, QCryptographicHash::Sha256).toHex().first(16) + ".part";
}

QByteArray joined(const QByteArray& folder, const QByteArray& name)
{
    if (folder.isEmpty())
        return name;
    return folder.endsWith('/') ? folder + name : folder + '/' + name;
}

QByteArray folderOf(const QByteArray& path)
{
    const qsizetype slash = path.lastIndexOf('/');
    if (slash < 0)
        return ".";
    return slash == 0 ? QByteArray("/") : path.first(slash);
}

QByteArray baseOf(const QByteArray& path)
{
    const QByteArray trimmed = trimmedPath(path);
    const QByteArray name = trimmed.mid(trimmed.lastIndexOf('/') + 1);
    return isSafeName(name) ? name : QByteArray();
}

QByteArray trimmedPath(QByteArray path)
{
    while (path.size() > 1 && path.endsWith('/'))
        path.chop(1);
    return path;
}

} // namespace Pilothouse::Ssh
