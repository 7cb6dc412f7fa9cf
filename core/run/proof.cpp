// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/proof.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <array>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kindNames{"not-needed"_L1, "none"_L1, "answer"_L1, "image"_L1, "process"_L1};
constexpr std::array runtimeNames{"compose"_L1, "docker"_L1, "pm2"_L1, "systemd"_L1, "kubernetes"_L1, "process"_L1};
constexpr int commitDigits = 40;
constexpr int fewestDigits = 7;

template <size_t N> size_t indexOf(const std::array<QLatin1StringView, N>& names, const QString& name, size_t otherwise)
{
    const auto it = std::ranges::find(names, name);
    return it == names.end() ? otherwise : size_t(it - names.begin());
}

bool isHex(const QString& text)
{
    return !text.isEmpty() &&
           std::ranges::all_of(text, [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

QString withoutV(const QString& version)
{
    const bool marked =
        version.size() > 1 && (version.front() == u'v' || version.front() == u'V') && version.at(1).isDigit();
    return marked ? version.mid(1) : version;
}

QString unitWords(const ProofUnit& unit)
{
    return QCoreApplication::translate("Run", "%1 on %2").arg(unit.service, unit.host);
}

} // namespace

QString runtimeName(System::Runtime runtime) { return runtimeNames.at(size_t(runtime)); }

QString proofKindName(PlannedProof::Kind kind) { return kindNames.at(size_t(kind)); }

bool isCommit(const QString& version) { return version.size() == commitDigits && isHex(version); }

bool sameVersion(const QString& a, const QString& b)
{
    if (a.isEmpty() || b.isEmpty())
        return false;
    const QString left = a.trimmed();
    const QString right = b.trimmed();
    if (left == right)
        return true;
    const auto abbreviates = [](const QString& part, const QString& whole) {
        return isCommit(whole) && part.size() >= fewestDigits && isHex(part) && whole.startsWith(part);
    };
    if (isCommit(left) || isCommit(right))
        return abbreviates(left, right) || abbreviates(right, left);
    return withoutV(left) == withoutV(right);
}

QString proofWords(const PlannedProof& proof)
{
    QStringList units;
    for (const ProofUnit& unit : proof.units)
        units += unitWords(unit);
    switch (proof.kind) {
    case PlannedProof::Kind::NotNeeded:
        return QCoreApplication::translate("Run", "no version is brought, so none is proved");
    case PlannedProof::Kind::None:
        return QCoreApplication::translate("Run", "none, it will end unproven: %1").arg(proof.why);
    case PlannedProof::Kind::Answer:
        return QCoreApplication::translate("Run", "%1 must answer with the deployed version in %2")
            .arg(proof.probe, proof.equals);
    case PlannedProof::Kind::Image:
        return QCoreApplication::translate("Run", "the image that runs as %1").arg(units.join(u", "_s));
    case PlannedProof::Kind::Process:
        return QCoreApplication::translate("Run", "a process of %1 that this run started").arg(units.join(u", "_s));
    }
    return {};
}

QJsonObject proofToJson(const PlannedProof& proof)
{
    QJsonArray units;
    for (const ProofUnit& unit : proof.units)
        units += QJsonObject{
            {u"service"_s, unit.service},  {u"host"_s, unit.host}, {u"runtime"_s, runtimeName(unit.runtime)},
            {u"file"_s, unit.file},        {u"unit"_s, unit.unit}, {u"step"_s, unit.step},
            {u"backStep"_s, unit.backStep}};
    return {{u"kind"_s, proofKindName(proof.kind)},
            {u"words"_s, proofWords(proof)},
            {u"on"_s, proof.on},
            {u"read"_s, proof.read},
            {u"probe"_s, proof.probe},
            {u"equals"_s, proof.equals},
            {u"before"_s, proof.before},
            {u"target"_s, proof.target},
            {u"again"_s, proof.again},
            {u"why"_s, proof.why},
            {u"units"_s, units}};
}

PlannedProof proofFromJson(const QJsonObject& json)
{
    PlannedProof proof{.kind = PlannedProof::Kind(indexOf(kindNames, json[u"kind"_s].toString(), 0)),
                       .on = json[u"on"_s].toString(),
                       .read = json[u"read"_s].toString(),
                       .probe = json[u"probe"_s].toString(),
                       .equals = json[u"equals"_s].toString(),
                       .before = json[u"before"_s].toString(),
                       .target = json[u"target"_s].toString(),
                       .again = json[u"again"_s].toBool(),
                       .why = json[u"why"_s].toString()};
    for (const auto& value : json[u"units"_s].toArray())
        proof.units.push_back({.service = value[u"service"_s].toString(),
                               .host = value[u"host"_s].toString(),
                               .runtime = System::Runtime(indexOf(runtimeNames, value[u"runtime"_s].toString(),
                                                                  size_t(System::Runtime::Process))),
                               .file = value[u"file"_s].toString(),
                               .unit = value[u"unit"_s].toString(),
                               .step = value[u"step"_s].toString(),
                               .backStep = value[u"backStep"_s].toString()});
    return proof;
}

UnitFacts unitFactsFrom(const QByteArray& output)
{
    UnitFacts facts;
    for (const QByteArray& bytes : output.split('\n')) {
        const QString line = QString::fromUtf8(bytes);
        const QString word = line.section(u' ', 0, 0);
        const QString rest = line.section(u' ', 1);
        if (word == u"process"_s)
            facts.processes.push_back({.pid = rest.section(u' ', 0, 0).toLongLong(),
                                       .birth = rest.section(u' ', 1, 1).toLongLong(),
                                       .folder = rest.section(u' ', 2)});
        else if (word == u"place"_s)
            facts.place = rest;
        else if (word == u"since"_s)
            facts.since = rest.toLongLong();
        else if (word == u"image"_s && !facts.image.isEmpty() && facts.image != rest)
            facts.error = QCoreApplication::translate("Run", "its containers run different images");
        else if (word == u"image"_s)
            facts.image = rest;
        else if (word == u"tagged"_s)
            facts.tagged = rest;
        else if (word == u"reference"_s)
            facts.reference = rest;
        else if (word == u"revision"_s)
            facts.revision = rest;
        else if (word == u"error"_s)
            facts.error = rest;
    }
    return facts;
}

Evidence judgeUnit(const ProofUnit& unit, const UnitFacts& facts, const QString& version, bool sameBefore,
                   const QString& stepName)
{
    const auto say = [&](Verdict verdict, const QString& text) {
        return Evidence{.verdict = verdict,
                        .statement = SafeText::fromUntrusted(unitWords(unit) + u": "_s + text),
                        .source = u"service "_s + unit.service};
    };
    if (!facts.error.isEmpty())
        return say(Verdict::Unknown, facts.error);
    if (facts.processes.empty())
        return say(Verdict::Unknown, QCoreApplication::translate("Run", "no process of it was found"));
    const auto oldest = std::ranges::min_element(facts.processes, {}, &UnitFacts::Process::birth);
    const bool startedNow = facts.since && oldest->birth > 0 && oldest->birth >= *facts.since;
    const QString process = QCoreApplication::translate("Run", "process %1").arg(oldest->pid);
    const QString step = stepName.isEmpty() ? QCoreApplication::translate("Run", "the run") : stepName;
    if (!facts.image.isEmpty()) {
        const bool named = (isCommit(version) && (sameVersion(facts.revision, version) ||
                                                  facts.reference.contains(version.left(fewestDigits)))) ||
                           (!isCommit(version) && !version.isEmpty() &&
                            (facts.revision == version || facts.reference.endsWith(u':' + version)));
        // What runs by its digest is what its name says, whenever it was started.
        const bool pinned = unit.runtime == System::Runtime::Kubernetes && facts.reference.contains(u"@sha256:"_s);
        const QString image = facts.image.left(19); // sha256: and twelve digits
        if (!facts.tagged.isEmpty() && facts.tagged != facts.image)
            return say(Verdict::Unknown, QCoreApplication::translate("Run", "runs image %1, but %2 is %3 by now")
                                             .arg(image, facts.reference, facts.tagged.left(19)));
        if (named && (startedNow || pinned || !sameBefore))
            return say(Verdict::Holds, QCoreApplication::translate("Run", "runs image %1, which names version %2")
                                           .arg(image, version.left(12)));
        if (startedNow && !facts.tagged.isEmpty())
            return say(Verdict::Holds,
                       QCoreApplication::translate("Run", "runs image %1, which %2 is now, started after %3 began")
                           .arg(image, facts.reference, step));
        if (!startedNow)
            return say(Verdict::Unknown,
                       QCoreApplication::translate("Run", "its container was started before %1").arg(step));
        return say(Verdict::Unknown,
                   QCoreApplication::translate("Run", "runs image %1, and nothing says of which version").arg(image));
    }
    if (!facts.since)
        return say(Verdict::Unknown,
                   QCoreApplication::translate("Run", "when %1 began cannot be told on this host any more").arg(step));
    if (!startedNow)
        return say(Verdict::Unknown, QCoreApplication::translate("Run", "%1 was started before %2").arg(process, step));
    QString where;
    for (const UnitFacts::Process& each : facts.processes) {
        if (each.folder.isEmpty() || each.folder == u"/"_s || facts.place.isEmpty())
            continue;
        if (each.folder != facts.place && !each.folder.startsWith(facts.place + u'/'))
            return say(Verdict::Unknown, QCoreApplication::translate("Run", "process %1 works in %2, not in %3")
                                             .arg(each.pid)
                                             .arg(each.folder, facts.place));
        where = each.folder;
    }
    return say(
        Verdict::Holds,
        where.isEmpty()
            ? QCoreApplication::translate("Run", "%1 was started after %2 began").arg(process, step)
            : QCoreApplication::translate("Run", "%1 was started after %2 began, in %3").arg(process, step, where));
}

} // namespace Pilothouse::Run
