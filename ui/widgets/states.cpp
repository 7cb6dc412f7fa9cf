// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/states.h"

#include "widgets/codeview.h"
#include "widgets/labels.h"
#include "widgets/sign.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>

namespace Pilothouse::Ui {

namespace {
constexpr int readingWidth = 440;
constexpr int detailHeight = 120;
constexpr int signColumn = 20;
} // namespace

EmptyState::EmptyState(const Theme& theme, const QString& icon, const QString& title, const QString& explanation,
                       QWidget* parent)
    : QWidget(parent)
    , m_title(new TextLabel(theme, title, TextStyle::Strong))
    , m_explanation(new TextLabel(theme, explanation, TextStyle::Body, Role::Muted))
    , m_act(new QPushButton)
{
    auto* picture = new QLabel;
    picture->setPixmap(theme.icon(icon, Role::Muted).pixmap(QSize(24, 24), devicePixelRatioF()));
    connect(&theme, &Theme::changed, picture, [&theme, picture, icon] {
        picture->setPixmap(theme.icon(icon, Role::Muted).pixmap(QSize(24, 24), picture->devicePixelRatioF()));
    });
    m_title->setAlignment(Qt::AlignHCenter);
    m_title->setWordWrap(true);
    m_explanation->setAlignment(Qt::AlignHCenter);
    m_explanation->setWordWrap(true);
    m_explanation->setMinimumWidth(240);
    m_explanation->setMaximumWidth(readingWidth);
    m_act->hide();
    connect(m_act, &QPushButton::clicked, this, &EmptyState::acted);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(8);
    column->addStretch(2);
    column->addWidget(picture, 0, Qt::AlignHCenter);
    column->addWidget(m_title);
    auto* middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_explanation, 20);
    middle->addStretch(1);
    column->addLayout(middle);
    column->addSpacing(4);
    column->addWidget(m_act, 0, Qt::AlignHCenter);
    column->addStretch(3);
}

void EmptyState::setAct(const QString& text, const QString& refusal)
{
    m_act->setText(text);
    m_act->setVisible(!text.isEmpty());
    m_act->setEnabled(refusal.isEmpty());
    m_act->setToolTip(refusal);
    setEmphasis(m_act, Emphasis::Primary);
}

void EmptyState::setTexts(const QString& title, const QString& explanation)
{
    m_title->setText(title);
    m_explanation->setText(explanation);
}

ErrorPanel::ErrorPanel(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_message(new TextLabel(theme, {}, TextStyle::Body))
    , m_detail(new CodeView(theme))
    , m_more(new QPushButton)
    , m_act(new QPushButton)
{
    m_message->setWordWrap(true);
    m_message->setCopyable(true);
    m_message->setAccessibleName(tr("Error"));
    m_detail->setFixedHeight(detailHeight);
    m_detail->setAccessibleName(tr("Details of the error"));
    auto* copy = new QPushButton(theme.icon(QStringLiteral("copy")), tr("&Copy"));
    setEmphasis(copy, Emphasis::Quiet);
    setEmphasis(m_more, Emphasis::Quiet);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    buttons->addWidget(m_act);
    buttons->addWidget(m_more);
    buttons->addWidget(copy);
    buttons->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::cardPadding + signColumn, Theme::cardPadding, Theme::cardPadding, 8);
    column->setSpacing(8);
    column->addWidget(m_message);
    column->addWidget(m_detail);
    column->addLayout(buttons);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);

    connect(m_more, &QPushButton::clicked, this, [this] { showDetail(m_detail->isHidden()); });
    connect(m_act, &QPushButton::clicked, this, &ErrorPanel::acted);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(copiedText()); });
    m_act->hide();
    setError({});
}

void ErrorPanel::setError(const Error& error)
{
    m_error = error;
    m_message->setText(SafeText::fromUntrusted(error.message));
    m_detail->setCode(SafeText::fromUntrusted(error.detail), {});
    m_more->setVisible(!error.detail.isEmpty());
    showDetail(false);
}

void ErrorPanel::setAct(const QString& text)
{
    m_act->setText(text);
    m_act->setVisible(!text.isEmpty());
}

QString ErrorPanel::copiedText() const
{
    return m_error.detail.isEmpty() ? m_error.message : m_error.message + QStringLiteral("\n\n") + m_error.detail;
}

void ErrorPanel::showDetail(bool shown)
{
    m_detail->setVisible(shown);
    m_more->setText(shown ? tr("Hide &details") : tr("Show &details"));
}

void ErrorPanel::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    const bool cancelled = m_error.kind == ErrorKind::Cancelled;
    drawBox(&painter, rect(), m_theme.color(Role::Surface), m_theme.color(cancelled ? Role::Line : Role::Down),
            Theme::radius);
    paintSign(painter, QRectF(Theme::cardPadding, Theme::cardPadding + 3, 11, 11),
              cancelled ? Sign::Maintenance : Sign::Down, m_theme);
}

} // namespace Pilothouse::Ui
