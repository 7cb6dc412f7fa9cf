// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Pilothouse::Ssh {

/// Whether an entry of a listing is the name of something in that folder and of nothing else: not empty, "." or "..",
/// without '/' and NUL, at most 255 bytes. Control characters are allowed: they are names, and shown as SafeText.
bool isSafeName(const QByteArray& name);

/// Whether a link at `link` (relative to a folder) to `target` stays in that folder, as far as names tell.
bool staysInside(const QByteArray& link, const QByteArray& target);

/// The name under which a file is written before it becomes `name`. `identity` is what must not change for a later copy
/// to go on with it.
QByteArray partName(const QByteArray& name, const QByteArray& identity);

QByteArray joined(const QByteArray& folder, const QByteArray& name);
QByteArray folderOf(const QByteArray& path); ///< "." for a bare name
QByteArray baseOf(const QByteArray& path);   ///< "" for "/", "a/.." and the like
/// Without slashes at the end, but "/" itself.
QByteArray trimmedPath(QByteArray path);

} // namespace Pilothouse::Ssh
