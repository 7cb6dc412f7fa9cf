// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/backupmodel.h"

#include "base/safetext.h"
#include "base/units.h"
#include "widgets/rows.h"
#include "widgets/sign.h"

#include <QLocale>

namespace Pilothouse::Ui {

using Backup::Entry;
using Backup::Rung;

namespace {

Sign signOfEntry(const Entry& entry)
{
    if (!entry.proof)
        return Sign::Unknown;
    switch (entry.proof->rung) {
    case Rung::Restored:
    case Rung::Complete:
        return Sign::Healthy;
    case Rung::Readable:
        return Sign::Degraded;
    case Rung::Exists:
    case Rung::None:
        return Sign::Down;
    }
    return Sign::Unknown;
}

} // namespace

void BackupModel::setCatalogue(const Backup::Catalogue& catalogue)
{
    beginResetModel();
    m_rows.clear();
    for (const Entry& entry : catalogue.entries)
        m_rows.push_back({entry.time, entry});
    for (const Backup::MissedSlot& slot : catalogue.missed)
        m_rows.push_back({slot.due, std::nullopt});
    std::ranges::stable_sort(m_rows, [](const Row& a, const Row& b) { return b.time < a.time; });
    endResetModel();
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
    if (!entry.proof)
        return tr("not read yet");
    switch (entry.proof->rung) {
    case Rung::Restored:
        return tr("restored");
    case Rung::Complete:
        return tr("complete, %1 read to the end").arg(formatSize(entry.proof->rawBytes));
    case Rung::Readable:
        return tr("only readable: %1").arg(entry.proof->reason);
    case Rung::Exists:
    case Rung::None:
        return entry.proof->reason;
    }
    return {};
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
        return index.column() == Made ? QString(row.time.toString(Qt::ISODate)) : text(row, index.column());
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() == Size ? Qt::AlignRight : Qt::AlignLeft));
    case CellSign:
        if (index.column() == Name)
            return int(row.entry ? signOfEntry(*row.entry) : Sign::Down);
        return {};
    case CellColour:
        if (!row.entry)
            return int(Role::Down);
        if (index.column() == Proved)
            return int(signRole(signOfEntry(*row.entry)));
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
