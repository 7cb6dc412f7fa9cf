// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/promise.h"
#include "base/secret.h"
#include "ssh/tap.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace Pilothouse::Ssh {

/// How a remote command ended. Success is exactly: an exit status came and it is 0.
struct Finished
{
    std::optional<int> exitStatus = {};
    QString signal = {};    ///< "KILL" when the server reported one
    QByteArray output = {}; ///< stdout, unless a callback took it (capped, see Command)
    QByteArray errors = {}; ///< stderr likewise
    bool truncated = false; ///< the cap was reached

    bool succeeded() const { return exitStatus == 0; }
    bool operator==(const Finished&) const = default;
};

/// Makes a command independent of the account's login shell; made by shellCommand() (ssh/framing.h), where it is told
/// how.
struct Frame
{
    QByteArray nonce = {};
    QByteArray preamble = {}; ///< sent before all other input
};

/// A command to run on a host. It reaches the remote shell as one exec request: no value that is not a constant belongs
/// into `line` except through shellQuote(); data and secrets go to standard input, which is closed after `input` unless
/// `keepInputOpen`.
struct Command
{
    QByteArray line;
    QByteArray input = {};
    Secret secretInput = {}; ///< sent before `input`
    bool keepInputOpen = false;
    Frame frame = {};
    bool pty = false;
    /// Called on an I/O thread as data comes; must return quickly. When unset the data is collected in Finished.
    std::function<void(QByteArrayView)> onOutput = {};
    std::function<void(QByteArrayView)> onErrors = {};
    /// Lets a consumer that is slower than the host say "enough for now" instead of growing memory.
    std::shared_ptr<Tap> tap = {};
    /// Who asks: where a connection has more commands than sessions, askers take turns instead of waiting behind all
    /// that another one asked for before.
    QByteArray asker = {};
    qint64 collectAtMost = 16 * 1024 * 1024;                     ///< bytes of collected stdout and of stderr
    std::chrono::milliseconds deadline{std::chrono::minutes(2)}; ///< from the request; zero: none
    std::stop_token stop = {}; ///< a request closes the channel; the result is Cancelled
};

/// A command that goes on while its owner talks to it. Thread-safe. Dropping the last reference ends the channel.
class RunningCommand
{
public:
    RunningCommand() = default;
    virtual ~RunningCommand() = default;
    RunningCommand(const RunningCommand&) = delete;
    RunningCommand& operator=(const RunningCommand&) = delete;

    virtual void write(const QByteArray& data) = 0;
    virtual void closeInput() = 0;
    /// Ends the channel; the remote side sees its streams close.
    virtual void close() = 0;
    /// Answers when the command has ended.
    virtual QFuture<Result<Finished>> finished() = 0;
};

} // namespace Pilothouse::Ssh
