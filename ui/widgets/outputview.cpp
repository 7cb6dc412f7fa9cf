// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outputview.h"

#include "widgets/housestyle.h"

#include <QAccessible>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QTimerEvent>

namespace Pilothouse::Ui {

namespace {
constexpr int margin = 12;
constexpr int flushInterval = 40;
// Lines searched in one turn of the event loop: a few milliseconds.
constexpr qint64 searchLines = 20'000;
} // namespace

struct OutputView::Search
{
    OutputStore::Predicate predicate;
    bool forward;
    qint64 next;
};

OutputView::OutputView(const Theme& theme, QWidget* parent)
    : OutputView(theme, OutputStore::defaultCapacity, parent)
{
}

OutputView::OutputView(const Theme& theme, qint64 capacity, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
    , m_store(capacity)
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Output"));
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setFont(theme.font(TextStyle::Mono));
    viewport()->setBackgroundRole(QPalette::AlternateBase);
    verticalScrollBar()->setBackgroundRole(QPalette::AlternateBase);
    horizontalScrollBar()->setBackgroundRole(QPalette::AlternateBase);
    const QFontMetricsF metrics(theme.font(TextStyle::Mono));
    m_lineHeight = std::max(18, qCeil(metrics.height()) + 2);
    m_charWidth = metrics.horizontalAdvance(u'0');
    setViewportMargins(0, 0, 0, 0);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_moving)
            setFollows(value == verticalScrollBar()->maximum());
    });
    updateBars();
}

OutputView::~OutputView() = default;

void OutputView::append(QByteArrayView bytes)
{
    m_store.append(bytes);
    if (!m_flushTimer.isActive())
        m_flushTimer.start(flushInterval, this);
}

void OutputView::clear()
{
    m_store.clear();
    lookAnew();
}

OutputStore OutputView::exchange(OutputStore store)
{
    std::swap(m_store, store);
    lookAnew();
    return store;
}

void OutputView::lookAnew()
{
    m_anchor = m_cursor = {};
    m_match.reset();
    m_search.reset();
    m_widest = 0;
    flush();
}

void OutputView::flush()
{
    m_flushTimer.stop();
    updateBars();
    viewport()->update();
    announceTail();
}

void OutputView::announceTail()
{
    if (!QAccessible::isActive() || m_store.lineCount() == 0)
        return;
    setAccessibleDescription(
        tr("%n line(s), the last one: %1", nullptr, int(m_store.lineCount())).arg(m_store.text(m_store.endLine() - 1)));
}

int OutputView::visibleLines() const { return std::max(1, (viewport()->height() - 8) / m_lineHeight); }

qint64 OutputView::topLine() const { return m_store.firstLine() + verticalScrollBar()->value(); }

void OutputView::updateBars()
{
    m_moving = true;
    const qint64 dropped = std::max<qint64>(0, m_store.firstLine() - std::exchange(m_first, m_store.firstLine()));
    const int rows = int(std::min<qint64>(m_store.lineCount(), std::numeric_limits<int>::max()));
    verticalScrollBar()->setPageStep(visibleLines());
    verticalScrollBar()->setRange(0, std::max(0, rows - visibleLines()));
    // Who reads further up keeps the same lines before the eyes while older ones go.
    if (m_follows)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    else if (dropped > 0)
        verticalScrollBar()->setValue(int(std::max<qint64>(0, verticalScrollBar()->value() - dropped)));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(qCeil(m_charWidth) * 4);
    horizontalScrollBar()->setRange(0, std::max(0, m_widest + 2 * margin - viewport()->width()));
    m_moving = false;
    if (dropped > 0)
        Q_EMIT linesDropped(m_first);
}

void OutputView::setFollows(bool follows)
{
    if (follows == m_follows)
        return;
    m_follows = follows;
    if (follows)
        updateBars();
    Q_EMIT followChanged(follows);
}

void OutputView::showLine(qint64 number)
{
    const qint64 top = number - m_store.firstLine() - visibleLines() / 3;
    verticalScrollBar()->setValue(int(std::clamp<qint64>(top, 0, verticalScrollBar()->maximum())));
    viewport()->update();
}

void OutputView::search(const QString& needle, bool forward)
{
    const bool again = needle == m_needle && m_match;
    m_needle = needle;
    viewport()->update();
    if (needle.isEmpty()) {
        m_match.reset();
        m_search.reset();
        return;
    }
    const qint64 from = again ? *m_match + (forward ? 1 : -1) : forward ? topLine() : topLine() + visibleLines();
    beginSearch(std::make_unique<Search>(Search{containing(needle), forward, from}));
}

void OutputView::jumpToError(bool forward)
{
    const bool inView = m_match && *m_match >= topLine() && *m_match < topLine() + visibleLines();
    const qint64 from = inView ? *m_match + (forward ? 1 : -1) : forward ? topLine() : topLine() + visibleLines();
    beginSearch(std::make_unique<Search>(Search{looksLikeError, forward, from}));
}

void OutputView::beginSearch(std::unique_ptr<Search> search)
{
    m_search = std::move(search);
    searchSlice();
}

