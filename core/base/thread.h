// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/mailbox.h"

#include <QObject>
#include <QString>
#include <QThread>

#include <functional>
#include <memory>

namespace Pilothouse {

/// What a thread is for; await() refuses to wait on any of the event-driven ones.
enum class ThreadRole { Worker, Window, Io, Store, Keychain };

ThreadRole threadRole();
void setThreadRole(ThreadRole role);

/// A QThread with an event loop and one context object that lives on it. Work is posted, never waited for here.
/// Destruction runs what is already posted, ends the loop and joins.
class EventThread
{
public:
    EventThread(const QString& name, ThreadRole role);
    ~EventThread();
    EventThread(const EventThread&) = delete;
    EventThread& operator=(const EventThread&) = delete;

    /// Lives on the thread; parent for or context of whatever must die there.
    QObject* context() const { return m_context.get(); }
    /// For answers and callbacks from other threads; closed first when this object goes.
    const Mailbox::Slot& slot() const { return m_mailbox.slot(); }
    /// Any thread, also while this object goes: what comes too late is dropped, and its promises answer Cancelled.
    void post(std::function<void()> work) const;
    /// What the destructor does, earlier. Called by the owner.
    void finish();
    /// Runs `work` on the thread and returns when it is done. For construction and shutdown only; must not be called
    /// from the thread itself.
    void runAndWait(const std::function<void()>& work) const;

private:
    QThread m_thread;
    std::unique_ptr<QObject> m_context;
    Mailbox m_mailbox;
};

} // namespace Pilothouse
