// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/itempanel.h"

#include "checklist/checklistdelegates.h"
#include "checklist/itemtext.h"
#include "checklist/prooftext.h"
#include "widgets/flowlayout.h"
#include "widgets/housestyle.h"
#include "widgets/paintedwidget.h"
#include "widgets/timetext.h"

#include <QDateEdit>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>

namespace Pilothouse::Ui {

using Checklist::Change;
using Checklist::ItemState;
using Checklist::ItemView;
using namespace Qt::StringLiterals;

/// The box of the item's state beside its word.
class StateMark final : public PaintedWidget
{
public:
    explicit StateMark(const Theme& theme)
        : m_theme(theme)
    {
        setFixedSize(14, 14);
    }
    void setState(ItemState state)
    {
        m_state = state;
        announce();
        update();
    }
    QString accessibleValue() const override { return stateWord(m_state); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintStateBox(painter, QRectF(rect()).adjusted(0, 0, -1, -1), m_state, m_theme);
    }

private:
    const Theme& m_theme;
    ItemState m_state = ItemState::Open;
};

/// Where a person writes what was seen. Somebody will paste a whole log: only its beginning is taken, since laying out
/// a line of a megabyte would stop the window.
class NoteEdit final : public QPlainTextEdit
{
public:
    static constexpr qsizetype mostCharacters = 4000;

protected:
    void insertFromMimeData(const QMimeData* source) override
    {
        insertPlainText(source->text().left(std::max<qsizetype>(0, mostCharacters - document()->characterCount())));
    }
};

ItemPanel::ItemPanel(const Theme& theme, const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_title(new TextLabel(theme, {}, TextStyle::Strong))
    , m_state(new TextLabel(theme, {}))
    , m_mark(new StateMark(theme))
    , m_evidence(new ProofText(theme))
    , m_source(new TextLabel(theme, {}, TextStyle::Small, Role::Muted))
    , m_notes(new TextLabel(theme, {}, TextStyle::Small, Role::Muted))
    , m_commandsWord(new TextLabel(theme, tr("The document says how to see it:"), TextStyle::Small, Role::Muted))
    , m_commands(new ProofText(theme))
    , m_acts(new QWidget)
    , m_form(new QWidget)
    , m_question(new TextLabel(theme, {}, TextStyle::Small, Role::Muted))
    , m_words(new NoteEdit)
    , m_untilWord(new TextLabel(theme, tr("Until the end of"), TextStyle::Small, Role::Muted))
    , m_until(new QDateEdit)
    , m_send(new QPushButton)
    , m_cancel(new QPushButton(tr("Cancel")))
{
    for (TextLabel* label : {m_title, m_state, m_source, m_notes, m_commandsWord, m_question})
        label->setWordWrap(true);
    m_evidence->setAccessibleName(tr("Evidence"));
    m_commands->setAccessibleName(tr("Commands of the document"));

    auto* acts = new FlowLayout(m_acts);
    m_tick = addButton(tr("&Tick…"), tr("Say what you saw and hold this item for true (Space)"));
    m_fail = addButton(tr("&Fails…"), tr("Say what you saw that speaks against it"));
    m_waive = addButton(tr("&Waive…"), tr("Accept it as it is until a day"));
    m_notApplicable = addButton(tr("&Not applicable…"), tr("It does not concern this environment"));
    m_untick = addButton(tr("Take &back"), tr("Forget what was recorded about it"));
    m_sign = addButton(tr("Si&gn…"), tr("This line is signed, not ticked"));
    setEmphasis(m_sign, Emphasis::Primary);
    for (QPushButton* button : {m_tick, m_fail, m_waive, m_notApplicable, m_untick, m_sign})
        acts->addWidget(button);

    m_words->setAccessibleName(tr("What you saw"));
    m_words->setTabChangesFocus(true);
    m_words->setFixedHeight(72);
    m_words->installEventFilter(this);
    m_until->setCalendarPopup(true);
    m_until->setAccessibleName(tr("Last day of the waiver"));
    m_until->setDisplayFormat(u"yyyy-MM-dd"_s);
    setEmphasis(m_send, Emphasis::Primary);
    auto* until = new QHBoxLayout;
    until->setSpacing(8);
    until->addWidget(m_untilWord);
    until->addWidget(m_until, 1);
    auto* buttons = new FlowLayout;
    buttons->addWidget(m_send);
    buttons->addWidget(m_cancel);
    auto* form = new QVBoxLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(8);
    form->addWidget(m_question);
    form->addWidget(m_words);
    form->addLayout(until);
    form->addLayout(buttons);

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addWidget(m_title);
    auto* state = new QHBoxLayout;
    state->setSpacing(8);
    state->addWidget(m_mark);
    state->addWidget(m_state, 1);
    all->addLayout(state);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_evidence, m_source, m_acts, m_form, m_notes, m_commandsWord, m_commands})
        all->addWidget(widget);

