// SPDX-License-Identifier: GPL-3.0-or-later
#include "login/promptqueue.h"

namespace Pilothouse::Ui {

PromptQueue::PromptQueue(const Theme& theme)
    : m_theme(theme)
{
}

PromptQueue::~PromptQueue()
{
    m_mailbox.close();
    if (m_dialog)
        m_dialog->disconnect(this);
    delete m_dialog;
}

void PromptQueue::setWindow(QWidget* window)
{
    m_window = window;
    next();
}

void PromptQueue::add(const Ssh::Prompt& prompt, const Promise<Ssh::Answers>& promise, const std::stop_token& withdrawn)
{
    auto waiting = std::make_unique<Waiting>(Waiting{prompt, promise, withdrawn});
    if (withdrawn.stop_possible())
        waiting->onWithdrawn = std::make_unique<std::stop_callback<std::function<void()>>>(
            withdrawn, [this, slot = m_mailbox.slot()] { slot.post([this] { takeAway(); }); });
    m_waiting.push_back(std::move(waiting));
    next();
}

void PromptQueue::next()
{
    if (m_dialog || !m_window || m_waiting.empty())
        return;
    m_dialog = new PromptDialog(m_theme, m_waiting.front()->prompt, m_window);
    connect(m_dialog, &QDialog::finished, this, &PromptQueue::finished);
    m_dialog->open();
}

void PromptQueue::finished(int result)
{
    auto done = std::move(m_waiting.front());
    m_waiting.pop_front();
    if (result == QDialog::Accepted) {
        Ssh::Answers answers = m_dialog->takeAnswers();
        if (done->prompt.kind == Ssh::Prompt::Kind::Passphrase) {
            answers.proved = [this, slot = m_mailbox.slot(), file = done->prompt.subject] {
                slot.post([this, file] { Q_EMIT unlocked(file); });
            };
        }
        done->promise.answer(std::move(answers));
    } else {
        done->promise.answer(fail(ErrorKind::Cancelled, tr("The question was not answered.")));
    }
    m_dialog = nullptr; // it deletes itself
    next();
}

void PromptQueue::takeAway()
{
    if (m_dialog && m_waiting.front()->withdrawn.stop_requested()) {
        m_dialog->reject();
        return takeAway();
    }
    // Those behind the first are only forgotten; their promises answer by themselves.
    const auto from = m_dialog ? m_waiting.begin() + 1 : m_waiting.begin();
    m_waiting.erase(
        std::remove_if(from, m_waiting.end(), [](const auto& waiting) { return waiting->withdrawn.stop_requested(); }),
        m_waiting.end());
}

} // namespace Pilothouse::Ui
