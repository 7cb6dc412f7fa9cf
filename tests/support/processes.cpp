// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/processes.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace Pilothouse::Test {

std::vector<Process> allProcesses()
{
    std::vector<Process> all;
    const auto entries = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString& entry : entries) {
        QFile file(u"/proc/%1/stat"_s.arg(entry));
        if (entry.toLongLong() <= 0 || !file.open(QIODevice::ReadOnly))
            continue;
        // pid (name) state ppid ...; the name may hold anything, so it ends at the last bracket.
        const QByteArray stat = file.readAll();
        const auto open = stat.indexOf('(');
        const auto close = stat.lastIndexOf(')');
        const auto rest = stat.mid(close + 2).split(' ');
        if (open > 0 && close > open && rest.size() > 1)
            all.push_back({entry.toLongLong(), rest.at(1).toLongLong(), stat.mid(open + 1, close - open - 1)});
    }
    return all;
}

std::vector<Process> descendantsOf(qint64 pid)
{
    std::vector<Process> found;
    const auto all = allProcesses();
    std::vector<qint64> parents{pid};
    while (!parents.empty()) {
        const qint64 parent = parents.back();
        parents.pop_back();
        for (const Process& process : all) {
            if (process.parent == parent) {
                found.push_back(process);
                parents.push_back(process.pid);
            }
        }
    }
    return found;
}

} // namespace Pilothouse::Test
