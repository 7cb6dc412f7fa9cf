// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/lease.h"

#include "run/request.h"

namespace Pilothouse::Run {

struct Lease::Shared
{
    mutable std::mutex mutex;
    State state = State::Claiming;
    int generation = 0;
    QString who;
    Error error{.kind = ErrorKind::Unreachable, .message = {}};
    QByteArray nonce;
    QByteArray pending;
    bool begun = false;
    bool dropped = false;
    std::shared_ptr<Ssh::RunningCommand> command;
    std::shared_ptr<Bell> bell;

    void take(QByteArrayView bytes)
    {
        {
            const std::lock_guard lock(mutex);
            pending.append(bytes);
            for (qsizetype end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n')) {
                const QByteArray line = pending.first(end);
                pending.remove(0, end + 1);
                if (begun)
                    read(line);
                else
                    begun = line.contains("PILOTHOUSE " + nonce + ' ');
            }
        }
        bell->ring();
    }
    void read(const QByteArray& line)
    {
        const QByteArrayList words = line.split(' ');
        const int number = words.size() > 1 ? words.at(1).toInt() : 0;
        if (words.first() == "driving") {
            state = State::Held;
            generation = number;
        } else if (words.first() == "driven") {
            state = State::Refused;
            generation = number;
            who = QString::fromUtf8(words.mid(3).join(' '));
        } else if (words.first() == "superseded") {
            state = State::Superseded;
            generation = number;
        } else if (words.first() == "refused") {
            error = {
                .kind = ErrorKind::Failed,
                .message =
                    QCoreApplication::translate("Run", "The host refused: %1.").arg(QString::fromUtf8(line.mid(8)))};
        }
    }
    void end(const Error& why)
    {
        {
            const std::lock_guard lock(mutex);
            if (state == State::Claiming || state == State::Held) {
                state = State::Broken;
                if (error.message.isEmpty())
                    error = why;
            }
        }
        bell->ring();
    }
};

Lease::Lease(const std::shared_ptr<HostShell>& shell, const QString& run, const QString& owner, const QString& token,
             std::shared_ptr<Bell> bell)
    : m_shared(std::make_shared<Shared>())
{
    m_shared->bell = std::move(bell);
    Request request("drive");
    request.word("run", run).word("token", token).value("owner", owner.toUtf8());
    m_shared->nonce = request.nonce();
    auto command = request.command();
    if (!command) {
        m_shared->end(command.error());
        return;
    }
    command->deadline = std::chrono::milliseconds(0);
    const std::weak_ptr<Shared> weak = m_shared;
    command->onOutput = [weak](QByteArrayView bytes) {
        if (const auto shared = weak.lock())
            shared->take(bytes);
    };
    command->onErrors = [](QByteArrayView) {};
    shell->start(std::move(*command))
        .then(QtFuture::Launch::Sync, [weak](const Result<std::shared_ptr<Ssh::RunningCommand>>& started) {
            const auto shared = weak.lock();
            if (!shared)
                return;
            if (!started) {
                shared->end(started.error());
                return;
            }
            {
                const std::lock_guard lock(shared->mutex);
                if (shared->dropped)
                    return;
                shared->command = *started;
            }
            (*started)->finished().then(QtFuture::Launch::Sync, [weak](const Result<Ssh::Finished>& finished) {
                if (const auto owner = weak.lock())
                    owner->end(finished ? Error{.kind = ErrorKind::Unreachable, .message = {}} : finished.error());
            });
        });
}

Lease::~Lease()
{
    std::shared_ptr<Ssh::RunningCommand> command;
    const std::lock_guard lock(m_shared->mutex);
    m_shared->dropped = true;
    command.swap(m_shared->command);
}

Lease::State Lease::state() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->state;
}

int Lease::generation() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->generation;
}

QString Lease::who() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->who;
}

Error Lease::error() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->error;
}

} // namespace Pilothouse::Run
