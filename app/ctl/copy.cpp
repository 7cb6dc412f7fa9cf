// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/copy.h"

#include "app/ctl/act.h"
#include "app/ctl/confirm.h"
#include "base/await.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

namespace Pilothouse::Ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr int attempts = 10;
constexpr auto progressEvery = std::chrono::seconds(1);

/// What is copied where: one of the two paths is the hosts', written with a colon before it.
struct Way
{
    bool up = true;
    QString local;
    QString remote;
};

std::optional<Way> wayOf(const QString& source, const QString& destination)
{
    const bool fromHost = source.startsWith(u':');
    if (fromHost == destination.startsWith(u':') || source.isEmpty() || destination.isEmpty())
        return {};
    return fromHost ? Way{.up = false, .local = destination, .remote = source.mid(1)}
                    : Way{.up = true, .local = source, .remote = destination.mid(1)};
}

/// From the host's directory when it is relative.
QString remotePath(const System::Host& host, const QString& path)
{
    if (path.startsWith(u'/') || host.directory.isEmpty())
        return path.isEmpty() ? u"."_s : path;
    return path.isEmpty() ? host.directory : host.directory + u'/' + path;
}

struct Going
{
    QString host;
    QFuture<Result<Ssh::CopyReport>> future;
    std::shared_ptr<std::pair<std::mutex, Ssh::CopyProgress>> progress =
        std::make_shared<std::pair<std::mutex, Ssh::CopyProgress>>();
    bool told = false;
};

QString proofName(Ssh::CopyProof proof)
{
    switch (proof) {
    case Ssh::CopyProof::Checksum:
        return u"checksum"_s;
    case Ssh::CopyProof::ReadBack:
        return u"read-back"_s;
    case Ssh::CopyProof::Size:
        return u"size"_s;
    }
    return {};
}

QString proofWords(Ssh::CopyProof proof)
{
    switch (proof) {
    case Ssh::CopyProof::Checksum:
        return translate("Ctl", "checked by checksum");
    case Ssh::CopyProof::ReadBack:
        return translate("Ctl", "checked by reading it back, because the host has no tool for checksums");
    case Ssh::CopyProof::Size:
        return translate("Ctl", "only sizes were checked, because the host has no tool for checksums");
    }
    return {};
}

QString shown(const QByteArray& path)
{
    return SafeText::oneLine(SafeText::fromUntrusted(QByteArrayView(path)).text()).text();
}

QJsonArray problemsJson(const std::vector<Ssh::CopyProblem>& problems)
{
    QJsonArray out;
    for (const Ssh::CopyProblem& problem : problems)
        out.append(QJsonObject{{u"path"_s, QString::fromUtf8(problem.path)},
                               {u"kind"_s, errorKindName(problem.error.kind)},
                               {u"message"_s, problem.error.message}});
    return out;
}

QJsonObject reportJson(const Ssh::CopyReport& report)
{
    QJsonObject out{{u"files"_s, report.files},
                    {u"unchanged"_s, report.unchanged},
                    {u"folders"_s, report.folders},
                    {u"links"_s, report.links},
                    {u"bytes"_s, report.bytes},
                    {u"resumedBytes"_s, report.resumed},
                    {u"proof"_s, proofName(report.proof)},
                    {u"inOneStep"_s, report.inOneStep},
                    {u"skipped"_s, problemsJson(report.skipped)},
                    {u"failed"_s, problemsJson(report.failed)}};
    if (!report.sha256.isEmpty())
        out.insert(u"sha256"_s, QString::fromLatin1(report.sha256));
    return out;
}

void noteProblems(Call& call, const QString& host, const std::vector<Ssh::CopyProblem>& problems, const QString& words)
{
    constexpr size_t most = 50;
    for (size_t i = 0; i < std::min(problems.size(), most); ++i)
        call.note(words.arg(host, shown(problems[i].path), problems[i].error.message));
    if (problems.size() > most)
        call.note(translate("Ctl", "%1: and %n more", nullptr, int(problems.size() - most)).arg(host));
}

void printReport(Call& call, const QString& host, const Ssh::CopyReport& report)
{
    QString line =
        translate("Ctl", "%1: %n file(s), %2 copied", nullptr, report.files).arg(host, formatSize(report.bytes));
    if (report.resumed > 0)
        line += translate("Ctl", ", %1 were there from an earlier try").arg(formatSize(report.resumed));
    if (report.unchanged > 0)
        line += translate("Ctl", ", %n unchanged", nullptr, report.unchanged);
    if (report.files > 0)
        line += u"; "_s + proofWords(report.proof);
    call.print(line);
    if (!report.inOneStep)
        call.note(translate("Ctl",
                            "%1: its server cannot replace a file in one step; what was replaced was missing for "
                            "a moment")
                      .arg(host));
    noteProblems(call, host, report.skipped, translate("Ctl", "%1: left out %2: %3"));
    noteProblems(call, host, report.failed, translate("Ctl", "%1: not copied %2: %3"));
}

