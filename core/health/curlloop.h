// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "ssh/socketwatch.h"

#include <QObject>

#include <curl/curl.h>
#include <deque>
#include <functional>
#include <map>
#include <memory>

namespace Pilothouse::Health {

/// libcurl's transfers driven by the event loop of the thread it lives on: no thread of its own, no waiting.
/// Connections are kept for a minute at most, so that a server which takes no new ones is noticed. Handles are reused.
class CurlLoop final : public QObject
{
public:
    using Done = std::function<void(CURLcode)>;

    CurlLoop();
    ~CurlLoop() override;

    /// A handle with nothing set but what holds for every transfer: no signals, no proxy, verified certificates, no
    /// resumed TLS sessions (those would show yesterday's certificate).
    CURL* take();
    /// Starts the transfer soon: a thousand that are due at once begin a few at a time, so that the thread's other work
    /// is not held up. `done` is called once from the event loop, never from within this call.
    void start(CURL* handle, Done done);
    /// Ends what is under way, if anything is, without calling `done`, and keeps the handle for others.
    void giveBack(CURL* handle);

private:
    static int onSocket(CURL* handle, curl_socket_t socket, int what, void* self, void* known);
    static int onTimer(CURLM* multi, long milliseconds, void* self);
    void begin();
    void act(curl_socket_t socket);
    void collect();

    SystemClock m_clock; ///< libcurl measures its own times by the real one
    Ssh::SocketWatch m_watch;
    CURLM* m_multi;
    std::map<curl_socket_t, std::unique_ptr<Ssh::SocketWatch::Socket>> m_sockets;
    std::map<CURL*, Done> m_running;
    std::deque<CURL*> m_waiting; ///< of m_running, those that have not begun
    std::vector<CURL*> m_spare;
    std::unique_ptr<Timer> m_timer;
    std::unique_ptr<Timer> m_beginning;
};

} // namespace Pilothouse::Health
