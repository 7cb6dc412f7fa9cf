// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/accessible.h"

#include "widgets/paintedwidget.h"

#include <QAccessibleWidget>

namespace Pilothouse::Ui {

namespace {

class PaintedAccessible final : public QAccessibleWidget
{
public:
    explicit PaintedAccessible(PaintedWidget* widget)
        : QAccessibleWidget(widget, widget->accessibleRole())
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        const auto* painted = qobject_cast<const PaintedWidget*>(object());
        const QString own = QAccessibleWidget::text(kind);
        if (!painted)
            return own;
        if (kind == QAccessible::Value || (kind == QAccessible::Name && own.isEmpty()))
            return painted->accessibleValue();
        return own;
    }
};

QAccessibleInterface* makeInterface(const QString& className, QObject* object)
{
    Q_UNUSED(className)
    auto* painted = qobject_cast<PaintedWidget*>(object);
    return painted ? new PaintedAccessible(painted) : nullptr;
}

} // namespace

void installAccessibility() { QAccessible::installFactory(makeInterface); }

void PaintedWidget::announce()
{
    if (!QAccessible::isActive())
        return;
    QAccessibleValueChangeEvent event(this, accessibleValue());
    QAccessible::updateAccessibility(&event);
}

} // namespace Pilothouse::Ui
