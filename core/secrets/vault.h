// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/trail.h"
#include "base/clock.h"
#include "base/secretsource.h"
#include "base/thread.h"
#include "secrets/index.h"
#include "secrets/keychainstatus.h"
#include "system/environment.h"

namespace Pilothouse::Secrets {

struct VaultOptions
{
    std::chrono::milliseconds timeout = std::chrono::seconds(10);  ///< of each call to the keychain
    std::chrono::milliseconds cacheFor = std::chrono::seconds(60); ///< how long a value stays in memory; 0 for never
    QString service = QStringLiteral("org.pilothouse");            ///< the keychain's name of this program
};

/// The secrets of all environments, kept in the login session's keychain (Secret Service) and nowhere else: there is no
/// plain-text fall-back. Which secrets were set, when and by whom is in the facts database, each change in the audit
/// trail. Any thread; answers come on the vault's own, keychain calls within their timeout.
///
/// Errors: NotFound if an unlocked keychain has no such entry; Unreachable if the keychain is locked, missing, mute, or
/// another one than the one that the secret was given to; Unknown for a change that was begun and not answered in time;
/// Failed if it does not read back; Refused by the policy; those of the store.
class Vault final : public SecretSource
{
public:
    /// Everything passed must outlive the Vault. Calls in flight when it goes answer Cancelled.
    Vault(Store::Database& facts, Audit::Trail& audit, Clock& clock, const VaultOptions& options = {});
    ~Vault() override;

    /// The room's schema for the list of migrations.
    static std::vector<Store::Migration> migrations();

    QFuture<Result<Secret>> secret(const SecretRef& ref) override;

    /// Checks the value against `spec`, stores it and reads it back. `ref.name` and `spec.name` are the same.
    QFuture<Result<void>> set(const SecretRef& ref, const Secret& value, const System::SecretSpec& spec);
    /// Makes a value as `spec.generate` says and stores it; nobody sees it.
    QFuture<Result<void>> generate(const SecretRef& ref, const System::SecretSpec& spec);
    QFuture<Result<void>> remove(const SecretRef& ref);

    /// What was set from here, by name; asks no keychain.
    QFuture<Result<std::vector<StoredSecret>>> list(const QString& system, const QString& environment);
    /// The keychain's state. Answers also Mute as a state, not as an error.
    QFuture<Result<KeychainStatus>> status();
    /// Drops all values from memory.
    void forget();

private:
    class Private;
    QFuture<Result<void>> change(const SecretRef& ref, std::optional<Secret> value, const QString& how);

    Store::Database& m_facts;
    EventThread m_thread;
    std::unique_ptr<Private> m_private; ///< used and destroyed on m_thread
};

} // namespace Pilothouse::Secrets
