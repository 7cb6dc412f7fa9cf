// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"

#include <QByteArrayView>

#include <array>
#include <map>

namespace Pilothouse::Metrics {

/// Reads the stream of resources/remote/sampler.sh: feed() bytes as they come, get whole samples. Unknown lines are
/// ignored; a block that lacks its essential lines is dropped. After a host's restart (uptime goes back) rates start
/// anew. A stream of a version that this reader does not know gives no samples, and otherVersion() says which.
/// Not thread-safe.
class SampleReader
{
public:
    /// Of the format; streams without a number are of version 1, which is a part of it.
    static constexpr int version = 2;

    std::vector<Sample> feed(QByteArrayView bytes, const QDateTime& now);

    std::optional<int> otherVersion() const { return m_otherVersion; }

private:
    struct Counters
    {
        double uptime = 0;
        qint64 busy = 0;
        qint64 total = 0;
        std::array<qint64, 8> modes = {};                      ///< as /proc/stat has them
        std::optional<qint64> own = {};                        ///< ticks
        double ticks = 100;                                    ///< a second
        std::map<QString, qint64> containers = {};             ///< µs
        std::map<std::pair<qint64, QString>, qint64> pm2 = {}; ///< ticks
        qint64 received = 0;
        qint64 sent = 0;
        bool hasCpu = false;
        bool hasMemory = false;
    };

    void readLine(const QList<QByteArray>& words);
    void readMore(const QList<QByteArray>& words);
    void rates(double seconds);
    std::optional<Sample> finish(const QDateTime& now);

    QByteArray m_rest;
    Sample m_sample;
    Counters m_current;
    std::optional<Counters> m_previous;
    std::optional<int> m_otherVersion;
};

} // namespace Pilothouse::Metrics
