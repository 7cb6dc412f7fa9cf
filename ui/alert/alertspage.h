// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alert/alertdesk.h"
#include "widgets/page.h"
#include "widgets/repeat.h"

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace Pilothouse::Ui {

class AlertListModel;
class Card;
class MemberModel;
class RowTable;
class TextLabel;

/// The alerts of all environments: what is wrong, who has it, and for the chosen one everything that follows from its
/// cause and who was told. Here one says that one has it, or wants quiet for a while.
class AlertsPage final : public Page
{
    Q_OBJECT
public:
    AlertsPage(const Theme& theme, Clock& clock, AlertDesk& desk, QWidget* parent = nullptr);

    /// The id of an alert.
    void showSubject(const QString& subject) override;

Q_SIGNALS:
    void environmentRequested(const Pilothouse::Ui::EnvironmentKey& key);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeList();
    QWidget* makeDetail();
    void ask();
    void take(const std::vector<Alert::Record>& alerts);
    void choose(int row);
    void showChosen();
    void snoozeUntil(const QDateTime& until);
    void fillSnoozes();
    const Alert::Record* chosen() const;

    const Theme& m_theme;
    Clock& m_clock;
    AlertDesk& m_desk;
    Id m_chosen;
    AlertListModel* m_alerts;
    MemberModel* m_members;
    Card* m_listCard = nullptr;
    RowTable* m_table = nullptr;
    TextLabel* m_watch = nullptr;
    TextLabel* m_none = nullptr;
    QCheckBox* m_all = nullptr;
    Card* m_detail = nullptr;
    TextLabel* m_heading = nullptr;
    TextLabel* m_facts = nullptr;
    QLineEdit* m_comment = nullptr;
    QPushButton* m_acknowledge = nullptr;
    QPushButton* m_snooze = nullptr;
    QPushButton* m_reopen = nullptr;
    QPushButton* m_go = nullptr;
    TextLabel* m_error = nullptr;
    Repeat m_ages;
};

} // namespace Pilothouse::Ui
