// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/mailbox.h"
#include "base/secret.h"
#include "secrets/jobs.h"
#include "secrets/keychainstatus.h"

#include <QObject>

#include <map>
#include <optional>

namespace Pilothouse::Secrets {

/// What the keychain says to a question for an entry.
struct KeychainAnswer
{
    std::optional<Secret> value = {}; ///< nothing: an unlocked keychain has no such entry
    QString keeper = {};
};

/// The keychain with a time limit: every call answers within `timeout`, whatever the keychain and the bus do. Before
/// each job the Secret Service is asked for its state, and nothing is read or written unless it is Available. Used on
/// one thread, that of `context`, where the time is kept; the work is done on the process's keychain thread.
///
/// Errors: Unreachable for any state but Available and for no answer in time; Unknown for a change that was begun and
/// not answered in time; Failed if the keychain refuses or a value does not read back.
class Keychain
{
public:
    Keychain(QString service, std::chrono::milliseconds timeout, Clock& clock);
    /// Calls in flight answer Cancelled; a job that was begun goes on without anybody listening.
    ~Keychain();
    Keychain(const Keychain&) = delete;
    Keychain& operator=(const Keychain&) = delete;

    QFuture<Result<KeychainStatus>> status();
    QFuture<Result<KeychainAnswer>> read(const QString& key);
    /// Writes and reads back; answers with the keeper.
    QFuture<Result<QString>> write(const QString& key, const Secret& value);
    /// Removes and makes sure; answers with the keeper. No entry is no error.
    QFuture<Result<QString>> remove(const QString& key);

private:
    template <typename T> struct Request;
    template <typename T> using Work = std::function<void(const std::shared_ptr<Request<T>>&, const KeychainStatus&)>;

    struct Pending
    {
        std::unique_ptr<Timer> deadline;
        std::function<void()> cancel;
    };

    /// Asks for the state, then calls `work` with it on the keychain's thread, unless the time was over before.
    template <typename T> QFuture<Result<T>> ask(const Error& whenLate, Work<T> work);
    /// Calls `work` only if the keychain is Available.
    template <typename T> QFuture<Result<T>> askForJob(const Error& whenLate, Work<T> work);

    QString m_service;
    std::chrono::milliseconds m_timeout;
    Clock& m_clock;
    QObject m_context;
    quint64 m_count = 0;
    std::map<quint64, Pending> m_pending;
    Mailbox m_mailbox{&m_context}; ///< last: closed before the rest goes
};

} // namespace Pilothouse::Secrets
