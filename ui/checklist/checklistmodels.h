// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "checklist/checklistview.h"

#include <QAbstractListModel>

namespace Pilothouse::Ui {

/// The sections of a checklist with how far each is.
class SectionModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setSections(std::vector<Checklist::SectionView> sections);
    const Checklist::SectionView& section(int row) const { return m_sections[size_t(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<Checklist::SectionView> m_sections;
};

/// The items of one section; where it has subsections their titles stand between, as rows that cannot be chosen.
class ItemModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    ItemModel(const Clock& clock, QObject* parent);

    void setItems(std::vector<Checklist::ItemView> items);
    /// None for a title.
    const Checklist::ItemView* item(int row) const;
    int rowOf(const QString& key) const;
    /// The times that rows tell have changed.
    void refreshTimes();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Row
    {
        SafeText caption = {};
        int item = -1;
    };

    const Clock& m_clock;
    std::vector<Checklist::ItemView> m_items;
    std::vector<Row> m_rows;
};

/// Who signs, in the definition's order: role with its sign, and where it stands.
class RoleModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Standing, Columns };

    RoleModel(const Clock& clock, QObject* parent);

    void setRoles(std::vector<Checklist::RoleState> roles);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Clock& m_clock;
    std::vector<Checklist::RoleState> m_roles;
};

} // namespace Pilothouse::Ui
