// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/reviewpanel.h"

#include "base/safetext.h"
#include "widgets/labels.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

ReviewPanel::ReviewPanel(const Theme& theme, QWidget* parent)
    : Card(theme, {}, parent)
    , m_text(new TextLabel(theme, {}))
    , m_fields(new QWidget)
    , m_comment(new QLineEdit)
    , m_as(new QLineEdit)
    , m_review(new QPushButton(tr("I have &looked at it")))
    , m_outcome(new TextLabel(theme, {}, TextStyle::Body, Role::Down))
{
    m_text->setWordWrap(true);
    m_text->setCopyable(true);
    m_text->setAccessibleName(tr("Passed gates"));
    m_outcome->setWordWrap(true);
    m_outcome->hide();
    m_comment->setObjectName(u"review-comment"_s);
    m_comment->setPlaceholderText(tr("What you found"));
    m_comment->setAccessibleName(tr("What you found"));
    m_as->setPlaceholderText(tr("Whose review, if not yours"));
    m_as->setAccessibleName(tr("Whose review it is, if not yours"));
    m_as->setToolTip(tr("A name is a claim; whose login wrote it down is kept as well"));
    auto* row = new QHBoxLayout(m_fields);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::grid * 2);
    row->addWidget(m_comment, 3);
    row->addWidget(m_as, 1);
    row->addWidget(m_review);
    content()->addWidget(m_text);
    content()->addWidget(m_fields);
    content()->addWidget(m_outcome);
    connect(m_comment, &QLineEdit::textChanged, this, &ReviewPanel::refresh);
    connect(m_comment, &QLineEdit::returnPressed, m_review, &QPushButton::click);
    connect(m_review, &QPushButton::clicked, this, [this] {
        m_outcome->hide();
        Q_EMIT reviewed(m_run, m_comment->text().trimmed(), m_as->text().trimmed());
    });
}

void ReviewPanel::setRun(const Run::RunInfo& info)
{
    setVisible(info.bypass.has_value());
    if (info.id != m_run) {
        m_run = info.id;
        m_comment->clear();
        m_as->clear();
        m_outcome->hide();
    }
    if (!info.bypass)
        return;
    const Run::Bypass& bypass = *info.bypass;
    setTitle(SafeText::oneLine(bypassWords(bypass), 200).text());
    QStringList lines;
    for (const QString& gate : bypass.gates)
        lines << SafeText::oneLine(gate, 400).text();
    lines << tr("For the incident \u201c%1\u201d, because: %2")
                 .arg(SafeText::oneLine(bypass.title, 120).text(), SafeText::oneLine(bypass.reason, 300).text());
    m_text->setText(SafeText::fromUntrusted(lines.join(u'\n')));
    m_text->setRole(bypass.isReviewed() ? Role::Muted : Role::Down);
    m_fields->setVisible(!bypass.isReviewed() && !Run::isOpen(info.state));
    refresh();
}

void ReviewPanel::answer(const Result<Run::Bypass>& review)
{
    m_outcome->setVisible(!review);
    if (!review)
        m_outcome->setText(SafeText::oneLine(review.error().message, 500));
}

void ReviewPanel::refresh() { m_review->setEnabled(!m_comment->text().trimmed().isEmpty()); }

} // namespace Pilothouse::Ui
