// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "maintenance/windows.h"
#include "widgets/card.h"

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace Pilothouse::Ui {

class TextLabel;
class TypedConfirmation;
class WindowHistoryModel;
class WindowMessagesModel;

/// One maintenance window from near: when, how it stands, who was told what, what became of it version by version, and
/// what can be done about it now.
class WindowView final : public QWidget
{
    Q_OBJECT
public:
    WindowView(const Theme& theme, Clock& clock, QWidget* parent = nullptr);

    /// Another window, or the same one as it is now; what was typed stays with the same one.
    void setWindow(const Maintenance::Window& window, const System::Environment& environment);
    const Maintenance::Window& window() const { return m_window; }
    /// An act was carried out, or what the core said against it.
    void takeWritten(const Result<Maintenance::Window>& changed);
    /// What may be done changes as time passes.
    void refresh();

Q_SIGNALS:
    void extendRequested(std::chrono::milliseconds by, const QString& reason);
    void cancelRequested(const QString& reason);
    void allowRequested(const QString& reason);
    void startRequested();
    void endRequested(bool anyway);

private:
    QWidget* makeActs(const Theme& theme);
    QWidget* makeAllowance(const Theme& theme);
    void begin(const QString& what);
    void refreshFacts();
    void refreshActs();

    Clock& m_clock;
    Maintenance::Window m_window;
    System::Environment m_environment;
    QString m_working; ///< what is under way; empty: nothing
    bool m_ending = false;
    TextLabel* m_heading = nullptr;
    TextLabel* m_state = nullptr;
    TextLabel* m_facts = nullptr;
    Card* m_acts = nullptr;
    QLineEdit* m_reason = nullptr;
    QLineEdit* m_by = nullptr;
    QPushButton* m_extend = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_start = nullptr;
    QPushButton* m_end = nullptr;
    QCheckBox* m_anyway = nullptr;
    TextLabel* m_error = nullptr;
    Card* m_allowance = nullptr;
    QLineEdit* m_allowReason = nullptr;
    TypedConfirmation* m_allow = nullptr;
    Card* m_messagesCard = nullptr;
    WindowMessagesModel* m_messages;
    WindowHistoryModel* m_history;
};

} // namespace Pilothouse::Ui
