// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/rows.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Pilothouse::Checklist {

namespace {

using namespace Qt::StringLiterals;
using Store::Row;

/// Qt binds a null QString as NULL; these columns are never NULL.
QString text(const QString& value) { return value.isNull() ? u""_s : value; }

QString listText(const QStringList& values)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(values)).toJson(QJsonDocument::Compact));
}

QStringList textList(const QString& json)
{
    QStringList out;
    for (const auto& value : QJsonDocument::fromJson(json.toUtf8()).array())
        out << value.toString();
    return out;
}

QString rolesText(const std::vector<System::SignerRole>& roles)
{
    QJsonArray out;
    for (const System::SignerRole& role : roles)
        out << QJsonObject{
            {u"role"_s, role.role}, {u"after"_s, QJsonArray::fromStringList(role.after)}, {u"signers"_s, role.signers}};
    return QString::fromUtf8(QJsonDocument(out).toJson(QJsonDocument::Compact));
}

std::vector<System::SignerRole> textRoles(const QString& json)
{
    std::vector<System::SignerRole> out;
    for (const auto& value : QJsonDocument::fromJson(json.toUtf8()).array()) {
        System::SignerRole role{.role = value["role"_L1].toString(), .signers = value["signers"_L1].toString()};
        for (const auto& earlier : value["after"_L1].toArray())
            role.after << earlier.toString();
        out.push_back(std::move(role));
    }
    return out;
}

StoredList readList(const Row& row)
{
    return {.id = row.id(u"id"_s),
            .document = {.list = {row.text(u"system"_s), row.text(u"environment"_s), row.text(u"name"_s)},
                         .file = row.text(u"file"_s),
                         .section = row.text(u"section"_s),
                         .bytes = row.bytes(u"document"_s),
                         .sha256 = row.text(u"sha256"_s),
                         .lookalikes = row.boolean(u"lookalikes"_s),
                         .cron = row.text(u"cron"_s),
                         .zone = row.text(u"zone"_s),
                         .roles = textRoles(row.text(u"roles"_s))},
            .importedBy = row.text(u"actor"_s),
            .importedAt = row.time(u"at"_s)};
}

Result<ItemRecord> readRecord(const Row& row)
{
    const auto state = itemStateFrom(row.text(u"state"_s));
    if (!state)
        return fail(state.error());
    Evidence evidence{.statement = SafeText::fromUntrusted(row.text(u"statement"_s)),
                      .observedAt = row.time(u"observed_at"_s),
                      .goodFor = std::chrono::milliseconds(row.integer(u"good_for"_s)),
                      .source = row.text(u"source"_s),
                      .artefacts = textList(row.text(u"artefacts"_s))};
    for (const Verdict verdict : {Verdict::Holds, Verdict::Weak, Verdict::Fails, Verdict::Unknown})
        if (verdictName(verdict) == row.text(u"verdict"_s))
            evidence.verdict = verdict;
    return ItemRecord{.key = row.text(u"item"_s),
                      .state = *state,
                      .evidence = std::move(evidence),
                      .until = row.time(u"until"_s),
                      .reason = SafeText::fromUntrusted(row.text(u"reason"_s)),
                      .text = SafeText::fromUntrusted(row.text(u"item_text"_s)),
                      .by = row.text(u"actor"_s),
                      .observer = row.id(u"observer"_s),
                      .at = row.time(u"at"_s),
                      .version = int(row.integer(u"version"_s))};
}

SignatureRecord readSignature(const Row& row)
{
    return {.id = row.id(u"id"_s),
            .role = row.text(u"role"_s),
            .statement = SafeText::fromUntrusted(row.text(u"statement"_s)),
            .contentHash = row.text(u"content_hash"_s),
            .by = row.text(u"actor"_s),
            .observer = row.id(u"observer"_s),
            .at = row.time(u"at"_s)};
}

Result<void> loadRest(QSqlDatabase& database, StoredList& list)
{
    const auto records = Store::select<ItemRecord>(database, u"SELECT * FROM checklist_records WHERE list = :list"_s,
                                                   {{u"list"_s, list.id}}, readRecord);
    if (!records)
        return fail(records.error());
    for (const ItemRecord& record : *records)
        list.records.emplace(record.key, record);
    auto signatures = Store::select<SignatureRecord>(
        database, u"SELECT * FROM checklist_signatures WHERE list = :list ORDER BY rowid"_s, {{u"list"_s, list.id}},
        readSignature);
    if (!signatures)
        return fail(signatures.error());
    list.signatures = std::move(*signatures);
    return {};
}

} // namespace

Result<std::optional<StoredList>> loadList(QSqlDatabase& database, const ListName& name)
{
    auto list = Store::selectOne<StoredList>(
        database,
        u"SELECT * FROM checklist_lists WHERE system = :system AND environment = :environment AND name = :name"_s,
        {{u"system"_s, text(name.system)}, {u"environment"_s, text(name.environment)}, {u"name"_s, text(name.name)}},
        readList);
    if (!list || !*list)
        return list;
    if (auto rest = loadRest(database, **list); !rest)
        return fail(rest.error());
    return list;
}

Result<StoredList> loadKnownList(QSqlDatabase& database, const ListName& name)
{
    auto list = loadList(database, name);
    if (!list)
        return fail(list.error());
    if (!*list)
        return fail(
            ErrorKind::NotFound,
            QCoreApplication::translate("Checklist", "The checklist %1 of %2 was not imported yet; import it first.")
                .arg(name.name, name.target()));
    return std::move(**list);
}

