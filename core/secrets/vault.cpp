// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/vault.h"

#include "secrets/change.h"
#include "secrets/generator.h"
#include "secrets/keychain.h"
#include "secrets/policy.h"
#include "secrets/words.h"

#include <deque>

namespace Pilothouse::Secrets {

using namespace Qt::StringLiterals;

/// The vault's side on its own thread.
class Vault::Private
{
public:
    Private(Store::Database& facts, Audit::Trail& audit, Clock& clock, const VaultOptions& options)
        : m_options(options)
        , m_clock(clock)
        , m_keychain(options.service, options.timeout, clock)
        , m_tools{facts, audit, clock, m_keychain, m_mailbox.slot()}
    {
    }

    void read(const SecretRef& ref, const Promise<Secret>& promise)
    {
        const Result<QString> key = keyOf(ref);
        if (!key)
            return promise.answer(fail(key.error()));
        if (const auto kept = m_cache.find(*key); kept != m_cache.end() && kept->second.until > m_clock.monotonic())
            return promise.answer(kept->second.value);
        const quint64 changes = m_changes;
        whenAnswered(m_keychain.read(*key), m_mailbox.slot(),
                     [this, ref, key = *key, promise, changes](const Result<KeychainAnswer>& answer) {
                         if (!answer)
                             return promise.answer(fail(answer.error()));
                         if (!answer->value)
                             return explainAbsence(ref, answer->keeper, promise);
                         // A value that was read while something was changed may be the one before.
                         if (changes == m_changes)
                             keep(key, *answer->value);
                         promise.answer(*answer->value);
                     });
    }
    void status(const Promise<KeychainStatus>& promise)
    {
        whenAnswered(m_keychain.status(), [promise](const Result<KeychainStatus>& status) {
            // The only error is that no answer came.
            promise.answer(status ? *status
                                  : KeychainStatus{.state = KeychainState::Mute, .detail = status.error().message});
        });
    }
    /// One change after the other, so that the index tells of two for one secret in the order of the keychain.
    void change(const SecretRef& ref, std::optional<Secret> value, const QString& how, const Promise<void>& promise)
    {
        m_waiting.push_back([this, ref, value = std::move(value), how, promise] {
            forget();
            auto done = value ? Change::set(m_tools, ref, *value, how) : Change::remove(m_tools, ref);
            whenAnswered(done, m_mailbox.slot(), [this, promise](const Result<void>& answer) {
                forget();
                promise.answer(answer);
                m_waiting.pop_front();
                if (!m_waiting.empty())
                    m_waiting.front()();
            });
        });
        if (m_waiting.size() == 1)
            m_waiting.front()();
    }
    void forget()
    {
        ++m_changes;
        m_cache.clear();
    }

private:
    struct Kept
    {
        Secret value;
        std::chrono::milliseconds until;
        std::unique_ptr<Timer> end;
    };

    void keep(const QString& key, const Secret& value)
    {
        if (m_options.cacheFor <= std::chrono::milliseconds::zero())
            return;
        const auto until = m_clock.monotonic() + m_options.cacheFor;
        m_cache[key] = {.value = value, .until = until, .end = m_clock.after(&m_context, m_options.cacheFor, [this] {
                            m_mailbox.post([this] { dropOld(); });
                        })};
    }
    void dropOld()
    {
        std::erase_if(m_cache, [now = m_clock.monotonic()](const auto& kept) { return kept.second.until <= now; });
    }
    void explainAbsence(const SecretRef& ref, const QString& keeper, const Promise<Secret>& promise)
    {
        auto found = m_tools.facts.read<std::optional<StoredSecret>>(
            [ref](QSqlDatabase& database) { return Index::find(database, ref); });
        whenAnswered(found, [ref, keeper, promise](const Result<std::optional<StoredSecret>>& stored) {
            if (!stored || !*stored || !(*stored)->setAt.isValid())
                return promise.answer(fail(Words::neverSet(ref)));
            const StoredSecret& known = **stored;
            const bool elsewhere = !known.keeper.isEmpty() && !keeper.isEmpty() && known.keeper != keeper;
            promise.answer(fail(elsewhere ? Words::keptElsewhere(ref, known.keeper, keeper)
                                          : Words::lost(ref, known.setAt, known.setBy)));
        });
    }

    VaultOptions m_options;
    Clock& m_clock;
    QObject m_context;
    std::map<QString, Kept> m_cache;
    quint64 m_changes = 0;
    std::deque<std::function<void()>> m_waiting;
    Mailbox m_mailbox{&m_context};
    Keychain m_keychain;
    Change::Tools m_tools;
};

Vault::Vault(Store::Database& facts, Audit::Trail& audit, Clock& clock, const VaultOptions& options)
    : m_facts(facts)
    , m_thread(u"vault"_s, ThreadRole::Keychain)
{
    m_thread.runAndWait([&] { m_private = std::make_unique<Private>(facts, audit, clock, options); });
}

Vault::~Vault()
{
    m_thread.runAndWait([this] { m_private.reset(); });
}

std::vector<Store::Migration> Vault::migrations() { return Index::migrations(); }

QFuture<Result<Secret>> Vault::secret(const SecretRef& ref)
{
    Promise<Secret> promise;
    m_thread.post([d = m_private.get(), ref, promise] { d->read(ref, promise); });
    return promise.future();
}

QFuture<Result<void>> Vault::set(const SecretRef& ref, const Secret& value, const System::SecretSpec& spec)
{
    if (auto allowed = checkPolicy(spec, value); !allowed)
        return answered<void>(fail(allowed.error()));
    return change(ref, value, u"given"_s);
}

QFuture<Result<void>> Vault::generate(const SecretRef& ref, const System::SecretSpec& spec)
{
    const Result<Secret> value = generateSecret(spec);
    if (!value)
        return answered<void>(fail(value.error()));
    return change(ref, *value, u"generated "_s + spec.generate);
}

QFuture<Result<void>> Vault::remove(const SecretRef& ref) { return change(ref, std::nullopt, {}); }

QFuture<Result<void>> Vault::change(const SecretRef& ref, std::optional<Secret> value, const QString& how)
{
    if (auto key = keyOf(ref); !key)
        return answered<void>(fail(key.error()));
    Promise<void> promise;
    m_thread.post(
        [d = m_private.get(), ref, value = std::move(value), how, promise] { d->change(ref, value, how, promise); });
    return promise.future();
}

QFuture<Result<std::vector<StoredSecret>>> Vault::list(const QString& system, const QString& environment)
{
    return m_facts.read<std::vector<StoredSecret>>(
        [system, environment](QSqlDatabase& database) { return Index::list(database, system, environment); });
}

QFuture<Result<KeychainStatus>> Vault::status()
{
    Promise<KeychainStatus> promise;
    m_thread.post([d = m_private.get(), promise] { d->status(promise); });
    return promise.future();
}

void Vault::forget()
{
    m_thread.post([d = m_private.get()] { d->forget(); });
}

} // namespace Pilothouse::Secrets
