// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/catalogue.h"

#include "base/translate.h"
#include "base/units.h"
#include "system/namepattern.h"

#include <QCoreApplication>

namespace Pilothouse::Backup {

using namespace Qt::StringLiterals;

const Entry* Catalogue::newest(Rung rung) const
{
    const auto found =
        std::ranges::find_if(entries, [rung](const Entry& entry) { return entry.proof && entry.proof->rung >= rung; });
    return found == entries.end() ? nullptr : &*found;
}

const Entry* Catalogue::find(const QString& name) const
{
    const auto found = std::ranges::find(entries, name, &Entry::name);
    return found == entries.end() ? nullptr : &*found;
}

Result<Catalogue> readListing(const System::BackupSpec& spec, const QByteArray& listing, const QDateTime& now)
{
    const auto pattern = System::NamePattern::parse(spec.pattern);
    if (!pattern)
        return fail(pattern.error());
    Catalogue out{.backup = spec.name, .host = spec.on, .directory = spec.directory, .listedAt = now, .rpo = spec.rpo};
    for (const QByteArray& record : listing.split('\0')) {
        const qsizetype first = record.indexOf(' ');
        const qsizetype second = record.indexOf(' ', first + 1);
        if (first <= 0 || second <= first)
            continue;
        const QString name = QString::fromUtf8(record.mid(second + 1));
        const auto time = pattern->match(name);
        if (!time) {
            ++out.ignored;
            continue;
        }
        const qint64 modified = qint64(record.mid(first + 1, second - first - 1).toDouble());
        out.entries.push_back({.name = name,
                               .time = *time,
                               .modified = QDateTime::fromSecsSinceEpoch(modified, Qt::UTC),
                               .bytes = record.first(first).toLongLong()});
    }
    std::ranges::sort(out.entries, [](const Entry& a, const Entry& b) {
        return std::tie(b.time, b.name) < std::tie(a.time, a.name);
    });
    out.missed = missedSlots(spec, out.entries, now);
    return out;
}

std::vector<MissedSlot> missedSlots(const System::BackupSpec& spec, const std::vector<Entry>& entries,
                                    const QDateTime& now)
{
    constexpr size_t atMost = 366;
    std::vector<MissedSlot> missed;
    if (!spec.schedule || entries.empty())
        return missed;
    auto slot = spec.schedule->previous(now);
    QDateTime after = now;
    while (slot && *slot >= entries.back().time && missed.size() < atMost) {
        const auto half = std::chrono::milliseconds(slot->msecsTo(spec.schedule->next(*slot).value_or(after)) / 2);
        const QDateTime until = slot->addMSecs(half.count());
        const bool made = std::ranges::any_of(
            entries, [&](const Entry& entry) { return entry.time >= slot->addSecs(-60) && entry.time < until; });
        // A slot whose half interval has not passed may still be filled.
        if (!made && until <= now)
            missed.push_back({*slot});
        after = *slot;
        slot = spec.schedule->previous(slot->addMSecs(-1));
    }
    return missed;
}

Evidence newestEvidence(const Catalogue& catalogue, Rung atLeast)
{
    const auto allowed = catalogue.rpo.value_or(std::chrono::hours(24));
    Evidence out{
        .observedAt = catalogue.listedAt, .goodFor = std::chrono::hours(1), .source = u"backup "_s + catalogue.backup};
    const Entry* newest = catalogue.newest(atLeast);
    if (!newest) {
        out.verdict = catalogue.entries.empty() ? Verdict::Fails : Verdict::Unknown;
        out.statement = SafeText::oneLine(catalogue.entries.empty()
                                              ? translate("Backup", "There is no backup in %1").arg(catalogue.directory)
                                              : translate("Backup", "No backup was read to its end yet"));
        return out;
    }
    const std::chrono::milliseconds age(newest->time.msecsTo(catalogue.listedAt));
    out.artefacts = {newest->name};
    if (age <= allowed) {
        out.verdict = Verdict::Holds;
        out.statement = SafeText::oneLine(translate("Backup", "%1 is %2 old").arg(newest->name, formatDuration(age)));
    } else {
        out.verdict = Verdict::Fails;
        out.statement = SafeText::oneLine(translate("Backup", "%1 is %2 old; %3 are allowed")
                                              .arg(newest->name, formatDuration(age), formatDuration(allowed)));
    }
    return out;
}

} // namespace Pilothouse::Backup
