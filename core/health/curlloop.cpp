// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/curlloop.h"

namespace Pilothouse::Health {

namespace {

constexpr long mostKept = 2000;
constexpr long keptSeconds = 60;
constexpr size_t mostSpare = 256;
constexpr int beginAtOnce = 16;

} // namespace

CurlLoop::CurlLoop()
{
    curl_global_init(CURL_GLOBAL_DEFAULT);
    m_multi = curl_multi_init();
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &CurlLoop::onSocket);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &CurlLoop::onTimer);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, mostKept);
    curl_multi_setopt(m_multi, CURLMOPT_PIPELINING, CURLPIPE_NOTHING);
}

CurlLoop::~CurlLoop()
{
    m_timer.reset();
    m_beginning.reset();
    // Looks are children and own handles; they go while those can still be given back.
    qDeleteAll(findChildren<QObject*>(QString(), Qt::FindDirectChildrenOnly));
    for (const auto& each : m_running) {
        if (std::erase(m_waiting, each.first) == 0)
            curl_multi_remove_handle(m_multi, each.first);
        m_spare.push_back(each.first);
    }
    m_running.clear();
    for (CURL* handle : m_spare)
        curl_easy_cleanup(handle);
    curl_multi_cleanup(m_multi);
    m_sockets.clear();
    m_watch.close();
    curl_global_cleanup();
}

CURL* CurlLoop::take()
{
    CURL* handle = nullptr;
    if (m_spare.empty()) {
        handle = curl_easy_init();
    } else {
        handle = m_spare.back();
        m_spare.pop_back();
    }
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_NETRC, long(CURL_NETRC_IGNORED));
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, long(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(handle, CURLOPT_SSL_SESSIONID_CACHE, 0L);
    curl_easy_setopt(handle, CURLOPT_CA_CACHE_TIMEOUT, keptSeconds);
    curl_easy_setopt(handle, CURLOPT_MAXLIFETIME_CONN, keptSeconds);
    return handle;
}

void CurlLoop::start(CURL* handle, Done done)
{
    m_running.insert_or_assign(handle, std::move(done));
    m_waiting.push_back(handle);
    if (!m_beginning)
        m_beginning = m_clock.after(this, std::chrono::milliseconds(0), [this] { begin(); });
}

void CurlLoop::begin()
{
    for (int i = 0; i < beginAtOnce && !m_waiting.empty(); ++i) {
        curl_multi_add_handle(m_multi, m_waiting.front()); // asks for a timer of zero
        m_waiting.pop_front();
    }
    m_beginning = m_waiting.empty() ? nullptr : m_clock.after(this, std::chrono::milliseconds(0), [this] { begin(); });
}

void CurlLoop::giveBack(CURL* handle)
{
    if (m_running.erase(handle) > 0 && std::erase(m_waiting, handle) == 0)
        curl_multi_remove_handle(m_multi, handle);
    if (m_spare.size() >= mostSpare)
        return curl_easy_cleanup(handle);
    curl_easy_reset(handle);
    m_spare.push_back(handle);
}

int CurlLoop::onSocket(CURL* handle, curl_socket_t socket, int what, void* self, void* known)
{
    Q_UNUSED(handle)
    Q_UNUSED(known)
    auto* loop = static_cast<CurlLoop*>(self);
    if (what == CURL_POLL_REMOVE) {
        loop->m_sockets.erase(socket);
        return 0;
    }
    auto& watched = loop->m_sockets[socket];
    if (!watched)
        watched = std::make_unique<Ssh::SocketWatch::Socket>(loop->m_watch, int(socket),
                                                             [loop, socket] { loop->act(socket); });
    watched->want((what & CURL_POLL_IN) != 0, (what & CURL_POLL_OUT) != 0);
    return 0;
}

int CurlLoop::onTimer(CURLM* multi, long milliseconds, void* self)
{
    Q_UNUSED(multi)
    auto* loop = static_cast<CurlLoop*>(self);
    // Called by libcurl from within itself, so nothing of it may be called from here.
    if (milliseconds < 0)
        loop->m_timer.reset();
    else
        loop->m_timer = loop->m_clock.after(loop, std::chrono::milliseconds(milliseconds),
                                            [loop] { loop->act(CURL_SOCKET_TIMEOUT); });
    return 0;
}

void CurlLoop::act(curl_socket_t socket)
{
    int running = 0;
    curl_multi_socket_action(m_multi, socket, 0, &running);
    collect();
}

void CurlLoop::collect()
{
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        CURL* handle = message->easy_handle;
        const CURLcode code = message->data.result;
        const auto found = m_running.find(handle);
        if (found == m_running.end())
            continue;
        const Done done = std::move(found->second);
        m_running.erase(found);
        curl_multi_remove_handle(m_multi, handle);
        done(code);
    }
}

} // namespace Pilothouse::Health
