// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QWidget>

namespace Pilothouse::Ui {

/// A widget that draws itself and therefore has to tell assistive technology what it shows.
class PaintedWidget : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// What a person who does not see the widget must be told, in words.
    virtual QString accessibleValue() const = 0;
    virtual QAccessible::Role accessibleRole() const { return QAccessible::Graphic; }

protected:
    /// To be called when accessibleValue() has changed.
    void announce();
};

} // namespace Pilothouse::Ui
