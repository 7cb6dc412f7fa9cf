// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/unlockedkeys.h"

#include "ssh/keyfile.h"
#include "ssh/words.h"

#include <QDateTime>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

constexpr int mostTries = 3;

UnlockedKeys::Key copyOf(const KeyHandle& key) { return {ssh_key_dup(key.get()), HandleDeleter()}; }

} // namespace

/// One key file: opened, being asked for, or refused.
struct UnlockedKeys::Lock
{
    struct Waiting
    {
        Promise<Key> promise;
        std::stop_token stop;
        std::optional<std::stop_callback<std::function<void()>>> onStop = {};
    };
    QString file;
    QDateTime changed; ///< of the file: a key that was replaced is opened anew
    Prompt prompt = {};
    std::vector<std::unique_ptr<Waiting>> waiting = {};
    std::stop_source withdrawn = {};
    int tries = 0;
    KeyHandle key = {};
    std::optional<Error> refused = {};
};

UnlockedKeys::UnlockedKeys(std::shared_ptr<Prompter> prompter)
    : m_prompter(std::move(prompter))
    , m_thread(u"ssh-keys"_s, ThreadRole::Io)
{
}

UnlockedKeys::~UnlockedKeys()
{
    m_thread.runAndWait([this] {
        for (const auto& [file, lock] : m_locks) {
            lock->withdrawn.request_stop();
            lock->waiting.clear();
        }
        m_locks.clear();
    });
}

QFuture<Result<UnlockedKeys::Key>> UnlockedKeys::open(const QString& file, const Prompt& prompt,
                                                      const std::stop_token& stop)
{
    const Promise<Key> promise;
    m_thread.post([this, file, prompt, promise, stop] { begin(file, prompt, promise, stop); });
    return promise.future();
}

void UnlockedKeys::forgetRefusals()
{
    m_thread.post(
        [this] { std::erase_if(m_locks, [](const auto& entry) { return entry.second->refused.has_value(); }); });
}

void UnlockedKeys::begin(const QString& file, Prompt prompt, const Promise<Key>& promise, const std::stop_token& stop)
{
    const QDateTime changed = QFileInfo(file).lastModified();
    if (const auto known = m_locks.find(file); known != m_locks.end()) {
        const auto lock = known->second;
        if (!lock->waiting.empty()) {
            // Somebody is being asked already.
        } else if (lock->changed != changed || (!lock->key && !lock->refused)) {
            m_locks.erase(known);
        } else {
            return promise.answer(lock->refused ? Result<Key>(fail(*lock->refused)) : Result<Key>(copyOf(lock->key)));
        }
    }
    auto& lock = m_locks[file];
    const bool isNew = !lock;
    if (isNew) {
        lock = std::make_shared<Lock>(Lock{.file = file, .changed = changed});
        prompt.kind = Prompt::Kind::Passphrase;
        prompt.subject = file;
        prompt.questions = {{.text = SafeText::oneLine(Words::tr("Passphrase of %1").arg(file), 500)}};
        prompt.mayBeKept = true;
        lock->prompt = std::move(prompt);
    }
    auto waiting = std::make_unique<Lock::Waiting>();
    waiting->promise = promise;
    waiting->stop = stop;
    if (stop.stop_possible()) {
        waiting->onStop.emplace(stop, [this, slot = m_thread.slot(), weak = std::weak_ptr(lock)] {
            slot.post([this, weak] {
                if (const auto left = weak.lock())
                    leave(left);
            });
        });
    }
    lock->waiting.push_back(std::move(waiting));
    if (isNew)
        ask(std::shared_ptr(lock));
}

void UnlockedKeys::ask(const std::shared_ptr<Lock>& lock)
{
    if (!m_prompter)
        return finish(lock, fail(Words::nobodyToAskFor(lock->file)));
    ++lock->tries;
    whenAnswered(m_prompter->ask(lock->prompt, lock->withdrawn.get_token()), m_thread.slot(),
                 [this, lock](const Result<Answers>& answers) { answered(lock, answers); });
}

void UnlockedKeys::answered(const std::shared_ptr<Lock>& lock, const Result<Answers>& answers)
{
    if (lock->waiting.empty())
        return;
    if (!answers)
        return finish(lock, fail(answers.error().kind == ErrorKind::Cancelled
                                     ? Words::passphraseNotGiven(lock->file)
                                     : Words::passphraseNotAsked(lock->file, answers.error())));
    auto key = readPrivateKey(lock->file, answers->secrets.empty() ? Secret() : answers->secrets.front());
    if (key) {
        if (answers->proved)
            answers->proved();
        lock->key = std::move(*key);
        return finish(lock, Key());
    }
    const bool empty = answers->secrets.empty() || answers->secrets.front().isEmpty();
    if (key.error().kind != ErrorKind::Conflict && !empty)
        return finish(lock, fail(key.error()));
    if (lock->tries >= mostTries)
        return finish(lock, fail(Words::passphraseWrong(lock->file, lock->tries)));
    lock->prompt.again = true;
    ask(lock);
}

void UnlockedKeys::leave(const std::shared_ptr<Lock>& lock)
{
    std::erase_if(lock->waiting, [](const auto& waiting) { return waiting->stop.stop_requested(); });
    if (!lock->waiting.empty() || lock->key || lock->refused)
        return;
    lock->withdrawn.request_stop();
    if (const auto known = m_locks.find(lock->file); known != m_locks.end() && known->second == lock)
        m_locks.erase(known);
}

void UnlockedKeys::finish(const std::shared_ptr<Lock>& lock, const Result<Key>& key)
{
    if (!key)
        lock->refused = key.error();
    for (const auto& waiting : std::exchange(lock->waiting, {}))
        waiting->promise.answer(key ? Result<Key>(copyOf(lock->key)) : key);
}

} // namespace Pilothouse::Ssh
