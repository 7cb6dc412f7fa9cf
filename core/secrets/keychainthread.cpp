// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/keychainthread.h"

#include "base/log.h"
#include "base/thread.h"
#include "secrets/secretservice.h"

#include <QCoreApplication>
#include <QThread>

#include <mutex>

namespace Pilothouse::Secrets {

namespace {

class KeychainThread
{
public:
    void post(std::function<void(QObject*)> work)
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopped)
            return;
        if (!m_context)
            start();
        QMetaObject::invokeMethod(
            m_context, [context = m_context, work = std::move(work)] { work(context); }, Qt::QueuedConnection);
    }
    void stop()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stopped = true;
        }
        QMetaObject::invokeMethod(
            m_context,
            [this] {
                closeSecretService();
                m_thread.quit();
            },
            Qt::QueuedConnection);
        // A bus that does not answer may hold the thread for longer than a program may take to end.
        if (!m_thread.wait(1000))
            qCWarning(lcSecrets) << "the keychain does not answer; its thread is left behind";
    }

private:
    void start();

    std::mutex m_mutex;
    QThread m_thread;
    QObject* m_context = nullptr;
    bool m_stopped = false;
};

KeychainThread& keychainThread()
{
    // Never destroyed: the thread may have been left behind.
    static auto* const thread = new KeychainThread;
    return *thread;
}

void KeychainThread::start()
{
    m_context = new QObject;
    m_context->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("keychain"));
    m_thread.start();
    QMetaObject::invokeMethod(
        m_context, [] { setThreadRole(ThreadRole::Keychain); }, Qt::QueuedConnection);
    qAddPostRoutine([] { keychainThread().stop(); });
}

} // namespace

void postToKeychain(std::function<void(QObject*)> work) { keychainThread().post(std::move(work)); }

} // namespace Pilothouse::Secrets
