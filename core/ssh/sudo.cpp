// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/sudo.h"

#include "base/safetext.h"
#include "base/shell.h"
#include "ssh/job.h"
#include "ssh/words.h"

#include <QRandomGenerator>

#include <array>
#include <mutex>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

constexpr qsizetype longestPreface = 64 * 1024; ///< of what sudo says before the command starts

/// What sudo says in its own words (LC_ALL=C), and what that means.
Error sudoRefused(const Endpoint& endpoint, const QString& user, const QByteArray& said, const Finished& finished)
{
    struct Meaning
    {
        const char* text;
        Error (*error)(const Endpoint&, const QString&);
    };
    static constexpr std::array meanings{
        Meaning{"is not in the sudoers file", Words::sudoNotAllowed},
        Meaning{"may not run sudo", Words::sudoNotAllowed},
        Meaning{"is not allowed to execute", Words::sudoNotAllowed},
        Meaning{"is not allowed to run sudo", Words::sudoNotAllowed},
        Meaning{"must have a tty", Words::sudoWantsTerminal},
        Meaning{"incorrect password attempt", Words::sudoWrongPassword},
        Meaning{"a password is required", Words::sudoPasswordNeeded},
        Meaning{"no password was provided", Words::sudoPasswordNeeded},
        Meaning{"sudo: not found", Words::sudoMissing},
        Meaning{"sudo: command not found", Words::sudoMissing},
        Meaning{"Authentication failure", Words::sudoWrongPassword},
    };
    for (const Meaning& meaning : meanings) {
        if (said.contains(meaning.text)) {
            Error error = meaning.error(endpoint, user);
            error.detail = SafeText::fromUntrusted(QByteArrayView(said.trimmed())).text();
            return error;
        }
    }
    Error error = finished.exitStatus == 127 ? Words::sudoMissing(endpoint, user) : Words::sudoFailed(endpoint, user);
    error.detail = SafeText::fromUntrusted(QByteArrayView(said.trimmed())).text();
    return error;
}

/// One call of sudo: reads what it says until the command has started. Callbacks come on the I/O thread, answers of
/// people on any.
class SudoRun : public std::enable_shared_from_this<SudoRun>
{
public:
    SudoRun(Endpoint endpoint, Command command, SudoOptions options)
        : m_endpoint(std::move(endpoint))
        , m_command(std::move(command))
        , m_options(std::move(options))
    {
        // Nobody else can write what sudo and the started shell write.
        const QByteArray nonce = QByteArray::number(QRandomGenerator::system()->generate64(), 16);
        m_asks = "[pilothouse-asks-" + nonce + "]";
        m_starts = "[pilothouse-starts-" + nonce + "]";
    }

    QFuture<Result<Finished>> start(Pool& pool)
    {
        Command outer{.line = line(), .keepInputOpen = true, .onOutput = m_command.onOutput};
        outer.collectAtMost = m_command.collectAtMost;
        outer.stop = m_command.stop;
        outer.deadline = m_command.deadline;
        outer.onErrors = [self = shared_from_this()](QByteArrayView data) { self->heard(data); };
        whenAnswered(pool.start(m_endpoint, std::move(outer)),
                     [self = shared_from_this()](const Result<std::shared_ptr<RunningCommand>>& running) {
                         if (running)
                             self->running(*running);
                         else
                             self->m_promise.answer(tl::make_unexpected(running.error()));
                     });
        return m_promise.future();
    }

private:
    QByteArray line() const
    {
        // sudo is to say its sentences in English; the command gets back the language it would have had.
        const QByteArray inner =
            "printf %s " + shellQuote(m_starts) +
            " >&2; if [ -n \"$1\" ]; then LC_ALL=$1; export LC_ALL; else unset LC_ALL; fi; exec sh -c \"$2\"";
        const QByteArray script = "language=${LC_ALL-}; LC_ALL=C; export LC_ALL; exec sudo -S -p " +
                                  shellQuote(m_asks) + " -u " + shellQuote(m_options.user.toUtf8()) + " -- sh -c " +
                                  shellQuote(inner) + " sh \"$language\" " + shellQuote(m_command.line);
        return "exec sh -c " + shellQuote(script);
    }

