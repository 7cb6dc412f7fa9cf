// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QString>

#include <vector>

namespace Pilothouse::Audit {

/// A link of the chain remembered outside of the database: whoever shortens or rewrites the table contradicts it.
struct Anchor
{
    qint64 seq = 0;
    QString hash;
    QDateTime at = {};

    bool operator==(const Anchor&) const = default;
};

/// What an anchors file holds.
struct AnchorList
{
    std::vector<Anchor> anchors; ///< in the order of the file
    std::vector<int> unreadable; ///< lines (from 1) that are no anchor, unless a crash cut them short
    bool exists = false;
};

/// An append-only file of lines `v1 SEQ SHA256 TIME`, mode 0600, each on the disk before add() returns. It proves
/// against whoever can change the database but not this file; copies elsewhere (a dossier, another machine) prove more.
/// Several processes may add at once. Any thread.
class AnchorFile
{
public:
    explicit AnchorFile(QString file);

    Result<void> add(const Anchor& anchor) const;
    Result<AnchorList> read() const;

private:
    QString m_file;
};

} // namespace Pilothouse::Audit
