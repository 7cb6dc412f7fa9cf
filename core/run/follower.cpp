// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/follower.h"

#include "run/request.h"

namespace Pilothouse::Run {

struct Follower::Shared
{
    Shared(const QByteArray& nonce, bool inTurn, std::shared_ptr<Bell> rung)
        : reader(nonce, inTurn)
        , bell(std::move(rung))
    {
    }
    mutable std::mutex mutex;
    FollowReader reader;
    std::vector<FollowEvent> events;
    QByteArrayList told;
    bool following = false;
    std::optional<Error> end;
    bool dropped = false;
    std::shared_ptr<Ssh::RunningCommand> command;
    std::shared_ptr<Bell> bell;

    void finish(const Error& error)
    {
        {
            const std::lock_guard lock(mutex);
            end = error;
        }
        bell->ring();
    }
};

Follower::Follower(const std::shared_ptr<HostShell>& shell, const QString& run, const QString& segment,
                   const std::map<QString, qint64>& offsets, std::shared_ptr<Bell> bell)
{
    Request request("follow");
    request.word("run", run).word("segment", segment);
    for (const auto& [key, offset] : offsets)
        request.number("offset " + key.toUtf8(), offset);
    m_shared = std::make_shared<Shared>(request.nonce(), false, std::move(bell));
    start(shell, request.command());
}

Follower::Follower(const std::shared_ptr<HostShell>& shell, std::shared_ptr<Bell> bell)
    : m_shared(std::make_shared<Shared>(QByteArray(), true, std::move(bell)))
{
    start(shell, readyCommand());
}

Follower::Follower(const std::shared_ptr<HostShell>& shell, const Request& inTurn, std::shared_ptr<Bell> bell)
    : m_shared(std::make_shared<Shared>(inTurn.nonce(), true, std::move(bell)))
{
    start(shell, inTurn.command());
}

void Follower::start(const std::shared_ptr<HostShell>& shell, Result<Ssh::Command> command)
{
    if (!command) {
        m_shared->finish(command.error());
        return;
    }
    command->deadline = std::chrono::milliseconds(0);
    const std::weak_ptr<Shared> weak = m_shared;
    command->onOutput = [weak](QByteArrayView bytes) {
        const auto shared = weak.lock();
        if (!shared)
            return;
        {
            const std::lock_guard lock(shared->mutex);
            for (FollowEvent& event : shared->reader.feed(bytes)) {
                if (event.kind == FollowEvent::Kind::Told)
                    shared->told += event.data;
                else if (event.kind == FollowEvent::Kind::Following)
                    shared->following = true;
                else
                    shared->events.push_back(std::move(event));
            }
        }
        shared->bell->ring();
    };
    command->onErrors = [](QByteArrayView) {};
    shell->start(std::move(*command))
        .then(QtFuture::Launch::Sync, [weak](const Result<std::shared_ptr<Ssh::RunningCommand>>& started) {
            const auto shared = weak.lock();
            if (!shared)
                return;
            if (!started) {
                shared->finish(started.error());
                return;
            }
            {
                const std::lock_guard lock(shared->mutex);
                if (shared->dropped)
                    return;
                shared->command = *started;
            }
            shared->bell->ring();
            (*started)->finished().then(QtFuture::Launch::Sync, [weak](const Result<Ssh::Finished>& finished) {
                if (const auto owner = weak.lock())
                    owner->finish(finished ? Error{.kind = ErrorKind::Unreachable, .message = {}} : finished.error());
            });
        });
}

Follower::~Follower()
{
    std::shared_ptr<Ssh::RunningCommand> command;
    const std::lock_guard lock(m_shared->mutex);
    m_shared->dropped = true;
    command.swap(m_shared->command);
}

bool Follower::isOpen() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->command && !m_shared->end;
}

Result<void> Follower::send(const Request& inTurn)
{
    const auto text = inTurn.text();
    const std::lock_guard lock(m_shared->mutex);
    if (!text || !m_shared->command)
        return fail(ErrorKind::Refused, {}, QStringLiteral("not open, or a secret"));
    m_shared->reader = FollowReader(inTurn.nonce(), true);
    m_shared->command->write(*text);
    return {};
}

QByteArrayList Follower::takeTold()
{
    const std::lock_guard lock(m_shared->mutex);
    return std::exchange(m_shared->told, {});
}

bool Follower::isFollowing() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->following;
}

std::vector<FollowEvent> Follower::take()
{
    const std::lock_guard lock(m_shared->mutex);
    return std::exchange(m_shared->events, {});
}

bool Follower::isReady() const
{
    const std::lock_guard lock(m_shared->mutex);
    return !m_shared->events.empty() || !m_shared->told.isEmpty() || m_shared->end;
}

std::optional<Error> Follower::ended() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->events.empty() ? m_shared->end : std::nullopt;
}

} // namespace Pilothouse::Run