    void running(const std::shared_ptr<RunningCommand>& command)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_running = command;
            m_early(*command);
        }
        whenAnswered(command->finished(),
                     [self = shared_from_this()](const Result<Finished>& finished) { self->ended(finished); });
    }
    /// Now or as soon as the command runs.
    void when(const std::function<void(RunningCommand&)>& work)
    {
        const std::lock_guard lock(m_mutex);
        if (m_running)
            work(*m_running);
        else
            m_early = [first = m_early, work](RunningCommand& command) {
                first(command);
                work(command);
            };
    }

    void heard(QByteArrayView data)
    {
        if (m_started)
            return take(data);
        m_said += data;
        if (const qsizetype at = m_said.indexOf(m_starts); at >= 0) {
            m_started = true;
            const QByteArray rest = m_said.mid(at + m_starts.size());
            m_said.clear();
            take(rest);
            return when([command = m_command](RunningCommand& running) {
                if (!command.secretInput.isEmpty())
                    running.write(command.secretInput.bytes().toByteArray());
                if (!command.input.isEmpty())
                    running.write(command.input);
                running.closeInput();
            });
        }
        if (const qsizetype at = m_said.indexOf(m_asks); at >= 0) {
            m_said.remove(0, at + m_asks.size());
            return ask();
        }
        if (m_said.size() > longestPreface)
            m_said.remove(0, m_said.size() - longestPreface);
    }

    void take(QByteArrayView data)
    {
        if (data.isEmpty())
            return;
        if (m_command.onErrors)
            return m_command.onErrors(data);
        const qint64 room = std::max<qint64>(0, m_command.collectAtMost - m_errors.size());
        m_errors.append(data.first(std::min<qint64>(data.size(), room)));
        m_truncated = m_truncated || data.size() > room;
    }

    void ask()
    {
        if (!m_options.prompter)
            return giveUp(Words::sudoPasswordNeeded(m_endpoint, m_endpoint.user));
        QStringList through;
        for (const Endpoint& hop : m_endpoint.jump)
            through += Words::where(hop);
        const Prompt prompt{
            .kind = Prompt::Kind::Sudo,
            .where = u"%1@%2"_s.arg(m_endpoint.user, Words::where(m_endpoint)),
            .through = through,
            .production = m_endpoint.policy == HostKeyPolicy::Provisioned,
            .questions = {{.text = SafeText::oneLine(Words::tr("Password of %1 for sudo").arg(m_endpoint.user))}},
            .again = m_asked++ > 0,
            .keptAs = m_options.passwordKept,
            .mayBeKept = true};
        // As long as a person thinks, that is not the command's time.
        when([](RunningCommand& running) { holdDeadline(running, true); });
        whenAnswered(m_options.prompter->ask(prompt, m_withdrawn.get_token()),
                     [self = shared_from_this()](const Result<Answers>& answers) { self->answered(answers); });
    }

    void answered(const Result<Answers>& answers)
    {
        if (!answers) {
            Error error = Words::sudoPasswordNeeded(m_endpoint, m_endpoint.user);
            error.detail = answers.error().message;
            return giveUp(error);
        }
        {
            const std::lock_guard lock(m_mutex);
            m_answers = *answers;
        }
        const Secret password = answers->secrets.empty() ? Secret() : answers->secrets.front();
        when([password](RunningCommand& running) {
            holdDeadline(running, false);
            running.write(password.bytes().toByteArray() + '\n');
        });
    }

    void giveUp(const Error& error)
    {
        m_promise.answer(tl::make_unexpected(error));
        when([](RunningCommand& running) { running.close(); });
    }

    void ended(const Result<Finished>& finished)
    {
        m_withdrawn.request_stop();
        Answers proved;
        {
            const std::lock_guard lock(m_mutex);
            m_running.reset();
            proved = std::exchange(m_answers, {});
        }
        if (m_started && proved.proved)
            proved.proved();
        if (!finished)
            return m_promise.answer(tl::make_unexpected(finished.error()));
        if (!m_started)
            return m_promise.answer(tl::make_unexpected(sudoRefused(m_endpoint, m_endpoint.user, m_said, *finished)));
        Finished result = *finished;
        result.errors = m_errors;
        result.truncated = result.truncated || m_truncated;
        m_promise.answer(std::move(result));
    }

    Endpoint m_endpoint;
    Command m_command;
    SudoOptions m_options;
    QByteArray m_asks;
    QByteArray m_starts;
    Promise<Finished> m_promise;
    std::stop_source m_withdrawn;
    std::mutex m_mutex; ///< for the next three
    std::shared_ptr<RunningCommand> m_running;
    std::function<void(RunningCommand&)> m_early = [](RunningCommand&) {};
    Answers m_answers;
    // Of the I/O thread, and after it has ended of whoever hears of that.
    QByteArray m_said;
    QByteArray m_errors;
    bool m_started = false;
    bool m_truncated = false;
    int m_asked = 0;
};

} // namespace

QFuture<Result<Finished>> execWithSudo(Pool& pool, const Endpoint& endpoint, Command command,
                                       const SudoOptions& options)
{
    return std::make_shared<SudoRun>(endpoint, std::move(command), options)->start(pool);
}

} // namespace Pilothouse::Ssh
