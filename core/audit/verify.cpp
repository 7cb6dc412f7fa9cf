// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/verify.h"

#include <QCoreApplication>

namespace Pilothouse::Audit {

namespace {

QString range(qint64 first, qint64 last)
{
    return first == last ? QString::number(first) : QStringLiteral("%1-%2").arg(first).arg(last);
}

} // namespace

Verifier::Verifier(const AnchorList& anchors)
    : m_anchorsExist(anchors.exists)
    , m_previous(genesis())
{
    for (const int line : anchors.unreadable)
        report(Fault::Kind::AnchorsBad, line,
               QCoreApplication::translate(
                   "Audit", "Line %1 of the anchors file is not an anchor; restore the file from a backup.")
                   .arg(line));
    for (const Anchor& anchor : anchors.anchors) {
        m_anchors.insert(anchor.seq, anchor.hash);
        m_lastAnchor = std::max(m_lastAnchor, anchor.seq);
    }
}

void Verifier::report(Fault::Kind kind, qint64 seq, const QString& text)
{
    m_chainBroken = m_chainBroken || kind != Fault::Kind::AnchorsBad;
    m_report.faults.push_back({.kind = kind, .seq = seq, .text = text});
}

void Verifier::add(const Record& record)
{
    const bool gap = record.seq != m_seq + 1;
    if (gap)
        report(Fault::Kind::Missing, m_seq + 1,
               QCoreApplication::translate("Audit", "Entries %1 are missing.").arg(range(m_seq + 1, record.seq - 1)));

    const Result<QString> hash = hashOf(record);
    if (!hash || *hash != record.hash)
        report(Fault::Kind::Edited, record.seq,
               QCoreApplication::translate("Audit", "Entry %1 was changed after it was written.").arg(record.seq));
    if (!gap && record.previous != m_previous) {
        // The link itself is sound, so it is the one before that has been given another content and hash.
        report(Fault::Kind::Edited, std::max<qint64>(m_seq, 1),
               QCoreApplication::translate("Audit", "Entry %1 is not the one that entry %2 was written after.")
                   .arg(m_seq)
                   .arg(record.seq));
    }

    const QList<QString> anchored = m_anchors.values(record.seq);
    for (const QString& anchor : anchored) {
        if (anchor == record.hash || m_rewritten)
            continue;
        m_rewritten = true;
        report(
            Fault::Kind::Rewritten, record.seq,
            QCoreApplication::translate(
                "Audit", "The trail was rewritten: entry %1 is not the one that was anchored (changed after entry %2).")
                .arg(record.seq)
                .arg(m_report.anchored));
    }
    if (!anchored.isEmpty() && !m_chainBroken)
        m_report.anchored = record.seq;
    m_seq = record.seq;
    m_previous = record.hash;
    ++m_report.links;
    m_report.head = record.hash;
}

VerifyReport Verifier::finish()
{
    if (m_lastAnchor > m_seq)
        report(Fault::Kind::Truncated, m_seq + 1,
               QCoreApplication::translate("Audit", "The end was cut off: entries %1 were anchored and are gone.")
                   .arg(range(m_seq + 1, m_lastAnchor)));
    if ((!m_anchorsExist || m_anchors.isEmpty()) && m_report.links > 0)
        report(Fault::Kind::AnchorsLost, 1,
               QCoreApplication::translate("Audit", "The anchors file is gone or empty: that nothing was cut off or "
                                                    "rewritten cannot be proven. Restore it from a "
                                                    "backup."));
    return m_report;
}

} // namespace Pilothouse::Audit
