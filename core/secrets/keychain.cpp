// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/keychain.h"

#include "secrets/keychainthread.h"
#include "secrets/secretservice.h"
#include "secrets/words.h"

#include <atomic>

namespace Pilothouse::Secrets {

/// One question on its way. Whether its job was begun is decided once: afterwards a late answer means that nobody knows
/// what was done, before that it means that nothing was and nothing will be.
template <typename T> struct Keychain::Request
{
    enum State { Waiting, Begun, GivenUp };

    Promise<T> promise;
    std::atomic<int> state = Waiting;

    bool begin()
    {
        int expected = Waiting;
        return state.compare_exchange_strong(expected, Begun);
    }
    bool giveUp()
    {
        int expected = Waiting;
        return state.compare_exchange_strong(expected, GivenUp);
    }
};

Keychain::Keychain(QString service, std::chrono::milliseconds timeout, Clock& clock)
    : m_service(std::move(service))
    , m_timeout(timeout)
    , m_clock(clock)
{
}

Keychain::~Keychain()
{
    m_mailbox.close();
    for (const auto& [number, pending] : m_pending)
        pending.cancel();
}

template <typename T> QFuture<Result<T>> Keychain::ask(const Error& whenLate, Work<T> work)
{
    const auto request = std::make_shared<Request<T>>();
    const quint64 number = ++m_count;
    const auto late = [request, whenLate] {
        request->promise.answer(fail(request->giveUp() ? Words::mute() : whenLate));
    };
    const auto cancel = [request] {
        request->giveUp();
        request->promise.answer(fail(Words::closing()));
    };
    m_pending[number] = {.deadline = m_clock.after(&m_context, m_timeout, late), .cancel = cancel};
    auto future = request->promise.future();
    whenAnswered(future, m_mailbox.slot(), [this, number](const Result<T>&) { m_pending.erase(number); });

    postToKeychain([request, timeout = m_timeout, work = std::move(work)](QObject* context) {
        if (request->state == Request<T>::GivenUp)
            return;
        const auto answered = [request, work](const KeychainStatus& status) {
            if (status.state == KeychainState::Available)
                surviveTheBus();
            if (request->begin())
                work(request, status);
        };
        const QString prevented = whatPreventsJobs();
        if (prevented.isEmpty())
            askSecretService(context, timeout, answered);
        else
            answered({.state = KeychainState::NoService, .keeper = {}, .detail = prevented});
    });
    return future;
}

template <typename T> QFuture<Result<T>> Keychain::askForJob(const Error& whenLate, Work<T> work)
{
    return ask<T>(whenLate, [work = std::move(work)](const auto& request, const KeychainStatus& status) {
        if (status.state == KeychainState::Available)
            work(request, status);
        else
            request->promise.answer(fail(Words::unavailable(status)));
    });
}

QFuture<Result<KeychainStatus>> Keychain::status()
{
    return ask<KeychainStatus>(
        Words::mute(), [](const auto& request, const KeychainStatus& status) { request->promise.answer(status); });
}

QFuture<Result<KeychainAnswer>> Keychain::read(const QString& key)
{
    const KeyName name{m_service, key};
    return askForJob<KeychainAnswer>(Words::mute(), [name](const auto& request, const KeychainStatus& status) {
        readKey(name, [request, keeper = status.keeper](const Result<std::optional<Secret>>& value) {
            request->promise.answer(value.map(
                [&](const std::optional<Secret>& found) { return KeychainAnswer{.value = found, .keeper = keeper}; }));
        });
    });
}

QFuture<Result<QString>> Keychain::write(const QString& key, const Secret& value)
{
    const KeyName name{m_service, key};
    return askForJob<QString>(
        Words::outcomeUnknown(), [name, value](const auto& request, const KeychainStatus& status) {
            writeKey(name, value, [name, value, request, keeper = status.keeper](const Result<void>& written) {
                if (!written)
                    return request->promise.answer(fail(written.error()));
                readKey(name, [value, request, keeper](const Result<std::optional<Secret>>& back) {
                    if (!back)
                        return request->promise.answer(fail(back.error()));
                    const bool same = *back && (*back)->equals(value);
                    request->promise.answer(same ? Result<QString>(keeper) : fail(Words::readsBackDifferently()));
                });
            });
        });
}

QFuture<Result<QString>> Keychain::remove(const QString& key)
{
    const KeyName name{m_service, key};
    return askForJob<QString>(Words::outcomeUnknown(), [name](const auto& request, const KeychainStatus& status) {
        removeKey(name, [name, request, keeper = status.keeper](const Result<void>& removed) {
            if (!removed)
                return request->promise.answer(fail(removed.error()));
            readKey(name, [request, keeper](const Result<std::optional<Secret>>& left) {
                if (!left)
                    return request->promise.answer(fail(left.error()));
                request->promise.answer(*left ? fail(Words::stillThere()) : Result<QString>(keeper));
            });
        });
    });
}

} // namespace Pilothouse::Secrets
