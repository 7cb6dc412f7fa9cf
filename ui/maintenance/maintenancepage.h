// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "maintenance/maintenancedesk.h"
#include "widgets/card.h"
#include "widgets/page.h"
#include "widgets/repeat.h"

class QStackedWidget;

namespace Pilothouse::Ui {

class AnnounceForm;
class MaintenanceListModel;
class RowTable;
class TextLabel;
class WindowView;

/// The maintenance of one environment: whether a window is open and when the next one is, the windows that come, go on
/// and were, one of them from near, and where another one is announced.
class MaintenancePage final : public Page
{
    Q_OBJECT
public:
    MaintenancePage(const Theme& theme, Clock& clock, MaintenanceDesk& desk, EnvironmentKey key,
                    QWidget* parent = nullptr);

    /// The id of a window.
    void showSubject(const QString& subject) override;
    QStringList location() const override;
    void showTop() override;

protected:
    /// Escape leaves a window for the list.
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeList();
    void connectDesk();
    void connectView();
    void showWindow(const Id& window);
    void take(const std::vector<Maintenance::Window>& windows);
    void refresh();

    const Theme& m_theme;
    Clock& m_clock;
    MaintenanceDesk& m_desk;
    EnvironmentKey m_key;
    System::Environment m_environment;
    Id m_shown;
    MaintenanceListModel* m_windows;
    QStackedWidget* m_stack;
    QWidget* m_listPage = nullptr;
    QWidget* m_detailPage = nullptr;
    Card* m_now = nullptr;
    TextLabel* m_standing = nullptr;
    TextLabel* m_closed = nullptr;
    TextLabel* m_regular = nullptr;
    AnnounceForm* m_form = nullptr;
    Card* m_card = nullptr;
    RowTable* m_table = nullptr;
    TextLabel* m_error = nullptr;
    WindowView* m_view;
    Repeat m_ages;
};

} // namespace Pilothouse::Ui
