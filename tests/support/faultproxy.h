// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <memory>
#include <optional>

namespace Pilothouse::Test {

/// A TCP relay in front of a server, on a port of its own on the server's address, that does to connections what a bad
/// network does: it delays, limits, garbles one byte, ends a connection behind byte N of either direction, or falls
/// silent. Nothing is ever lost or reordered otherwise. Works on a thread of its own; every call is thread-safe.
class FaultProxy
{
public:
    enum class Ending { Fin, Reset };

    /// What happens to the bytes of one direction. Positions count bytes from the beginning of the connection.
    struct Way
    {
        std::chrono::microseconds delay{0};
        qint64 bytesPerSecond = 0;           ///< 0: as fast as they come; a small number makes them drip
        std::optional<qint64> cutAt = {};    ///< so many bytes pass, then both sides lose the connection
        std::optional<qint64> freezeAt = {}; ///< so many bytes pass, then nothing either way, and nobody is told
        std::optional<qint64> garbleAt = {}; ///< the byte at this position changes
        quint8 garbleWith = 0x01;            ///< is XORed to it
    };

    /// What happens to one connection: `up` goes to the server.
    struct Plan
    {
        Way up = {};
        Way down = {};
        Ending ending = Ending::Fin;
        int connections = -1; ///< it counts for so many connections, those after them pass as they are; -1: for all
    };

    /// What the newest connection saw: how many bytes came to the proxy each way, and whether its fault happened.
    struct Seen
    {
        qint64 up = 0;
        qint64 down = 0;
        bool struck = false;
    };

    FaultProxy(const QString& address, quint16 port);
    FaultProxy(const QString& address, quint16 port, const QString& listenAddress, quint16 listenPort);
    ~FaultProxy();
    FaultProxy(const FaultProxy&) = delete;
    FaultProxy& operator=(const FaultProxy&) = delete;

    /// False where no port could be had.
    bool isRunning() const;
    QString address() const;
    quint16 port() const;

    /// For the connections accepted from now on.
    void setPlan(const Plan& plan);
    /// Ends every connection there is.
    void cut(Ending ending = Ending::Reset);
    /// Lets nothing pass on the connections there are, and does not say so.
    void freeze();
    void thaw();

    int accepted() const;
    int open() const;
    Seen newest() const;

    /// 127.x.y.z that nobody else is likely to use.
    static QString someAddress();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Pilothouse::Test
