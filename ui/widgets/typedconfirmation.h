// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/housestyle.h"

#include <QWidget>

class QBoxLayout;
class QHBoxLayout;
class QLineEdit;

namespace Pilothouse::Ui {

class ElidedLabel;
class TextLabel;

/// The last question before a dangerous act: `system/environment` has to be typed exactly, only then can the button
/// with the verb be pressed. Where a click is enough there is only the button.
class TypedConfirmation final : public QWidget
{
    Q_OBJECT
public:
    TypedConfirmation(const Theme& theme, const QString& target, const QString& verb, QWidget* parent = nullptr);

    void setTarget(const QString& target);
    void setVerb(const QString& verb);
    /// Where nothing is started: a translated sentence with %1 for what is to be typed.
    void setQuestion(const QString& sentence);
    /// Without typing the button can be pressed at once.
    void setTypingRequired(bool required);
    /// Why the act cannot be started whatever is typed; empty if it can.
    void setRefusal(const QString& reason);
    /// Other ways, left of the verb ("Dry run"); the row takes the widget.
    void addButton(QWidget* button);
    void clear();
    bool isConfirmed() const;
    QLineEdit* field() const { return m_field; }
    QPushButton* button() const { return m_button; }
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The verb was pressed while the text matched; carries what was typed, for the record.
    void confirmed(const QString& typed);

protected:
    bool event(QEvent* event) override;

private:
    void refresh();
    void fit();
    void confirm();

    const Theme& m_theme;
    QString m_target;
    QString m_sentence;
    QString m_refusal;
    bool m_typing = true;
    QBoxLayout* m_rows;
    QHBoxLayout* m_question;
    QHBoxLayout* m_acts;
    TextLabel* m_before;
    TextLabel* m_name;
    TextLabel* m_after;
    QLineEdit* m_field;
    ElidedLabel* m_reason;
    QPushButton* m_button;
};

} // namespace Pilothouse::Ui
