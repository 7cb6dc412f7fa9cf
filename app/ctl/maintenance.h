// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace Pilothouse::Ctl {

/// Does what is due about maintenance and messages while a command does its own work: whichever program runs has to.
/// Hosts of `target` only are asked. begin() returns at once, finish() waits for so long and tells what went wrong.
class Upkeep
{
public:
    Upkeep(Call& call, const QString& target);
    void finish(std::chrono::milliseconds patience);

private:
    Call& m_call;
    QFuture<Result<Maintenance::Kept>> m_kept;
};

/// An announced window for --json.
QJsonObject toJson(const Maintenance::Window& window);

} // namespace Pilothouse::Ctl
