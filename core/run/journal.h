// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include <memory>
#include <vector>

namespace Pilothouse::Run {

/// One line of a journal.
struct JournalEntry
{
    QString kind;
    QDateTime at = {};
    QJsonObject data = {};

    bool operator==(const JournalEntry&) const = default;
};

/// What a journal holds, and whether its last line was torn by a crash.
struct JournalContent
{
    std::vector<JournalEntry> entries = {};
    qint64 goodBytes = 0; ///< up to the end of the last whole line
    bool torn = false;
};

/// The append-only record of one run, DATA/runs/RUNID.journal: lines `HASH JSON` where HASH is the first 16 hex digits
/// of SHA-256 over the line before and the JSON, so that a line that is edited, torn or gone is noticed. Whoever has it
/// open for writing drives the run: it is locked (flock) as long as the Journal lives, also across a crash of others.
/// Not thread-safe.
class Journal
{
public:
    enum class Sync { No, Yes };

    /// A new journal; Conflict when there is one.
    static Result<std::unique_ptr<Journal>> create(const QString& file);
    /// Opens an existing one to go on; cuts off a torn last line. Conflict when somebody else drives the run, NotFound,
    /// Invalid when a line in the middle is damaged.
    static Result<std::unique_ptr<Journal>> open(const QString& file);
    /// Only reads; works while somebody writes.
    static Result<JournalContent> read(const QString& file);
    /// True when nobody has it open for writing.
    static bool isUndriven(const QString& file);

    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    /// With Sync::Yes the line is on the disk before it returns. Failed when the disk does not take it: then the act
    /// that it announces must not begin.
    Result<void> append(const JournalEntry& entry, Sync sync);

    const std::vector<JournalEntry>& entries() const { return m_entries; }

private:
    Journal(int descriptor, JournalContent content, QByteArray lastHash);

    int m_descriptor;
    std::vector<JournalEntry> m_entries;
    QByteArray m_lastHash;
};

} // namespace Pilothouse::Run
