// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ssh/sftpwire.h"

#include <deque>
#include <functional>
#include <unordered_map>

namespace Pilothouse::Ssh {

/// One question to an SFTP server.
struct SftpRequest
{
    /// Called once on the I/O thread: with the packet that answers, or with why none will come. It must return quickly
    /// and call nothing of libssh.
    using Answer = std::function<void(Result<Wire::Packet>)>;

    QByteArray packet = {};
    Answer answer = {};
    quint64 generation = 0; ///< of the session that gave the handle in it; zero: it needs none
};

/// What is said on one SFTP channel, without the channel: which question awaits which answer, and the bytes in both
/// directions. Requests wait until the server has said its version. One thread.
class SftpDialogue
{
public:
    /// Called once when the server has said what it can do.
    using Ready = std::function<void(const SftpFeatures&)>;

    explicit SftpDialogue(Ready ready = {});

    void submit(SftpRequest request);
    /// Bytes from the server; answers what they answer. False when they make no sense: the channel is of no use any
    /// more, and end() is to be called.
    bool take(QByteArrayView bytes);
    /// Answers everything that waits with `error`; from then on submit() does so at once.
    void end(const Error& error);

    /// What is to be sent next; empty when there is nothing now.
    QByteArrayView output();
    void sent(qsizetype size);

    bool isReady() const { return m_ready; }
    /// True once a request may have reached the server.
    bool hasAsked() const { return m_asked; }
    /// Nothing is asked, and no file or folder is open.
    bool isIdle() const { return m_pending.empty() && m_queue.empty() && m_handles == 0; }
    /// Starts anew with a server that has not been asked anything yet.
    void restart();

private:
    bool answer(Wire::Packet packet);
    bool greeted(const Wire::Packet& packet);
    void ready();

    Ready m_onReady;
    SftpFeatures m_features;
    Wire::Framer m_framer;
    std::vector<Wire::Packet> m_packets;
    std::deque<SftpRequest> m_queue; ///< not yet given to output()
    std::unordered_map<quint32, SftpRequest::Answer> m_pending;
    std::optional<Error> m_ended;
    QByteArray m_out;
    qsizetype m_outSent = 0;
    qint64 m_handles = 0;
    quint32 m_nextId = 1;
    bool m_greeted = false;
    bool m_ready = false;
    bool m_asked = false;
};

} // namespace Pilothouse::Ssh
