// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/housestyle.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QMenu>
#include <QStyleOption>
#include <QVariant>

namespace Pilothouse::Ui {

namespace {
const char emphasisProperty[] = "pilothouseEmphasis";
const char matchedProperty[] = "pilothouseMatched";
} // namespace

void setEmphasis(QWidget* button, Emphasis emphasis)
{
    button->setProperty(emphasisProperty, int(emphasis));
    button->update();
}

void setMatched(QWidget* field, bool matched)
{
    field->setProperty(matchedProperty, matched);
    field->update();
}

Emphasis emphasisOf(const QWidget* widget)
{
    const QVariant value = widget ? widget->property(emphasisProperty) : QVariant();
    return value.isValid() ? Emphasis(value.toInt()) : Emphasis::Normal;
}

HouseStyle::HouseStyle(std::shared_ptr<const Look> look)
    : QProxyStyle(QStringLiteral("Fusion"))
    , m_look(std::move(look))
{
}

void HouseStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QPushButton*>(widget) || qobject_cast<QToolButton*>(widget) || qobject_cast<QComboBox*>(widget))
        widget->setAttribute(Qt::WA_Hover);
    // A scroll bar is drawn on whatever its view stands on.
    if (qobject_cast<QScrollBar*>(widget))
        widget->setAttribute(Qt::WA_OpaquePaintEvent, false);
    // A tip repeats what hosts say. Left to itself Qt takes it for HTML, and loads the images that it names.
    if (auto* tip = qobject_cast<QLabel*>(widget); tip && tip->inherits("QTipLabel"))
        tip->setTextFormat(Qt::PlainText);
}

QRect HouseStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    return element == SE_LineEditContents ? rect.adjusted(6, 0, -6, 0) : rect;
}

void HouseStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                               const QWidget* widget) const
{
    if (element == PE_PanelButtonCommand || element == PE_PanelButtonTool || element == PE_PanelButtonBevel) {
        drawButton(option, painter, widget);
    } else if (element == PE_FrameLineEdit || element == PE_PanelLineEdit) {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        if (!frame || frame->lineWidth > 0)
            drawField(option, painter, widget);
    } else if (element == PE_Frame || element == PE_FrameGroupBox) {
        drawBox(painter, option->rect, Qt::transparent, color(Role::Line), Theme::radius);
    } else if (element == PE_FrameFocusRect) {
        // Item views mark the current row themselves; a rectangle round one cell would be noise.
        if (qobject_cast<const QAbstractItemView*>(widget))
            return;
        drawBox(painter, QRectF(option->rect), Qt::transparent, color(Role::Accent), Theme::radius);
    } else if (element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck) {
        drawCheck(option, painter, false);
    } else if (element == PE_IndicatorRadioButton) {
        drawCheck(option, painter, true);
    } else if (element == PE_IndicatorArrowDown || element == PE_IndicatorButtonDropDown) {
        drawArrow(option->rect, Qt::DownArrow, option->state & State_Enabled, painter);
    } else if (element == PE_IndicatorArrowUp) {
        drawArrow(option->rect, Qt::UpArrow, option->state & State_Enabled, painter);
    } else if (element == PE_IndicatorArrowRight) {
        drawArrow(option->rect, Qt::RightArrow, option->state & State_Enabled, painter);
    } else if (element == PE_FrameTabBarBase) {
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          color(Role::Line));
    } else if (element == PE_FrameMenu || element == PE_PanelTipLabel) {
        drawBox(painter, option->rect, color(Role::Surface), color(Role::Control), 0);
    } else if (element == PE_PanelScrollAreaCorner) {
        // Between two scroll bars there is nothing to see.
    } else if (element == PE_PanelMenu) {
        painter->fillRect(option->rect, color(Role::Surface));
    } else if (element == PE_PanelItemViewItem || element == PE_PanelItemViewRow) {
        const bool selected = option->state & State_Selected;
        if (selected)
            painter->fillRect(option->rect, color(Role::Selection));
        else if (element == PE_PanelItemViewItem && (option->state & State_MouseOver) &&
                 (option->state & State_Enabled))
            painter->fillRect(option->rect, color(Role::Hover));
    } else {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void HouseStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                             const QWidget* widget) const
{
    if (element == CE_PushButtonLabel) {
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        QStyleOptionButton copy = button ? *button : QStyleOptionButton();
        const Emphasis emphasis = emphasisOf(widget);
        if (option->state & State_Enabled) {
            if (emphasis == Emphasis::Primary)
                copy.palette.setColor(QPalette::ButtonText, color(Role::OnAccent));
            else if (emphasis == Emphasis::Dangerous)
                copy.palette.setColor(QPalette::ButtonText, color(Role::OnProduction));
            else if (emphasis == Emphasis::Careful)
                copy.palette.setColor(QPalette::ButtonText, color(Role::Production));
            else if (emphasis == Emphasis::Muted)
                copy.palette.setColor(QPalette::ButtonText, color(Role::Muted));
        }
        QProxyStyle::drawControl(element, &copy, painter, widget);
    } else if (element == CE_ToolButtonLabel && emphasisOf(widget) == Emphasis::Muted) {
        const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
        QStyleOptionToolButton copy = button ? *button : QStyleOptionToolButton();
        copy.palette.setColor(QPalette::ButtonText, color(Role::Muted));
        QProxyStyle::drawControl(element, &copy, painter, widget);
    } else if (element == CE_TabBarTabShape) {
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option))
            drawTab(tab, painter);
    } else if (element == CE_TabBarTabLabel) {
        const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option);
        QStyleOptionTab copy = tab ? *tab : QStyleOptionTab();
        copy.state &= ~State_HasFocus;
        QProxyStyle::drawControl(element, &copy, painter, widget);
    } else if (element == CE_HeaderSection || element == CE_HeaderEmptyArea) {
        painter->fillRect(option->rect, color(Role::Surface));
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          color(Role::Line));
    } else if (element == CE_HeaderLabel) {
        const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
        QStyleOptionHeader copy = header ? *header : QStyleOptionHeader();
        copy.palette.setColor(QPalette::ButtonText, color(Role::Muted));
        copy.state &= ~State_On;
        // Cells keep a space at their right end; a heading over figures ends where they do.
        if (copy.textAlignment & Qt::AlignRight)
            copy.rect.adjust(0, 0, -Theme::gap, 0);
        QProxyStyle::drawControl(element, &copy, painter, widget);
    } else if (element == CE_Splitter) {
        const QRect r = option->rect;
        const bool upright = r.height() > r.width();
        // Between two panes the space says enough; the line shows where it can be taken hold of.
        if (!(option->state & State_MouseOver))
            return;
        painter->fillRect(upright ? QRect(r.center().x(), r.top(), 1, r.height())
                                  : QRect(r.left(), r.center().y(), r.width(), 1),
                          color(Role::Accent));
    } else {
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void HouseStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                    const QWidget* widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option))
            drawScrollBar(slider, painter, widget);
    } else if (control == CC_ComboBox) {
        drawComboBox(option, painter);
    } else {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

QRect HouseStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl subControl,
                                 const QWidget* widget) const
{
    const QRect theirs = QProxyStyle::subControlRect(control, option, subControl, widget);
    if (control == CC_ComboBox && subControl == SC_ComboBoxEditField)
        return theirs.adjusted(4, 0, 0, 0);
    const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control != CC_ScrollBar || !slider)
        return theirs;
    const QRect all = slider->rect;
    const bool upright = slider->orientation == Qt::Vertical;
    const int length = upright ? all.height() : all.width();
    const qint64 range = qint64(slider->maximum) - slider->minimum;
    int handle = length;
    if (range > 0)
        handle =
            std::clamp(int(qint64(length) * slider->pageStep / (range + slider->pageStep)), 24, std::max(24, length));
    const int start = QStyle::sliderPositionFromValue(slider->minimum, slider->maximum, slider->sliderPosition,
                                                      length - handle, slider->upsideDown);
    const auto part = [&](int from, int size) {
        return upright ? QRect(all.left(), all.top() + from, all.width(), size)
                       : QRect(all.left() + from, all.top(), size, all.height());
    };
    if (subControl == SC_ScrollBarSlider)
        return part(start, handle);
    if (subControl == SC_ScrollBarSubPage)
        return part(0, start);
    if (subControl == SC_ScrollBarAddPage)
        return part(start + handle, length - start - handle);
    if (subControl == SC_ScrollBarGroove)
        return all;
    return {};
}

