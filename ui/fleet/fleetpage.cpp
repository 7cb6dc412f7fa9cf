// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleetpage.h"

#include "fleet/carddelegate.h"
#include "widgets/labels.h"
#include "widgets/rows.h"
#include "widgets/states.h"
#include "widgets/timetext.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QStackedLayout>

namespace Pilothouse::Ui {

FleetPage::FleetPage(const Theme& theme, Clock& clock, Console& console, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_console(console)
    , m_model(new FleetModel(console, clock, this))
    , m_delegate(new CardDelegate(theme, clock, *m_model, this))
    , m_remark(new ElidedLabel(theme, {}, TextStyle::Body, Role::Muted))
    , m_filter(new QLineEdit)
    , m_add(new QPushButton)
    , m_cards(new QListView)
    , m_empty(
          new EmptyState(theme, QStringLiteral("fleet"), tr("No system is defined yet"),
                         tr("Here every environment of every system will have a card: is it well, which version runs, "
                            "how old is its newest verified backup.")))
    , m_error(new ErrorPanel(theme))
    , m_fault(new ErrorPanel(theme))
    , m_stack(new QStackedLayout)
{
    dressRows(*m_cards, theme);
    m_cards->setModel(m_model);
    m_cards->setItemDelegate(m_delegate);
    m_cards->setViewMode(QListView::IconMode);
    m_cards->setMovement(QListView::Static);
    m_cards->setResizeMode(QListView::Adjust);
    m_cards->setUniformItemSizes(true);
    m_cards->setSpacing(0);
    m_cards->setAccessibleName(tr("Environments"));
    m_cards->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_cards->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Cards must not jump aside when the bar comes; while there is nothing to scroll it draws nothing.
    m_cards->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_cards->verticalScrollBar()->setSingleStep(48);
    m_cards->installEventFilter(this);
    m_cards->viewport()->installEventFilter(this);

    constexpr int half = Theme::gap / 2;
    auto* problem = new QWidget;
    auto* around = new QVBoxLayout(problem);
    around->setContentsMargins(half, half, Theme::pageMargin, 0);
    around->addWidget(m_error);
    around->addStretch();
    m_stack->addWidget(m_cards);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(problem);

    auto* all = new QVBoxLayout(this);
    // Each card has half a gap around it.
    all->setContentsMargins(Theme::pageMargin - half, Theme::pageMargin, 0, 0);
    all->setSpacing(half);
    all->addWidget(makeHeading());
    auto* banner = new QHBoxLayout;
    banner->setContentsMargins(half, 0, Theme::pageMargin, 0);
    banner->addWidget(m_fault);
    all->addLayout(banner);
    m_fault->hide();
    all->addLayout(m_stack, 1);

    connect(m_cards, &QListView::clicked, this, &FleetPage::open);
    connect(m_empty, &EmptyState::acted, this, [this] { Q_EMIT commandRequested(m_addCommand); });
    connect(m_model, &FleetModel::contentChanged, this, &FleetPage::refresh);
    connect(&console, &Console::faultChanged, this, &FleetPage::refresh);
    refresh();
}

QWidget* FleetPage::makeHeading()
{
    auto* heading = new QWidget;
    auto* row = new QHBoxLayout(heading);
    row->setContentsMargins(Theme::gap / 2, 0, Theme::pageMargin, 0);
    row->setSpacing(12);
    auto* title = new TextLabel(m_theme, tr("Fleet"), TextStyle::Title);
    row->addWidget(title);
    row->addWidget(m_remark, 1);
    row->addWidget(m_filter);
    row->addWidget(m_add);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter the environments"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(180);
    m_filter->setMaximumWidth(220);
    m_filter->installEventFilter(this);
    m_add->hide();
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) { m_model->setFilter(text); });
    connect(m_add, &QPushButton::clicked, this, [this] { Q_EMIT commandRequested(m_addCommand); });
    return heading;
}