Result<std::vector<StoredList>> loadLists(QSqlDatabase& database, const QString& system, const QString& environment)
{
    auto lists = Store::select<StoredList>(database,
                                           u"SELECT * FROM checklist_lists WHERE (:system = '' OR system = :of) AND "
                                           u"(:environment = '' OR environment = :in) "
                                           "ORDER BY system, environment, name"_s,
                                           {{u"system"_s, text(system)},
                                            {u"of"_s, text(system)},
                                            {u"environment"_s, text(environment)},
                                            {u"in"_s, text(environment)}},
                                           readList);
    if (!lists)
        return lists;
    for (StoredList& list : *lists)
        if (auto rest = loadRest(database, list); !rest)
            return fail(rest.error());
    return lists;
}

Result<void> saveDocument(QSqlDatabase& database, const StoredList& list, const Id& observer)
{
    const Document& document = list.document;
    const auto done = Store::execute(
        database,
        u"INSERT INTO checklist_lists(id, system, environment, name, file, section, sha256, document, lookalikes, "
        u"cron, zone, roles, "
        "actor, observer, at, version) "
        "VALUES(:id, :system, :environment, :name, :file, :section, :sha256, :document, :lookalikes, :cron, :zone, "
        ":roles, :actor, "
        ":observer, :at, 1) "
        "ON CONFLICT(system, environment, name) DO UPDATE SET file = excluded.file, section = excluded.section, "
        "sha256 = excluded.sha256, document = excluded.document, lookalikes = excluded.lookalikes, "
        "cron = excluded.cron, zone = excluded.zone, roles = excluded.roles, actor = excluded.actor, observer = "
        "excluded.observer, at = excluded.at, "
        "version = checklist_lists.version + 1"_s,
        {{u"id"_s, list.id},
         {u"system"_s, text(document.list.system)},
         {u"environment"_s, text(document.list.environment)},
         {u"name"_s, text(document.list.name)},
         {u"file"_s, text(document.file)},
         {u"section"_s, text(document.section)},
         {u"sha256"_s, text(document.sha256)},
         {u"document"_s, document.bytes.isNull() ? QByteArray("") : document.bytes},
         {u"lookalikes"_s, document.lookalikes},
         {u"cron"_s, text(document.cron)},
         {u"zone"_s, text(document.zone)},
         {u"roles"_s, rolesText(document.roles)},
         {u"actor"_s, text(list.importedBy)},
         {u"observer"_s, observer},
         {u"at"_s, list.importedAt}});
    return done ? Result<void>() : fail(done.error());
}

Result<void> saveRecord(QSqlDatabase& database, const Id& list, const ItemRecord& record)
{
    const auto changed =
        Store::execute(database,
                       u"INSERT INTO checklist_records(list, item, state, verdict, statement, source, observed_at, "
                       u"good_for, artefacts, "
                       "until, reason, item_text, actor, observer, at, version) "
                       "VALUES(:list, :item, :state, :verdict, :statement, :source, :observed, :good_for, :artefacts, "
                       ":until, :reason, "
                       ":text, :actor, :observer, :at, :version) "
                       "ON CONFLICT(list, item) DO UPDATE SET state = excluded.state, verdict = excluded.verdict, "
                       "statement = excluded.statement, source = excluded.source, observed_at = excluded.observed_at, "
                       "good_for = excluded.good_for, artefacts = excluded.artefacts, until = excluded.until, "
                       "reason = excluded.reason, item_text = excluded.item_text, actor = excluded.actor, "
                       "observer = excluded.observer, at = excluded.at, version = excluded.version "
                       "WHERE checklist_records.version = excluded.version - 1"_s,
                       {{u"list"_s, list},
                        {u"item"_s, record.key},
                        {u"state"_s, itemStateName(record.state)},
                        {u"verdict"_s, verdictName(record.evidence.verdict)},
                        {u"statement"_s, text(record.evidence.statement.text())},
                        {u"source"_s, text(record.evidence.source)},
                        {u"observed"_s, record.evidence.observedAt},
                        {u"good_for"_s, qlonglong(record.evidence.goodFor.count())},
                        {u"artefacts"_s, listText(record.evidence.artefacts)},
                        {u"until"_s, record.until},
                        {u"reason"_s, text(record.reason.text())},
                        {u"text"_s, text(record.text.text())},
                        {u"actor"_s, text(record.by)},
                        {u"observer"_s, record.observer},
                        {u"at"_s, record.at},
                        {u"version"_s, record.version}});
    if (!changed)
        return fail(changed.error());
    if (*changed != 1)
        return fail(ErrorKind::Conflict,
                    QCoreApplication::translate("Checklist",
                                                "Somebody else changed this item first; look at it again and repeat."));
    return {};
}

Result<void> addSignature(QSqlDatabase& database, const Id& list, const SignatureRecord& signature)
{
    const auto done = Store::execute(
        database,
        u"INSERT INTO checklist_signatures(id, list, role, statement, content_hash, actor, observer, at) "
        "VALUES(:id, :list, :role, :statement, :hash, :actor, :observer, :at)"_s,
        {{u"id"_s, signature.id},
         {u"list"_s, list},
         {u"role"_s, text(signature.role)},
         {u"statement"_s, text(signature.statement.text())},
         {u"hash"_s, text(signature.contentHash)},
         {u"actor"_s, text(signature.by)},
         {u"observer"_s, signature.observer},
         {u"at"_s, signature.at}});
    return done ? Result<void>() : fail(done.error());
}

} // namespace Pilothouse::Checklist
