// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_ssh
#include "fuzz/fuzztarget.h"
#include "ssh/certificateexchange.h"

/// The handshake that fetches a host's certificate, fed whatever a server may send, in pieces.
PILOTHOUSE_FUZZ_TARGET(certificateexchange)
{
    using Pilothouse::Ssh::CertificateExchange;
    CertificateExchange whole(QByteArray(48, 'r'));
    CertificateExchange pieces(QByteArray(48, 'r'));
    qsizetype sent = whole.takeOutput().size();
    pieces.takeOutput();
    whole.feed(input);
    for (qsizetype at = 0; at < input.size(); at += 7)
        pieces.feed(input.mid(at, 7));
    whole.close();
    pieces.close();
    sent += whole.takeOutput().size();
    FUZZ_CHECK(whole.state() == pieces.state());
    FUZZ_CHECK(whole.state() != CertificateExchange::State::Running);
    FUZZ_CHECK(whole.certificate() == pieces.certificate());
    FUZZ_CHECK((whole.state() == CertificateExchange::State::Broken) == !whole.problem().isEmpty());
    FUZZ_CHECK((whole.state() == CertificateExchange::State::Shown) != whole.certificate().isEmpty());
    FUZZ_CHECK(sent < 4096);
}
