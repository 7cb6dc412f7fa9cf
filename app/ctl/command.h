// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/services.h"
#include "base/await.h"
#include "run/bell.h"

#include <QCommandLineOption>
#include <QJsonObject>

#include <functional>
#include <stop_token>

class QFile;

namespace Pilothouse::Ctl {

class TerminalPrompter;

/// What pilothousectl ends with; scripts rely on these.
enum class Exit { Done = 0, Failed = 1, Usage = 2, Invalid = 3, Unknown = 4, Refused = 5, Cancelled = 130 };

/// The exit code that an error asks for.
Exit exitFor(const Error& error);

/// What a call that makes no sense prints with --json.
QJsonObject usageJson(const QString& message);

/// SYSTEM/ENVIRONMENT with an optional :HOST or :SERVICE behind it.
struct Target
{
    QString system;
    QString environment;
    QString part = {};

    static Result<Target> parse(const QString& text);
    QString toString() const { return system + u'/' + environment; }
};

/// One call of a command: its words and options, where it writes, and the services it may use. Commands run on a worker
/// thread, so they may wait with await().
class Call
{
public:
    Call(Options options, QStringList words, QMap<QString, QStringList> values, QStringList passed,
         std::stop_token stop);
    ~Call();
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    const QStringList& words() const { return m_words; }
    /// The words behind "--".
    const QStringList& passed() const { return m_passed; }
    bool has(const QString& option) const { return m_values.contains(option); }
    QString value(const QString& option, const QString& otherwise = {}) const;
    QStringList values(const QString& option) const { return m_values.value(option); }
    bool json() const { return m_options.json; }
    bool mayAsk() const { return !m_options.noInput; }
    std::chrono::milliseconds timeout() const { return m_options.timeout; }
    const std::stop_token& stop() const { return m_stop; }
    /// Waits for what asks a host, at most timeout(): the time in which a person is asked something does not count.
    template <typename T> Result<T> wait(QFuture<Result<T>> future) const;
    const Options& options() const { return m_options; }

    /// There for commands whose table entry asks for them.
    Services& services() { return *m_services; }
    Result<void> buildServices();

    /// One line for people on standard output.
    void print(const QString& line);
    /// Progress and logs: standard error.
    void note(const QString& line);
    /// The one JSON document of this call ("schema" is added).
    void printJson(QJsonObject document);
    /// One line of a stream (NDJSON).
    void printJsonLine(QJsonObject document);
    /// From now on everything that is printed as JSON is one line, errors too.
    void stream() { m_streams = true; }
    /// Reports an error in the form the caller asked for and returns its exit code.
    Exit report(const Error& error);
    Exit usage(const QString& message);
    /// All of standard input; empty at once when it is a terminal. Invalid when it is longer than 64 MiB.
    Result<QByteArray> standardInput();

private:
    std::chrono::milliseconds askedPeople() const;

    Options m_options;
    QStringList m_words;
    QMap<QString, QStringList> m_values;
    QStringList m_passed;
    std::stop_token m_stop;
    std::shared_ptr<TerminalPrompter> m_prompter;
    std::unique_ptr<Services> m_services;
    bool m_streams = false;
};

template <typename T> Result<T> Call::wait(QFuture<Result<T>> future) const
{
    const auto bell = std::make_shared<Run::Bell>();
    const auto done = std::make_shared<bool>(false);
    const auto answer = [bell, done] { bell->ring([done] { *done = true; }); };
    QFuture<Result<T>> kept = future;
    future.then(QtFuture::Launch::Sync, [answer](const Result<T>&) { answer(); }).onCanceled(answer);
    auto left = timeout();
    while (left > std::chrono::milliseconds(0)) {
        const auto before = askedPeople();
        if (bell->wait(m_stop, left, [done] { return *done; }))
            return kept.resultCount() > 0 ? kept.result() : fail(awaitStopped());
        if (m_stop.stop_requested())
            return fail(awaitStopped());
        left = askedPeople() - before;
    }
    return fail(awaitTimedOut(timeout()));
}

/// All of an open file, a device or a pipe; Invalid when there are more than 64 MiB.
Result<QByteArray> readAtMost(QFile& file, const QString& name);

struct Option
{
    QString name;       ///< without dashes
    QString value = {}; ///< name of its value for the help; empty for a flag
    QString help;
};

/// One entry of the command table. `path` is one word or two ("backup list").
struct Command
{
    QString path;
    QString arguments; ///< for the help: "TARGET PROCEDURE"
    QString summary;
    std::vector<Option> options;
    std::function<Exit(Call&)> run;
    bool needsServices = true;
    QString more = {};       ///< what its own help says besides
    QStringList values = {}; ///< words that it takes besides names of files, for completion
};

/// The table, in the order of the help.
std::vector<Command> allCommands();

std::vector<Command> definitionCommands();
std::vector<Command> statusCommands();
std::vector<Command> watchCommands();
std::vector<Command> objectiveCommands();
std::vector<Command> alertCommands();
std::vector<Command> metricsCommands();
std::vector<Command> execCommands();
std::vector<Command> forwardCommands();
std::vector<Command> hostCommands();
std::vector<Command> copyCommands();
std::vector<Command> reachCommands();
std::vector<Command> runCommands();
std::vector<Command> versionCommands();
std::vector<Command> approveCommands();
std::vector<Command> lockCommands();
std::vector<Command> backupCommands();
std::vector<Command> checklistCommands();
std::vector<Command> secretCommands();
std::vector<Command> incidentCommands();
std::vector<Command> notifyCommands();
std::vector<Command> maintenanceCommands();
std::vector<Command> auditCommands();
std::vector<Command> inspectCommands();
std::vector<Command> demoCommands();

} // namespace Pilothouse::Ctl
