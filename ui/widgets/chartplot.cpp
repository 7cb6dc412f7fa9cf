// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chartplot.h"

#include <QContextMenuEvent>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QMenu>
#include <QValueAxis>

#include <cmath>

namespace Pilothouse::Ui {

namespace {
constexpr int leftSpace = 30;
constexpr int rightSpace = 5;
constexpr int topSpace = 9;
constexpr int bottomSpace = 20;
// Two points a column: at most 2,000 for one series however wide the screen is.
constexpr int mostColumns = 1000;
// A series torn into more pieces than this is drawn without its oldest ones.
constexpr size_t mostPieces = 200;
constexpr int smallestDrag = 6;
} // namespace

ChartPlot::ChartPlot(const Theme& theme, ChartGroup& group, TimeChart& chart)
    : m_theme(theme)
    , m_group(group)
    , m_chart(chart)
    , m_time(new QValueAxis(this))
    , m_values(new QValueAxis(this))
{
    // The view has made one already; another one set in its place would leave the first to nobody.
    QChart* plot = QChartView::chart();
    plot->setBackgroundVisible(false);
    plot->setMargins({});
    plot->layout()->setContentsMargins(0, 0, 0, 0);
    plot->legend()->hide();
    plot->setAnimationOptions(QChart::NoAnimation);
    for (QValueAxis* axis : {m_time, m_values}) {
        axis->setVisible(false);
        plot->addAxis(axis, axis == m_time ? Qt::AlignBottom : Qt::AlignLeft);
    }
    setFrameShape(QFrame::NoFrame);
    setBackgroundBrush(Qt::NoBrush);
    viewport()->setAutoFillBackground(false);
    setRenderHint(QPainter::Antialiasing);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(120, 72);
    connect(&group, &ChartGroup::spanChanged, this, &ChartPlot::rebuild);
    connect(&group, &ChartGroup::crosshairChanged, viewport(), QOverload<>::of(&QWidget::update));
}

Role ChartPlot::seriesRole(size_t index) const
{
    static constexpr std::array roles{Role::SeriesA, Role::SeriesB, Role::SeriesC, Role::SeriesD};
    return roles[index % roles.size()];
}

void ChartPlot::setMarks(std::vector<ChartMark> marks)
{
    m_marks = std::move(marks);
    viewport()->update();
}

QLineSeries* ChartPlot::line(size_t index)
{
    if (index < m_lines.size())
        return m_lines[index];
    auto* line = new QLineSeries(this);
    chart()->addSeries(line);
    line->attachAxis(m_time);
    line->attachAxis(m_values);
    m_lines.push_back(line);
    return line;
}

void ChartPlot::rebuild()
{
    const TimeSpan span = m_group.span();
    const int columns = std::clamp(int(m_area.width()), 1, mostColumns);
    size_t used = 0;
    m_drawn = 0;
    for (size_t s = 0; s < m_chart.series().size(); ++s) {
        auto pieces = decimated(m_chart.series()[s], span, columns);
        const size_t skipped = pieces.size() > mostPieces ? pieces.size() - mostPieces : 0;
        for (size_t p = skipped; p < pieces.size(); ++p) {
            // A measurement alone between two gaps is still one: give it a visible length.
            if (pieces[p].size() == 1)
                pieces[p].append(pieces[p].first() + QPointF(double(span.length()) / columns * 2, 0));
            m_drawn += pieces[p].size();
            QLineSeries* series = line(used++);
            series->setPen(QPen(m_theme.color(seriesRole(s)), 1.25));
            series->replace(pieces[p]);
            series->setVisible(true);
        }
    }
    for (size_t i = used; i < m_lines.size(); ++i) {
        if (m_lines[i]->isVisible()) {
            m_lines[i]->clear();
            m_lines[i]->setVisible(false);
        }
    }
    m_time->setRange(double(span.from), double(span.to));
    fitValueAxis();
    viewport()->update();
}

void ChartPlot::fitValueAxis()
{
    const ChartScale& scale = m_chart.scale();
    double low = scale.lowest.value_or(std::numeric_limits<double>::max());
    double high = scale.highest.value_or(std::numeric_limits<double>::lowest());
    for (const QLineSeries* line : m_lines) {
        for (const QPointF& point : line->points()) {
            low = scale.lowest ? low : std::min(low, point.y());
            high = scale.highest ? high : std::max(high, point.y());
        }
    }
    // The limit is part of the picture, else nobody sees how far away it is.
    for (const auto& limit : {scale.above, scale.below}) {
        if (limit) {
            low = std::min(low, *limit);
            high = std::max(high, scale.highest ? high : *limit * 1.25);
        }
    }
    if (low > high)
        low = 0, high = 1;
    if (low == high)
        high = low + 1;
    m_valueStep = niceStep(high - low, 2);
    if (!scale.highest)
        high = std::ceil(high / m_valueStep - 1e-9) * m_valueStep;
    if (!scale.lowest)
        low = std::floor(low / m_valueStep + 1e-9) * m_valueStep;
    m_values->setRange(low, high);
}

double ChartPlot::xOf(qint64 at) const
{
    const TimeSpan span = m_group.span();
    return m_area.left() + double(at - span.from) / double(std::max<qint64>(span.length(), 1)) * m_area.width();
}

double ChartPlot::yOf(double value) const
{
    return m_area.bottom() - (value - m_values->min()) / (m_values->max() - m_values->min()) * m_area.height();
}

qint64 ChartPlot::timeAt(double x) const
{
    const TimeSpan span = m_group.span();
    const double share = std::clamp((x - m_area.left()) / std::max(m_area.width(), 1.0), 0.0, 1.0);
    return span.from + qint64(share * double(span.length()));
}

void ChartPlot::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    m_area = QRectF(leftSpace, topSpace, width() - leftSpace - rightSpace, height() - topSpace - bottomSpace);
    chart()->setPlotArea(m_area);
    rebuild();
}

