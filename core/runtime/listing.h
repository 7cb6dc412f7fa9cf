// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/tooltext.h"

namespace Pilothouse::Runtime {

/// A file as `ls` or `du` lists it.
struct ListedFile
{
    QString name;
    QString kind = {}; ///< file, directory, link, other; empty where the list does not say
    std::optional<qint64> bytes = {};
    bool rounded = false;  ///< the size was written with a unit
    QString modified = {}; ///< as exact as the list says: with a date and time, or without a year ("Oct 10 23:50")
    QString owner = {};
    QString group = {};
    QString mode = {};
    QString linkTarget = {};

    bool operator==(const ListedFile&) const = default;
};

/// Reads `ls -l` (-h, -a, -n, --time-style, BSD, busybox), `du -h` and a plain list of names. Any thread.
Result<std::vector<ListedFile>> readListing(const QByteArray& output);
/// The name in one line of such a list; the whole line when it is only a name.
QString nameInListing(const QString& line);
QJsonObject toJson(const ListedFile& file);

} // namespace Pilothouse::Runtime
