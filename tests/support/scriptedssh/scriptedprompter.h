// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/promise.h"
#include "ssh/prompter.h"

#include <atomic>
#include <mutex>

namespace Pilothouse::Test {

/// A person who answers what a test gives them to say, in this order, and thinks as long as the test wants.
class ScriptedPrompter final : public Ssh::Prompter
{
public:
    /// Each answers one prompt; when none is left the person thinks until answer() or cancel().
    explicit ScriptedPrompter(std::vector<std::vector<QByteArray>> answers = {})
        : m_answers(std::move(answers))
    {
    }

    QFuture<Result<Ssh::Answers>> ask(const Ssh::Prompt& prompt, const std::stop_token& withdrawn) override
    {
        const std::lock_guard lock(m_mutex);
        m_prompts.push_back(prompt);
        m_withdrawn.push_back(withdrawn);
        const Promise<Ssh::Answers> promise;
        if (m_next < m_answers.size())
            promise.answer(answersOf(m_answers[m_next++]));
        else if (refuses)
            promise.answer(fail(ErrorKind::Refused, QStringLiteral("Nobody is here.")));
        else
            m_thinking.push_back(promise);
        return promise.future();
    }

    void answer(const std::vector<QByteArray>& answers)
    {
        for (const auto& promise : takeThinking())
            promise.answer(answersOf(answers));
    }
    void cancel()
    {
        for (const auto& promise : takeThinking())
            promise.answer(fail(ErrorKind::Cancelled, QStringLiteral("Not wanted.")));
    }
    std::vector<Ssh::Prompt> prompts() const
    {
        const std::lock_guard lock(m_mutex);
        return m_prompts;
    }
    int count() const { return int(prompts().size()); }
    bool isWithdrawn(size_t index) const
    {
        const std::lock_guard lock(m_mutex);
        return m_withdrawn.at(index).stop_requested();
    }

    std::atomic_bool refuses = false;
    std::atomic_int proved = 0; ///< how many answers were told to be right

private:
    Ssh::Answers answersOf(const std::vector<QByteArray>& texts)
    {
        Ssh::Answers answers;
        for (QByteArray text : texts) {
            text.detach();
            answers.secrets.emplace_back(std::move(text));
        }
        answers.proved = [this] { ++proved; };
        return answers;
    }
    std::vector<Promise<Ssh::Answers>> takeThinking()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_thinking, {});
    }

    mutable std::mutex m_mutex;
    std::vector<std::vector<QByteArray>> m_answers;
    size_t m_next = 0;
    std::vector<Ssh::Prompt> m_prompts;
    std::vector<std::stop_token> m_withdrawn;
    std::vector<Promise<Ssh::Answers>> m_thinking;
};

} // namespace Pilothouse::Test
