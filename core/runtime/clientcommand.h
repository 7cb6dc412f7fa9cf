// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "system/probespec.h"

#include <QByteArrayList>

namespace Pilothouse::Runtime {

/// A script for a host's sh and its arguments ($1, $2, …) with what goes to its standard input: first the secret line,
/// then the rest. No value is in the script, and no secret in the arguments.
struct ClientCommand
{
    QByteArray script;
    QByteArrayList arguments;
    Secret secretInput = {};
    QByteArray input = {};
};

/// psql on the host against the database that a postgres probe names; `sql` comes on standard input. Output: unaligned
/// rows, a NUL behind each (a value may hold line ends, and a row may be empty). The password reaches psql as its
/// environment variable, read from standard input by the shell before it starts psql.
ClientCommand psql(const System::ProbeSpec& probe, const Secret& password, const QByteArray& sql);

/// redis-cli on the host against the server that a redis probe names; `words` are one command.
ClientCommand redisCli(const System::ProbeSpec& probe, const Secret& password, const QStringList& words);

} // namespace Pilothouse::Runtime
