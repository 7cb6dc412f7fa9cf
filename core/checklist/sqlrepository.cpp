// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/sqlrepository.h"

#include "base/canonical.h"
#include "base/mailbox.h"
#include "checklist/rows.h"

#include <QJsonArray>
#include <QJsonObject>

namespace Pilothouse::Checklist {

using namespace Qt::StringLiterals;

std::vector<Store::Migration> SqlRepository::migrations()
{
    return {
        {.room = u"checklist"_s,
         .number = 1,
         .statements = {
             u"CREATE TABLE checklist_lists(id TEXT PRIMARY KEY NOT NULL, system TEXT NOT NULL, environment TEXT NOT "
             "NULL, name TEXT NOT NULL, file TEXT NOT NULL, section TEXT NOT NULL, sha256 TEXT NOT NULL, "
             "document BLOB NOT NULL, lookalikes INTEGER NOT NULL, cron TEXT NOT NULL, zone TEXT NOT NULL, roles TEXT "
             "NOT NULL, actor TEXT NOT NULL, "
             "observer TEXT, at INTEGER NOT NULL, version INTEGER NOT NULL, UNIQUE(system, environment, name)) STRICT"_s,
             u"CREATE TABLE checklist_records(list TEXT NOT NULL REFERENCES checklist_lists(id), item TEXT NOT NULL, "
             "state TEXT NOT NULL, verdict TEXT NOT NULL, statement TEXT NOT NULL, source TEXT NOT NULL, "
             "observed_at INTEGER, good_for INTEGER NOT NULL, artefacts TEXT NOT NULL, until INTEGER, "
             "reason TEXT NOT NULL, item_text TEXT NOT NULL, actor TEXT NOT NULL, observer TEXT, "
             "at INTEGER NOT NULL, version INTEGER NOT NULL, PRIMARY KEY(list, item)) STRICT"_s,
             u"CREATE TABLE checklist_signatures(id TEXT PRIMARY KEY NOT NULL, list TEXT NOT NULL REFERENCES "
             "checklist_lists(id), role TEXT NOT NULL, statement TEXT NOT NULL, content_hash TEXT NOT NULL, "
             "actor TEXT NOT NULL, observer TEXT, at INTEGER NOT NULL) STRICT"_s,
             u"CREATE INDEX checklist_signatures_of ON checklist_signatures(list, at)"_s}}};
}

SqlRepository::SqlRepository(Store::Database& facts, Audit::Trail& audit, const Clock& clock)
    : m_facts(facts)
    , m_audit(audit)
    , m_clock(clock)
{
}

QFuture<Result<std::vector<StoredList>>> SqlRepository::all(const QString& system, const QString& environment)
{
    return m_facts.read<std::vector<StoredList>>(
        [system, environment](QSqlDatabase& database) { return loadLists(database, system, environment); });
}

QFuture<Result<StoredList>> SqlRepository::find(const ListName& list)
{
    return m_facts.read<StoredList>([list](QSqlDatabase& database) { return loadKnownList(database, list); });
}

QFuture<Result<StoredList>> SqlRepository::put(const Document& document)
{
    // An import that changes nothing must leave no trace, and an audit row cannot be taken back: look first, then
    // write. In between another program may import the same, which does no harm.
    Promise<StoredList> promise;
    const auto found = m_facts.read<std::optional<StoredList>>(
        [document](QSqlDatabase& database) { return loadList(database, document.list); });
    whenAnswered(found, [this, promise, document](const Result<std::optional<StoredList>>& before) {
        if (!before) {
            promise.answer(fail(before.error()));
            return;
        }
        if (*before && (*before)->document == document) {
            promise.answer(**before);
            return;
        }
        Audit::Entry entry{.action = u"checklist.imported"_s,
                           .target = document.list.target(),
                           .payload = {{u"checklist"_s, document.list.name},
                                       {u"file"_s, document.file},
                                       {u"section"_s, document.section},
                                       {u"sha256"_s, document.sha256},
                                       {u"lookalikes"_s, document.lookalikes}}};
        const auto written = m_audit.write<StoredList>(
            std::move(entry), [document, actor = m_audit.actor(), now = m_clock.now()](QSqlDatabase& database) {
                const auto known = loadList(database, document.list);
                if (!known)
                    return Result<StoredList>(fail(known.error()));
                StoredList list = known->value_or(StoredList{.id = Id::make(now)});
                list.document = document;
                list.importedBy = actor.login;
                list.importedAt = now;
                const auto saved = saveDocument(database, list, actor.installation);
                return saved ? Result<StoredList>(list) : Result<StoredList>(fail(saved.error()));
            });
        whenAnswered(written, [promise](const Result<StoredList>& list) { promise.answer(list); });
    });
    return promise.future();
}

QFuture<Result<ItemRecord>> SqlRepository::record(const ListName& list,
                                                  std::function<Result<ItemRecord>(const StoredList&)> decide)
{
    Audit::Entry entry{.action = u"checklist.recorded"_s, .target = list.target()};
    return m_audit.write<ItemRecord>(
        std::move(entry),
        [list, decide = std::move(decide), actor = m_audit.actor(),
         now = m_clock.now()](QSqlDatabase& database, Audit::Entry& row) -> Result<ItemRecord> {
            const auto stored = loadKnownList(database, list);
            if (!stored)
                return fail(stored.error());
            auto record = decide(*stored);
            if (!record)
                return record;
            const auto before = stored->records.find(record->key);
            record->version = before == stored->records.end() ? 1 : before->second.version + 1;
            record->by = actor.login;
            record->observer = actor.installation;
            record->at = now;
            if (const auto saved = saveRecord(database, stored->id, *record); !saved)
                return fail(saved.error());
            row.payload = {{u"checklist"_s, list.name},
                           {u"item"_s, record->key},
                           {u"text"_s, record->text.text()},
                           {u"state"_s, itemStateName(record->state)},
                           {u"statement"_s, record->evidence.statement.text()},
                           {u"source"_s, record->evidence.source},
                           {u"artefacts"_s, QJsonArray::fromStringList(record->evidence.artefacts)},
                           {u"reason"_s, record->reason.text()},
                           {u"until"_s, isoUtc(record->until)},
                           {u"version"_s, record->version}};
            return record;
        });
}

QFuture<Result<SignatureRecord>> SqlRepository::sign(const ListName& list,
                                                     std::function<Result<SignatureRecord>(const StoredList&)> decide)
{
    Audit::Entry entry{.action = u"checklist.signed"_s, .target = list.target()};
    return m_audit.write<SignatureRecord>(
        std::move(entry),
        [list, decide = std::move(decide), actor = m_audit.actor(),
         now = m_clock.now()](QSqlDatabase& database, Audit::Entry& row) -> Result<SignatureRecord> {
            const auto stored = loadKnownList(database, list);
            if (!stored)
                return fail(stored.error());
            auto signature = decide(*stored);
            if (!signature)
                return signature;
            signature->id = Id::make(now);
            signature->by = actor.login;
            signature->observer = actor.installation;
            signature->at = now;
            if (const auto saved = addSignature(database, stored->id, *signature); !saved)
                return fail(saved.error());
            row.payload = {{u"checklist"_s, list.name},
                           {u"role"_s, signature->role},
                           {u"statement"_s, signature->statement.text()},
                           {u"contentHash"_s, signature->contentHash},
                           {u"document"_s, stored->document.sha256},
                           {u"signature"_s, signature->id.toString()}};
            return signature;
        });
}

} // namespace Pilothouse::Checklist
