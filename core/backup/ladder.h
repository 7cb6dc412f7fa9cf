// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/evidence.h"

#include <QDateTime>
#include <QMetaType>
#include <QString>

#include <optional>
#include <vector>

class QIODevice;

namespace Pilothouse::Backup {

/// How far a backup has been proved. Only what was read to its end is verified, only what was restored is proven.
enum class Rung {
    None,     ///< no such file
    Exists,   ///< a name and a size, or it could not be read
    Readable, ///< every byte could be read and decompressed
    Complete, ///< and it ends as a finished dump does
    Restored, ///< and it was restored into a scratch database
};

/// The stable machine word ("none", "exists", "readable", "complete", "restored").
QString rungName(Rung rung);
std::optional<Rung> rungFromName(const QString& name);
/// The same for people, translated.
QString rungWord(Rung rung);

/// What was proved of one file, by reading it on its host. `sha256` ties the proof to the bytes: another content is
/// another file.
struct Proof
{
    QString file;
    Rung rung = Rung::None;
    QString reason = {}; ///< why it is not higher
    QString kind = {};   ///< sql, custom, tar, unknown
    QString sha256 = {};
    qint64 bytes = 0;
    qint64 rawBytes = 0;
    QDateTime at = {};

    bool operator==(const Proof&) const = default;
};

/// Reads the "key value" lines of verify_backup (resources/remote/verify-backup.sh). None when there is no "verified"
/// line, or one about bytes that the other lines do not name.
std::optional<Proof> readProof(const QByteArray& output, const QDateTime& at);

/// The proofs among the output of a run: blocks of lines that begin with "pilothouse backup ". `runOutput` is open and
/// may be of any size.
std::vector<Proof> readProofs(QIODevice& runOutput, const QDateTime& at);

} // namespace Pilothouse::Backup

Q_DECLARE_METATYPE(Pilothouse::Backup::Proof)
