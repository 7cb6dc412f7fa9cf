// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <mutex>

namespace Pilothouse::Ssh {

/// The tap of a command's output, in the hand of whoever takes it. While it is closed nothing is handed on: what the
/// channel's window lets in stays in the transport (a few megabytes at most), then the server stops sending and the
/// command waits in its write. Other channels of the connection go on. Any thread, also within a command's callback.
class Tap
{
public:
    Tap() = default;
    Tap(const Tap&) = delete;
    Tap& operator=(const Tap&) = delete;

    /// No callback begins after this; one that runs on another thread now still ends.
    void close() { m_closed = true; }
    void open();
    bool isClosed() const { return m_closed; }
    /// For the transport: who is to look again when the tap is opened.
    void setOnOpened(std::function<void()> opened);

private:
    std::atomic_bool m_closed = false;
    std::mutex m_mutex;
    std::function<void()> m_opened;
};

} // namespace Pilothouse::Ssh
