// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/snapshot.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;
class QToolButton;

namespace Pilothouse::Ui {

class EnvironmentTag;

/// One part of the breadcrumb.
struct Crumb
{
    QString text;
    bool leads = false; ///< pressing it goes there
};

/// The strip above the page: where one is, of what kind the environment is, the way to every command, and what is not
/// well anywhere. In production its upper edge is a line of three pixels in production's colour.
class TopBar final : public QWidget
{
    Q_OBJECT
public:
    explicit TopBar(const Theme& theme, QWidget* parent = nullptr);

    void setCrumbs(const std::vector<Crumb>& crumbs);
    void setKind(std::optional<System::EnvironmentKind> kind);
    void setCounts(int down, int degraded);
    /// How many alerts are open; nothing is shown without one.
    void setAlerts(int open);
    void setPaletteShortcut(const QString& shortcut);
    QToolButton* menuButton() const { return m_menu; }
    QWidget* searchButton() const;

Q_SIGNALS:
    void crumbPressed(int index);
    void paletteRequested();
    void countsPressed();
    void alertsPressed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitSearch();
    void clearCrumbs();

    const Theme& m_theme;
    std::optional<System::EnvironmentKind> m_kind;
    QHBoxLayout* m_crumbs;
    EnvironmentTag* m_tag;
    QPushButton* m_search;
    QString m_shortcut;
    QToolButton* m_down;
    QToolButton* m_degraded;
    QToolButton* m_alerts;
    QToolButton* m_menu;
};

} // namespace Pilothouse::Ui
