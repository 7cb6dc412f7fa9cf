// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/backuprows.h"

#include "widgets/figures.h"
#include "widgets/rows.h"
#include "widgets/statusmark.h"

namespace Pilothouse::Ui {

BackupRowsModel::BackupRowsModel(const Clock& clock, QObject* parent)
    : QAbstractListModel(parent)
    , m_clock(clock)
{
}

void BackupRowsModel::setRows(std::vector<BackupRow> rows)
{
    if (rows == m_rows) {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

Sign BackupRowsModel::sign(int row) const { return signOf(backup(row).state.verdictAt(m_clock.now())); }

int BackupRowsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QVariant BackupRowsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const BackupRow& row = backup(index.row());
    if (role == Qt::DisplayRole)
        return row.name.text();
    if (role == Qt::AccessibleTextRole)
        return tr("%1: %2, %3", "archive: sign, remark")
            .arg(row.name.text(), signWord(sign(index.row())), row.remark.text());
    if (role == Qt::ToolTipRole)
        return row.name.text() + u'\n' + evidenceTip(row.state, m_clock.now());
    return {};
}

BackupRowDelegate::BackupRowDelegate(const Theme& theme, const BackupRowsModel& model, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_model(model)
{
}

QSize BackupRowDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    Q_UNUSED(option)
    Q_UNUSED(index)
    return {160, height};
}

void BackupRowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const BackupRow& row = m_model.backup(index.row());
    const Sign sign = m_model.sign(index.row());
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    paintRow(*painter, item, m_theme);
    QRect area = option.rect.adjusted(0, 2, -4, -2);
    const QRect upper(area.left() + 16, area.top(), area.width() - 16, 18);
    paintSign(*painter, QRectF(area.left() + 1, upper.center().y() - 4, 9, 9), sign, m_theme);
    const auto line = [&](const QRect& at, const QString& text, TextStyle style, Role role) {
        painter->setFont(m_theme.font(style));
        painter->setPen(m_theme.color(role));
        drawFigures(*painter, at, Qt::AlignLeft | Qt::AlignVCenter, elidedFigures(painter->font(), text, at.width()));
    };
    line(upper, row.name.text(), TextStyle::Body, Role::Text);
    line(upper.translated(0, 16), row.remark.text(), TextStyle::Small, sign == Sign::Down ? Role::Down : Role::Muted);
}

} // namespace Pilothouse::Ui
