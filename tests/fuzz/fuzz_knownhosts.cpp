// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_ssh
#include "fuzz/fuzztarget.h"
#include "ssh/knownhosts.h"

using Pilothouse::Ssh::HostKey;
using Pilothouse::Ssh::KnownHosts;

/// known_hosts: whatever it holds, a key is accepted only where a line lists exactly that key and none revokes it.
PILOTHOUSE_FUZZ_TARGET(knownhosts)
{
    KnownHosts known;
    known.parse(input, QStringLiteral("fuzz"));
    static constexpr char blob[] = "\0\0\0\x0bssh-ed25519 nobody has this";
    const HostKey stranger{.type = "ssh-ed25519", .blob = QByteArray(blob, sizeof blob - 1)};
    const QString host = QStringLiteral("web.example.org");
    for (const quint16 port : {quint16(22), quint16(2222)}) {
        FUZZ_CHECK(known.judge(host, port, stranger).state != KnownHosts::State::Accepted);
        for (const KnownHosts::Entry& entry : known.entries()) {
            FUZZ_CHECK(entry.key.blob.contains(entry.key.type));
            FUZZ_CHECK(entry.line > 0);
            if (known.judge(host, port, entry.key).state == KnownHosts::State::Accepted)
                FUZZ_CHECK(!known.revocationOf(host, port, entry.key));
        }
        FUZZ_CHECK(known.typesFor(host, port).size() <= known.entries().size());
    }
}
