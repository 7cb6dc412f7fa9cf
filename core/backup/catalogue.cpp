// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/catalogue.h"

#include "base/translate.h"
#include "base/units.h"
#include "system/namepattern.h"

#include <QCoreApplication>

namespace Pilothouse::Backup {

using namespace Qt::StringLiterals;

namespace {

// A host that does not answer any more must not keep its backups green.
constexpr std::chrono::hours listingGoodFor(1);
// A damaged file does not heal by waiting.
constexpr std::chrono::hours badNewsGoodFor(24 * 365 * 10);

QString sourceOf(const Catalogue& catalogue) { return u"backup "_s + catalogue.backup; }

std::chrono::milliseconds overdue(const QDateTime& now, const QDateTime& until)
{
    return std::chrono::milliseconds(until.msecsTo(now));
}

} // namespace

const Entry* Catalogue::newest(Rung rung) const
{
    const auto found = std::ranges::find_if(
        entries, [this, rung](const Entry& entry) { return entry.rung() >= rung && !isFromTheFuture(entry); });
    return found == entries.end() ? nullptr : &*found;
}

bool Catalogue::isFromTheFuture(const Entry& entry) const
{
    return listedAt.isValid() && entry.time > listedAt.addSecs(clockTolerance.count());
}

const Entry* Catalogue::find(const QString& name) const
{
    const auto found = std::ranges::find(entries, name, &Entry::name);
    return found == entries.end() ? nullptr : &*found;
}

namespace {

tl::unexpected<Error> unreadable(const System::BackupSpec& spec, const QByteArray& said)
{
    return fail(ErrorKind::Failed, translate("Backup", "The list of backups from %1 cannot be read.").arg(spec.on),
                SafeText::oneLine(QString::fromUtf8(said), 160).text());
}

} // namespace

QString folderOf(const System::BackupSpec& spec, const System::Host& host)
{
    return spec.directory.startsWith(u'/') || host.directory.isEmpty() ? spec.directory
                                                                       : host.directory + u'/' + spec.directory;
}

Result<Catalogue> readListing(const System::BackupSpec& spec, const QByteArray& listing, const QDateTime& now)
{
    // Names are written in the zone in which the schedule runs.
    const auto pattern =
        System::NamePattern::parse(spec.pattern, spec.schedule ? spec.schedule->zone() : QTimeZone::utc());
    if (!pattern)
        return fail(pattern.error());
    Catalogue out{.backup = spec.name,
                  .host = spec.on,
                  .directory = spec.directory,
                  .listedAt = now,
                  .rpo = spec.rpo,
                  .schedule = spec.schedule};
    const QByteArray mark("list\0", 5);
    const qsizetype begin = listing.indexOf(mark);
    if (begin < 0)
        return unreadable(spec, listing);
    for (const QByteArray& record : listing.mid(begin + mark.size()).split('\0')) {
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
        bool sized = false;
        const qint64 bytes = record.first(first).toLongLong(&sized);
        if (!sized || bytes < 0)
            return unreadable(spec, record);
        const qint64 modified = record.mid(first + 1, second - first - 1).split('.').first().toLongLong();
        out.entries.push_back({.name = name,
                               .time = *time,
                               .modified = QDateTime::fromSecsSinceEpoch(modified, Qt::UTC),
                               .bytes = bytes});
    }
    std::ranges::sort(out.entries, [](const Entry& a, const Entry& b) {
        return std::tie(b.time, b.name) < std::tie(a.time, a.name);
    });
    out.missed = missedSlots(spec, out.entries, now);
    return out;
}

void addProofs(Catalogue& catalogue, const std::vector<Proof>& proofs)
{
    for (Entry& entry : catalogue.entries) {
        const auto proof = std::ranges::find(proofs, entry.name, &Proof::file);
        const auto writtenSince = [&entry](const Proof& one) {
            return entry.modified.isValid() && entry.modified > one.at.addSecs(Catalogue::clockTolerance.count());
        };
        if (proof != proofs.end() && proof->bytes == entry.bytes && !writtenSince(*proof))
            entry.proof = *proof;
    }
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

QDateTime expectedUntil(const Catalogue& catalogue, const Entry& entry)
{
    QDateTime until;
    if (catalogue.rpo)
        until = entry.time.addMSecs(catalogue.rpo->count());
    if (catalogue.schedule) {
        // A backup is named after the moment at which it began, which may be a little before its slot.
        const QDateTime made = entry.time.addSecs(60);
        const auto slot = catalogue.schedule->previous(made);
        const auto following = catalogue.schedule->next(made);
        if (following) {
            const qint64 interval = (slot ? *slot : entry.time).msecsTo(*following);
            const QDateTime due = following->addMSecs(interval / 2);
            until = until.isValid() ? std::min(until, due) : due;
        }
    }
    return until.isValid() ? until : entry.time.addDays(1);
}

Evidence newestEvidence(const Catalogue& catalogue, Rung atLeast, const QDateTime& now)
{
    Evidence out{.observedAt = catalogue.listedAt, .goodFor = listingGoodFor, .source = sourceOf(catalogue)};
    const Entry* newest = catalogue.newest(atLeast);
    if (!newest) {
        const auto future = std::ranges::find_if(catalogue.entries,
                                                 [&](const Entry& entry) { return catalogue.isFromTheFuture(entry); });
        out.verdict = catalogue.entries.empty() ? Verdict::Fails : Verdict::Unknown;
        out.statement = SafeText::oneLine(
            catalogue.entries.empty() ? translate("Backup", "There is no backup in %1").arg(catalogue.directory)
            : future != catalogue.entries.end()
                ? translate("Backup", "%1 is dated in the future; check the clock and the time zone of its host")
                      .arg(future->name)
                : translate("Backup", "No backup was read to its end yet"));
        return out;
    }
    const std::chrono::milliseconds age(std::max<qint64>(0, newest->time.msecsTo(now)));
    const QDateTime until = expectedUntil(catalogue, *newest);
    out.artefacts = {newest->name};
    if (now <= until) {
        out.verdict = Verdict::Holds;
        out.statement = SafeText::oneLine(translate("Backup", "%1 is %2 old").arg(newest->name, formatDuration(age)));
        // Green ends with what it stands for, not with the next listing.
        out.goodFor = std::min(out.goodFor, std::chrono::milliseconds(catalogue.listedAt.msecsTo(until)));
    } else if (catalogue.rpo && age <= *catalogue.rpo) {
        out.verdict = Verdict::Weak;
        out.statement =
            SafeText::oneLine(translate("Backup", "%1 is %2 old; a newer one was due %3 ago")
                                  .arg(newest->name, formatDuration(age), formatDuration(overdue(now, until))));
    } else {
        const std::chrono::milliseconds allowed(
            catalogue.rpo.value_or(std::chrono::milliseconds(newest->time.msecsTo(until))));
        out.verdict = Verdict::Fails;
        out.statement = SafeText::oneLine(translate("Backup", "%1 is %2 old; %3 are allowed")
                                              .arg(newest->name, formatDuration(age), formatDuration(allowed)));
    }
    return out;
}

Evidence newestEvidence(const Catalogue& catalogue, Rung atLeast)
{
    return newestEvidence(catalogue, atLeast, catalogue.listedAt);
}

Evidence entryEvidence(const Catalogue& catalogue, const Entry& entry)
{
    Evidence out{.observedAt = catalogue.listedAt, .source = sourceOf(catalogue), .artefacts = {entry.name}};
    if (!entry.proof) {
        out.statement = SafeText::oneLine(translate("Backup", "not read yet"));
        return out;
    }
    if (catalogue.isFromTheFuture(entry)) {
        out.statement = SafeText::oneLine(translate("Backup", "dated in the future"));
        return out;
    }
    out.observedAt = entry.proof->at;
    out.statement =
        SafeText::oneLine(entry.proof->reason.isEmpty() ? rungWord(entry.proof->rung) : entry.proof->reason);
    if (entry.proof->rung < Rung::Complete) {
        out.verdict = entry.proof->rung == Rung::Readable ? Verdict::Weak : Verdict::Fails;
        out.goodFor = badNewsGoodFor;
        return out;
    }
    out.verdict = Verdict::Holds;
    const std::chrono::milliseconds allowed(entry.time.msecsTo(expectedUntil(catalogue, entry)));
    const QDateTime until = &entry == catalogue.newest(Rung::Complete) ? entry.time.addMSecs(allowed.count())
                                                                       : entry.proof->at.addMSecs(allowed.count());
    out.goodFor = std::max(std::chrono::milliseconds(0), std::chrono::milliseconds(entry.proof->at.msecsTo(until)));
    return out;
}

} // namespace Pilothouse::Backup
