// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/sftpdialogue.h"

namespace Pilothouse::Ssh {

namespace {
// Small questions travel together: one SSH packet (and one write) for many.
constexpr qsizetype together = 24 * 1024;
constexpr quint32 spokenVersion = 3;
} // namespace

SftpDialogue::SftpDialogue(Ready ready)
    : m_onReady(std::move(ready))
    , m_out(Wire::init())
{
}

void SftpDialogue::submit(SftpRequest request)
{
    if (m_ended) {
        request.answer(fail(*m_ended));
        return;
    }
    m_queue.push_back(std::move(request));
}

bool SftpDialogue::take(QByteArrayView bytes)
{
    if (m_ended)
        return false;
    const bool whole = m_framer.take(bytes, m_packets);
    for (Wire::Packet& packet : std::exchange(m_packets, {})) {
        if (!(m_greeted ? answer(std::move(packet)) : greeted(packet)))
            return false;
        if (m_ended)
            return false;
    }
    return whole;
}

bool SftpDialogue::greeted(const Wire::Packet& packet)
{
    if (packet.type != Wire::Version || packet.id != spokenVersion)
        return false;
    const auto features = Wire::readVersion(packet.body);
    if (!features)
        return false;
    m_greeted = true;
    m_features = *features;
    if (!m_features.limits) {
        ready();
        return true;
    }
    m_queue.push_front({.packet = Wire::limits(), .answer = [this](const Result<Wire::Packet>& answered) {
                            const auto limits = answered && answered->type == Wire::ExtendedReply
                                                    ? Wire::readLimits(answered->body)
                                                    : std::nullopt;
                            if (limits)
                                m_features = Wire::withLimits(m_features, *limits);
                            if (answered)
                                ready();
                        }});
    return true;
}

void SftpDialogue::ready()
{
    m_ready = true;
    if (m_onReady)
        m_onReady(m_features);
}

bool SftpDialogue::answer(Wire::Packet packet)
{
    const auto it = m_pending.find(packet.id);
    if (it == m_pending.end())
        return false;
    const SftpRequest::Answer answered = std::move(it->second);
    m_pending.erase(it);
    if (packet.type == Wire::HandleReply)
        ++m_handles;
    answered(std::move(packet));
    return true;
}

void SftpDialogue::end(const Error& error)
{
    if (m_ended)
        return;
    m_ended = error;
    for (auto& [id, waiting] : std::exchange(m_pending, {}))
        waiting(fail(error));
    for (SftpRequest& request : std::exchange(m_queue, {}))
        request.answer(fail(error));
    m_out.clear();
    m_outSent = 0;
}

QByteArrayView SftpDialogue::output()
{
    if (m_outSent < m_out.size())
        return QByteArrayView(m_out).sliced(m_outSent);
    m_out.clear();
    m_outSent = 0;
    while (m_greeted && !m_queue.empty() &&
           (m_out.isEmpty() || m_out.size() + m_queue.front().packet.size() <= together)) {
        SftpRequest request = std::move(m_queue.front());
        m_queue.pop_front();
        // Numbers may come round while an old question is still open; none is used twice at a time.
        while (m_pending.contains(m_nextId))
            ++m_nextId;
        if (Wire::typeOf(request.packet) == Wire::Close)
            m_handles = std::max<qint64>(0, m_handles - 1);
        Wire::setId(request.packet, m_nextId);
        m_pending.emplace(m_nextId++, std::move(request.answer));
        if (m_out.isEmpty())
            m_out = std::move(request.packet);
        else
            m_out += request.packet;
    }
    return m_out;
}

void SftpDialogue::sent(qsizetype size)
{
    m_outSent += size;
    m_asked |= m_greeted;
}

void SftpDialogue::restart()
{
    m_out = Wire::init();
    m_outSent = 0;
    m_framer = {};
    m_greeted = false;
    m_ready = false;
    m_features = {};
    m_handles = 0;
}

} // namespace Pilothouse::Ssh
