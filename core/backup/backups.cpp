// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/backups.h"

#include "base/translate.h"
#include "base/units.h"
#include "ssh/framing.h"
#include "system/namepattern.h"

#include <QFile>

static void initBackupScripts() { Q_INIT_RESOURCE(backup_remote); }

namespace Pilothouse::Backup {

using namespace Qt::StringLiterals;

namespace {

QByteArray remoteScript(const QString& name)
{
    initBackupScripts();
    QFile file(u":/remote/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Error hostFailed(const QString& host, const Ssh::Finished& finished)
{
    return {.kind = finished.exitStatus ? ErrorKind::Failed : ErrorKind::Unreachable,
            .message = translate("Backup", "%1 could not read the backups; see the detail.").arg(host),
            .detail = SafeText::oneLine(QString::fromUtf8(finished.errors)).text()};
}

} // namespace

Backups::Backups(Ssh::Pool& pool, Proofs& proofs, Clock& clock, EndpointOf endpointOf)
    : m_pool(pool)
    , m_proofs(proofs)
    , m_clock(clock)
    , m_endpointOf(std::move(endpointOf))
    , m_thread(u"backup"_s, ThreadRole::Io)
{
}

Backups::~Backups() = default;

Result<Backups::Place> Backups::placeOf(const System::Environment& environment, const QString& backup) const
{
    const System::BackupSpec* spec = environment.backup(backup);
    if (!spec) {
        QStringList known;
        for (const System::BackupSpec& candidate : environment.backups)
            known << candidate.name;
        return fail(ErrorKind::NotFound, translate("Backup", "%1 has no backup \"%2\"; known are: %3.")
                                             .arg(environment.name, backup, known.join(u", "_s)));
    }
    if (spec->directory.isEmpty() || spec->pattern.isEmpty())
        return fail(
            ErrorKind::Invalid,
            translate("Backup", "The backup \"%1\" has no directory and pattern, so it cannot be listed.").arg(backup));
    const System::Host* host = environment.host(spec->on);
    if (!host)
        return fail(ErrorKind::Invalid,
                    translate("Backup", "The backup \"%1\" is on \"%2\", which is no host.").arg(backup, spec->on));
    const auto endpoint = m_endpointOf(environment, *host);
    if (!endpoint)
        return fail(endpoint.error());
    Place place{*spec, *endpoint};
    place.spec.directory = folderOf(*spec, *host);
    return place;
}

QFuture<Result<Catalogue>> Backups::list(const QString& system, const System::Environment& environment,
                                         const QString& backup)
{
    const auto place = placeOf(environment, backup);
    if (!place)
        return answered<Catalogue>(fail(place.error()));
    const Promise<Catalogue> promise;
    const BackupRef ref{system, environment.name, backup};
    Ssh::Command command = Ssh::shellCommand(remoteScript(u"list-backups.sh"_s), {place->spec.directory.toUtf8()});
    whenAnswered(
        m_pool.exec(place->endpoint, std::move(command)), m_thread.slot(),
        [this, promise, ref, spec = place->spec](const Result<Ssh::Finished>& finished) {
            if (!finished)
                return promise.answer(fail(finished.error()));
            if (finished->exitStatus == 3)
                return promise.answer(
                    fail(ErrorKind::Failed,
                         translate("Backup", "There is no folder %1 on %2.").arg(spec.directory, spec.on)));
            if (finished->exitStatus == 4)
                return promise.answer(fail(
                    ErrorKind::Failed,
                    translate("Backup", "The account on %2 may not read the folder %1.").arg(spec.directory, spec.on)));
            if (!finished->succeeded() || finished->truncated)
                return promise.answer(fail(hostFailed(spec.on, *finished)));
            auto catalogue = readListing(spec, finished->output, m_clock.now());
            if (!catalogue)
                return promise.answer(fail(catalogue.error()));
            whenAnswered(
                m_proofs.newest(ref), m_thread.slot(),
                [promise, catalogue = std::move(*catalogue)](const Result<std::vector<Proof>>& proofs) mutable {
                    if (!proofs)
                        return promise.answer(fail(proofs.error()));
                    addProofs(catalogue, *proofs);
                    promise.answer(std::move(catalogue));
                });
        });
    return promise.future();
}

QFuture<Result<Proof>> Backups::verify(const QString& system, const System::Environment& environment,
                                       const QString& backup, const QString& file, std::chrono::milliseconds deadline)
{
    const auto place = placeOf(environment, backup);
    if (!place)
        return answered<Proof>(fail(place.error()));
    if (const auto pattern = System::NamePattern::parse(place->spec.pattern); !pattern || !pattern->match(file))
        return answered<Proof>(
            fail(ErrorKind::NotFound, translate("Backup", "\"%1\" is not named like a backup of %2 (%3).")
                                          .arg(SafeText::oneLine(file, 80).text(), backup, place->spec.pattern)));
    const Promise<Proof> promise;
    const BackupRef ref{system, environment.name, backup};
    Ssh::Command command = Ssh::shellCommand(remoteScript(u"verify-backup.sh"_s) + "\nverify_backup \"$1\"\nexit 0\n",
                                             {(place->spec.directory + u'/' + file).toUtf8()});
    command.deadline = deadline;
    whenAnswered(m_pool.exec(place->endpoint, std::move(command)), m_thread.slot(),
                 [this, promise, ref, spec = place->spec](const Result<Ssh::Finished>& finished) {
                     if (!finished)
                         return promise.answer(fail(finished.error()));
                     const auto proof = readProof(finished->output, m_clock.now());
                     if (!finished->succeeded() || !proof)
                         return promise.answer(fail(hostFailed(spec.on, *finished)));
                     if (proof->rung == Rung::None)
                         return promise.answer(
                             fail(ErrorKind::NotFound,
                                  translate("Backup", "There is no file %1 in %2.").arg(proof->file, spec.directory)));
                     whenAnswered(m_proofs.record(ref, *proof),
                                  [promise, proof = *proof](const Result<void>& recorded) {
                                      promise.answer(recorded ? Result<Proof>(proof) : fail(recorded.error()));
                                  });
                 });
    return promise.future();
}

QFuture<Result<void>> Backups::recordFromRun(const BackupRef& ref, QIODevice& runOutput, const QDateTime& at)
{
    // The last copy of `all` that goes away says that every one was kept, unless an error came first.
    struct All
    {
        Promise<void> promise;
        ~All() { promise.answer({}); }
        All() = default;
        All(const All&) = delete;
        All& operator=(const All&) = delete;
    };
    const auto all = std::make_shared<All>();
    for (const Proof& proof : readProofs(runOutput, at.isValid() ? at : m_clock.now()))
        whenAnswered(m_proofs.record(ref, proof), [all](const Result<void>& recorded) {
            if (!recorded)
                all->promise.answer(fail(recorded.error()));
        });
    return all->promise.future();
}

QFuture<Result<Evidence>> BackupSource::ask(const Question& question)
{
    const auto environment = m_find(question.system, question.environment);
    if (!environment)
        return answered<Evidence>(
            fail(ErrorKind::NotFound,
                 translate("Backup", "%1/%2 is not defined.").arg(question.system, question.environment)));
    Rung atLeast = Rung::Complete;
    std::optional<std::chrono::milliseconds> younger;
    for (const QString& word : question.condition.split(u' ', Qt::SkipEmptyParts)) {
        const QString value = word.section(u'=', 1);
        const auto rung = rungFromName(value);
        const auto age = parseDuration(value);
        if (word.startsWith(u"rung=") && rung)
            atLeast = *rung;
        else if (word.startsWith(u"younger-than=") && age)
            younger = *age;
        else
            return answered<Evidence>(
                fail(ErrorKind::Invalid,
                     translate("Backup", "\"%1\" cannot be asked of a backup; write rung=complete or younger-than=24h.")
                         .arg(word)));
    }
    const Promise<Evidence> promise;
    whenAnswered(m_backups.list(question.system, *environment, question.subject),
                 [promise, atLeast, younger](Result<Catalogue> catalogue) {
                     if (!catalogue && (catalogue.error().kind == ErrorKind::NotFound ||
                                        catalogue.error().kind == ErrorKind::Invalid))
                         return promise.answer(fail(catalogue.error()));
                     if (!catalogue)
                         return promise.answer(Evidence{.verdict = Verdict::Unknown,
                                                        .statement = SafeText::oneLine(catalogue.error().message),
                                                        .source = u"backup"_s});
                     if (younger) {
                         // Who asks says what is young enough; the schedule has no part in it.
                         catalogue->rpo = younger;
                         catalogue->schedule.reset();
                     }
                     promise.answer(newestEvidence(*catalogue, atLeast));
                 });
    return promise.future();
}

} // namespace Pilothouse::Backup
