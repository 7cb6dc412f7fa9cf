// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace Pilothouse::Test {

/// One connection as the other side's script sees it. Every call returns false when there is no use in going on.
class Conversation
{
public:
    Conversation(int fd, const std::atomic_bool& over)
        : m_fd(fd)
        , m_over(over)
    {
    }

    bool send(const QByteArray& bytes) const;
    /// The same bytes again and again, as fast as they are taken.
    bool sendForEver(const QByteArray& bytes) const;
    /// One byte at a time, with a pause behind each.
    bool drip(const QByteArray& bytes, int milliseconds) const;
    /// Reads until a line end has come.
    bool receiveLine() const;
    /// Reads one unencrypted SSH packet and gives its message number, -1 for none.
    int receivePacket() const;
    /// Reads and says nothing, until the other side or the test has enough.
    bool hush() const;
    /// An unencrypted SSH packet.
    static QByteArray packet(const QByteArray& payload);
    static QByteArray text(const QByteArray& bytes); ///< with its length before it
    /// A key exchange's first packet that offers these, in the order of RFC 4253; the languages are empty.
    static QByteArray kexInit(const QByteArray& kex, const QByteArray& hostKey, const QByteArray& cipher,
                              const QByteArray& mac);

private:
    bool pause(int milliseconds, short what) const;
    bool receive(char* to, qsizetype size) const;

    int m_fd;
    const std::atomic_bool& m_over;
};

/// A server that speaks as a script has it, on a port of loopback, each connection on a thread of its own.
class BadPeer
{
public:
    using Script = std::function<void(const Conversation&)>;

    explicit BadPeer(Script script);
    ~BadPeer();
    BadPeer(const BadPeer&) = delete;
    BadPeer& operator=(const BadPeer&) = delete;

    QString address() const { return QStringLiteral("127.0.0.1"); }
    quint16 port() const { return m_port; }
    int accepted() const { return m_accepted; }

private:
    void run();

    Script m_script;
    int m_listener = -1;
    quint16 m_port = 0;
    std::atomic_bool m_over = false;
    std::atomic_int m_accepted = 0;
    std::vector<std::thread> m_talks;
    std::thread m_thread;
};

} // namespace Pilothouse::Test
