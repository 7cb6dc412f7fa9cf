// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/thread.h"

#include <QMetaObject>

namespace Pilothouse {

namespace {
thread_local ThreadRole currentRole = ThreadRole::Worker;
}

ThreadRole threadRole() { return currentRole; }

void setThreadRole(ThreadRole role) { currentRole = role; }

EventThread::EventThread(const QString& name, ThreadRole role)
    : m_context(std::make_unique<QObject>())
    , m_mailbox(m_context.get())
{
    m_thread.setObjectName(name);
    m_context->moveToThread(&m_thread);
    m_thread.start();
    post([role] { setThreadRole(role); });
}

EventThread::~EventThread() { finish(); }

void EventThread::finish()
{
    m_mailbox.close();
    if (!m_context)
        return;
    // Posted, so that everything posted before still runs; a deferred delete is carried out when the thread finishes.
    // The thread ends only after the call has returned: whoever posts wakes its dispatcher afterwards, without a lock.
    QObject* context = m_context.release();
    QMetaObject::invokeMethod(context, &QObject::deleteLater, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void EventThread::post(std::function<void()> work) const { m_mailbox.post(std::move(work)); }

void EventThread::runAndWait(const std::function<void()>& work) const
{
    Q_ASSERT(QThread::currentThread() != &m_thread);
    QMetaObject::invokeMethod(m_context.get(), work, Qt::BlockingQueuedConnection);
}

} // namespace Pilothouse
