// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/backupmodel.h"

#include "base/safetext.h"
#include "base/units.h"
#include "widgets/rows.h"
#include "widgets/statusmark.h"
#include "widgets/timetext.h"

#include <QLocale>

namespace Pilothouse::Ui {

using Backup::Entry;
using Backup::Rung;

void BackupModel::setCatalogue(const Backup::Catalogue& catalogue)
{
    beginResetModel();
    m_rows.clear();
    for (const Entry& entry : catalogue.entries)
        m_rows.push_back({entry.time, entry, entryEvidence(catalogue, entry)});
    for (const Backup::MissedSlot& slot : catalogue.missed)
        m_rows.push_back({slot.due, std::nullopt});
    std::ranges::stable_sort(m_rows, [](const Row& a, const Row& b) { return b.time < a.time; });
    endResetModel();
}

void BackupModel::touch()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
}

Sign BackupModel::sign(const Row& row) const
{
    return row.entry ? signOf(row.evidence.verdictAt(m_clock.now())) : Sign::Down;
}

QString BackupModel::fileAt(int row) const
{
    if (row < 0 || size_t(row) >= m_rows.size() || !m_rows[size_t(row)].entry)
        return {};
    return m_rows[size_t(row)].entry->name;
}

int BackupModel::rowOf(const QString& file) const
{
    const auto found =
        std::ranges::find_if(m_rows, [&file](const Row& row) { return row.entry && row.entry->name == file; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int BackupModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

int BackupModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QString BackupModel::text(const Row& row, int column) const
{
    if (!row.entry)
        return column == Name   ? tr("no backup was made")
               : column == Made ? QLocale().toString(row.time.toLocalTime(), QLocale::ShortFormat)
                                : QString();
    const Entry& entry = *row.entry;
    switch (column) {
    case Name:
        return SafeText::oneLine(entry.name).text();
    case Made:
        return QLocale().toString(entry.time.toLocalTime(), QLocale::ShortFormat);
    case Size:
        return formatSize(entry.bytes);
    case Proved:
        break;
    }
    return proved(entry);
}

QString BackupModel::proved(const Entry& entry) const
{
    if (!entry.proof)
        return tr("not read yet");
    const Backup::Proof& proof = *entry.proof;
    const QString when = ago(proof.at, m_clock.now());
    switch (proof.rung) {
    case Rung::Restored:
        return tr("restored %1").arg(when);
    case Rung::Complete:
        return tr("complete, %1 read to the end %2").arg(formatSize(proof.rawBytes), when);
    case Rung::Readable:
        return tr("only readable: %1").arg(SafeText::oneLine(proof.reason).text());
    case Rung::Exists:
    case Rung::None:
        break;
    }
    return SafeText::oneLine(proof.reason).text();
}

QVariant BackupModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || size_t(index.row()) >= m_rows.size())
        return {};
    const Row& row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == Made                  ? localTime(row.time)
               : index.column() == Proved && row.entry ? evidenceTip(row.evidence, m_clock.now())
                                                       : text(row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Name && row.entry
                   ? tr("%1: %2", "archive: sign").arg(text(row, Name), signWord(sign(row)))
                   : text(row, index.column());
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() == Size ? Qt::AlignRight : Qt::AlignLeft));
    case CellSign:
        if (index.column() == Name)
            return int(sign(row));
        return {};
    case CellColour:
        if (!row.entry)
            return int(Role::Down);
        if (index.column() == Proved)
            return int(signRole(sign(row)));
        return int(index.column() == Name ? Role::Text : Role::Muted);
    case CellStyle:
        return int(TextStyle::Body);
    }
    return {};
}

QVariant BackupModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Size ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("backup");
    case Made:
        return tr("made");
    case Size:
        return tr("size");
    case Proved:
        return tr("proved");
    }
    return {};
}

} // namespace Pilothouse::Ui
