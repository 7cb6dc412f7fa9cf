// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commandpalette.h"

#include "shell/palettedelegate.h"
#include "widgets/environmenttag.h"
#include "widgets/labels.h"
#include "widgets/rows.h"

#include <QLineEdit>
#include <QListView>

namespace Pilothouse::Ui {

namespace {
constexpr int paletteWidth = 560;
constexpr int paletteRows = 10;
constexpr int fromTop = 64;
} // namespace

CommandPalette::CommandPalette(const Theme& theme, const Clock& clock, const Console& console, const Commands& commands,
                               QWidget* window)
    : QFrame(window)
    , m_theme(theme)
    , m_query(new QLineEdit)
    , m_list(new QListView)
    , m_model(new PaletteModel(clock, console, commands, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    column->addWidget(m_query);
    column->addWidget(m_list, 1);
    m_query->setPlaceholderText(tr("Type a command or an environment"));
    m_query->setAccessibleName(tr("Command or environment"));
    m_query->addAction(theme.icon(QStringLiteral("search"), Role::Muted), QLineEdit::LeadingPosition);
    dressRows(*m_list, theme);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(theme, clock, *m_model, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(tr("Commands and environments"));
    m_query->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_query, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_model->filter(text);
        m_list->setCurrentIndex(m_model->index(0));
        place();
    });
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
    setAccessibleName(tr("Command palette"));
    hide();
}

void CommandPalette::open(const CommandContext& context)
{
    m_focusBefore = window()->focusWidget();
    m_model->begin(context);
    m_query->clear();
    m_list->setCurrentIndex(m_model->index(0));
    place();
    show();
    raise();
    m_query->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::place()
{
    const QWidget* in = parentWidget();
    const int width = std::min(paletteWidth, in->width() - 32);
    const int rows = std::clamp(m_model->rowCount(), 1, paletteRows);
    const int wanted = 8 * 3 + m_query->sizeHint().height() + rows * Theme::rowHeight;
    setGeometry((in->width() - width) / 2, std::min(fromTop, in->height() / 8), width,
                std::min(wanted, in->height() - fromTop - 16));
}

void CommandPalette::leave()
{
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::choose()
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid())
        return;
    const PaletteEntry entry = m_model->entry(current.row());
    leave();
    if (!entry.refusal.isEmpty())
        Q_EMIT refused(entry.refusal);
    else if (entry.environment && !entry.procedure.isEmpty())
        Q_EMIT procedureChosen(*entry.environment, entry.procedure);
    else if (entry.environment)
        Q_EMIT environmentChosen(*entry.environment);
    else
        Q_EMIT commandChosen(entry.command);
}

void CommandPalette::move(int rows)
{
    const int count = m_model->rowCount();
    if (count == 0)
        return;
    const int row = std::clamp(m_list->currentIndex().row() + rows, 0, count - 1);
    m_list->setCurrentIndex(m_model->index(row));
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched != m_query)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut && isVisible() &&
        static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason) {
        hide();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Escape)
        leave();
    else if (key == Qt::Key_Return || key == Qt::Key_Enter)
        choose();
    else if (key == Qt::Key_Down || key == Qt::Key_Up)
        move(key == Qt::Key_Down ? 1 : -1);
    else if (key == Qt::Key_PageDown || key == Qt::Key_PageUp)
        move(key == Qt::Key_PageDown ? paletteRows : -paletteRows);
    else
        return false;
    return true;
}

void CommandPalette::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    drawBox(&painter, rect(), m_theme.color(Role::Surface), m_theme.color(Role::Muted), 6);
}

} // namespace Pilothouse::Ui
