// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "incident/incidentdesk.h"
#include "widgets/card.h"
#include "widgets/page.h"
#include "widgets/repeat.h"

class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace Pilothouse::Ui {

class IncidentListModel;
class RowTable;
class TextLabel;
class TimelineModel;

/// The incidents of one environment: the list, where one is opened, and one from near with its timeline, where notes
/// are written and it is closed.
class IncidentsPage final : public Page
{
    Q_OBJECT
public:
    IncidentsPage(const Theme& theme, Clock& clock, IncidentDesk& desk, EnvironmentKey key, QWidget* parent = nullptr);

    /// The id of an incident.
    void showSubject(const QString& subject) override;
    QStringList location() const override;
    void showTop() override;

protected:
    /// Escape leaves an incident for the list.
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeList();
    QWidget* makeDetail();
    QWidget* makeChanging();
    void connectDesk();
    void openIncident();
    void showIncident(const Id& incident);
    void take(const Incident::Timeline& timeline);
    /// What is typed stays where somebody typed; the rest is as it is now.
    void fillChanging(const Incident::Record& before, const Incident::Record& now);
    Incident::Record typed() const;
    void say(TextLabel* label, const Error& error);
    void refreshButtons();

    const Theme& m_theme;
    Clock& m_clock;
    IncidentDesk& m_desk;
    EnvironmentKey m_key;
    Id m_shown;
    Incident::Timeline m_timeline;
    IncidentListModel* m_incidents;
    TimelineModel* m_entries;
    QStackedWidget* m_stack;
    QWidget* m_listPage = nullptr;
    QWidget* m_detailPage = nullptr;
    Card* m_listCard = nullptr;
    RowTable* m_table = nullptr;
    QLineEdit* m_title = nullptr;
    QComboBox* m_severity = nullptr;
    QPushButton* m_open = nullptr;
    TextLabel* m_listError = nullptr;
    Card* m_timelineCard = nullptr;
    TextLabel* m_heading = nullptr;
    TextLabel* m_facts = nullptr;
    QLineEdit* m_note = nullptr;
    QPushButton* m_write = nullptr;
    Card* m_changing = nullptr;
    QLineEdit* m_newTitle = nullptr;
    QComboBox* m_newSeverity = nullptr;
    QLineEdit* m_newCommander = nullptr;
    QPushButton* m_change = nullptr;
    QWidget* m_closing = nullptr;
    QLineEdit* m_resolution = nullptr;
    QPushButton* m_close = nullptr;
    TextLabel* m_error = nullptr;
    Repeat m_ages;
};

} // namespace Pilothouse::Ui
