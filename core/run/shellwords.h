// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace Pilothouse::Run {

/// A word as a shell would hand it to a command. Variables that the script itself sets to a text are filled in; what
/// only its run will tell stands as it was written, and `known` is false.
struct ShellWord
{
    QString text = {};
    bool known = true;

    bool operator==(const ShellWord&) const = default;
};

/// One simple command of a script: neither a comment nor a keyword nor an assignment is one of its words.
struct ShellCommand
{
    std::vector<ShellWord> words = {};
    std::vector<ShellWord> input = {}; ///< here documents and here strings
    std::vector<ShellWord> files = {}; ///< that its output is written to
    int pipeline = 0;                  ///< commands of one number hand their output on, in order

    bool operator==(const ShellCommand&) const = default;
};

/// The commands of a script in POSIX sh (and what is usual of bash), in the order in which they are written, those in
/// `$(…)` before the one that uses them. Nothing is run and nothing is refused: text that is no shell gives some
/// commands or none. Functions, branches and loops are not followed: what stands in them counts as a command.
std::vector<ShellCommand> readShell(const QString& script);

} // namespace Pilothouse::Run
