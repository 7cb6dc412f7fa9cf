// SPDX-License-Identifier: GPL-3.0-or-later
#include "login/promptdialog.h"

#include "widgets/environmenttag.h"
#include "widgets/housestyle.h"
#include "widgets/labels.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>

namespace Pilothouse::Ui {

namespace {

constexpr int frameWidth = 3;
constexpr int textWidth = 440;

QString titleOf(const Ssh::Prompt& prompt)
{
    switch (prompt.kind) {
    case Ssh::Prompt::Kind::Passphrase:
        return PromptDialog::tr("Passphrase of a key");
    case Ssh::Prompt::Kind::Password:
        return PromptDialog::tr("Password for the login");
    case Ssh::Prompt::Kind::KeyboardInteractive:
        return PromptDialog::tr("The server asks");
    case Ssh::Prompt::Kind::Sudo:
        return PromptDialog::tr("Password for sudo");
    }
    return {};
}

QString verbOf(const Ssh::Prompt& prompt)
{
    switch (prompt.kind) {
    case Ssh::Prompt::Kind::Passphrase:
        return PromptDialog::tr("&Unlock the key");
    case Ssh::Prompt::Kind::Password:
        return PromptDialog::tr("&Log in");
    case Ssh::Prompt::Kind::KeyboardInteractive:
        return PromptDialog::tr("&Answer");
    case Ssh::Prompt::Kind::Sudo:
        return PromptDialog::tr("&Go on");
    }
    return {};
}

TextLabel* paragraph(const Theme& theme, const QString& text, TextStyle style = TextStyle::Body, Role role = Role::Text)
{
    auto* label = new TextLabel(theme, text, style, role);
    label->setWordWrap(true);
    label->setMinimumWidth(textWidth);
    return label;
}

} // namespace

PromptDialog::PromptDialog(const Theme& theme, const Ssh::Prompt& prompt, QWidget* parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_production(prompt.production)
{
    setAttribute(Qt::WA_DeleteOnClose);
    const QString title = titleOf(prompt);
    setWindowTitle(m_production ? tr("%1 – %2 [Production]", "what is asked, for which host").arg(title, prompt.where)
                                : tr("%1 – %2", "what is asked, for which host").arg(title, prompt.where));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    auto* heading = new QHBoxLayout;
    heading->setSpacing(12);
    heading->addWidget(new TextLabel(theme, title, TextStyle::Title), 1);
    if (m_production)
        heading->addWidget(new EnvironmentTag(theme, System::EnvironmentKind::Production));
    column->addLayout(heading);
    addPlace(column, prompt);
    addWords(column, prompt);
    addQuestions(column, prompt);
    auto* buttons = new QDialogButtonBox;
    auto* verb = buttons->addButton(verbOf(prompt), QDialogButtonBox::AcceptRole);
    setEmphasis(verb, Emphasis::Primary);
    verb->setDefault(true);
    buttons->addButton(tr("&Do not answer"), QDialogButtonBox::RejectRole)
        ->setToolTip(tr("The login is given up then, and not tried again by itself"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addStretch(1);
    column->addWidget(buttons);
    if (!m_fields.empty())
        m_fields.front()->setFocus();
}

void PromptDialog::addPlace(QVBoxLayout* column, const Ssh::Prompt& prompt)
{
    auto* where = paragraph(m_theme, prompt.where, TextStyle::MonoStrong);
    where->setObjectName(QStringLiteral("where"));
    column->addWidget(where);
    if (!prompt.hop.isEmpty())
        column->addWidget(paragraph(m_theme, tr("It is the way to %1.").arg(prompt.hop), TextStyle::Body, Role::Muted));
    if (!prompt.through.isEmpty())
        column->addWidget(paragraph(m_theme, tr("Reached through %1.").arg(prompt.through.join(QStringLiteral(", "))),
                                    TextStyle::Body, Role::Muted));
    if (!prompt.subject.isEmpty())
        column->addWidget(paragraph(m_theme, prompt.subject, TextStyle::Mono, Role::Muted));
}

void PromptDialog::addWords(QVBoxLayout* column, const Ssh::Prompt& prompt)
{
    for (const SafeText& text : {prompt.title, prompt.instruction}) {
        if (!text.text().trimmed().isEmpty())
            column->addWidget(paragraph(m_theme, text.text().trimmed()));
    }
    if (!prompt.why.isEmpty())
        column->addWidget(paragraph(m_theme, prompt.why.join(u'\n'), TextStyle::Small, Role::Muted));
    if (prompt.again)
        column->addWidget(paragraph(m_theme, tr("The last answer was not right."), TextStyle::Strong, Role::Degraded));
}

void PromptDialog::addQuestions(QVBoxLayout* column, const Ssh::Prompt& prompt)
{
    for (const Ssh::Prompt::Question& question : prompt.questions) {
        auto* label = paragraph(m_theme, question.text.text().trimmed(), TextStyle::Body, Role::Muted);
        auto* field = new QLineEdit;
        field->setEchoMode(question.echo ? QLineEdit::Normal : QLineEdit::Password);
        field->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
        field->setAccessibleName(label->text());
        label->setBuddy(field);
        auto* pair = new QVBoxLayout;
        pair->setSpacing(4);
        pair->addWidget(label);
        pair->addWidget(field);
        column->addLayout(pair);
        m_fields.push_back(field);
    }
    if (!prompt.mayBeKept)
        return;
    m_keep = new QCheckBox(tr("&Keep it in the keychain once it has proved right"));
    column->addWidget(m_keep);
}

Ssh::Answers PromptDialog::takeAnswers()
{
    Ssh::Answers answers;
    for (QLineEdit* field : m_fields) {
        answers.secrets.emplace_back(field->text().toUtf8());
        field->clear();
    }
    answers.keep = m_keep && m_keep->isChecked();
    return answers;
}

void PromptDialog::paintEvent(QPaintEvent* event)
{
    QDialog::paintEvent(event);
    if (!m_production)
        return;
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), frameWidth), m_theme.color(Role::Production));
}

} // namespace Pilothouse::Ui
