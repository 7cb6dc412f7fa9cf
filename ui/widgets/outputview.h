// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/outputstore.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>

namespace Pilothouse::Ui {

class Theme;

/// Shows an OutputStore: only the visible lines are ever decoded, appended bytes are shown in batches every 40 ms, so a
/// program that prints 100,000 lines a second costs no more than one that prints ten. Terminal colours are shown, every
/// other control sequence becomes visible text. Follows the end until the user scrolls up.
class OutputView final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    /// More than this on a clipboard helps nobody and stalls the desktop.
    static constexpr qsizetype longestCopy = 8 << 20;

    explicit OutputView(const Theme& theme, QWidget* parent = nullptr);
    /// Keeps at most so many bytes; by default as many as OutputStore.
    OutputView(const Theme& theme, qint64 capacity, QWidget* parent = nullptr);
    ~OutputView() override;

    void append(QByteArrayView bytes);
    void clear();
    /// Shows another output and hands back the one that was shown; neither is copied.
    OutputStore exchange(OutputStore store);
    const OutputStore& store() const { return m_store; }

    bool follows() const { return m_follows; }
    void setFollows(bool follows);

    /// Looks for the next line with `needle` from the current match or the top of the view, in slices, so that a large
    /// output never holds up the window. searchEnded() tells the outcome.
    void search(const QString& needle, bool forward = true);
    void jumpToError(bool forward = true);
    void showLine(qint64 number);
    std::optional<qint64> matchedLine() const { return m_match; }

    QString selectedText() const;
    bool hasSelection() const { return m_anchor != m_cursor; }
    void selectAll();
    /// False if the selection was longer than a clipboard should hold and only its beginning was copied.
    bool copy();

    QSize sizeHint() const override { return {480, 240}; }
    QSize minimumSizeHint() const override { return {160, 72}; }

Q_SIGNALS:
    void followChanged(bool follows);
    /// So many lines from the beginning are no longer kept here.
    void linesDropped(qint64 lines);
    void searchEnded(bool found);
    void selectionChanged();
    /// The user pressed the key for a search (/ or Ctrl+F).
    void searchRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

private:
    /// A place between two characters of the shown text.
    struct Place
    {
        qint64 line = 0;
        qsizetype column = 0;
        bool operator==(const Place&) const = default;
        bool operator<(const Place& other) const
        {
            return line != other.line ? line < other.line : column < other.column;
        }
    };
    struct Search;

    void lookAnew();
    void flush();
    void updateBars();
    int visibleLines() const;
    qint64 topLine() const;
    Place placeAt(QPoint position) const;
    void extendTo(QPoint position);
    void beginSearch(std::unique_ptr<Search> search);
    void searchSlice();
    void paintLine(QPainter& painter, qint64 number, int y);
    void paintSelection(QPainter& painter, qint64 number, const QString& text, int y);
    void paintMatches(QPainter& painter, const QString& text, int y);
    void announceTail();

    const Theme& m_theme;
    OutputStore m_store;
    qint64 m_first = 0; ///< first kept line when the bars were set last
    QBasicTimer m_flushTimer;
    QBasicTimer m_searchTimer;
    QBasicTimer m_dragTimer;
    int m_lineHeight = 18;
    qreal m_charWidth = 8;
    int m_widest = 0;
    bool m_follows = true;
    bool m_moving = false; ///< the view itself moves the scroll bar
    Place m_anchor;
    Place m_cursor;
    QPoint m_dragPosition;
    QString m_needle;
    std::optional<qint64> m_match;
    std::unique_ptr<Search> m_search;
};

} // namespace Pilothouse::Ui
