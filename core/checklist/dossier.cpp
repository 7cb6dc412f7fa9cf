// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/dossier.h"

#include "base/canonical.h"
#include "base/clock.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace Pilothouse::Checklist {

namespace {

using namespace Qt::StringLiterals;

const QString kind = u"checklist-dossier"_s;

QString timeText(const QDateTime& time) { return time.isValid() ? isoUtc(time) : QString(u""_s); }

QDateTime timeOf(const QJsonValue& value)
{
    QDateTime time = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    return time.isValid() ? time.toUTC() : QDateTime();
}

Id idOf(const QJsonValue& value) { return Id::fromString(value.toString()).value_or(Id()); }

QStringList textsOf(const QJsonValue& value)
{
    QStringList out;
    for (const auto& one : value.toArray())
        out << one.toString();
    return out;
}

QJsonObject json(const ItemRecord& record)
{
    return {{u"key"_s, record.key},
            {u"state"_s, itemStateName(record.state)},
            {u"verdict"_s, verdictName(record.evidence.verdict)},
            {u"statement"_s, record.evidence.statement.text()},
            {u"source"_s, record.evidence.source},
            {u"observedAt"_s, timeText(record.evidence.observedAt)},
            {u"goodForMs"_s, qint64(record.evidence.goodFor.count())},
            {u"artefacts"_s, QJsonArray::fromStringList(record.evidence.artefacts)},
            {u"until"_s, timeText(record.until)},
            {u"reason"_s, record.reason.text()},
            {u"text"_s, record.text.text()},
            {u"by"_s, record.by},
            {u"observer"_s, record.observer.toString()},
            {u"at"_s, timeText(record.at)},
            {u"version"_s, record.version}};
}

Result<ItemRecord> recordOf(const QJsonValue& value)
{
    const auto state = itemStateFrom(value["state"_L1].toString());
    if (!state)
        return fail(state.error());
    ItemRecord record{.key = value["key"_L1].toString(),
                      .state = *state,
                      .until = timeOf(value["until"_L1]),
                      .reason = SafeText::fromUntrusted(value["reason"_L1].toString()),
                      .text = SafeText::fromUntrusted(value["text"_L1].toString()),
                      .by = value["by"_L1].toString(),
                      .observer = idOf(value["observer"_L1]),
                      .at = timeOf(value["at"_L1]),
                      .version = value["version"_L1].toInt()};
    record.evidence = {.statement = SafeText::fromUntrusted(value["statement"_L1].toString()),
                       .observedAt = timeOf(value["observedAt"_L1]),
                       .goodFor = std::chrono::milliseconds(value["goodForMs"_L1].toInteger()),
                       .source = value["source"_L1].toString(),
                       .artefacts = textsOf(value["artefacts"_L1])};
    for (const Verdict verdict : {Verdict::Holds, Verdict::Weak, Verdict::Fails, Verdict::Unknown})
        if (verdictName(verdict) == value["verdict"_L1].toString())
            record.evidence.verdict = verdict;
    return record;
}

QJsonObject json(const SignatureRecord& signature)
{
    return {{u"id"_s, signature.id.toString()},
            {u"role"_s, signature.role},
            {u"statement"_s, signature.statement.text()},
            {u"contentHash"_s, signature.contentHash},
            {u"by"_s, signature.by},
            {u"observer"_s, signature.observer.toString()},
            {u"at"_s, timeText(signature.at)}};
}

SignatureRecord signatureOf(const QJsonValue& value)
{
    return {.id = idOf(value["id"_L1]),
            .role = value["role"_L1].toString(),
            .statement = SafeText::fromUntrusted(value["statement"_L1].toString()),
            .contentHash = value["contentHash"_L1].toString(),
            .by = value["by"_L1].toString(),
            .observer = idOf(value["observer"_L1]),
            .at = timeOf(value["at"_L1])};
}

QJsonObject json(const Document& document)
{
    QJsonArray roles;
    for (const System::SignerRole& role : document.roles)
        roles << QJsonObject{
            {u"role"_s, role.role}, {u"after"_s, QJsonArray::fromStringList(role.after)}, {u"signers"_s, role.signers}};
    return {{u"file"_s, document.file},
            {u"section"_s, document.section},
            {u"bytes"_s, QString::fromLatin1(document.bytes.toBase64())},
            {u"sha256"_s, document.sha256},
            {u"lookalikes"_s, document.lookalikes},
            {u"cron"_s, document.cron},
            {u"zone"_s, document.zone},
            {u"roles"_s, roles}};
}

Document documentOf(const QJsonValue& value, const ListName& list)
{
    Document document{.list = list,
                      .file = value["file"_L1].toString(),
                      .section = value["section"_L1].toString(),
                      .bytes = QByteArray::fromBase64(value["bytes"_L1].toString().toLatin1()),
                      .sha256 = value["sha256"_L1].toString(),
                      .lookalikes = value["lookalikes"_L1].toBool(),
                      .cron = value["cron"_L1].toString(),
                      .zone = value["zone"_L1].toString()};
    for (const auto& role : value["roles"_L1].toArray())
        document.roles.push_back(
            {role["role"_L1].toString(), textsOf(role["after"_L1]), role["signers"_L1].toString()});
    return document;
}

Audit::Record linkOf(const QJsonValue& value)
{
    return {.seq = value["seq"_L1].toInteger(),
            .id = idOf(value["id"_L1]),
            .micros = value["at"_L1].toInteger(),
            .actor = value["actor"_L1].toString(),
            .observer = idOf(value["observer"_L1]),
            .action = value["action"_L1].toString(),
            .target = value["target"_L1].toString(),
            .payload = value["payload"_L1].toString().toUtf8(),
            .previous = value["previous"_L1].toString(),
            .hash = value["hash"_L1].toString()};
}

QJsonObject matterOf(const Dossier& dossier)
{
    QJsonArray records;
    for (const auto& [key, record] : dossier.list.records)
        records << json(record);
    QJsonArray signatures;
    for (const SignatureRecord& signature : dossier.list.signatures)
        signatures << json(signature);
    QJsonArray links;
    for (const Audit::Record& link : dossier.links)
        links << Audit::toJson(link);
    const ListName& name = dossier.list.document.list;
    return {{u"list"_s, dossier.list.id.toString()},
            {u"system"_s, name.system},
            {u"environment"_s, name.environment},
            {u"name"_s, name.name},
            {u"document"_s, json(dossier.list.document)},
            {u"importedBy"_s, dossier.list.importedBy},
            {u"importedAt"_s, timeText(dossier.list.importedAt)},
            {u"records"_s, records},
            {u"signatures"_s, signatures},
            {u"audit"_s, links},
            {u"exportedAt"_s, timeText(dossier.exportedAt)},
            {u"exportedBy"_s, dossier.exportedBy},
            {u"installation"_s, dossier.installation.toString()},
            {u"contentHash"_s, dossier.contentHash}};
}

/// Whether a link of the trail with the right hash tells of this act with these words.
bool isTold(const Dossier& dossier, const QString& action, const QJsonObject& words)
{
    return std::ranges::any_of(dossier.links, [&](const Audit::Record& link) {
        const QJsonObject payload = QJsonDocument::fromJson(link.payload).object();
        return link.action == action && link.target == dossier.list.document.list.target() &&
               payload.value(u"checklist"_s).toString() == dossier.list.document.list.name &&
               std::ranges::all_of(words.keys(),
                                   [&](const QString& word) { return payload.value(word) == words.value(word); });
    });
}

QStringList faultsOf(const Dossier& dossier, const ChecklistView& view)
{
    QStringList faults;
    const auto add = [&faults](const QString& fault) { faults << fault; };
    const Document& document = dossier.list.document;
    if (sha256Hex(document.bytes) != document.sha256)
        add(QCoreApplication::translate("Checklist", "The document in it is not the one that was imported."));
    if (view.contentHash != dossier.contentHash)
        add(QCoreApplication::translate("Checklist", "Its items and records are not those that were exported."));
    for (const Audit::Record& link : dossier.links) {
        const auto hash = Audit::hashOf(link);
        if (!hash || *hash != link.hash)
            add(QCoreApplication::translate("Checklist", "Link %1 of the audit trail was changed.").arg(link.seq));
    }
    for (const auto& [key, record] : dossier.list.records) {
        const bool told =
            key == record.key && isTold(dossier, u"checklist.recorded"_s,
                                        {{u"item"_s, record.key},
                                         {u"version"_s, record.version},
                                         {u"state"_s, itemStateName(record.state)},
                                         {u"statement"_s, record.evidence.statement.text()},
                                         {u"reason"_s, record.reason.text()},
                                         {u"artefacts"_s, QJsonArray::fromStringList(record.evidence.artefacts)}});
        if (!told)
            add(QCoreApplication::translate("Checklist", "The audit trail does not tell of what is recorded about: %1")
                    .arg(SafeText::oneLine(record.text.text(), 80).text()));
    }
    for (const SignatureRecord& signature : dossier.list.signatures) {
        if (!isTold(dossier, u"checklist.signed"_s,
                    {{u"signature"_s, signature.id.toString()},
                     {u"role"_s, signature.role},
                     {u"statement"_s, signature.statement.text()},
                     {u"contentHash"_s, signature.contentHash}}))
            add(QCoreApplication::translate("Checklist", "The audit trail does not tell of the signature of %1.")
                    .arg(signature.role));
    }
    return faults;
}

} // namespace