void FleetPage::setAddCommand(const QString& id, const QString& text)
{
    m_addCommand = id;
    m_add->setText(text);
    m_add->setVisible(!id.isEmpty());
    m_empty->setAct(text);
}

void FleetPage::showOnly(std::optional<Sign> sign)
{
    m_filter->clear();
    m_model->setSignFilter(sign);
    m_cards->scrollToTop();
    m_cards->setFocus(Qt::OtherFocusReason);
}

void FleetPage::refresh()
{
    const Error fault = m_console.fault();
    const int shown = m_model->rowCount();
    const int total = m_model->total();
    m_error->setVisible(!fault.message.isEmpty());
    // A store that cannot be opened is told beside the cards that can be shown without it.
    const bool beside = !fault.message.isEmpty() && total > 0;
    if (beside && m_fault->isHidden())
        m_fault->setError(fault);
    m_fault->setVisible(beside);
    if (!fault.message.isEmpty() && total == 0) {
        m_error->setError(fault);
        m_stack->setCurrentIndex(2);
    } else {
        m_stack->setCurrentIndex(total == 0 ? 1 : 0);
    }
    QStringList words;
    if (total > 0)
        words << (shown == total ? tr("%n environment(s)", nullptr, total)
                                 : tr("%1 of %n environment(s)", nullptr, total).arg(shown))
              << tr("worst first");
    if (const QDateTime checked = m_model->lastChecked(); checked.isValid())
        words << tr("checked %1").arg(ago(checked, m_clock.now()));
    if (!m_unwatched.isEmpty())
        words << m_unwatched;
    m_remark->setText(words.join(QStringLiteral(" · ")));
}

void FleetPage::setUnwatched(const QString& words)
{
    m_unwatched = words;
    refresh();
}

void FleetPage::layoutCards()
{
    const int room = m_cards->viewport()->width();
    const int columns = std::max(1, room / (CardDelegate::smallestCard + Theme::gap));
    // The list leaves a pixel at its right edge free; without it the last column would wrap.
    const QSize cell((room - 1) / columns, CardDelegate::cardHeight + Theme::gap);
    m_delegate->setCell(cell);
    if (m_cards->gridSize() != cell)
        m_cards->setGridSize(cell);
}

void FleetPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    layoutCards();
}

void FleetPage::open(const QModelIndex& index)
{
    if (index.isValid())
        Q_EMIT environmentChosen(m_model->snapshot(index.row()).key);
}

bool FleetPage::typedInCards(QKeyEvent& event)
{
    if (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) {
        open(m_cards->currentIndex());
        return true;
    }
    if (event.key() == Qt::Key_Escape) {
        m_filter->clear();
        m_model->setSignFilter({});
        return true;
    }
    const bool writes = !event.text().isEmpty() && event.text().at(0).isPrint() && !event.text().at(0).isSpace() &&
                        !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (!writes)
        return false;
    m_filter->setFocus(Qt::OtherFocusReason);
    m_filter->insert(event.text());
    return true;
}

bool FleetPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_cards->viewport() && event->type() == QEvent::Resize)
        layoutCards();
    if (event->type() == QEvent::MouseButtonPress)
        m_delegate->setKeyboardUsed(false);
    if (event->type() != QEvent::KeyPress)
        return Page::eventFilter(watched, event);
    auto& key = *static_cast<QKeyEvent*>(event);
    m_delegate->setKeyboardUsed(true);
    const bool enters = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    if (watched == m_cards)
        return typedInCards(key);
    if (watched == m_filter && key.key() == Qt::Key_Escape) {
        m_filter->clear();
        m_model->setSignFilter({});
        m_cards->setFocus(Qt::OtherFocusReason);
        return true;
    }
    if (watched == m_filter && (key.key() == Qt::Key_Down || enters) && m_model->rowCount() > 0) {
        m_cards->setCurrentIndex(m_model->index(0));
        if (enters)
            open(m_model->index(0));
        else
            m_cards->setFocus(Qt::OtherFocusReason);
        return true;
    }
    return Page::eventFilter(watched, event);
}

} // namespace Pilothouse::Ui
