// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ssh/endpoint.h"
#include "system/environment.h"

#include <QProcessEnvironment>

#include <functional>

namespace Pilothouse {

/// A terminal on a host, in a program of the person's own.
struct TerminalRequest
{
    QString target; ///< "fleetpass/production"
    System::EnvironmentKind kind = System::EnvironmentKind::Production;
    Ssh::Endpoint endpoint;
    QString directory = {}; ///< on the host
};

/// How a terminal program is told to run words in a new window with a title.
struct TerminalProgram
{
    QString program;
    QStringList before = {}; ///< in front of the words
};

/// $TERMINAL, then what the desktop calls its terminal, then those that are common. NotFound when there is none.
Result<TerminalProgram> terminalProgram(const QProcessEnvironment& environment, const QString& title);

/// What stands in the title: the environment and the host, production first and in capitals.
QString terminalTitle(const TerminalRequest& request);

/// The words that the terminal runs: OpenSSH's client with `file`, which they remove at the end, as it holds nothing
/// but the way. The window stays until somebody has read why a connection failed.
QStringList terminalWords(const TerminalRequest& request, const QString& file);

/// What stands in a file for ssh, by the name that it will have.
using SshFileText = std::function<Result<QByteArray>(const QString& file)>;

/// Writes the file and starts the program. On a worker thread.
Result<void> openTerminal(const TerminalRequest& request, const SshFileText& text, const QString& folder);

} // namespace Pilothouse