    connect(m_tick, &QPushButton::clicked, this, [this] { ask(Asking::Tick); });
    connect(m_fail, &QPushButton::clicked, this, [this] { ask(Asking::Fail); });
    connect(m_waive, &QPushButton::clicked, this, [this] { ask(Asking::Waive); });
    connect(m_notApplicable, &QPushButton::clicked, this, [this] { ask(Asking::NotApplicable); });
    connect(m_untick, &QPushButton::clicked, this,
            [this] { Q_EMIT changeRequested(Change::untick(m_item->key, m_item->record.version)); });
    connect(m_sign, &QPushButton::clicked, this, [this] { Q_EMIT signRequested(m_item->role); });
    connect(m_send, &QPushButton::clicked, this, &ItemPanel::send);
    connect(m_cancel, &QPushButton::clicked, this, &ItemPanel::finish);
    connect(m_words, &QPlainTextEdit::textChanged, this, &ItemPanel::refresh);
    setItem(nullptr);
}

QPushButton* ItemPanel::addButton(const QString& text, const QString& tip)
{
    auto* button = new QPushButton(text);
    button->setToolTip(tip);
    return button;
}

void ItemPanel::setItem(const ItemView* item)
{
    const bool same = item && m_item && item->key == m_item->key;
    m_item = item ? std::optional(*item) : std::nullopt;
    if (!same) {
        m_asking = Asking::Nothing;
        m_words->clear();
    }
    m_title->setText(item ? item->text.text() : tr("Choose an item to see what proves it."));
    m_title->setRole(item ? Role::Text : Role::Muted);
    m_title->setStyle(item ? TextStyle::Strong : TextStyle::Body);
    showEvidence();
    showNotes();
    refresh();
}

void ItemPanel::showEvidence()
{
    m_state->setVisible(m_item.has_value());
    m_mark->setVisible(m_item.has_value());
    const bool recorded = m_item && m_item->record.version > 0 && m_item->record.state != ItemState::Open;
    m_evidence->setVisible(recorded);
    m_source->setVisible(recorded);
    if (!m_item)
        return;
    m_state->setText(m_item->agedOut ? tr("%1: what was seen is too old to be believed").arg(stateWord(m_item->state))
                                     : stateWord(m_item->state));
    m_state->setRole(stateRole(m_item->state));
    m_mark->setState(m_item->state);
    if (!recorded)
        return;
    const Checklist::ItemRecord& record = m_item->record;
    const bool reasoned = record.state == ItemState::Waived || record.state == ItemState::NotApplicable;
    QStringList lines{reasoned ? record.reason.text() : record.evidence.statement.text()};
    lines << record.evidence.artefacts;
    m_evidence->setProof(SafeText::fromUntrusted(lines.join(u'\n')).text());
    const QDateTime now = m_clock.now();
    const QDateTime end =
        reasoned ? record.until : record.evidence.observedAt.addMSecs(record.evidence.goodFor.count());
    QString source = tr("%1, %2").arg(record.by, ago(record.at, now));
    if (!record.evidence.source.isEmpty())
        source = record.evidence.source + u" · "_s + source;
    if (end.isValid() && end > now)
        source += u" · "_s + tr("good until %1").arg(dayText(end));
    m_source->setText(source);
}

