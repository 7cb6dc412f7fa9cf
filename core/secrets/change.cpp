// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/change.h"

#include "secrets/words.h"

namespace Pilothouse::Secrets {

using namespace Qt::StringLiterals;

Result<QString> keyOf(const SecretRef& ref)
{
    for (const QString& part : {ref.system, ref.environment, ref.name}) {
        if (part.isEmpty() || part.contains(u'/') || part.contains(QChar(0)))
            return fail(Words::badReference(ref));
    }
    return u"%1/%2/%3"_s.arg(ref.system, ref.environment, ref.name);
}

Change::Change(const Tools& tools, SecretRef ref, std::optional<Secret> value, QString how)
    : m_tools(tools)
    , m_ref(std::move(ref))
    , m_value(std::move(value))
    , m_how(std::move(how))
{
}

QFuture<Result<void>> Change::set(const Tools& tools, const SecretRef& ref, const Secret& value, const QString& how)
{
    const std::shared_ptr<Change> change(new Change(tools, ref, value, how));
    auto future = change->m_promise.future();
    whenAnswered(tools.keychain.status(), tools.slot, [change](const Result<KeychainStatus>& status) {
        if (!status)
            change->m_promise.answer(fail(status.error()));
        else if (status->state != KeychainState::Available)
            change->m_promise.answer(fail(Words::unavailable(*status)));
        else
            change->begin();
    });
    return future;
}

QFuture<Result<void>> Change::remove(const Tools& tools, const SecretRef& ref)
{
    const std::shared_ptr<Change> change(new Change(tools, ref, std::nullopt, {}));
    auto future = change->m_promise.future();
    change->lookForEntry();
    return future;
}

void Change::lookForEntry()
{
    auto read = m_tools.keychain.read(keyOf(m_ref).value());
    whenAnswered(read, m_tools.slot, [self = shared_from_this()](const Result<KeychainAnswer>& answer) {
        if (!answer)
            return self->m_promise.answer(fail(answer.error()));
        if (answer->value)
            return self->begin();
        auto found = self->m_tools.facts.read<std::optional<StoredSecret>>(
            [ref = self->m_ref](QSqlDatabase& database) { return Index::find(database, ref); });
        whenAnswered(found, self->m_tools.slot,
                     [self, keeper = answer->keeper](const Result<std::optional<StoredSecret>>& stored) {
                         if (!stored)
                             self->m_promise.answer(fail(stored.error()));
                         else if (!*stored)
                             self->m_promise.answer(fail(Words::neverSet(self->m_ref)));
                         else if (const QString& other = (*stored)->keeper; !other.isEmpty() && other != keeper)
                             self->m_promise.answer(fail(Words::keptElsewhere(self->m_ref, other, keeper)));
                         else
                             self->begin();
                     });
    });
}

void Change::begin()
{
    Audit::Entry entry{.action = m_value ? u"secret.set-begun"_s : u"secret.remove-begun"_s,
                       .target = u"%1/%2"_s.arg(m_ref.system, m_ref.environment),
                       .payload = {{u"name"_s, m_ref.name}},
                       .dangerous = true};
    auto begun = m_tools.audit.write<bool>(std::move(entry),
                                           [ref = m_ref, actor = m_tools.audit.actor(),
                                            now = m_tools.clock.now()](QSqlDatabase& database) -> Result<bool> {
                                               auto done = Index::begin(database, ref, actor, now);
                                               return done ? Result<bool>(true) : fail(done.error());
                                           });
    whenAnswered(begun, m_tools.slot, [self = shared_from_this()](const Result<bool>& done) {
        if (done)
            self->act();
        else
            self->m_promise.answer(fail(done.error()));
    });
}

void Change::act()
{
    const QString key = keyOf(m_ref).value();
    auto acted = m_value ? m_tools.keychain.write(key, *m_value) : m_tools.keychain.remove(key);
    whenAnswered(acted, m_tools.slot, [self = shared_from_this()](const Result<QString>& done) { self->finish(done); });
}

void Change::finish(const Result<QString>& done)
{
    const QString verb = m_value ? u"secret.set"_s : u"secret.removed"_s;
    if (!done && done.error().kind == ErrorKind::Unknown)
        return record(
            verb + u"-unknown"_s, {}, [](QSqlDatabase&) { return Result<void>(); }, done.error());
    if (!done)
        return record(
            m_value ? u"secret.set-failed"_s : u"secret.remove-failed"_s,
            {{u"why"_s, errorKindName(done.error().kind)}},
            [ref = m_ref](QSqlDatabase& database) { return Index::revert(database, ref); }, done.error());
    if (!m_value)
        return record(
            verb, {}, [ref = m_ref](QSqlDatabase& database) { return Index::remove(database, ref); }, std::nullopt);
    record(
        verb, {{u"how"_s, m_how}},
        [ref = m_ref, actor = m_tools.audit.actor(), keeper = *done, now = m_tools.clock.now()](
            QSqlDatabase& database) { return Index::confirm(database, ref, actor, keeper, now); },
        std::nullopt);
}

void Change::record(const QString& outcome, const QJsonObject& more, std::function<Result<void>(QSqlDatabase&)> work,
                    std::optional<Error> error)
{
    Audit::Entry entry{.action = outcome, .target = u"%1/%2"_s.arg(m_ref.system, m_ref.environment), .payload = more};
    entry.payload.insert(u"name"_s, m_ref.name);
    auto written =
        m_tools.audit.write<bool>(std::move(entry), [work = std::move(work)](QSqlDatabase& database) -> Result<bool> {
            auto done = work(database);
            return done ? Result<bool>(true) : fail(done.error());
        });
    whenAnswered(written, m_tools.slot,
                 [self = shared_from_this(), error = std::move(error)](const Result<bool>& done) {
                     // What happened to the secret matters more than what happened to the note about it.
                     if (error)
                         self->m_promise.answer(fail(*error));
                     else
                         self->m_promise.answer(done ? Result<void>() : fail(done.error()));
                 });
}

} // namespace Pilothouse::Secrets