void ChartPlot::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        rebuild();
}

void ChartPlot::keyPressEvent(QKeyEvent* event)
{
    const TimeSpan span = m_group.span();
    const qint64 cross = m_group.crosshair().value_or(span.to);
    const qint64 step = std::max<qint64>(span.length() / std::max(int(m_area.width()) / 4, 1), 1);
    const bool jump = event->modifiers() & Qt::ControlModifier;
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        const int way = event->key() == Qt::Key_Left ? -1 : 1;
        if (jump)
            m_group.pan(0.25 * way);
        else
            m_group.setCrosshair(std::clamp(cross + way * step, span.from, span.to));
    } else if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal) {
        m_group.zoom(0.5, m_group.crosshair().value_or(span.from + span.length() / 2));
    } else if (event->key() == Qt::Key_Minus) {
        m_group.zoom(2, m_group.crosshair().value_or(span.from + span.length() / 2));
    } else if (event->key() == Qt::Key_Backspace) {
        m_group.back();
    } else if (event->key() == Qt::Key_Home || event->key() == Qt::Key_0) {
        m_group.follow(m_group.followedLength());
    } else if (event->key() == Qt::Key_T) {
        m_group.setShowsTables(!m_group.showsTables());
    } else if (event->key() == Qt::Key_Escape && m_group.crosshair()) {
        m_group.setCrosshair({});
    } else {
        event->ignore();
    }
}

void ChartPlot::mousePressEvent(QMouseEvent* event)
{
    setFocus(Qt::MouseFocusReason);
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return;
    m_panning = event->button() == Qt::MiddleButton || (event->modifiers() & Qt::ShiftModifier);
    m_dragFrom = m_dragTo = event->pos().x();
}

void ChartPlot::mouseMoveEvent(QMouseEvent* event)
{
    const int x = event->pos().x();
    if (m_dragFrom && m_panning) {
        if (std::abs(x - m_dragTo) >= smallestDrag) {
            m_group.pan(double(m_dragTo - x) / std::max(m_area.width(), 1.0));
            m_dragTo = x;
        }
        return;
    }
    if (m_dragFrom)
        m_dragTo = x;
    m_group.setCrosshair(m_area.adjusted(-2, 0, 2, 0).contains(event->pos()) || m_dragFrom ? std::optional(timeAt(x))
                                                                                           : std::nullopt);
    viewport()->update();
}

void ChartPlot::mouseReleaseEvent(QMouseEvent* event)
{
    Q_UNUSED(event)
    if (m_dragFrom && !m_panning && std::abs(m_dragTo - *m_dragFrom) >= smallestDrag)
        m_group.show({timeAt(std::min(*m_dragFrom, m_dragTo)), timeAt(std::max(*m_dragFrom, m_dragTo))});
    m_dragFrom.reset();
    viewport()->update();
}

void ChartPlot::mouseDoubleClickEvent(QMouseEvent* event)
{
    Q_UNUSED(event)
    m_group.back();
}

void ChartPlot::wheelEvent(QWheelEvent* event)
{
    // A page of charts is scrolled far more often than one is zoomed: the wheel alone belongs to the page.
    if (!(event->modifiers() & Qt::ControlModifier)) {
        event->ignore();
        return;
    }
    m_group.zoom(std::pow(0.999, event->angleDelta().y()), timeAt(event->position().x()));
}

void ChartPlot::leaveEvent(QEvent* event)
{
    QChartView::leaveEvent(event);
    if (!hasFocus())
        m_group.setCrosshair({});
}

void ChartPlot::focusInEvent(QFocusEvent* event)
{
    QChartView::focusInEvent(event);
    viewport()->update();
}

void ChartPlot::focusOutEvent(QFocusEvent* event)
{
    QChartView::focusOutEvent(event);
    viewport()->update();
}

void ChartPlot::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const qint64 at = timeAt(event->pos().x());
    menu->addAction(m_theme.icon(QStringLiteral("zoom-in")), tr("Zoom &In"), this,
                    [this, at] { m_group.zoom(0.5, at); });
    menu->addAction(m_theme.icon(QStringLiteral("zoom-out")), tr("Zoom &Out"), this,
                    [this, at] { m_group.zoom(2, at); });
    menu->addAction(m_theme.icon(QStringLiteral("back")), tr("&Back"), &m_group, &ChartGroup::back)
        ->setEnabled(m_group.canGoBack());
    menu->addSeparator();
    menu->addAction(m_theme.icon(QStringLiteral("table")), tr("Show as &Table"), this,
                    [this] { m_group.setShowsTables(true); });
    menu->popup(event->globalPos());
}

} // namespace Pilothouse::Ui
