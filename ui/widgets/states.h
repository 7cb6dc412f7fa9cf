// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "widgets/housestyle.h"

#include <QWidget>

class QPushButton;

namespace Pilothouse::Ui {

class CodeView;
class TextLabel;

/// What a page shows when there is nothing yet: what will be here, and the one act that fills it.
class EmptyState final : public QWidget
{
    Q_OBJECT
public:
    EmptyState(const Theme& theme, const QString& icon, const QString& title, const QString& explanation,
               QWidget* parent = nullptr);

    /// The one act; `refusal` says why it cannot be done now, empty if it can.
    void setAct(const QString& text, const QString& refusal = {});
    void setTexts(const QString& title, const QString& explanation);

Q_SIGNALS:
    void acted();

private:
    TextLabel* m_title;
    TextLabel* m_explanation;
    QPushButton* m_act;
};

/// An Error as a person needs it: what happened and what to do next, the detail on demand, everything to be copied.
class ErrorPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit ErrorPanel(const Theme& theme, QWidget* parent = nullptr);

    void setError(const Error& error);
    /// A way on ("Try again"); none by default.
    void setAct(const QString& text);
    QString copiedText() const;

Q_SIGNALS:
    void acted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showDetail(bool shown);

    const Theme& m_theme;
    Error m_error;
    TextLabel* m_message;
    CodeView* m_detail;
    QPushButton* m_more;
    QPushButton* m_act;
};

} // namespace Pilothouse::Ui
