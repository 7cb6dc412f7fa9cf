// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "widgets/console.h"
#include "widgets/page.h"

#include <QAbstractItemModel>

namespace Pilothouse::Ui {

/// The rail: Fleet, the systems with their environments, and the pages of the whole window.
class NavigationModel final : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum class Kind { Page, Heading, System, Environment };
    enum { KindRole = Qt::UserRole + 1, PageRole, SignRole, NoteRole, KeyRole };

    NavigationModel(const Console& console, Clock& clock, std::vector<WindowPage> pages, QObject* parent = nullptr);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

    QModelIndex indexOf(const EnvironmentKey& key) const;
    QModelIndex indexOfPage(const QString& id) const;
    std::optional<EnvironmentKey> keyAt(const QModelIndex& index) const;
    /// How many environments show a sign now.
    int count(Sign sign) const;

Q_SIGNALS:
    void countsChanged();

private:
    struct SystemNode
    {
        QString title;
        std::vector<EnvironmentSnapshot> environments;
    };
    struct Top
    {
        Kind kind;
        QString id;
        QString title;
        size_t system = 0;
    };

    void rebuild();
    void update(const EnvironmentKey& key);
    void tick();
    QVariant topData(const Top& top, int role) const;
    QVariant environmentData(const EnvironmentSnapshot& snapshot, int role) const;
    Sign signOf(const EnvironmentSnapshot& snapshot) const;
    QString noteOf(const EnvironmentSnapshot& snapshot) const;

    const Console& m_console;
    Clock& m_clock;
    std::vector<WindowPage> m_pages;
    std::vector<SystemNode> m_systems;
    std::vector<Top> m_top;
    std::unique_ptr<Timer> m_timer;
};

} // namespace Pilothouse::Ui
