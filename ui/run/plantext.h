// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/factgrid.h"
#include "run/record.h"
#include "widgets/steplist.h"

namespace Pilothouse::Ui {

/// "Deploy fleetpass/production to 9a2c5d1": the heading of a plan and of its run, and with a capital verb its button.
QString planTitle(const Run::Plan& plan);

/// `hosts`: what is told of the hosts instead of their names.
std::vector<Fact> changesOf(const Run::Plan& plan, std::vector<Fact> hosts = {});
/// What a run did on which hosts, those alike together; empty where there is but one.
std::vector<Fact> hostFacts(const Run::RunRecord& record);
std::vector<Fact> checksOf(const Run::Plan& plan, const QDateTime& now);

/// A value that an input may have, and how it is shown.
struct Offer
{
    QString value;
    QString text;

    bool operator==(const Offer&) const = default;
};
/// The versions that may be brought back.
std::vector<Offer> offersOf(const Run::Plan& plan);
/// An input that the definition has settled (where backups are, how rows are counted): nobody is asked for it.
bool isSettled(const QString& input);

/// The steps of a plan that was not applied yet.
std::vector<Step> plannedSteps(const Run::Plan& plan);
/// The steps of a run as they are now.
std::vector<Step> runSteps(const std::vector<Run::StepProgress>& steps);
Sign signOf(Run::RunState state);
/// A run that did what it should and found something wrong is no good news.
Sign signOf(const Run::RunInfo& info);
Sign signOf(Runtime::Severity severity);

} // namespace Pilothouse::Ui
