// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/navigationmodel.h"

#include <QTreeView>

namespace Pilothouse::Ui {

/// The rail at the window's left. Arrows move in it, Left and Right fold a system, Return opens.
class Navigation final : public QTreeView
{
    Q_OBJECT
public:
    static constexpr int width = 216;

    Navigation(const Theme& theme, NavigationModel& model, QWidget* parent = nullptr);

    void showEnvironment(const EnvironmentKey& key);
    void showPage(const QString& id);
    QSize sizeHint() const override { return {width, 400}; }

Q_SIGNALS:
    void environmentChosen(const Pilothouse::Ui::EnvironmentKey& key);
    void pageChosen(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void choose(const QModelIndex& index);
    void select(const QModelIndex& index);

    const Theme& m_theme;
    NavigationModel& m_model;
};

} // namespace Pilothouse::Ui
