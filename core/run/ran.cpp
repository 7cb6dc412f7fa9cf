// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/ran.h"

#include "base/await.h"
#include "base/units.h"
#include "run/planwork.h"

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// It is asked anew before anything starts.
constexpr auto goodFor = 10min;
constexpr auto patience = 50s;

QString shortly(const QString& version)
{
    return isCommit(version) && version.size() == 40 ? version.left(7) : SafeText::oneLine(version, 60).text();
}

/// Two commits, of which one may be shortened, or two that are none.
bool comparable(const QString& a, const QString& b)
{
    const auto isLike = [](const QString& text) {
        return text.size() >= 7 &&
               std::ranges::all_of(text, [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
    };
    return isLike(a) == isLike(b);
}

QString partOf(const QString& condition, const QString& key)
{
    for (const QString& part : condition.split(u' ')) {
        if (part.startsWith(key + u'='))
            return part.mid(key.size() + 1);
    }
    return {};
}

} // namespace

std::chrono::milliseconds Stay::lastedAt(const QDateTime& now) const
{
    return std::chrono::milliseconds(std::max<qint64>(0, since.msecsTo(until.isValid() ? until : now)));
}

Stays staysOf(const std::vector<VersionRun>& runs, const QString& version)
{
    Stays out;
    bool open = false;
    for (const VersionRun& run : runs) {
        const bool same = run.version == version;
        const bool succeeded = run.state == RunState::Succeeded;
        if (open && !(same && succeeded)) {
            Stay& stay = out.stays.back();
            stay.until = run.started;
            stay.confirmed = run.previous == version;
            stay.replacedBy = same ? QString() : run.version;
            open = false;
        }
        if (!same)
            continue;
        out.unproven = out.unproven || run.state == RunState::Unproven;
        out.failed = out.failed || (!succeeded && run.state != RunState::Unproven);
        if (succeeded && !open) {
            out.stays.push_back({.run = run.id, .since = run.ended});
            open = true;
        }
    }
    return out;
}

RanSource::RanSource(Store::Database& facts, Audit::Trail& trail, HostShells& shells, EvidenceSources& evidence,
                     Clock& clock, QString runs, FindEnvironment find)
    : m_index(facts, trail)
    , m_shells(shells)
    , m_evidence(evidence)
    , m_clock(clock)
    , m_runs(std::move(runs))
    , m_find(std::move(find))
{
}

QFuture<Result<Evidence>> RanSource::ask(const Question& question)
{
    return m_workers.run<Evidence>([this, question](const std::stop_token& stop) { return look(question, stop); });
}

bool RanSource::isProven(const Id& run) const
{
    const auto content = Journal::read(u"%1/%2.journal"_s.arg(m_runs, run.toString()));
    const auto record = content ? RunRecord::replay(run, content->entries) : Result<RunRecord>(fail(content.error()));
    return record && record->proof && !record->proofOfBack && record->proof->verdict == Verdict::Holds;
}

Result<QString> RanSource::runningIn(const System::Environment& environment, const QString& version,
                                     const std::stop_token& stop)
{
    if (environment.version && !environment.version->probe.isEmpty()) {
        const auto answer = await(m_evidence.ask({.system = environment.system,
                                                  .environment = environment.name,
                                                  .kind = u"version"_s,
                                                  .subject = environment.version->probe,
                                                  .condition = environment.version->equals}),
                                  stop, patience);
        if (!answer)
            return fail(answer.error());
        // A number of a version says nothing about a commit.
        if (const QString value = answer->artefacts.value(0); !value.isEmpty() && comparable(value, version))
            return value;
    }
    PlanWork work{.shells = m_shells, .evidence = m_evidence, .stop = stop, .environment = environment};
    if (auto read = work.readVersion(); !read)
        return fail(read.error());
    return comparable(work.plan.running, version) ? work.plan.running : QString();
}

Result<Evidence> RanSource::look(const Question& question, const std::stop_token& stop)
{
    const QString where = question.subject;
    const QString version = partOf(question.condition, u"commit"_s);
    const auto wanted = parseDuration(partOf(question.condition, u"for"_s));
    if (!wanted)
        return fail(wanted.error());
    const QDateTime now = m_clock.now();
    const auto say = [&](Verdict verdict, const QString& statement, const QStringList& artefacts = {}) {
        return Evidence{.verdict = verdict,
                        .statement = SafeText::fromUntrusted(statement),
                        .observedAt = now,
                        .goodFor = goodFor,
                        .source = u"runs of "_s + question.system + u'/' + where,
                        .artefacts = artefacts};
    };
    if (version.isEmpty())
        return say(Verdict::Fails, QCoreApplication::translate("Run", "it is not known which version comes"));
    const auto environment = m_find(question.system, where);
    if (!environment)
        return say(Verdict::Unknown,
                   QCoreApplication::translate("Run", "the definition has no environment %1").arg(where));
    const auto runs = await(m_index.versionRuns(question.system, where), stop, patience);
    if (!runs)
        return say(Verdict::Unknown, runs.error().message);
    const Stays known = staysOf(*runs, version);
    const QString what = shortly(version);
    if (known.stays.empty()) {
        if (known.unproven)
            return say(Verdict::Fails,
                       QCoreApplication::translate("Run", "%1 ran %2 unproven: nothing showed that it was this version "
                                                          "that ran")
                           .arg(where, what));
        if (known.failed)
            return say(Verdict::Fails, QCoreApplication::translate("Run", "%1 did not come to run on %2: no run that "
                                                                          "brought it there succeeded")
                                           .arg(what, where));
        return say(
            Verdict::Fails,
            QCoreApplication::translate("Run", "%1 never ran %2, as far as this computer knows").arg(where, what));
    }
    // The newest is what people ask about; an earlier one that was long enough answers as well.
    auto stay = known.stays.back();
    for (const Stay& each : known.stays) {
        if (each.until.isValid() && each.confirmed && each.lastedAt(now) >= *wanted && stay.lastedAt(now) < *wanted)
            stay = each;
    }
    const QString lasted = formatDuration(stay.lastedAt(now));
    const QString asked = formatDuration(*wanted);
    if (!isProven(stay.run))
        return say(Verdict::Unknown, QCoreApplication::translate("Run", "%1 has run %2, but the record of run %3 that "
                                                                        "proved it is not here any more")
                                         .arg(where, what, stay.run.toString()));
    if (stay.until.isValid()) {
        const QString by = stay.replacedBy.isEmpty() ? QCoreApplication::translate("Run", "a run that did not succeed")
                                                     : shortly(stay.replacedBy);
        if (stay.lastedAt(now) < *wanted)
            return say(Verdict::Fails, QCoreApplication::translate("Run", "%1 has run %2 for %3 of %4, then came %5")
                                           .arg(where, what, lasted, asked, by));
        if (!stay.confirmed)
            return say(Verdict::Unknown, QCoreApplication::translate(
                                             "Run", "%1 ran %2 for %3 of %4, but when %5 came another version was "
                                                    "found there")
                                             .arg(where, what, lasted, asked, by));
        return say(Verdict::Holds,
                   QCoreApplication::translate("Run", "%1 ran %2 for %3, %4 were asked for; then came %5")
                       .arg(where, what, lasted, asked, by),
                   {stay.run.toString()});
    }
    if (stay.lastedAt(now) < *wanted)
        return say(Verdict::Fails,
                   QCoreApplication::translate("Run", "%1 has run %2 for %3 of %4").arg(where, what, lasted, asked));
    // Somebody else may have deployed since, from another computer or by hand.
    const auto running = runningIn(*environment, version, stop);
    if (!running)
        return say(Verdict::Unknown,
                   QCoreApplication::translate("Run", "%1 has run %2 for %3 as far as this computer knows, but what it "
                                                      "runs now cannot be told: %4")
                       .arg(where, what, lasted, running.error().message));
    if (running->isEmpty())
        return say(Verdict::Unknown, QCoreApplication::translate(
                                         "Run", "%1 has run %2 for %3 as far as this computer knows, but version: in "
                                                "its definition does not tell what it runs now")
                                         .arg(where, what, lasted));
    if (!sameVersion(*running, version))
        return say(Verdict::Fails,
                   QCoreApplication::translate("Run", "%1 runs %2 now; %3 came there %4 ago and was replaced by "
                                                      "somebody else")
                       .arg(where, shortly(*running), what, lasted));
    return say(
        Verdict::Holds,
        QCoreApplication::translate("Run", "%1 has run %2 for %3, %4 were asked for").arg(where, what, lasted, asked),
        {stay.run.toString()});
}

} // namespace Pilothouse::Run
