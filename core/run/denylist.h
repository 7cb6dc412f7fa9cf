// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace Pilothouse::Run {

/// What a script does to data, as far as its words tell.
struct Destruction
{
    QStringList found = {}; ///< what destroys data ("docker compose down -v", "DROP TABLE"), in the order of the script
    QStringList unseen = {}; ///< commands of which only the run will tell what they do ("eval", "$COMMAND")

    bool operator==(const Destruction&) const = default;
};

/// Looks for commands that destroy data. The script is read by its words: what is in a comment or is only printed does
/// not count, what is handed to another shell or to a database's client does. Nothing found is no proof: a program of
/// the application, or a file that is sourced, does what it likes.
Destruction findDestruction(const QString& script);
/// The same for one command with its arguments.
Destruction findDestruction(const QStringList& command);

} // namespace Pilothouse::Run
