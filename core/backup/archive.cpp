// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive.h"

#include <QFile>

static void initBackupScripts() { Q_INIT_RESOURCE(backup_remote); }

namespace Pilothouse::Backup {

using namespace Qt::StringLiterals;

QByteArray verifyScript()
{
    initBackupScripts();
    QFile file(u":/remote/verify-backup.sh"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() + "\nverify_backup \"$1\"\n" : QByteArray();
}

QJsonObject inspectProof(const Proof& proof)
{
    const auto orNull = [](const QString& text) {
        return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
    };
    return {{u"rung"_s, rungName(proof.rung)},
            {u"reason"_s, orNull(proof.reason)},
            {u"kind"_s, orNull(proof.kind)},
            {u"bytes"_s, proof.bytes},
            {u"rawBytes"_s, proof.kind.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(proof.rawBytes)},
            {u"sha256"_s, orNull(proof.sha256)},
            {u"file"_s, orNull(proof.file)}};
}

} // namespace Pilothouse::Backup
