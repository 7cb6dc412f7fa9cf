// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/localshell.h"

#include "ssh/framing.h"

#include <QPointer>
#include <QProcess>

#include <csignal>
#include <unistd.h>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

/// The process of one command; lives on the thread of local hosts and deletes itself there.
class LocalJob final : public QObject
{
public:
    LocalJob(Ssh::Command command, Promise<Ssh::Finished> done)
        : m_command(std::move(command))
        , m_frame(m_command.frame)
        , m_done(std::move(done))
    {
    }

    void start()
    {
        m_process.setProgram(u"/bin/sh"_s);
        m_process.setArguments({u"-c"_s, QString::fromUtf8(m_command.line)});
        m_process.setChildProcessModifier([] {
            ::setsid();
            // An ignored SIGPIPE would be inherited, and what listens to a gone console would never end.
            ::signal(SIGPIPE, SIG_DFL);
        });
        connect(&m_process, &QProcess::readyReadStandardOutput, this, [this] { read(); });
        connect(&m_process, &QProcess::readyReadStandardError, this, [this] { read(); });
        connect(&m_process, &QProcess::finished, this,
                [this](int code, QProcess::ExitStatus status) { finish(code, status); });
        connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                end(fail(ErrorKind::Unreachable,
                         QCoreApplication::translate("Run", "No process could be started on this machine; check its "
                                                            "memory and process limits."),
                         m_process.errorString()));
        });
        m_process.start();
        m_group = m_process.processId();
        m_process.write(m_command.frame.preamble);
        if (!m_command.secretInput.isEmpty()) {
            const QByteArrayView secret = m_command.secretInput.bytes();
            m_process.write(secret.data(), secret.size());
        }
        m_process.write(m_command.input);
        if (!m_command.keepInputOpen)
            m_process.closeWriteChannel();
        if (m_command.deadline.count() > 0)
            m_deadline = m_clock.after(this, m_command.deadline, [this] {
                end(fail(ErrorKind::Timeout,
                         QCoreApplication::translate("Run", "A command on this machine did not end in time; look at "
                                                            "what it waits for.")));
            });
    }

    void write(const QByteArray& data) { m_process.write(data); }
    void closeInput() { m_process.closeWriteChannel(); }
    void close()
    {
        end(fail(ErrorKind::Cancelled, QCoreApplication::translate("Run", "The command was ended by the console.")));
    }

private:
    void take(QByteArrayView data, bool isError)
    {
        const auto& callback = isError ? m_command.onErrors : m_command.onOutput;
        QByteArray& kept = isError ? m_finished.errors : m_finished.output;
        if (data.isEmpty())
            return;
        if (callback) {
            callback(data);
            return;
        }
        const qint64 room = std::max<qint64>(m_command.collectAtMost - kept.size(), 0);
        kept += data.first(std::min(room, data.size()));
        m_finished.truncated = m_finished.truncated || data.size() > room;
    }
    void read()
    {
        take(m_frame.take(m_process.readAllStandardOutput(), false), false);
        take(m_frame.take(m_process.readAllStandardError(), true), true);
    }
    void finish(int code, QProcess::ExitStatus status)
    {
        read();
        if (status == QProcess::NormalExit)
            m_finished.exitStatus = code;
        else
            m_finished.signal = QString::number(code);
        for (const bool isError : {false, true})
            take(m_frame.rest(isError), isError);
        m_frame.conclude(m_finished);
        end(m_finished);
    }
    void end(Result<Ssh::Finished> result)
    {
        if (m_ended)
            return;
        m_ended = true;
        m_process.disconnect(this);
        if (m_process.state() != QProcess::NotRunning) {
            if (m_group > 0)
                ::kill(-pid_t(m_group), SIGKILL);
            m_process.kill();
            m_process.waitForFinished(1000);
        }
        m_done.answer(std::move(result));
        m_command = {};
        deleteLater();
    }

    Ssh::Command m_command;
    Ssh::FrameReader m_frame;
    Promise<Ssh::Finished> m_done;
    Ssh::Finished m_finished;
    QProcess m_process{this};
    SystemClock m_clock;
    std::unique_ptr<Timer> m_deadline;
    qint64 m_group = 0;
    bool m_ended = false;
};

class LocalCommand final : public Ssh::RunningCommand
{
public:
    LocalCommand(const EventThread& thread, Ssh::Command command)
        : m_thread(thread)
    {
        const auto job = std::make_shared<QPointer<LocalJob>>();
        m_job = job;
        auto stop = command.stop;
        m_thread.post([job, command = std::move(command), done = m_done, &thread]() mutable {
            *job = new LocalJob(std::move(command), done);
            (*job)->setParent(thread.context());
            (*job)->start();
        });
        m_stop.emplace(stop, [this] { close(); });
    }
    ~LocalCommand() override
    {
        m_stop.reset();
        close();
    }

    void write(const QByteArray& data) override
    {
        with([data](LocalJob& job) { job.write(data); });
    }
    void closeInput() override
    {
        with([](LocalJob& job) { job.closeInput(); });
    }
    void close() override
    {
        with([](LocalJob& job) { job.close(); });
    }
    QFuture<Result<Ssh::Finished>> finished() override { return m_done.future(); }

private:
    void with(const std::function<void(LocalJob&)>& work)
    {
        m_thread.post([job = m_job, work] {
            if (*job)
                work(**job);
        });
    }

    const EventThread& m_thread;
    Promise<Ssh::Finished> m_done;
    std::shared_ptr<QPointer<LocalJob>> m_job;
    std::optional<std::stop_callback<std::function<void()>>> m_stop;
};

} // namespace

LocalShell::LocalShell(const EventThread& thread)
    : m_thread(thread)
{
}

QFuture<Result<Ssh::Finished>> LocalShell::exec(Ssh::Command command)
{
    const auto running = std::make_shared<LocalCommand>(m_thread, std::move(command));
    Promise<Ssh::Finished> promise;
    // The continuation keeps the command until it has ended.
    running->finished().then(QtFuture::Launch::Sync,
                             [running, promise](const Result<Ssh::Finished>& result) { promise.answer(result); });
    return promise.future();
}

QFuture<Result<std::shared_ptr<Ssh::RunningCommand>>> LocalShell::start(Ssh::Command command)
{
    return answered<std::shared_ptr<Ssh::RunningCommand>>(std::make_shared<LocalCommand>(m_thread, std::move(command)));
}

} // namespace Pilothouse::Run
