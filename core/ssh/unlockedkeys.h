// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/promise.h"
#include "base/thread.h"
#include "ssh/handles.h"
#include "ssh/prompter.h"

namespace Pilothouse::Ssh {

/// Private keys that are protected by a passphrase, opened once for all logins that need them: however many hosts take
/// a key, its passphrase is asked for once, and asked again at most twice when it was wrong. A person who does not want
/// to give it is not asked for the same key again before forgetRefusals(). Opening takes a tenth of a second and more
/// (bcrypt), so it is done on a thread of its own. Any thread; destruction withdraws what is being asked.
class UnlockedKeys
{
public:
    /// A key of one's own; shared only because answers are copied.
    using Key = std::shared_ptr<ssh_key_struct>;

    explicit UnlockedKeys(std::shared_ptr<Prompter> prompter);
    ~UnlockedKeys();
    UnlockedKeys(const UnlockedKeys&) = delete;
    UnlockedKeys& operator=(const UnlockedKeys&) = delete;

    /// `prompt` says for which host; kind, subject and question are filled in. The question is taken away when all who
    /// wait for the key have requested `stop`. Refused: nobody can be asked, nobody wants to answer, or three wrong
    /// answers; Invalid: the file.
    QFuture<Result<Key>> open(const QString& file, const Prompt& prompt, const std::stop_token& stop);
    void forgetRefusals();

private:
    struct Lock;
    void begin(const QString& file, Prompt prompt, const Promise<Key>& promise, const std::stop_token& stop);
    void ask(const std::shared_ptr<Lock>& lock);
    void answered(const std::shared_ptr<Lock>& lock, const Result<Answers>& answers);
    void leave(const std::shared_ptr<Lock>& lock);
    void finish(const std::shared_ptr<Lock>& lock, const Result<Key>& key);

    std::shared_ptr<Prompter> m_prompter;
    std::map<QString, std::shared_ptr<Lock>> m_locks;
    EventThread m_thread;
};

} // namespace Pilothouse::Ssh