void noteProgress(Call& call, const std::vector<Going>& all)
{
    for (const Going& one : all) {
        if (one.future.isFinished())
            continue;
        Ssh::CopyProgress now;
        {
            const std::lock_guard lock(one.progress->first);
            now = one.progress->second;
        }
        if (now.totalFiles > 0)
            call.note(translate("Ctl", "%1: %2 of %3, %4 of %5 files")
                          .arg(one.host, formatSize(now.bytes), formatSize(now.totalBytes))
                          .arg(now.files)
                          .arg(now.totalFiles));
    }
}

/// Where this host's copy goes: with several hosts a folder for each, as nobody could tell them apart otherwise.
Result<QByteArray> localPath(const Way& way, const QString& host, bool several)
{
    if (way.up || !several)
        return QFile::encodeName(way.local);
    const QString folder = (way.local.endsWith(u'/') ? way.local : way.local + u'/') + host;
    if (!QDir().mkpath(folder))
        return fail(ErrorKind::Refused,
                    translate("Ctl", "The folder %1 cannot be made; choose another one.").arg(folder));
    return QFile::encodeName(folder + u'/');
}

Exit worse(Exit one, Exit other)
{
    if (one == Exit::Failed || other == Exit::Failed)
        return Exit::Failed;
    return one == Exit::Done ? other : one;
}

/// Waits for all of them, telling how far they are.
Exit collect(Call& call, std::vector<Going>& all, QJsonArray& results)
{
    Exit exit = Exit::Done;
    for (Going& one : all) {
        // The stop request is the copy's own: it ends in order, and says what it left.
        while (!one.future.isFinished()) {
            await(one.future, {}, progressEvery);
            if (!one.future.isFinished())
                noteProgress(call, all);
        }
        const auto report = one.future.result();
        QJsonObject result = report ? reportJson(*report) : QJsonObject();
        result.insert(u"host"_s, one.host);
        if (!report) {
            result.insert(u"error"_s, QJsonObject{{u"kind"_s, errorKindName(report.error().kind)},
                                                  {u"message"_s, report.error().message}});
            call.note(one.host + u": "_s + report.error().message +
                      (report.error().detail.isEmpty() ? QString() : u" ("_s + report.error().detail + u')'));
            exit = worse(exit, exitFor(report.error()));
        } else {
            if (!call.json())
                printReport(call, one.host, *report);
            if (!report->failed.empty() || !report->skipped.empty())
                exit = worse(exit, Exit::Failed);
        }
        results.append(result);
    }
    return exit;
}

Result<Act> begun(Call& call, const Aim& aim, const Way& way, const std::vector<const System::Host*>& hosts)
{
    QJsonArray names;
    for (const System::Host* host : hosts) {
        if (!host->local)
            names.append(host->name);
    }
    const QString local = QFileInfo(way.local).absoluteFilePath();
    return Act::begin(call, aim, u"copy"_s,
                      {{u"source"_s, way.up ? local : way.remote}, {u"destination"_s, way.up ? way.remote : local}},
                      {{u"direction"_s, way.up ? u"up"_s : u"down"_s}, {u"hosts"_s, names}});
}

/// For the audit trail: what came of it on each host. Of what failed how much it was; the person was told which.
QJsonArray outcomes(const Act& act, const std::vector<Going>& all)
{
    QJsonArray out;
    for (const Going& one : all) {
        QJsonObject came{{u"host"_s, one.host}};
        const auto report = one.future.result();
        if (!report) {
            came.insert(u"error"_s, act.toJson(report.error()));
        } else {
            came.insert(u"files"_s, report->files);
            came.insert(u"unchanged"_s, report->unchanged);
            came.insert(u"bytes"_s, report->bytes);
            came.insert(u"proof"_s, proofName(report->proof));
            came.insert(u"skipped"_s, int(report->skipped.size()));
            came.insert(u"failed"_s, int(report->failed.size()));
            if (!report->sha256.isEmpty())
                came.insert(u"sha256"_s, QString::fromLatin1(report->sha256));
        }
        out.append(came);
    }
    return out;
}

