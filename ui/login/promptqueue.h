// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/mailbox.h"
#include "login/promptdialog.h"
#include "ssh/prompter.h"
#include "widgets/theme.h"

#include <QObject>
#include <QPointer>

#include <deque>

namespace Pilothouse::Ui {

/// Shows what logins ask, one dialog at a time over the window, in the order in which it was asked. What nobody waits
/// for any longer is taken away. Window's thread, but for slot(). Whoever is still waiting when it goes is answered
/// Cancelled.
class PromptQueue final : public QObject
{
    Q_OBJECT
public:
    explicit PromptQueue(const Theme& theme);
    ~PromptQueue() override;

    /// Until there is a window everybody waits.
    void setWindow(QWidget* window);
    void add(const Ssh::Prompt& prompt, const Promise<Ssh::Answers>& promise, const std::stop_token& withdrawn);
    /// For work from other threads.
    const Mailbox::Slot& slot() const { return m_mailbox.slot(); }
    /// What is shown at present.
    PromptDialog* dialog() const { return m_dialog; }
    int waiting() const { return int(m_waiting.size()); }

Q_SIGNALS:
    /// The passphrase of this key file was typed and was right.
    void unlocked(const QString& keyFile);

private:
    struct Waiting
    {
        Ssh::Prompt prompt;
        Promise<Ssh::Answers> promise;
        std::stop_token withdrawn;
        std::unique_ptr<std::stop_callback<std::function<void()>>> onWithdrawn = {};
    };
    void next();
    void finished(int result);
    void takeAway();

    const Theme& m_theme;
    QPointer<QWidget> m_window;
    QPointer<PromptDialog> m_dialog;
    std::deque<std::unique_ptr<Waiting>> m_waiting; ///< the first one is shown
    Mailbox m_mailbox{this};
};

} // namespace Pilothouse::Ui