void ItemPanel::showNotes()
{
    QStringList notes;
    QStringList commands;
    if (m_item) {
        for (const SafeText& note : m_item->notes)
            notes << u"– "_s + note.text();
        for (const Checklist::CommandView& command : m_item->commands)
            commands << command.text.text().trimmed();
    }
    m_notes->setText(notes.join(u'\n'));
    m_notes->setVisible(!notes.isEmpty());
    m_commands->setProof(commands.join(u"\n\n"_s));
    m_commandsWord->setVisible(!commands.isEmpty());
    m_commands->setVisible(!commands.isEmpty());
}

void ItemPanel::beginTick()
{
    if (!m_item || m_busy)
        return;
    if (m_item->role.isEmpty())
        ask(Asking::Tick);
    else
        Q_EMIT signRequested(m_item->role);
}

void ItemPanel::ask(Asking asking)
{
    m_asking = asking;
    // Days are those of whoever sits here; the clock counts in UTC.
    const QDate today = m_clock.now().toLocalTime().date();
    m_until->setMinimumDate(today);
    if (asking == Asking::Waive)
        m_until->setDate(today.addDays(14));
    refresh();
    m_words->setFocus(Qt::OtherFocusReason);
}

void ItemPanel::finish()
{
    m_asking = Asking::Nothing;
    m_words->clear();
    refresh();
}

void ItemPanel::setBusy(bool busy)
{
    m_busy = busy;
    refresh();
}

void ItemPanel::send()
{
    const QString words = m_words->toPlainText().trimmed();
    if (!m_item || m_busy || words.isEmpty())
        return;
    const QString& key = m_item->key;
    const int version = m_item->record.version;
    switch (m_asking) {
    case Asking::Nothing:
        break;
    case Asking::Tick:
        Q_EMIT changeRequested(Change::tick(key, version, words));
        break;
    case Asking::Fail:
        Q_EMIT changeRequested(Change::fail(key, version, words));
        break;
    case Asking::Waive:
        Q_EMIT changeRequested(
            Change::waive(key, version, words, QDateTime(m_until->date(), QTime(23, 59, 59)).toUTC()));
        break;
    case Asking::NotApplicable:
        Q_EMIT changeRequested(Change::notApplicable(key, version, words));
        break;
    }
}

void ItemPanel::refresh()
{
    const bool asking = m_asking != Asking::Nothing && m_item;
    const bool signature = m_item && !m_item->role.isEmpty();
    const bool recorded = m_item && m_item->record.state != ItemState::Open;
    m_acts->setVisible(m_item && !asking);
    m_form->setVisible(asking);
    for (QPushButton* button : {m_tick, m_fail, m_waive, m_notApplicable})
        button->setVisible(!signature);
    m_untick->setVisible(!signature && recorded);
    m_sign->setVisible(signature && m_item->state != ItemState::Held);
    m_acts->setEnabled(!m_busy);
    m_form->setEnabled(!m_busy);
    const bool waive = m_asking == Asking::Waive;
    m_untilWord->setVisible(waive);
    m_until->setVisible(waive);
    switch (m_asking) {
    case Asking::Nothing:
        break;
    case Asking::Tick:
        m_question->setText(tr("What did you see, and where can it be seen? A tick without evidence is only a claim."));
        m_send->setText(tr("&Tick with this evidence"));
        break;
    case Asking::Fail:
        m_question->setText(tr("What did you see that speaks against it?"));
        m_send->setText(tr("&Mark as failing"));
        break;
    case Asking::Waive:
        m_question->setText(tr("Why is it accepted as it is?"));
        m_send->setText(tr("&Waive"));
        break;
    case Asking::NotApplicable:
        m_question->setText(tr("Why does it not concern this environment?"));
        m_send->setText(tr("&Does not apply"));
        break;
    }
    m_send->setEnabled(!m_busy && !m_words->toPlainText().trimmed().isEmpty());
}

bool ItemPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_words && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && key->modifiers() == Qt::ControlModifier) {
            send();
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            finish();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace Pilothouse::Ui
