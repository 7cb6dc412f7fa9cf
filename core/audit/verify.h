// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/anchors.h"
#include "audit/record.h"

#include <QHash>

#include <vector>

namespace Pilothouse::Audit {

/// One thing that is wrong with the trail, with the link where it shows.
struct Fault
{
    enum class Kind {
        Edited,      ///< the content of a link does not fit its hash, or its successor
        Missing,     ///< links are gone from the middle
        Truncated,   ///< links that were anchored are gone from the end
        Rewritten,   ///< whole in itself, but not the chain that was anchored
        AnchorsLost, ///< there are links but no anchors: completeness cannot be proven
        AnchorsBad,  ///< lines of the anchors file that are no anchors
    };
    Kind kind = Kind::Edited;
    qint64 seq = 0; ///< the first link concerned; for AnchorsBad the line
    QString text;   ///< for people

    bool operator==(const Fault&) const = default;
};

struct VerifyReport
{
    qint64 links = 0;
    qint64 anchored = 0; ///< up to this link an anchor proves that nothing was cut off or rewritten
    QString head;        ///< hash of the last link
    std::vector<Fault> faults;

    /// Nothing contradicts. Of an empty trail that proves nothing.
    bool isIntact() const { return faults.empty(); }
};

/// Walks a chain link by link. A hash chain alone is whole again after its end is cut off or all of it is rehashed; so
/// every anchored link must be there with the anchored hash. Feed links in the order of their numbers. Not thread-safe.
class Verifier
{
public:
    explicit Verifier(const AnchorList& anchors);

    void add(const Record& record);
    VerifyReport finish();

private:
    void report(Fault::Kind kind, qint64 seq, const QString& text);

    QMultiHash<qint64, QString> m_anchors;
    qint64 m_lastAnchor = 0;
    bool m_anchorsExist = false;
    bool m_rewritten = false;
    bool m_chainBroken = false;
    qint64 m_seq = 0;
    QString m_previous;
    VerifyReport m_report;
};

} // namespace Pilothouse::Audit
