// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/trail.h"
#include "secrets/index.h"
#include "secrets/keychain.h"

#include <memory>

namespace Pilothouse::Secrets {

/// Sets or removes one secret: intent into the audit trail (anchored) and the index, then the keychain, then the
/// outcome into both. Whatever interrupts it, the index says that the secret is undecided rather than something wrong.
/// Nothing is written down if the keychain is not available at the start. Lives on the vault's thread until it answers.
class Change : public std::enable_shared_from_this<Change>
{
public:
    /// What a change needs; all of it outlives the change or closes the mailbox first.
    struct Tools
    {
        Store::Database& facts;
        Audit::Trail& audit;
        Clock& clock;
        Keychain& keychain;
        Mailbox::Slot slot;
    };

    /// `how` goes into the audit trail: "given", "generated base64:64".
    static QFuture<Result<void>> set(const Tools& tools, const SecretRef& ref, const Secret& value, const QString& how);
    /// NotFound if neither the index nor the keychain has it.
    static QFuture<Result<void>> remove(const Tools& tools, const SecretRef& ref);

private:
    Change(const Tools& tools, SecretRef ref, std::optional<Secret> value, QString how);

    void lookForEntry();
    void begin();
    void act();
    void finish(const Result<QString>& done);
    void record(const QString& outcome, const QJsonObject& more, std::function<Result<void>(QSqlDatabase&)> work,
                std::optional<Error> error);

    Tools m_tools;
    SecretRef m_ref;
    std::optional<Secret> m_value; ///< nothing: remove
    QString m_how;
    Promise<void> m_promise;
};

/// The keychain's name of an entry, SYSTEM/ENVIRONMENT/NAME, or Invalid if a part is empty or has a slash.
Result<QString> keyOf(const SecretRef& ref);

} // namespace Pilothouse::Secrets
