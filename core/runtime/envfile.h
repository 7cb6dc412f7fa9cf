// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "system/fault.h"

#include <QJsonObject>
#include <QStringList>

#include <map>
#include <vector>

namespace Pilothouse::Runtime {

/// One assignment of an .env file. Every value is treated as a secret.
struct EnvEntry
{
    QString key;
    int line = 0;
    Secret value;
    bool assigned = true;      ///< false for a name without `=`: its value comes from outside
    bool interpolates = false; ///< `$NAME` in it stands for another value: not in single quotes
    QString sha256() const;    ///< of the value's bytes; empty when none is assigned
};

/// An .env file as most of its dialects agree on it (dotenv, python-dotenv, Compose): `export`, quotes of three kinds
/// that may span lines, `\n` and other escapes in double quotes, comments behind a blank, `KEY: value`. A byte order
/// mark and CRLF mean nothing. Values are as written: `${NAME}` is not replaced here.
struct EnvFile
{
    std::vector<EnvEntry> entries = {};
    QStringList duplicates = {}; ///< a name each time it is assigned again; the last one counts
    std::vector<System::Fault> errors = {};
    std::vector<std::pair<QString, int>> optional = {}; ///< `# KEY=value`: name and line

    static EnvFile read(const QByteArray& bytes);
    /// What each name ends up with, made of those above it where it asks for them.
    std::map<QString, QString> values() const;
};

/// {entries: [{key, line, sha256}], duplicates: [key], errors: [{line, column, message}], optional: [{key, line}]}
QJsonObject inspectEnv(const EnvFile& file);

} // namespace Pilothouse::Runtime
