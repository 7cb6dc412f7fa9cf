// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"

#include <QByteArrayView>

namespace Pilothouse::Metrics {

/// Reads the stream of resources/remote/sampler.sh: feed() bytes as they come, get whole samples. Unknown lines are
/// ignored; a block that lacks its essential lines is dropped. After a host's restart (uptime goes back) rates start
/// anew. Not thread-safe.
class SampleReader
{
public:
    std::vector<Sample> feed(QByteArrayView bytes, const QDateTime& now);

private:
    struct Counters
    {
        double uptime = 0;
        qint64 busy = 0;
        qint64 total = 0;
        qint64 received = 0;
        qint64 sent = 0;
        bool hasCpu = false;
        bool hasMemory = false;
    };

    void readLine(const QList<QByteArray>& words);
    std::optional<Sample> finish(const QDateTime& now);

    QByteArray m_rest;
    Sample m_sample;
    Counters m_current;
    std::optional<Counters> m_previous;
};

} // namespace Pilothouse::Metrics
