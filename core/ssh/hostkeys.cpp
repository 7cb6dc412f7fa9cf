// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/hostkeys.h"

#include "ssh/fd.h"
#include "ssh/words.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

// What libssh 0.10.6 can verify, best first. No ssh-rsa (SHA-1) and no DSA.
constexpr std::array supported{"ssh-ed25519",         "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
                               "ecdsa-sha2-nistp521", "rsa-sha2-512",        "rsa-sha2-256"};

QByteArray keyTypeOf(const QByteArray& algorithm) { return algorithm.startsWith("rsa-sha2-") ? "ssh-rsa" : algorithm; }

Error fileError(const QString& file, int error)
{
    return Words::knownHostsUnusable(
        u"%1: %2"_s.arg(file, QString::fromLocal8Bit(std::strerror(error)))); // NOLINT(concurrency-mt-unsafe)
}

} // namespace

QByteArrayList HostKeys::judgedAlgorithms() { return {supported.begin(), supported.end()}; }

QStringList HostKeys::filesFor(HostKeyPolicy policy) const
{
    switch (policy) {
    case HostKeyPolicy::Provisioned:
        return m_files.mid(0, 1);
    case HostKeyPolicy::Strict:
    case HostKeyPolicy::AcceptNew:
        break;
    }
    return m_files;
}

Result<QByteArray> HostKeys::algorithms(const Endpoint& endpoint) const
{
    const auto known = KnownHosts::read(filesFor(endpoint.policy));
    if (!known)
        return fail(known.error());
    const auto types = known->typesFor(endpoint.knownAs(), endpoint.knownPort());
    QByteArrayList first;
    QByteArrayList rest;
    for (const char* algorithm : supported) {
        const bool isKnown = std::ranges::find(types, keyTypeOf(algorithm)) != types.end();
        (isKnown ? first : rest) += algorithm;
    }
    return (first + rest).join(',');
}

Result<HostKeys::Answer> HostKeys::check(const Endpoint& endpoint, const HostKey& key) const
{
    const auto known = KnownHosts::read(filesFor(endpoint.policy));
    if (!known)
        return fail(known.error());
    const auto verdict = known->judge(endpoint.knownAs(), endpoint.knownPort(), key);
    if (endpoint.policy == HostKeyPolicy::Provisioned && verdict.state == KnownHosts::State::Accepted) {
        // Other files cannot vouch for a key here, but they can withdraw one.
        const auto all = KnownHosts::read(m_files);
        if (!all)
            return fail(all.error());
        return decide(endpoint, key, all->judge(endpoint.knownAs(), endpoint.knownPort(), key), false);
    }
    return decide(endpoint, key, verdict, true);
}

Result<HostKeys::Answer> HostKeys::decide(const Endpoint& endpoint, const HostKey& key,
                                          const KnownHosts::Verdict& verdict, bool mayAppend) const
{
    using State = KnownHosts::State;
    switch (verdict.state) {
    case State::Accepted:
        return Answer::Accepted;
    case State::Unknown:
        if (endpoint.policy == HostKeyPolicy::AcceptNew && mayAppend)
            return append(endpoint, key);
        return fail(Words::hostKeyUnknown(endpoint, key.describe(), endpoint.policy == HostKeyPolicy::Provisioned));
    case State::Changed:
        return fail(Words::hostKeyChanged(endpoint, verdict.known, key.describe(), verdict.place));
    case State::OtherType:
        return fail(Words::hostKeyOtherType(endpoint, verdict.known, key.describe(), verdict.place));
    case State::Revoked:
        return fail(Words::hostKeyRevoked(endpoint, key.describe(), verdict.place));
    case State::Authority:
        return fail(Words::hostKeyAuthority(endpoint, key.describe(), verdict.place));
    case State::Garbage:
        return fail(Words::knownHostsUnusable(verdict.place));
    }
    return fail(Words::knownHostsUnusable(verdict.place));
}

Result<HostKeys::Answer> HostKeys::append(const Endpoint& endpoint, const HostKey& key) const
{
    if (m_files.isEmpty())
        return fail(Words::hostKeyUnknown(endpoint, key.describe(), false));
    const QString name = m_files.first();
    QDir().mkpath(QFileInfo(name).path());
    const Fd file(::open(QFile::encodeName(name).constData(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    if (!file.isValid())
        return fail(fileError(name, errno));
    if (flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK || errno == EINTR)
            return Answer::TryLater;
        return fail(fileError(name, errno));
    }

    // Somebody else may have recorded a key for this host since it was judged: judge again under the lock.
    const auto known = KnownHosts::read(m_files);
    if (!known)
        return fail(known.error());
    const auto verdict = known->judge(endpoint.knownAs(), endpoint.knownPort(), key);
    if (verdict.state != KnownHosts::State::Unknown)
        return decide(endpoint, key, verdict, false);

    QByteArray line = KnownHosts::nameFor(endpoint.knownAs(), endpoint.knownPort()) + ' ' + key.type + ' ' +
                      key.blob.toBase64() + '\n';
    const off_t size = ::lseek(file.get(), 0, SEEK_END);
    char last = '\n';
    if (size > 0 && ::pread(file.get(), &last, 1, size - 1) == 1 && last != '\n')
        line.prepend('\n'); // an editor left the last line open
    // One write, so that a reader never sees half a line.
    if (::write(file.get(), line.constData(), size_t(line.size())) != line.size() || ::fsync(file.get()) != 0)
        return fail(fileError(name, errno));
    return Answer::Accepted;
}

} // namespace Pilothouse::Ssh
