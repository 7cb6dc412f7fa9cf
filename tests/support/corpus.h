// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QHash>
#include <QString>

/// Real documents of other projects with what is expected of them, where they are at hand: beside the source tree, or
/// where PILOTHOUSE_SHARED says. Tests skip themselves without them.
namespace Pilothouse::Corpus {

inline QString folder()
{
    const QString named = qEnvironmentVariable("PILOTHOUSE_SHARED");
    return (named.isEmpty() ? QStringLiteral(PILOTHOUSE_SOURCE_DIR "/../shared") : named) + QStringLiteral("/corpus/");
}

inline QByteArray contents(const QString& name)
{
    QFile file(folder() + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool isThere(const QString& kind) { return QFile::exists(folder() + QStringLiteral("EXPECT-%1.tsv").arg(kind)); }

/// Each row of EXPECT-KIND.tsv by the names of its columns.
inline QList<QHash<QByteArray, QByteArray>> expectations(const QString& kind)
{
    QList<QHash<QByteArray, QByteArray>> all;
    const QList<QByteArray> lines = contents(QStringLiteral("EXPECT-%1.tsv").arg(kind)).split('\n');
    const QList<QByteArray> names = lines.first().split('\t');
    for (const QByteArray& line : lines.mid(1)) {
        const QList<QByteArray> cells = line.split('\t');
        if (cells.size() < 2)
            continue;
        QHash<QByteArray, QByteArray> row;
        for (qsizetype i = 0; i < names.size(); ++i)
            row.insert(names[i], cells.value(i));
        all << row;
    }
    return all;
}

} // namespace Pilothouse::Corpus