void OutputView::searchSlice()
{
    if (!m_search)
        return;
    Search& search = *m_search;
    const qint64 to = search.next + (search.forward ? searchLines : -searchLines);
    const auto found = m_store.find(search.next, to, search.predicate);
    search.next = to;
    const bool more = search.forward ? to < m_store.endLine() : to >= m_store.firstLine();
    if (!found && more) {
        m_searchTimer.start(0, this);
        return;
    }
    m_searchTimer.stop();
    m_search.reset();
    if (found) {
        m_match = found;
        setFollows(false);
        showLine(*found);
    }
    Q_EMIT searchEnded(found.has_value());
}

OutputView::Place OutputView::placeAt(QPoint position) const
{
    const qint64 line = topLine() + (position.y() - 4) / m_lineHeight;
    if (m_store.lineCount() == 0)
        return {};
    if (line >= m_store.endLine())
        return {m_store.endLine() - 1, m_store.text(m_store.endLine() - 1).size()};
    const QString text = m_store.text(std::max(line, m_store.firstLine()));
    const QFontMetricsF metrics(viewport()->font());
    const qreal x = position.x() - margin + horizontalScrollBar()->value();
    // Not every character is as wide as the others: start at the estimate and walk.
    qsizetype column = std::clamp<qsizetype>(qRound(x / m_charWidth), 0, text.size());
    while (column > 0 && metrics.horizontalAdvance(text.left(column)) > x + m_charWidth / 2)
        --column;
    return {std::max(line, m_store.firstLine()), column};
}

void OutputView::extendTo(QPoint position)
{
    m_cursor = placeAt(position);
    viewport()->update();
    Q_EMIT selectionChanged();
}

void OutputView::selectAll()
{
    if (m_store.lineCount() == 0)
        return;
    m_anchor = {m_store.firstLine(), 0};
    m_cursor = {m_store.endLine() - 1, m_store.text(m_store.endLine() - 1).size()};
    viewport()->update();
    Q_EMIT selectionChanged();
}

QString OutputView::selectedText() const
{
    const Place from = std::max(std::min(m_anchor, m_cursor), Place{m_store.firstLine(), 0});
    const Place to = std::max(m_anchor, m_cursor);
    QString text;
    for (qint64 n = from.line; n <= to.line && text.size() < longestCopy; ++n) {
        QString line = m_store.text(n);
        if (n == to.line)
            line.truncate(to.column);
        if (n == from.line)
            line.remove(0, from.column);
        text += line;
        if (n != to.line)
            text += u'\n';
    }
    return text;
}

bool OutputView::copy()
{
    if (!hasSelection())
        return true;
    const QString text = selectedText();
    QGuiApplication::clipboard()->setText(text);
    return text.size() < longestCopy;
}

void OutputView::timerEvent(QTimerEvent* event)
{
    if (event->timerId() == m_flushTimer.timerId()) {
        flush();
    } else if (event->timerId() == m_searchTimer.timerId()) {
        searchSlice();
    } else if (event->timerId() == m_dragTimer.timerId()) {
        const int step = m_dragPosition.y() < 0 ? -1 : m_dragPosition.y() > viewport()->height() ? 1 : 0;
        verticalScrollBar()->setValue(verticalScrollBar()->value() + step * 2);
        extendTo(m_dragPosition);
    } else {
        QAbstractScrollArea::timerEvent(event);
    }
}

void OutputView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (!(event->modifiers() & Qt::ShiftModifier))
        m_anchor = placeAt(event->pos());
    extendTo(event->pos());
}

void OutputView::mouseMoveEvent(QMouseEvent* event)
{
    if (!(event->buttons() & Qt::LeftButton))
        return;
    m_dragPosition = event->pos();
    if (viewport()->rect().contains(event->pos()))
        m_dragTimer.stop();
    else if (!m_dragTimer.isActive())
        m_dragTimer.start(flushInterval, this);
    extendTo(event->pos());
}

void OutputView::mouseReleaseEvent(QMouseEvent* event)
{
    Q_UNUSED(event)
    m_dragTimer.stop();
}

void OutputView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const Place at = placeAt(event->pos());
    m_anchor = {at.line, 0};
    m_cursor = {at.line, m_store.text(at.line).size()};
    viewport()->update();
    Q_EMIT selectionChanged();
}

void OutputView::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* copyAct = menu->addAction(m_theme.icon(QStringLiteral("copy")), tr("&Copy"), this, [this] { copy(); });
    copyAct->setEnabled(hasSelection());
    menu->addAction(tr("Select &All"), this, &OutputView::selectAll);
    menu->popup(event->globalPos());
}

void OutputView::keyPressEvent(QKeyEvent* event)
{
    QScrollBar* bar = verticalScrollBar();
    if (event->matches(QKeySequence::Copy))
        copy();
    else if (event->matches(QKeySequence::SelectAll))
        selectAll();
    else if (event->matches(QKeySequence::Find) || event->text() == u'/')
        Q_EMIT searchRequested();
    else if (event->matches(QKeySequence::FindNext))
        search(m_needle, true);
    else if (event->matches(QKeySequence::FindPrevious))
        search(m_needle, false);
    else if (event->key() == Qt::Key_N && !(event->modifiers() & ~Qt::ShiftModifier))
        jumpToError(!(event->modifiers() & Qt::ShiftModifier));
    else if (event->key() == Qt::Key_F && event->modifiers() == Qt::NoModifier)
        setFollows(!m_follows);
    else if (event->key() == Qt::Key_Home)
        bar->setValue(0);
    else if (event->key() == Qt::Key_End)
        bar->setValue(bar->maximum());
    else if (event->key() == Qt::Key_Space)
        bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

} // namespace Pilothouse::Ui
