// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/safetext.h"
#include "base/secret.h"

#include <QFuture>
#include <QString>

#include <vector>

namespace Pilothouse::Ssh {

/// What a person is asked while a connection is made: for which host, behind which jump hosts, and why.
struct Prompt
{
    enum class Kind {
        Passphrase,          ///< of the key file `subject`
        Password,            ///< of the account
        KeyboardInteractive, ///< the server's own questions
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
    QString subject = {};      ///< the key file
    SafeText title = {};       ///< the server's, may be empty
    SafeText instruction = {}; ///< the server's, may be empty
    std::vector<Question> questions = {};
    bool again = false; ///< the last answer was wrong

    bool operator==(const Prompt&) const = default;
};

/// Port: asks a person (in the window, on the terminal) or looks an answer up (a keychain). One answer for each
/// question, or Cancelled when the person does not want to, or Refused when nobody can be asked. Called on an I/O
/// thread; answers on any.
class Prompter
{
public:
    Prompter() = default;
    virtual ~Prompter() = default;
    Prompter(const Prompter&) = delete;
    Prompter& operator=(const Prompter&) = delete;

    virtual QFuture<Result<std::vector<Secret>>> ask(const Prompt& prompt) = 0;
};

} // namespace Pilothouse::Ssh
