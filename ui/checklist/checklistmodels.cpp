// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/checklistmodels.h"

#include "base/translate.h"
#include "checklist/itemtext.h"
#include "widgets/rows.h"
#include "widgets/theme.h"
#include "widgets/timetext.h"

namespace Pilothouse::Ui {

using Checklist::ItemView;
using namespace Qt::StringLiterals;
using Checklist::SectionView;

void SectionModel::setSections(std::vector<SectionView> sections)
{
    const auto titles = [](const std::vector<SectionView>& of) {
        QStringList all;
        for (const SectionView& section : of)
            all << section.title.text();
        return all;
    };
    // The chosen section stays chosen while only its numbers change.
    if (titles(sections) == titles(m_sections)) {
        m_sections = std::move(sections);
        if (!m_sections.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_sections = std::move(sections);
    endResetModel();
}

int SectionModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_sections.size()); }

QVariant SectionModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SectionView& section = m_sections[size_t(index.row())];
    if (role == Qt::DisplayRole)
        return section.title.text();
    if (role == Qt::AccessibleTextRole)
        return translate("Checklist", "%1: %2 of %3 held, %4 failing")
            .arg(section.title.text())
            .arg(section.progress.held)
            .arg(section.progress.total)
            .arg(section.progress.failing);
    return {};
}

ItemModel::ItemModel(const Clock& clock, QObject* parent)
    : QAbstractListModel(parent)
    , m_clock(clock)
{
}

void ItemModel::setItems(std::vector<ItemView> items)
{
    const auto same = std::ranges::equal(items, m_items, {}, &ItemView::key, &ItemView::key);
    if (same) {
        m_items = std::move(items);
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_items = std::move(items);
    m_rows.clear();
    SafeText caption;
    for (size_t i = 0; i < m_items.size(); ++i) {
        if (m_items[i].caption != caption) {
            caption = m_items[i].caption;
            if (!caption.isEmpty())
                m_rows.push_back({.caption = caption});
        }
        m_rows.push_back({.item = int(i)});
    }
    endResetModel();
}

const ItemView* ItemModel::item(int row) const
{
    if (row < 0 || row >= int(m_rows.size()) || m_rows[size_t(row)].item < 0)
        return nullptr;
    return &m_items[size_t(m_rows[size_t(row)].item)];
}

int ItemModel::rowOf(const QString& key) const
{
    for (int row = 0; row < int(m_rows.size()); ++row)
        if (const ItemView* one = item(row); one && one->key == key)
            return row;
    return -1;
}

void ItemModel::refreshTimes()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int ItemModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QVariant ItemModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ItemView* one = item(index.row());
    if (!one)
        return role == Qt::DisplayRole ? QVariant(m_rows[size_t(index.row())].caption.text()) : QVariant();
    const QString evidence = evidenceText(*one, m_clock.now());
    if (role == Qt::DisplayRole)
        return one->text.text();
    if (role == Qt::ToolTipRole)
        return one->record.version > 0 ? evidence + u'\n' + localTime(one->record.at) : evidence;
    if (role == Qt::AccessibleTextRole)
        return one->text.text() + u", "_s + stateWord(one->state) + u", "_s + evidence;
    return {};
}

Qt::ItemFlags ItemModel::flags(const QModelIndex& index) const
{
    return !index.isValid() || item(index.row()) ? QAbstractListModel::flags(index)
                                                 : Qt::ItemFlags(Qt::ItemNeverHasChildren);
}

RoleModel::RoleModel(const Clock& clock, QObject* parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
{
}

void RoleModel::setRoles(std::vector<Checklist::RoleState> roles)
{
    if (roles == m_roles)
        return;
    beginResetModel();
    m_roles = std::move(roles);
    endResetModel();
}

int RoleModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_roles.size()); }

int RoleModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(Columns); }

QVariant RoleModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Checklist::RoleState& state = m_roles[size_t(index.row())];
    const bool name = index.column() == Name;
    if (role == Qt::DisplayRole)
        return name ? state.role : roleText(state, m_clock.now());
    if (role == CellSign && name)
        return int(roleSign(state.state));
    if (role == CellColour && !name)
        return int(Role::Muted);
    if (role == CellStyle && !name)
        return int(TextStyle::Small);
    if (role == Qt::TextAlignmentRole && !name)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && state.signature)
        return localTime(state.signature->at) + u'\n' + state.signature->statement.text();
    return {};
}

QVariant RoleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    return section == Name ? translate("Checklist", "Role") : translate("Checklist", "Signature");
}

} // namespace Pilothouse::Ui
