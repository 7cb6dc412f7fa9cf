// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/card.h"
#include "widgets/snapshot.h"

namespace Pilothouse::Ui {

class ChecklistLine;

/// Each checklist of the environment: how much of it is proven, what changed by itself, who signs next.
class ChecklistsCard final : public Card
{
    Q_OBJECT
public:
    explicit ChecklistsCard(const Theme& theme);

    void setChecklists(const std::vector<ChecklistProgress>& checklists);

Q_SIGNALS:
    void opened(const QString& page, const QString& subject);

private:
    const Theme& m_theme;
    std::vector<ChecklistProgress> m_shown;
    std::vector<ChecklistLine*> m_lines;
    TextLabel* m_empty;
};

} // namespace Pilothouse::Ui
