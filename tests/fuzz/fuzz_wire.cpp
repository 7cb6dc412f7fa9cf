// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_health
#include "fuzz/fuzztarget.h"
#include "health/dnsmessage.h"
#include "health/halfrequest.h"
#include "health/healthbody.h"
#include "health/pageassets.h"
#include "health/weakprotocol.h"
#include "health/websocketframe.h"
#include "health/workerprobe.h"

/// What probes read of the network themselves: nothing that a server sends does more than be read or refused.
PILOTHOUSE_FUZZ_TARGET(wire)
{
    using namespace Pilothouse;
    using namespace Pilothouse::Health;
    for (const char* type : {"A", "AAAA", "MX", "TXT", "SOA", "CAA"}) {
        if (const auto answer = readDnsAnswer(input, 0x0100, QString::fromLatin1(type))) {
            FUZZ_CHECK(!answer->code.isEmpty());
            for (const QString& record : answer->records)
                FUZZ_CHECK(!record.contains(u'\n') && record.size() <= 600);
        }
    }
    QByteArray heard = input;
    bool broken = false;
    while (const auto frame = takeFrame(heard, broken))
        FUZZ_CHECK(frame->payload.size() <= 1024 * 1024);
    (void)chosenProtocol(input);
    QByteArray head = input;
    bool continues = false;
    if (const auto status = finalStatus(head, continues))
        FUZZ_CHECK(*status == 0 || (*status >= 101 && *status <= 999));
    for (const QUrl& asset : pageAssets(input, QUrl(QStringLiteral("https://example.com/a/"))))
        FUZZ_CHECK(asset.scheme() == QStringLiteral("http") || asset.scheme() == QStringLiteral("https"));
    (void)metricValue(input, QStringLiteral("a"));
    const HealthBody body = readHealthBody(input, 200);
    FUZZ_CHECK(body.isJson || body.components.empty());
    FUZZ_CHECK(readHealthBody(input, 503).verdict == HealthVerdict::Down);
}
