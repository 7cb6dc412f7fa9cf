// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/sightpanel.h"

#include "base/safetext.h"
#include "base/units.h"
#include "widgets/labels.h"
#include "widgets/typedconfirmation.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

SightPanel::SightPanel(const Theme& theme, QWidget* parent)
    : Card(theme, tr("This computer only watches"), parent)
    , m_text(new TextLabel(theme, QString()))
    , m_error(new TextLabel(theme, QString(), TextStyle::Body, Role::Down))
    , m_confirmation(new TypedConfirmation(theme, QString(), QString()))
    , m_cancel(new QPushButton(tr("Take over and &cancel it")))
{
    for (TextLabel* label : {m_text, m_error}) {
        label->setWordWrap(true);
        label->setCopyable(true);
        content()->addWidget(label);
    }
    m_error->setAccessibleName(tr("Why it was not taken over"));
    m_error->hide();
    m_confirmation->setVerb(tr("Take over and go on"));
    m_confirmation->setQuestion(tr("Type %1 to go on:"));
    m_confirmation->addButton(m_cancel);
    content()->addWidget(m_confirmation);
    connect(m_confirmation, &TypedConfirmation::confirmed, this, [this](const QString& typed) { take(typed, false); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { take(m_confirmation->field()->text(), true); });
    connect(m_confirmation->field(), &QLineEdit::textChanged, this, &SightPanel::refresh);
}

void SightPanel::setSight(const RunSight& sight)
{
    if (sight.run != m_sight.run) {
        m_busy = false;
        m_error->hide();
        m_confirmation->clear();
    }
    m_sight = sight;
    const QString driver = SafeText::oneLine(sight.driver).text();
    QStringList lines;
    if (!sight.open)
        lines << tr("It is over. What is shown is what its hosts keep of it.");
    else if (sight.driven)
        lines << tr("%1 drives it, from another computer.").arg(driver);
    else if (sight.silence)
        lines << tr("Nobody drives it: %1 did, and was last seen %2 ago. It waits for a console.")
                     .arg(driver, formatDuration(*sight.silence));
    else
        lines << tr("Nobody drives it. It waits for a console.");
    if (!sight.unasked.isEmpty())
        lines << tr("Not asked, since they did not answer: %1.").arg(sight.unasked.join(u", "_s));
    m_text->setText(SafeText::fromUntrusted(lines.join(u' ')));
    m_text->setRole(sight.unasked.isEmpty() ? Role::Muted : Role::Degraded);
    m_confirmation->setTarget(sight.target);
    m_confirmation->setTypingRequired(sight.typed);
    refresh();
}

void SightPanel::refresh()
{
    m_confirmation->setVisible(m_sight.open && !m_sight.driven);
    m_confirmation->setRefusal(m_busy ? tr("taking it over\u2026") : QString());
    m_cancel->setEnabled(m_confirmation->isConfirmed());
}

void SightPanel::take(const QString& typed, bool cancel)
{
    m_busy = true;
    m_error->hide();
    refresh();
    Q_EMIT takeOverRequested(m_sight.run, typed, cancel);
}

void SightPanel::say(const Error& error)
{
    m_busy = false;
    m_error->setText(SafeText::oneLine(error.message, 500));
    m_error->show();
    refresh();
}

} // namespace Pilothouse::Ui
