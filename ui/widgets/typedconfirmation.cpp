// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/typedconfirmation.h"

#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace Pilothouse::Ui {

namespace {
// Beside the field; the whole reason is in the tooltip.
/// A reason is read to its end, unless it is a long one.
constexpr int leastReason = 280;
} // namespace

TypedConfirmation::TypedConfirmation(const Theme& theme, const QString& target, const QString& verb, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_rows(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_question(new QHBoxLayout)
    , m_acts(new QHBoxLayout)
    , m_before(new TextLabel(theme, {}, TextStyle::Body, Role::Muted))
    , m_name(new TextLabel(theme, {}, TextStyle::MonoStrong))
    , m_after(new TextLabel(theme, {}, TextStyle::Body, Role::Muted))
    , m_field(new QLineEdit)
    , m_reason(new ElidedLabel(theme, {}, TextStyle::Small, Role::Degraded))
    , m_button(new QPushButton(verb))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(8);
    auto* words = new QHBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_before);
    words->addWidget(m_name);
    words->addWidget(m_after);
    m_question->setSpacing(12);
    m_question->addLayout(words);
    m_question->addWidget(m_field);
    m_question->addWidget(m_reason, 1);
    m_rows->addLayout(m_question, 1);
    m_acts->setSpacing(12);
    m_acts->addStretch(1);
    m_acts->addWidget(m_button);
    m_rows->addLayout(m_acts);
    m_field->setFont(theme.font(TextStyle::Mono));
    m_field->setMinimumWidth(240);
    m_field->setMaximumWidth(320);
    m_name->setCopyable(false);
    setEmphasis(m_button, Emphasis::Dangerous);
    connect(m_field, &QLineEdit::textChanged, this, &TypedConfirmation::refresh);
    connect(m_field, &QLineEdit::returnPressed, this, &TypedConfirmation::confirm);
    connect(m_button, &QPushButton::clicked, this, &TypedConfirmation::confirm);
    setTarget(target);
}

void TypedConfirmation::setTarget(const QString& target)
{
    m_target = target;
    // The sentence is translated as a whole; the name in its middle has a font of its own.
    const QString sentence = m_sentence.isEmpty() ? tr("Type %1 to start:") : m_sentence;
    const qsizetype at = sentence.indexOf(QStringLiteral("%1"));
    m_before->setText(sentence.left(std::max<qsizetype>(at, 0)).trimmed());
    m_after->setText(at < 0 ? QString() : sentence.mid(at + 2).trimmed());
    m_name->setText(target);
    m_field->setAccessibleName(sentence.arg(target));
    refresh();
}

void TypedConfirmation::setQuestion(const QString& sentence)
{
    m_sentence = sentence;
    setTarget(m_target);
}

void TypedConfirmation::setVerb(const QString& verb)
{
    // A verb may hold the name of a file; its ampersands are no mnemonics.
    m_button->setText(QString(verb).replace(u'&', QStringLiteral("&&")));
}

void TypedConfirmation::setTypingRequired(bool required)
{
    m_typing = required;
    for (QWidget* part : {static_cast<QWidget*>(m_before), static_cast<QWidget*>(m_name),
                          static_cast<QWidget*>(m_after), static_cast<QWidget*>(m_field)})
        part->setVisible(required);
    setEmphasis(m_button, required ? Emphasis::Dangerous : Emphasis::Primary);
    refresh();
}

void TypedConfirmation::setRefusal(const QString& reason)
{
    m_refusal = reason;
    refresh();
}

void TypedConfirmation::addButton(QWidget* button) { m_acts->insertWidget(m_acts->count() - 1, button); }

void TypedConfirmation::clear() { m_field->clear(); }

bool TypedConfirmation::isConfirmed() const
{
    return m_refusal.isEmpty() && (!m_typing || m_field->text() == m_target);
}

void TypedConfirmation::refresh()
{
    const bool matches = m_field->text() == m_target;
    setMatched(m_field, m_typing && matches);
    m_field->setEnabled(m_refusal.isEmpty());
    m_button->setEnabled(isConfirmed());
    QString reason = m_refusal;
    if (reason.isEmpty() && m_typing && !m_field->text().isEmpty() && !matches && !m_target.startsWith(m_field->text()))
        reason = tr("This is not %1").arg(m_target);
    m_reason->setText(reason);
    m_button->setToolTip(reason);
}

void TypedConfirmation::fit()
{
    // Hidden it has no width that counts, and must not make the page that waits for its turn higher.
    if (!isVisible())
        return;
    // A verb names what it touches, so it may be long: then the buttons go below the question.
    const int reason = m_reason->text().isEmpty() ? 0 : std::min(m_reason->sizeHint().width(), leastReason);
    const bool beside = width() >= m_question->sizeHint().width() - m_reason->sizeHint().width() + reason +
                                       m_rows->spacing() + m_acts->sizeHint().width() + contentsMargins().left() +
                                       contentsMargins().right();
    m_rows->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

QSize TypedConfirmation::minimumSizeHint() const
{
    // Below each other they are as narrow as they get, however they stand now.
    const int question = m_question->minimumSize().width();
    const QMargins around = contentsMargins();
    return {std::max(question, m_acts->minimumSize().width()) + around.left() + around.right(),
            QWidget::minimumSizeHint().height()};
}

bool TypedConfirmation::event(QEvent* event)
{
    // Parts were shown, hidden or given other words, or there is another width.
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize || event->type() == QEvent::Show)
        fit();
    return QWidget::event(event);
}

void TypedConfirmation::confirm()
{
    if (isConfirmed())
        Q_EMIT confirmed(m_field->text());
}

} // namespace Pilothouse::Ui
