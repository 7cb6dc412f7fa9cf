// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/checklistscard.h"

#include "widgets/housestyle.h"
#include "widgets/labels.h"
#include "widgets/progress.h"

#include <QHBoxLayout>

namespace Pilothouse::Ui {

/// One checklist: ring, "54 of 59 · remark", next signer, and a way to open it.
class ChecklistLine final : public QWidget
{
public:
    ChecklistLine(const Theme& theme, const ChecklistProgress& checklist, bool titled, std::function<void()> open)
    {
        auto* ring = new ProgressRing(theme);
        ring->setAccessibleName(checklist.title);
        ring->setProgress(checklist.progress);
        auto* count = new TextLabel(theme, progressText(checklist.progress), TextStyle::Strong);
        QString said = titled ? checklist.title : QString();
        if (!checklist.remark.isEmpty())
            said += (said.isEmpty() ? QString() : QStringLiteral(" · ")) + checklist.remark.text();
        auto* remark = new TextLabel(theme, said, TextStyle::Body, Role::Muted);
        remark->setWordWrap(true);
        auto* first = new QHBoxLayout;
        first->setSpacing(8);
        first->addWidget(count, 0, Qt::AlignTop);
        first->addWidget(remark, 1);
        auto* second = new QHBoxLayout;
        second->setSpacing(4);
        const bool awaits = !checklist.nextSigner.isEmpty();
        second->addWidget(new TextLabel(theme,
                                        awaits                  ? ChecklistsCard::tr("next to sign:")
                                        : checklist.signedByAll ? ChecklistsCard::tr("signed by all")
                                                                : ChecklistsCard::tr("nobody has to sign"),
                                        TextStyle::Body, Role::Muted));
        if (awaits)
            second->addWidget(new ElidedLabel(theme, checklist.nextSigner, TextStyle::Strong), 1);
        second->addStretch(1);
        auto* button = new QPushButton(ChecklistsCard::tr("Open"));
        button->setAccessibleName(ChecklistsCard::tr("Open the checklist %1").arg(checklist.title));
        setEmphasis(button, Emphasis::Quiet);
        QObject::connect(button, &QPushButton::clicked, this, std::move(open));
        auto* words = new QVBoxLayout;
        words->setSpacing(2);
        words->addLayout(first);
        words->addLayout(second);
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(12);
        row->addWidget(ring, 0, Qt::AlignTop);
        row->addLayout(words, 1);
        row->addWidget(button, 0, Qt::AlignTop);
    }
};

ChecklistsCard::ChecklistsCard(const Theme& theme)
    : Card(theme, tr("Checklists"))
    , m_theme(theme)
    , m_empty(new TextLabel(theme, tr("No checklist of this environment has been read."), TextStyle::Body, Role::Muted))
{
    m_empty->setWordWrap(true);
    content()->addWidget(m_empty);
    content()->addStretch(1);
}

void ChecklistsCard::setChecklists(const std::vector<ChecklistProgress>& checklists)
{
    m_empty->setVisible(checklists.empty());
    if (checklists == m_shown)
        return;
    m_shown = checklists;
    for (ChecklistLine* line : m_lines)
        delete line;
    m_lines.clear();
    const bool several = checklists.size() > 1;
    setTitle(several || checklists.empty() ? tr("Checklists") : checklists.front().title);
    for (size_t i = 0; i < checklists.size(); ++i) {
        auto* line = new ChecklistLine(m_theme, checklists[i], several, [this, name = checklists[i].name] {
            Q_EMIT opened(QStringLiteral("checklists"), name);
        });
        content()->insertWidget(int(i), line);
        m_lines.push_back(line);
    }
}

} // namespace Pilothouse::Ui
