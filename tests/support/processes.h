// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

namespace Pilothouse::Test {

struct Process
{
    qint64 pid = 0;
    qint64 parent = 0;
    QByteArray name;
};

/// Every process there is now, from /proc.
std::vector<Process> allProcesses();
/// The children of a process and theirs, and so on.
std::vector<Process> descendantsOf(qint64 pid);

} // namespace Pilothouse::Test
