// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/run.h"

#include <QCoreApplication>

#include <array>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {
constexpr std::array stateNames{"planned"_L1,   "waiting"_L1,     "running"_L1, "succeeded"_L1, "failed"_L1,
                                "cancelled"_L1, "interrupted"_L1, "unknown"_L1, "unproven"_L1};
constexpr std::array stepNames{"pending"_L1, "running"_L1, "succeeded"_L1, "failed"_L1, "cancelled"_L1, "unknown"_L1};
} // namespace

QString runStateName(RunState state) { return stateNames.at(size_t(state)); }

QString runStateWord(RunState state)
{
    switch (state) {
    case RunState::Planned:
        return QCoreApplication::translate("Run", "planned");
    case RunState::Waiting:
        return QCoreApplication::translate("Run", "waits for a console");
    case RunState::Running:
        return QCoreApplication::translate("Run", "running");
    case RunState::Succeeded:
        return QCoreApplication::translate("Run", "succeeded");
    case RunState::Failed:
        return QCoreApplication::translate("Run", "failed");
    case RunState::Cancelled:
        return QCoreApplication::translate("Run", "cancelled");
    case RunState::Interrupted:
        return QCoreApplication::translate("Run", "interrupted");
    case RunState::Unknown:
        return QCoreApplication::translate("Run", "unknown");
    case RunState::Unproven:
        return QCoreApplication::translate("Run", "unproven");
    }
    return {};
}

QString outcomeWord(const RunInfo& info)
{
    if (info.state != RunState::Succeeded || !info.found)
        return runStateWord(info.state);
    return QCoreApplication::translate("Run", "finished \u2013 %n finding(s)", nullptr, info.found->count);
}

Result<RunState> runStateFromName(const QString& name)
{
    for (size_t i = 0; i < stateNames.size(); ++i) {
        if (stateNames.at(i) == name)
            return RunState(i);
    }
    return fail(ErrorKind::Invalid, QCoreApplication::translate("Run", "%1 is no state of a run.").arg(name));
}

bool isOpen(RunState state)
{
    switch (state) {
    case RunState::Planned:
    case RunState::Waiting:
    case RunState::Running:
    case RunState::Unknown:
        return true;
    case RunState::Succeeded:
    case RunState::Failed:
    case RunState::Cancelled:
    case RunState::Interrupted:
    case RunState::Unproven:
        return false;
    }
    return false;
}

QString stepStateName(StepState state) { return stepNames.at(size_t(state)); }

QString stepStateWord(StepState state)
{
    switch (state) {
    case StepState::Pending:
        return QCoreApplication::translate("Run", "pending");
    case StepState::Running:
        return QCoreApplication::translate("Run", "running");
    case StepState::Succeeded:
        return QCoreApplication::translate("Run", "succeeded");
    case StepState::Failed:
        return QCoreApplication::translate("Run", "failed");
    case StepState::Cancelled:
        return QCoreApplication::translate("Run", "cancelled");
    case StepState::Unknown:
        return QCoreApplication::translate("Run", "unknown");
    }
    return {};
}

QString revertWords(const QString& revert)
{
    const QString word = revert.section(u' ', 0, 0);
    if (word == u"armed"_s)
        return QCoreApplication::translate("Run", "its revert is armed");
    if (word == u"waiting"_s)
        return QCoreApplication::translate("Run", "waits for a new connection to confirm it");
    if (word == u"confirmed"_s)
        return QCoreApplication::translate("Run", "confirmed by a new connection");
    if (word == u"reverting"_s)
        return QCoreApplication::translate("Run", "is being reverted");
    if (revert == u"reverted 0"_s)
        return QCoreApplication::translate("Run", "reverted");
    if (word == u"reverted"_s)
        return QCoreApplication::translate("Run", "its revert failed (%1); look at the host")
            .arg(revert.section(u' ', 1));
    return revert;
}

QString bypassWords(const Bypass& bypass)
{
    const QString passed = QCoreApplication::translate("Run", "Passed %n gate(s)", nullptr, int(bypass.gates.size()));
    if (!bypass.isReviewed())
        return QCoreApplication::translate("Run", "%1, not reviewed").arg(passed);
    const QString who = bypass.writtenBy == bypass.reviewedBy
                            ? QCoreApplication::translate("Run", "%1 (claimed)").arg(bypass.reviewedBy)
                            : QCoreApplication::translate("Run", "%1 (claimed, written down by %2)")
                                  .arg(bypass.reviewedBy, bypass.writtenBy);
    return QCoreApplication::translate("Run", "%1, reviewed by %2: %3").arg(passed, who, bypass.comment);
}

} // namespace Pilothouse::Run
