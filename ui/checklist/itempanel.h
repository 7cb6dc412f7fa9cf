// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "checklist/change.h"
#include "checklist/checklistview.h"
#include "widgets/labels.h"

#include <QWidget>

class QDateEdit;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace Pilothouse::Ui {

class ProofText;
class StateMark;

/// Everything about one item: its state in words, what proves it, what the document says to do, and the acts. An act
/// asks for its words in place: a tick cannot be made without saying what was seen.
class ItemPanel final : public QWidget
{
    Q_OBJECT
public:
    ItemPanel(const Theme& theme, const Clock& clock, QWidget* parent = nullptr);

    /// None shows what the panel is for. Words being typed stay while the item is the same.
    void setItem(const Checklist::ItemView* item);
    /// Opens the question for the words of a tick, as the button does.
    void beginTick();
    /// While an act is under way nothing more can be asked.
    void setBusy(bool busy);
    /// The act was carried out: its words are no longer needed.
    void finish();

Q_SIGNALS:
    void changeRequested(const Pilothouse::Checklist::Change& change);
    /// The item is a line in which a role signs.
    void signRequested(const QString& role);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Asking { Nothing, Tick, Fail, Waive, NotApplicable };

    QPushButton* addButton(const QString& text, const QString& tip);
    void ask(Asking asking);
    void send();
    void showEvidence();
    void showNotes();
    void refresh();

    const Theme& m_theme;
    const Clock& m_clock;
    std::optional<Checklist::ItemView> m_item;
    Asking m_asking = Asking::Nothing;
    bool m_busy = false;
    TextLabel* m_title;
    TextLabel* m_state;
    StateMark* m_mark;
    ProofText* m_evidence;
    TextLabel* m_source;
    TextLabel* m_notes;
    TextLabel* m_commandsWord;
    ProofText* m_commands;
    QWidget* m_acts;
    QPushButton* m_tick;
    QPushButton* m_fail;
    QPushButton* m_waive;
    QPushButton* m_notApplicable;
    QPushButton* m_untick;
    QPushButton* m_sign;
    QWidget* m_form;
    TextLabel* m_question;
    QPlainTextEdit* m_words;
    TextLabel* m_untilWord;
    QDateEdit* m_until;
    QPushButton* m_send;
    QPushButton* m_cancel;
};

} // namespace Pilothouse::Ui
