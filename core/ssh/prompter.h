// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/safetext.h"
#include "base/secret.h"
#include "base/secretsource.h"

#include <QFuture>
#include <QString>

#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace Pilothouse::Ssh {

/// What a person is asked while a connection is made: for which host, behind which jump hosts, and why.
struct Prompt
{
    enum class Kind {
        Passphrase,          ///< of the key file `subject`
        Password,            ///< of the account
        KeyboardInteractive, ///< the server's own questions
        Sudo,                ///< the account's password, for a command that runs as another user
    };
    struct Question
    {
        SafeText text;
        bool echo = false; ///< the answer may be shown while it is typed

        bool operator==(const Question&) const = default;
    };
    Kind kind = Kind::Password;
    QString where;             ///< "deploy@app-1 (127.0.10.1:2201)"
    QString hop = {};          ///< the host this one is the way to; empty when it is the host itself
    QStringList through = {};  ///< the jump hosts on the way, outermost first
    bool production = false;   ///< of an environment that is guarded
    QString subject = {};      ///< the key file
    SafeText title = {};       ///< the server's, may be empty
    SafeText instruction = {}; ///< the server's, may be empty
    std::vector<Question> questions = {};
    QStringList why = {};                 ///< what was tried before and did not do
    bool again = false;                   ///< the last answer was wrong
    std::optional<SecretRef> keptAs = {}; ///< where a keychain may have the one answer
    bool mayBeKept = false;               ///< an answer that stays the same; a one-time code does not

    bool operator==(const Prompt&) const = default;
};

/// One answer for each question. Copies share the secrets.
struct Answers
{
    std::vector<Secret> secrets;
    bool keep = false; ///< the person wants it in the keychain
    bool kept = false; ///< it was in a keychain: where it is wrong, a person may know better
    /// Called at most once, when they have proved right; on any thread.
    std::function<void()> proved = {};
};

/// Port: asks a person (in the window, on the terminal) or looks an answer up (a keychain). One answer for each
/// question, or Cancelled when the person does not want to, or Refused when nobody can be asked. Called on an I/O
/// thread; answers on any. A request of `withdrawn` says that nobody waits any longer: the question is taken away.
class Prompter
{
public:
    Prompter() = default;
    virtual ~Prompter() = default;
    Prompter(const Prompter&) = delete;
    Prompter& operator=(const Prompter&) = delete;

    virtual QFuture<Result<Answers>> ask(const Prompt& prompt, const std::stop_token& withdrawn) = 0;
};

} // namespace Pilothouse::Ssh
