// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/thread.h"
#include "ssh/prompter.h"

namespace Pilothouse::Ctl {

/// Asks on the terminal (/dev/tty, so standard input and output stay what they are), one question after the other, and
/// shows no secret while it is typed. Ctrl+C and a stop of the program give the terminal back as it was. Refused
/// where there is no terminal, where this program is in the background of one, or where nobody may be asked.
class TerminalPrompter final : public Ssh::Prompter
{
public:
    explicit TerminalPrompter(bool mayAsk);

    QFuture<Result<Ssh::Answers>> ask(const Ssh::Prompt& prompt, const std::stop_token& withdrawn) override;
    /// How long somebody was being asked so far, with what goes on now. Any thread.
    std::chrono::milliseconds asked() const;

private:
    void begin();
    void end();

    bool m_mayAsk;
    mutable std::mutex m_mutex;
    int m_asking = 0; ///< questions that are not answered yet
    std::chrono::steady_clock::time_point m_since;
    std::chrono::milliseconds m_asked{0}; ///< before that
    EventThread m_thread;                 ///< waits for the person
};

/// What is written above the questions.
QString promptHeading(const Ssh::Prompt& prompt);

} // namespace Pilothouse::Ctl
