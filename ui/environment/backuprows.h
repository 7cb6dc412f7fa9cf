// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "widgets/snapshot.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace Pilothouse::Ui {

/// The newest archives: name with its sign, and how far it is proven.
class BackupRowsModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    BackupRowsModel(const Clock& clock, QObject* parent);

    void setRows(std::vector<BackupRow> rows);
    const BackupRow& backup(int row) const { return m_rows[size_t(row)]; }
    Sign sign(int row) const;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    const Clock& m_clock;
    std::vector<BackupRow> m_rows;
};

/// Two lines an archive: its name needs the whole width, and what is known of it does as well.
class BackupRowDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int height = 38;

    BackupRowDelegate(const Theme& theme, const BackupRowsModel& model, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& m_theme;
    const BackupRowsModel& m_model;
};

} // namespace Pilothouse::Ui
