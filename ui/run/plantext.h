// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/run.h"
#include "widgets/sign.h"
#include "widgets/steplist.h"

#include <QWidget>

class QGridLayout;

namespace Pilothouse::Ui {

/// "Deploy fleetpass/production to 9a2c5d1": the heading of a plan and of its run, and with a capital verb its button.
QString planTitle(const Run::Plan& plan);

/// A row of "what changes" or "checked before": an optional sign, a name, and what is to be said of it.
struct Fact
{
    std::optional<Sign> sign = {};
    QString name;
    QString text;
};

std::vector<Fact> changesOf(const Run::Plan& plan);
std::vector<Fact> checksOf(const Run::Plan& plan, const QDateTime& now);

/// The steps of a plan that was not applied yet.
std::vector<Step> plannedSteps(const Run::Plan& plan);
/// The steps of a run as they are now.
std::vector<Step> runSteps(const std::vector<Run::StepProgress>& steps);
Sign signOf(Run::RunState state);
QString stateWord(Run::RunState state);

/// Facts under each other, the names in one column. Keeps nothing of its own.
class FactGrid final : public QWidget
{
    Q_OBJECT
public:
    explicit FactGrid(const Theme& theme, QWidget* parent = nullptr);
    void setFacts(const std::vector<Fact>& facts);

private:
    const Theme& m_theme;
    QGridLayout* m_grid;
};

} // namespace Pilothouse::Ui
