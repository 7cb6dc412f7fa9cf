// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "run/plantext.h"
#include "widgets/card.h"

#include <QScrollArea>

class QBoxLayout;
class QHBoxLayout;

namespace Pilothouse::Ui {

class StepList;

/// What a plan and a run have in common: a heading, what changes beside what was checked, and the steps beside what
/// belongs to the chosen one. Fills its place, and scrolls where that is too low for all of it.
class RunSheet final : public QScrollArea
{
    Q_OBJECT
public:
    /// `beside` stands right of the steps; the sheet takes it.
    RunSheet(const Theme& theme, Clock& clock, QWidget* beside, QWidget* parent = nullptr);

    /// `tip` says the same at length, to who points at the remark.
    void setHeading(const QString& title, const QString& remark, const QString& tip = {});
    /// A card without facts is not shown.
    void setChanges(const QString& title, const std::vector<Fact>& facts);
    void setChecks(const QString& title, const std::vector<Fact>& facts);
    /// Between the heading and the cards.
    void addLine(QWidget* line);
    Card* stepsCard() const { return m_stepsCard; }
    StepList* steps() const { return m_steps; }

    QSize minimumSizeHint() const override { return {320, 160}; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QBoxLayout* m_heading;
    QVBoxLayout* m_column;
    QBoxLayout* m_facts;
    TextLabel* m_title;
    ElidedLabel* m_remark;
    Card* m_changesCard;
    Card* m_checksCard;
    FactGrid* m_changes;
    FactGrid* m_checks;
    Card* m_stepsCard;
    StepList* m_steps;
};

} // namespace Pilothouse::Ui
