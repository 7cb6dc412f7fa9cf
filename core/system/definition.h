// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "system/environment.h"
#include "system/fault.h"

namespace Pilothouse::System {

struct Contact
{
    QString role;
    QString name = {};
    QString phone = {};
    QString email = {};

    bool operator==(const Contact&) const = default;
};

struct Link
{
    QString title;
    QString url;

    bool operator==(const Link&) const = default;
};

/// One system as its file defines it. Complete and valid when constructed; a value; any thread.
struct Definition
{
    QString system;
    QString title;
    std::vector<Contact> contacts = {};
    std::vector<Link> links = {};
    std::vector<Environment> environments = {}; ///< in the order of the file
    QString file = {};                          ///< absolute path it was read from
    QString sha256 = {};                        ///< of the file's bytes

    const Environment* environment(const QString& name) const;

    bool operator==(const Definition&) const = default;
};

/// What reading a file gave: the definition when there are no faults, and every fault otherwise.
struct Reading
{
    std::optional<Definition> definition = {};
    std::vector<Fault> faults = {};
};

/// Reads YAML 1.2 text (contracts: scalars are text, no anchors or aliases, no duplicate keys; at most 1 MiB, depth 64)
/// as a definition. Reports all faults at once, sorted by position. `file` is used for messages and relative paths.
Reading readDefinition(const QByteArray& yaml, const QString& file);

/// Reads a file; a fault at 1:1 when it cannot be opened.
Reading loadDefinition(const QString& file);

} // namespace Pilothouse::System
