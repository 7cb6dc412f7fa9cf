// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/vault.h"
#include "ssh/prompter.h"

namespace Pilothouse {

/// Looks into the keychain before a person is asked: under the name that the definition gives, else where an earlier
/// answer was kept. What a person wants kept goes there once it has proved right. Whoever is asked instead is told why
/// the keychain does not have what the definition names. Any thread; the vault outlives it.
class KeychainPrompter final : public Ssh::Prompter
{
public:
    /// Without `person` only the keychain answers.
    KeychainPrompter(Secrets::Vault& vault, std::shared_ptr<Ssh::Prompter> person);

    QFuture<Result<Ssh::Answers>> ask(const Ssh::Prompt& prompt, const std::stop_token& withdrawn) override;

    /// Where an answer is kept that the definition has no name for: a system that no definition can have, and the key
    /// file or the account with its address.
    static std::optional<SecretRef> placeOf(const Ssh::Prompt& prompt);

private:
    Secrets::Vault& m_vault;
    std::shared_ptr<Ssh::Prompter> m_person;
};

} // namespace Pilothouse
