// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme.h"

#include <QFrame>

class QBoxLayout;
class QHBoxLayout;

namespace Pilothouse::Ui {

class TextLabel;
class ElidedLabel;

/// A bordered surface with a heading, a muted remark beside it, room for controls at the right, and content below.
class Card : public QFrame
{
    Q_OBJECT
public:
    Card(const Theme& theme, const QString& title, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setRemark(const QString& remark);
    /// At the right end of the heading; the card takes the widget.
    void addControl(QWidget* widget);
    /// Vertical; whatever is added belongs to the card.
    QBoxLayout* content() const { return m_content; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QHBoxLayout* m_heading;
    QBoxLayout* m_content;
    TextLabel* m_title;
    ElidedLabel* m_remark;
};

} // namespace Pilothouse::Ui
