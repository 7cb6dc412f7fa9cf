// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/catalogue.h"
#include "base/clock.h"
#include "widgets/sign.h"

#include <QAbstractTableModel>

namespace Pilothouse::Ui {

/// Backups and the slots in which none was made, newest first, as rows for people. Takes a snapshot; never asks
/// anybody.
class BackupModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Made, Proved, Size, Columns };

    explicit BackupModel(Clock& clock, QObject* parent = nullptr)
        : QAbstractTableModel(parent)
        , m_clock(clock)
    {
    }

    void setCatalogue(const Backup::Catalogue& catalogue);
    /// Proofs age: draws all rows again.
    void touch();
    /// The file of a row; empty for a missed slot.
    QString fileAt(int row) const;
    int rowOf(const QString& file) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        QDateTime time;
        std::optional<Backup::Entry> entry; ///< none: a missed slot
        Evidence evidence = {};
    };

    QString text(const Row& row, int column) const;
    QString proved(const Backup::Entry& entry) const;
    Sign sign(const Row& row) const;

    Clock& m_clock;
    std::vector<Row> m_rows;
};

} // namespace Pilothouse::Ui
