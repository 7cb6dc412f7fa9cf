// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace Pilothouse::Store {

/// Where the parts of a store lie, all beside FILE.
struct StoreFiles
{
    explicit StoreFiles(const QString& file);

    QString main;
    QString wal;
    QString shm;
    QString lock;      ///< flock around open, write, checkpoint and close
    QString users;     ///< shared flock while open: who gets it alone knows that nobody else is there
    QString suspect;   ///< exists: the next one to open checks the file
    QString recovered; ///< exists: a finished recovery that is not in its place yet
};

/// Makes a folder and its missing parents, each for the owner alone (0700). One that exists stays as it is.
Result<void> makeFolder(const QString& path);
/// Makes the folder (0700) and an empty file (0600) where they are missing; a store's file that others may read is
/// tightened. Never opens an existing file: closing it would drop SQLite's locks of this process.
Result<void> prepareStoreFile(const QString& file);
/// Whether others than the owner could put files into the folder (and nobody keeps them from replacing ours).
bool folderIsOpenToOthers(const QString& file);

/// Bytes are on the disk when these return.
Result<void> copyDurably(const QString& from, const QString& to);
Result<void> renameDurably(const QString& from, const QString& to);
Result<void> syncFolderOf(const QString& file);
/// A missing file is no error.
Result<void> removeFile(const QString& file);
/// Size in bytes, 0 for a missing file.
qint64 fileSize(const QString& file);

} // namespace Pilothouse::Store