Exit copy(Call& call)
{
    const QStringList& words = call.words();
    const auto way = words.size() == 3 ? wayOf(words.at(1), words.at(2)) : std::nullopt;
    if (!way)
        return call.usage(translate("Ctl",
                                    "Write: pilothousectl copy TARGET FILE :PATH to bring a file or folder to the "
                                    "hosts, or copy TARGET :PATH FILE to fetch one; the hosts' path begins with "
                                    "a colon."));
    const auto aim = aimOf(call);
    if (!aim)
        return call.report(aim.error());
    const auto hosts = hostsOf(*aim);
    if (!hosts)
        return call.report(hosts.error());
    if (way->up) {
        const auto sure =
            confirmed(call, aim->environment(), aim->target,
                      translate("Ctl", "%1 is copied to %n host(s).", nullptr, int(hosts->size())).arg(way->local));
        if (!sure)
            return call.report(sure.error());
    }
    if (std::ranges::all_of(*hosts, &System::Host::local))
        return call.report({ErrorKind::NotFound, translate("Ctl", "%1 has no host that is reached over SSH, so nothing "
                                                                  "was copied.")
                                                     .arg(words.first())});
    auto act = begun(call, *aim, *way, *hosts);
    if (!act)
        return call.report(act.error());

    QJsonArray skipped;
    Ssh::Copier copier(call.services().pool());
    std::vector<Going> all;
    for (const System::Host* host : *hosts) {
        if (host->local) {
            call.note(translate("Ctl", "%1 is this machine; copy there yourself.").arg(host->name));
            skipped.append(host->name);
            continue;
        }
        Going& one = all.emplace_back();
        one.host = host->name;
        const auto endpoint = call.services().endpoints().of(aim->environment(), *host);
        const auto local = localPath(*way, host->name, hosts->size() > 1);
        if (!endpoint || !local) {
            one.future = answered<Ssh::CopyReport>(fail(endpoint ? local.error() : endpoint.error()));
            continue;
        }
        Ssh::CopyRequest request;
        request.direction = way->up ? Ssh::CopyRequest::Direction::Up : Ssh::CopyRequest::Direction::Down;
        request.local = *local;
        request.remote = remotePath(*host, way->remote).toUtf8();
        request.stop = call.stop();
        request.onProgress = [progress = one.progress](const Ssh::CopyProgress& now) {
            const std::lock_guard lock(progress->first);
            progress->second = now;
        };
        request.attempts = attempts;
        request.patience = call.timeout();
        // The audit trail tells what went to production in terms that anybody can compare.
        request.sha256 =
            call.has(u"sha256"_s) || (way->up && aim->environment().kind == System::EnvironmentKind::Production);
        one.future = copier.copy(*endpoint, std::move(request));
    }
    QJsonArray results;
    const Exit exit = collect(call, all, results);
    act->end(exit, {{u"outcomes"_s, outcomes(*act, all)}});
    if (call.json())
        call.printJson({{u"target"_s, aim->toString()},
                        {u"direction"_s, way->up ? u"up"_s : u"down"_s},
                        {u"hosts"_s, results},
                        {u"skipped"_s, skipped}});
    return exit;
}

} // namespace

std::vector<Command> copyCommands()
{
    return {
        {u"copy"_s,
         u"TARGET SRC DST"_s,
         translate("Ctl", "copy a file or folder to the hosts or from them; their path is written :PATH"),
         {{u"sha256"_s, {}, translate("Ctl", "compare by SHA-256, also large files, and tell it for a single one")},
          confirmOption()},
         copy,
         true,
         translate("Ctl",
                   "  copy shop/staging dump.sql :/tmp/       to every host of the target, at the same time\n"
                   "  copy shop/staging:app-1 :logs logs      from one host; from several: logs/HOST/logs\n"
                   "\n"
                   "A relative :PATH begins at the host's directory, or where the login begins. A DST that ends "
                   "with /, or is a\n"
                   "folder where a file is copied, gets the name of SRC below it; else DST is the new name. A folder "
                   "goes into a\n"
                   "folder that is there already.\n"
                   "\n"
                   "Each file is written beside its destination, checked by a checksum of the host's own and then "
                   "replaces it in\n"
                   "one step, with mode and time of the source. The same command goes on where a broken one stopped. "
                   "Links are\n"
                   "copied as links; what is left out (links that lead out of a folder that is fetched, devices) is "
                   "named, and the\n"
                   "exit status is 1.\n"
                   "\n"
                   "The audit trail tells of both directions, before a copy starts and after its end.")}};
}

} // namespace Pilothouse::Ctl
