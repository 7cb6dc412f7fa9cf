// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "system/environment.h"

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

/// Where a server runs that only its own container can reach.
struct Container
{
    QString directory; ///< compose: of the Compose file, as a shell on the host understands it; docker: empty
    QString name;      ///< of the Compose service, or of the container

    bool operator==(const Container&) const = default;
};

/// The container of the service that a postgres or redis probe names. None when the definition says under which
/// address the host reaches the server, or runs it without containers.
std::optional<Container> containerOf(const System::Environment& environment, const System::ProbeSpec& probe);

/// psql on the host, or in the container, against the database that a postgres probe names; `sql` comes on standard
/// input. Output: unaligned rows, a NUL behind each (a value may hold line ends, and a row may be empty). The password
/// reaches psql as its environment variable, read from standard input by the shell before it starts psql.
ClientCommand psql(const System::ProbeSpec& probe, const Secret& password, const QByteArray& sql,
                   const std::optional<Container>& container = {});

/// redis-cli on the host, or in the container, against the server that a redis probe names; `words` are one command.
ClientCommand redisCli(const System::ProbeSpec& probe, const Secret& password, const QStringList& words,
                       const std::optional<Container>& container = {});

} // namespace Pilothouse::Runtime
