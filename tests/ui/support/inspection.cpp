// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/inspection.h"

#include "widgets/labels.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAccessible>
#include <QComboBox>
#include <QDir>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLayout>
#include <QScrollArea>
#include <QTabBar>
#include <QTest>

namespace Pilothouse::Test {

namespace {

QString nameOf(const QWidget& widget)
{
    QStringList path;
    for (const QWidget* w = &widget; w && path.size() < 4; w = w->isWindow() ? nullptr : w->parentWidget()) {
        QString name = QString::fromLatin1(w->metaObject()->className());
        if (!w->objectName().isEmpty())
            name += u'#' + w->objectName();
        path.prepend(name);
    }
    return path.join(QStringLiteral(" > "));
}

QString quoted(const QString& text) { return u'"' + text + u'"'; }

QString labelFault(const QLabel& label)
{
    if (label.text().isEmpty() || dynamic_cast<const Ui::ElidedLabel*>(&label))
        return {};
    const QRect room = label.contentsRect();
    if (label.wordWrap()) {
        const int needed = label.heightForWidth(label.width());
        return needed > label.height() + 1
                   ? QStringLiteral("text cut off below: needs %1 px of height, has %2").arg(needed).arg(label.height())
                   : QString();
    }
    const QSize needed = label.fontMetrics().size(0, label.text());
    if (needed.width() > room.width() + 1)
        return QStringLiteral("text cut off: needs %1 px, has %2").arg(needed.width()).arg(room.width());
    if (needed.height() > room.height() + 1)
        return QStringLiteral("text cut off below: needs %1 px, has %2").arg(needed.height()).arg(room.height());
    return {};
}

QString tooSmall(const QWidget& widget, const QSize& needed)
{
    if (needed.width() > widget.width() + 1 || needed.height() > widget.height() + 1)
        return QStringLiteral("smaller than its content: needs %1×%2, has %3×%4")
            .arg(needed.width())
            .arg(needed.height())
            .arg(widget.width())
            .arg(widget.height());
    return {};
}

QString tabsFault(const QTabBar& tabs)
{
    for (int i = 0; i < tabs.count(); ++i) {
        if (tabs.tabRect(i).width() < tabs.fontMetrics().horizontalAdvance(tabs.tabText(i)))
            return QStringLiteral("tab %1 is cut off").arg(quoted(tabs.tabText(i)));
    }
    return {};
}

QString headerFault(const QHeaderView& header)
{
    if (header.orientation() != Qt::Horizontal || !header.model())
        return {};
    for (int i = 0; i < header.count(); ++i) {
        const QString text = header.model()->headerData(i, Qt::Horizontal).toString();
        if (!header.isSectionHidden(i) && header.sectionSize(i) < header.fontMetrics().horizontalAdvance(text))
            return QStringLiteral("column heading %1 is cut off").arg(quoted(text));
    }
    return {};
}

QString textFault(const QWidget& widget)
{
    if (const auto* label = qobject_cast<const QLabel*>(&widget))
        return labelFault(*label);
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        return button->text().isEmpty() ? QString() : tooSmall(widget, widget.minimumSizeHint());
    if (const auto* tabs = qobject_cast<const QTabBar*>(&widget))
        return tabsFault(*tabs);
    if (const auto* header = qobject_cast<const QHeaderView*>(&widget))
        return headerFault(*header);
    if (const auto* field = qobject_cast<const QLineEdit*>(&widget)) {
        const int needed = field->fontMetrics().horizontalAdvance(field->placeholderText());
        return field->text().isEmpty() && needed > field->width() - 8
                   ? QStringLiteral("placeholder %1 is cut off").arg(quoted(field->placeholderText()))
                   : QString();
    }
    return tooSmall(widget, widget.minimumSizeHint().expandedTo({0, 0}));
}

/// The content of a scroll area and what an item view manages are meant to be larger than what they stand in.
bool mayStickOut(const QWidget& widget)
{
    const QWidget* parent = widget.parentWidget();
    for (const QWidget* w = parent; w; w = w->parentWidget()) {
        const auto* area = qobject_cast<const QAbstractScrollArea*>(w->parentWidget());
        if (area && area->viewport() == w && w == parent)
            return true;
        if (w->isWindow())
            break;
    }
    return false;
}

/// What cannot be scrolled to is cut off as well.
QString scrollFault(const QWidget& widget)
{
    const auto* area = qobject_cast<const QScrollArea*>(&widget);
    if (!area || !area->widget() || area->horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff)
        return {};
    const int needed = area->widget()->minimumSizeHint().width();
    const int room = area->viewport()->width();
    return needed > room ? QStringLiteral("content is cut off at the right: needs %1 px, has %2").arg(needed).arg(room)
                         : QString();
}

void inspect(const QWidget& widget, QStringList& faults)
{
    const auto report = [&](const QString& what) {
        if (!what.isEmpty())
            faults << nameOf(widget) + QStringLiteral(": ") + what;
    };
    const QLabel* label = qobject_cast<const QLabel*>(&widget);
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    const QString text = label ? label->text() : button ? button->text() : QString();
    const QString fault = textFault(widget);
    report(fault.isEmpty() || text.isEmpty() ? fault : fault + u' ' + quoted(text));

    report(scrollFault(widget));

    const QWidget* parent = widget.parentWidget();
    if (parent && !widget.isWindow() && !mayStickOut(widget) && !parent->rect().contains(widget.geometry()))
        report(QStringLiteral("sticks out of its parent (%1×%2): %3,%4 %5×%6")
                   .arg(parent->width())
                   .arg(parent->height())
                   .arg(widget.x())
                   .arg(widget.y())
                   .arg(widget.width())
                   .arg(widget.height()));

    if (widget.focusPolicy() != Qt::NoFocus && widget.isEnabled()) {
        QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(&widget));
        if (!accessible || accessible->text(QAccessible::Name).isEmpty())
            report(QStringLiteral("takes the focus and has no accessible name"));
    }
}

/// Parts that Qt makes inside its own widgets; their owner is inspected instead.
bool isInner(const QWidget& widget)
{
    if (widget.objectName().startsWith(QStringLiteral("qt_")))
        return true;
    const QWidget* parent = widget.parentWidget();
    if (const auto* area = qobject_cast<const QAbstractScrollArea*>(parent))
        return area->viewport() != &widget && !qobject_cast<const QHeaderView*>(&widget);
    return qobject_cast<const QLineEdit*>(parent) || qobject_cast<const QComboBox*>(parent) ||
           qobject_cast<const QTabBar*>(parent);
}

void walk(const QWidget& widget, QStringList& faults)
{
    inspect(widget, faults);
    for (const QObject* child : widget.children()) {
        const auto* inner = qobject_cast<const QWidget*>(child);
        if (inner && inner->isVisible() && !inner->isWindow() && !isInner(*inner))
            walk(*inner, faults);
    }
}

} // namespace

QStringList layoutFaults(QWidget& window)
{
    QStringList faults;
    walk(window, faults);
    return faults;
}

void showSettled(QWidget& window, const QSize& size)
{
    window.resize(size);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    // Layouts ask for several rounds when heights depend on widths.
    for (int round = 0; round < 3; ++round)
        QCoreApplication::processEvents();
    // What a layout remembers of its children's least sizes may be older than their last change of shape.
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (widget->layout())
            widget->layout()->invalidate();
    }
    if (window.layout())
        window.layout()->invalidate();
    QCoreApplication::processEvents();
}

void settle()
{
    QElapsedTimer passed;
    passed.start();
    while (!passed.hasExpired(100))
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

QString savePicture(QWidget& window, const QString& folder, const QString& name)
{
    QDir().mkpath(folder);
    const QString file = QDir(folder).filePath(name + QStringLiteral(".png"));
    window.grab().save(file);
    return file;
}

} // namespace Pilothouse::Test
