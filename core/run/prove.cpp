// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/planjson.h"
#include "run/runnerwait.h"

#include <QFile>

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto proofGoodFor = 24h;

Evidence unproven(const QString& why)
{
    return {.verdict = Verdict::Unknown, .statement = SafeText::fromUntrusted(why)};
}

/// Two names that can be held against each other: commits with commits, numbers with numbers.
bool comparable(const QString& a, const QString& b)
{
    const auto commitLike = [](const QString& text) {
        return text.size() >= 7 &&
               std::ranges::all_of(text, [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
    };
    return commitLike(a) == commitLike(b);
}

} // namespace

Result<QByteArrayList> Runner::once(const QString& hostName, const QByteArray& script,
                                    const std::map<QString, QString>& variables)
{
    const System::Host* host = m_record.plan.host(hostName);
    Request request("once");
    request.value("cwd", host ? host->directory.toUtf8() : QByteArray());
    if (host) {
        for (const auto& [name, value] : host->variables)
            request.value("env " + name.toUtf8(), value.toUtf8());
    }
    for (const auto& [name, value] : variables)
        request.value("env " + name.toUtf8(), value.toUtf8());
    request.value("script", script);
    return ask(hostName, request, Patience::Forever);
}

Result<QString> Runner::readDeployed()
{
    const PlannedProof& proof = m_record.plan.proof;
    if (proof.read.isEmpty() || proof.on.isEmpty() || m_record.leftOut.contains(proof.on))
        return QString();
    // The last word says that the command ended well; whoever asks the host hears its output only.
    const auto lines = once(proof.on, "{\n" + proof.read.toUtf8() + "\n} && printf '\\nread\\n'", {});
    if (!lines)
        return fail(lines.error());
    if (lines->isEmpty() || lines->last() != "read")
        return QString();
    return QString::fromUtf8(lines->first(lines->size() - 1).join('\n')).trimmed();
}

Result<Evidence> Runner::askAnswer(const QString& expected, const QString& where, bool back)
{
    const Plan& plan = m_record.plan;
    const PlannedProof& proof = plan.proof;
    const auto begun = m_ports.clock.monotonic();
    Evidence last;
    for (;;) {
        const auto answer = waitFor(m_ports.evidence.ask({.system = plan.system,
                                                          .environment = plan.environment,
                                                          .kind = u"version"_s,
                                                          .subject = proof.probe,
                                                          .condition = proof.equals}));
        if (!answer && m_stop.stop_requested())
            return fail(answer.error());
        last = answer ? *answer : unproven(answer.error().message);
        const QString value = last.artefacts.value(0);
        if (sameVersion(value, expected)) {
            // What was answered before all this is no sign of anything new.
            const bool tells = back ? isCommit(proof.target) && sameVersion(value, plan.previous()) &&
                                          !sameVersion(plan.previous(), proof.target)
                               : !proof.before.isEmpty() ? !sameVersion(value, proof.before)
                                                         : isCommit(proof.target) && !proof.again;
            last.statement = SafeText::fromUntrusted(
                tells ? QCoreApplication::translate("Run", "%1 answers with %2, which %3 has.")
                            .arg(proof.probe, value.left(12), where)
                      : QCoreApplication::translate("Run", "%1 answers with %2, as it did before.")
                            .arg(proof.probe, value.left(12)));
            last.verdict = tells ? Verdict::Holds : Verdict::Unknown;
            return last;
        }
        if (m_ports.clock.monotonic() - begun >= m_ports.proofWithin || cancelWanted())
            break;
        if (auto waited = pauseFor(500ms); !waited)
            return fail(waited.error());
    }
    const QString value = last.artefacts.value(0);
    if (value.isEmpty() || !comparable(value, expected)) {
        if (!value.isEmpty())
            last = unproven(QCoreApplication::translate("Run", "%1 answers with %2, which cannot be compared with %3.")
                                .arg(proof.probe, value.left(40), expected.left(12)));
        last.verdict = Verdict::Unknown;
        return last;
    }
    last.verdict = Verdict::Fails;
    last.statement = SafeText::fromUntrusted(QCoreApplication::translate("Run", "%1 answers with %2, but %3 has %4.")
                                                 .arg(proof.probe, value.left(12), where, expected.left(12)));
    return last;
}

Result<Evidence> Runner::askUnits(const QString& version, bool sameBefore, bool back)
{
    const Plan& plan = m_record.plan;
    static const QByteArray script = [] {
        QFile file(u":/pilothouse/remote/proof.sh"_s);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }();
    Evidence proven = unproven({});
    QStringList statements;
    for (const ProofUnit& unit : plan.proof.units) {
        if (!back && m_record.leftOut.contains(unit.host))
            continue;
        const QString step = back ? unit.backStep : unit.step;
        const auto lines = once(unit.host, script,
                                {{u"run"_s, (plan.earlier + QStringList{id()}).join(u' ')},
                                 {u"step"_s, step},
                                 {u"service"_s, unit.service},
                                 {u"runtime"_s, runtimeName(unit.runtime)},
                                 {u"file"_s, unit.file},
                                 {u"unit"_s, unit.unit}});
        if (!lines)
            return fail(lines.error());
        const StepProgress* progress = m_record.step(step, unit.host);
        const Evidence evidence =
            judgeUnit(unit, unitFactsFrom(lines->join('\n')), version, sameBefore, progress ? progress->name : step);
        if (evidence.verdict != Verdict::Holds)
            return evidence;
        statements += evidence.statement.text();
        proven = evidence;
    }
    proven.statement = SafeText::fromUntrusted(statements.join(u"; "_s));
    return proven;
}

Result<Evidence> Runner::prove(bool back)
{
    const Plan& plan = m_record.plan;
    const PlannedProof& proof = plan.proof;
    if (m_record.proof && m_record.proofOfBack == back)
        return *m_record.proof;
    const QString target = back ? plan.previous() : proof.target;
    const auto look = [&]() -> Result<Evidence> {
        if (proof.probe.isEmpty() && proof.units.empty())
            return unproven(proof.why);
        const auto read = readDeployed();
        if (!read)
            return fail(read.error());
        if (isCommit(*read) && isCommit(target) && *read != target)
            return Evidence{.verdict = Verdict::Fails,
                            .statement =
                                SafeText::fromUntrusted(QCoreApplication::translate("Run", "%1 has %2, not %3.")
                                                            .arg(proof.on, read->left(12), target.left(12)))};
        const QString expected = read->isEmpty() ? target : *read;
        Evidence answer = unproven(proof.why);
        bool sameBefore = back || proof.again;
        if (!proof.probe.isEmpty() && !expected.isEmpty()) {
            auto asked = askAnswer(expected, read->isEmpty() ? plan.target() : proof.on, back);
            if (!asked)
                return asked;
            if (asked->verdict != Verdict::Unknown || proof.units.empty())
                return asked;
            answer = *asked;
            sameBefore =
                sameBefore || (!proof.before.isEmpty() && sameVersion(answer.artefacts.value(0), proof.before));
        }
        if (proof.units.empty())
            return answer;
        return askUnits(isCommit(target) ? target : expected, sameBefore, back);
    };
    auto seen = look();
    if (!seen) {
        if (m_stop.stop_requested() || seen.error().kind == ErrorKind::Conflict)
            return fail(seen.error()); // the program ends, or another console drives
        seen = unproven(seen.error().message);
    }
    seen->observedAt = m_ports.clock.now();
    seen->goodFor = proofGoodFor;
    if (auto noted =
            note(u"proof"_s, {{u"evidence"_s, PlanJson::fromEvidence(*seen)}, {u"back"_s, back}}, Journal::Sync::Yes);
        !noted)
        return fail(noted.error());
    check("proven");
    return *seen;
}

} // namespace Pilothouse::Run
