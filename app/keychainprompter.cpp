// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keychainprompter.h"

#include "app/keptlogins.h"
#include "base/log.h"
#include "base/translate.h"

namespace Pilothouse {

using namespace Qt::StringLiterals;

namespace {

using Answered = Promise<Ssh::Answers>;

QFuture<Result<Ssh::Answers>> askPerson(Secrets::Vault& vault, const std::shared_ptr<Ssh::Prompter>& person,
                                        const Ssh::Prompt& prompt, const std::stop_token& withdrawn)
{
    if (!person)
        return answered<Ssh::Answers>(fail(ErrorKind::Refused, translate("App", "Nobody can be asked here."),
                                           prompt.why.isEmpty() ? QString() : prompt.why.last()));
    const auto place = KeychainPrompter::placeOf(prompt);
    if (!place)
        return person->ask(prompt, withdrawn);
    const Answered promise;
    whenAnswered(person->ask(prompt, withdrawn), [promise, place, &vault](Result<Ssh::Answers> answers) {
        if (answers && answers->keep && !answers->secrets.empty()) {
            answers->proved = [&vault, place, value = answers->secrets.front(), first = std::move(answers->proved)] {
                if (first)
                    first();
                whenAnswered(vault.set(*place, value, {.name = place->name}), [](const Result<void>& set) {
                    if (!set)
                        qCWarning(lcSsh) << "not kept in the keychain:" << set.error().message;
                });
            };
        }
        promise.answer(std::move(answers));
    });
    return promise.future();
}

} // namespace

KeychainPrompter::KeychainPrompter(Secrets::Vault& vault, std::shared_ptr<Ssh::Prompter> person)
    : m_vault(vault)
    , m_person(std::move(person))
{
}

std::optional<SecretRef> KeychainPrompter::placeOf(const Ssh::Prompt& prompt)
{
    if (prompt.keptAs)
        return prompt.keptAs;
    if (!prompt.mayBeKept)
        return {};
    return Pilothouse::placeOf(prompt.kind,
                               prompt.kind == Ssh::Prompt::Kind::Passphrase ? prompt.subject : prompt.where);
}

QFuture<Result<Ssh::Answers>> KeychainPrompter::ask(const Ssh::Prompt& prompt, const std::stop_token& withdrawn)
{
    const auto place = placeOf(prompt);
    if (!place || prompt.again)
        return askPerson(m_vault, m_person, prompt, withdrawn);
    const Answered promise;
    whenAnswered(m_vault.secret(*place),
                 [vault = &m_vault, person = m_person, prompt, promise, withdrawn](const Result<Secret>& kept) {
                     if (kept)
                         return promise.answer(Ssh::Answers{.secrets = {*kept}, .kept = true});
                     // Nothing kept, or no keychain at all, is the usual case; but a name in the definition promised
                     // something.
                     Ssh::Prompt question = prompt;
                     if (prompt.keptAs)
                         question.why += kept.error().message;
                     whenAnswered(askPerson(*vault, person, question, withdrawn),
                                  [promise](const Result<Ssh::Answers>& answers) { promise.answer(answers); });
                 });
    return promise.future();
}

} // namespace Pilothouse