Result<QJsonObject> toJson(const Dossier& dossier)
{
    const QJsonObject matter = matterOf(dossier);
    const auto bytes = canonicalJson(matter);
    if (!bytes)
        return fail(bytes.error());
    return QJsonObject{{u"kind"_s, kind}, {u"sha256"_s, sha256Hex(*bytes)}, {u"dossier"_s, matter}};
}

Result<Dossier> readDossier(const QByteArray& document)
{
    const QJsonObject whole = QJsonDocument::fromJson(document).object();
    const QJsonValue matter = whole.value(u"dossier"_s);
    if (whole.value(u"kind"_s).toString() != kind || !matter.isObject())
        return fail(ErrorKind::Invalid, QCoreApplication::translate("Checklist", "This is no dossier of a checklist."));
    Dossier out;
    out.list.id = idOf(matter["list"_L1]);
    out.list.document =
        documentOf(matter["document"_L1],
                   {matter["system"_L1].toString(), matter["environment"_L1].toString(), matter["name"_L1].toString()});
    out.list.importedBy = matter["importedBy"_L1].toString();
    out.list.importedAt = timeOf(matter["importedAt"_L1]);
    for (const auto& one : matter["records"_L1].toArray()) {
        auto record = recordOf(one);
        if (!record)
            return fail(record.error());
        out.list.records.insert_or_assign(record->key, *record);
    }
    for (const auto& one : matter["signatures"_L1].toArray())
        out.list.signatures.push_back(signatureOf(one));
    for (const auto& one : matter["audit"_L1].toArray())
        out.links.push_back(linkOf(one));
    out.exportedAt = timeOf(matter["exportedAt"_L1]);
    out.exportedBy = matter["exportedBy"_L1].toString();
    out.installation = idOf(matter["installation"_L1]);
    out.contentHash = matter["contentHash"_L1].toString();
    return out;
}

Result<DossierReport> verifyDossier(const QByteArray& document)
{
    auto dossier = readDossier(document);
    if (!dossier)
        return fail(dossier.error());
    const auto list = ReadList::from(dossier->list);
    auto view = list ? viewOf(*list, dossier->exportedAt) : Result<ChecklistView>(fail(list.error()));
    if (!view)
        return fail(view.error());
    DossierReport report{.dossier = std::move(*dossier), .view = std::move(*view)};
    // What stands in the file and is read by nobody must not be there either: what was read is written again.
    const QJsonObject whole = QJsonDocument::fromJson(document).object();
    const auto bytes = canonicalJson(whole.value(u"dossier"_s));
    const auto again = canonicalJson(matterOf(report.dossier));
    if (!bytes || !again || *bytes != *again || sha256Hex(*bytes) != whole.value(u"sha256"_s).toString())
        report.faults << QCoreApplication::translate("Checklist", "It was changed after it was exported.");
    report.faults << faultsOf(report.dossier, report.view);
    return report;
}

} // namespace Pilothouse::Checklist