QSize HouseStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                   const QWidget* widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_PushButton) {
        const int least = emphasisOf(widget) == Emphasis::Muted ? Theme::controlHeight - 4 : Theme::controlHeight;
        result.setHeight(std::max(least, size.height() + 8));
        result.setWidth(size.width() + 2 * 12);
    } else if (type == CT_LineEdit || type == CT_ComboBox) {
        result.setHeight(std::max(Theme::controlHeight, result.height()));
        if (type == CT_ComboBox)
            result.rwidth() += 8;
    } else if (type == CT_ToolButton) {
        result.setHeight(std::max(Theme::controlHeight - 4, result.height()));
    } else if (type == CT_TabBarTab) {
        result = {size.width(), std::max(32, size.height())};
    } else if (type == CT_HeaderSection) {
        result.setHeight(std::max(Theme::rowHeight, result.height()));
    } else if (type == CT_MenuItem) {
        result.setHeight(std::max(result.height(), Theme::controlHeight - 2));
    }
    return result;
}

int HouseStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    if (metric == PM_ScrollBarExtent)
        return 10;
    if (metric == PM_ScrollBarSliderMin)
        return 24;
    if (metric == PM_LayoutLeftMargin || metric == PM_LayoutRightMargin || metric == PM_LayoutTopMargin ||
        metric == PM_LayoutBottomMargin)
        return 12;
    if (metric == PM_LayoutHorizontalSpacing || metric == PM_LayoutVerticalSpacing)
        return 8;
    if (metric == PM_ButtonShiftHorizontal || metric == PM_ButtonShiftVertical)
        return 0;
    if (metric == PM_TabBarTabHSpace || metric == PM_TabBarTabVSpace)
        return metric == PM_TabBarTabHSpace ? 20 : 12;
    if (metric == PM_TabBarTabShiftVertical || metric == PM_TabBarTabShiftHorizontal || metric == PM_TabBarBaseOverlap)
        return 0;
    if (metric == PM_SmallIconSize || metric == PM_ButtonIconSize || metric == PM_ListViewIconSize ||
        metric == PM_ToolBarIconSize || metric == PM_TabBarIconSize)
        return 16;
    if (metric == PM_IndicatorWidth || metric == PM_IndicatorHeight || metric == PM_ExclusiveIndicatorWidth ||
        metric == PM_ExclusiveIndicatorHeight)
        return 14;
    if (metric == PM_SplitterWidth)
        return 9;
    if (metric == PM_MenuPanelWidth)
        return 1;
    if (metric == PM_MenuVMargin || metric == PM_MenuHMargin)
        return 4;
    if (metric == PM_HeaderMargin)
        return 0;
    return QProxyStyle::pixelMetric(metric, option, widget);
}

int HouseStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                          QStyleHintReturn* data) const
{
    if (hint == SH_ItemView_ShowDecorationSelected || hint == SH_ScrollBar_LeftClickAbsolutePosition)
        return 1;
    if (hint == SH_EtchDisabledText || hint == SH_DitherDisabledText || hint == SH_ScrollView_FrameOnlyAroundContents)
        return 0;
    if (hint == SH_Widget_Animation_Duration)
        return 0;
    // Mnemonics are underlined where people look for them, in menus; elsewhere they would unsettle the page.
    if (hint == SH_UnderlineShortcut)
        return qobject_cast<const QMenu*>(widget) ? 1 : 0;
    if (hint == SH_TabBar_ElideMode)
        return Qt::ElideNone;
    return QProxyStyle::styleHint(hint, option, widget, data);
}

} // namespace Pilothouse::Ui
