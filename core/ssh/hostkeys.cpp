// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/hostkeys.h"

#include "ssh/knownhostsfile.h"
#include "ssh/revokedkeys.h"
#include "ssh/trustwords.h"
#include "ssh/words.h"

#include <QtEndian>

#include <array>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

// What libssh 0.10.6 can verify, best first. No ssh-rsa (SHA-1) and no DSA.
constexpr std::array supported{"ssh-ed25519",         "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
                               "ecdsa-sha2-nistp521", "rsa-sha2-512",        "rsa-sha2-256"};

QByteArray keyTypeOf(const QByteArray& algorithm) { return algorithm.startsWith("rsa-sha2-") ? "ssh-rsa" : algorithm; }

/// The name with which a signature begins.
QByteArray signatureAlgorithm(const QByteArray& signature)
{
    if (signature.size() < 4)
        return {};
    return signature.mid(4, qsizetype(qFromBigEndian<quint32>(signature.constData())));
}

/// Against the file that RevokedHostKeys names.
Result<void> checkRevoked(const Endpoint& endpoint, const HostKey& key)
{
    const QString& file = endpoint.link.revokedHostKeys;
    const auto revoked = file.isEmpty() ? Result<bool>(false) : isRevoked(file, key);
    if (!revoked)
        return fail(revoked.error());
    if (*revoked)
        return fail(TrustWords::keyRevoked(endpoint, key, file));
    return {};
}

constexpr QByteArrayView certificateSuffix = "-cert-v01@openssh.com";

bool mayCertify(const Endpoint& endpoint)
{
    const QByteArray& chosen = endpoint.link.hostKeyAlgorithms;
    return chosen.isEmpty() || chosen.endsWith(certificateSuffix);
}

} // namespace

QByteArrayList HostKeys::judgedAlgorithms(const QByteArrayList& names)
{
    const QByteArrayList judged = judgedAlgorithms();
    QByteArrayList out;
    QByteArray certificates;
    for (const QByteArray& name : names) {
        const bool isCertificate = name.endsWith(certificateSuffix);
        const QByteArray plain = isCertificate ? name.chopped(certificateSuffix.size()) : name;
        if (!judged.contains(plain))
            continue;
        if (!out.contains(plain))
            out += plain;
        if (isCertificate)
            certificates = name;
    }
    if (!certificates.isEmpty())
        out += certificates;
    return out;
}

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

Result<std::shared_ptr<const KnownHosts>> HostKeys::read(const QStringList& files) const
{
    return m_cache ? m_cache->read(files) : KnownHostsCache().read(files);
}

Result<HostKeys::Plan> HostKeys::plan(const Endpoint& endpoint) const
{
    const QStringList counting = filesFor(endpoint.policy);
    const auto readKnown = read(counting);
    if (!readKnown)
        return fail(readKnown.error());
    const auto readAll = counting.size() == m_files.size() ? readKnown : read(m_files);
    if (!readAll)
        return fail(readAll.error());
    const KnownHosts& known = **readKnown;
    const QString& name = endpoint.knownAs();
    const quint16 port = endpoint.knownPort();
    const auto types = known.typesFor(name, port);
    const QByteArrayList chosen =
        endpoint.link.hostKeyAlgorithms.isEmpty() ? judgedAlgorithms() : endpoint.link.hostKeyAlgorithms.split(',');
    QByteArrayList first;
    QByteArrayList rest;
    for (const QByteArray& algorithm : chosen) {
        if (algorithm.endsWith(certificateSuffix))
            continue;
        const bool isKnown = std::ranges::find(types, keyTypeOf(algorithm)) != types.end();
        (isKnown ? first : rest) += algorithm;
    }
    return Plan{.algorithms = (first + rest).join(','),
                .certificate = mayCertify(endpoint) && types.empty() && !known.authoritiesFor(name, port).empty(),
                .look = (*readAll)->hasRevocations(name, port) || !endpoint.link.revokedHostKeys.isEmpty()};
}

QByteArray HostKeys::algorithmsFor(const QByteArray& keyType)
{
    QByteArrayList found;
    for (const char* algorithm : supported) {
        if (keyTypeOf(algorithm) == keyType)
            found += algorithm;
    }
    return found.join(',');
}

Result<HostKeys::Answer> HostKeys::check(const Endpoint& endpoint, const HostKey& key,
                                         const std::optional<HostCertificate>& certificate, bool mayAsk) const
{
    if (auto good = checkRevoked(endpoint, key); !good)
        return fail(good.error());
    const auto known = read(filesFor(endpoint.policy));
    if (!known)
        return fail(known.error());
    const auto verdict = (*known)->judge(endpoint.knownAs(), endpoint.knownPort(), key);
    const bool isSettled = verdict.state == KnownHosts::State::Accepted || verdict.state == KnownHosts::State::Revoked;
    if (!isSettled && verdict.authority && mayCertify(endpoint)) {
        if (mayAsk && !certificate)
            return Answer::NeedsCertificate;
        if (certificate && certificate->key == key)
            return Answer::Accepted;
        if (certificate)
            return fail(TrustWords::certificateOtherKey(endpoint, *certificate, key));
    }
    if (endpoint.policy == HostKeyPolicy::Provisioned && verdict.state == KnownHosts::State::Accepted) {
        // Other files cannot vouch for a key here, but they can withdraw one.
        const auto all = read(m_files);
        if (!all)
            return fail(all.error());
        return decide(endpoint, key, (*all)->judge(endpoint.knownAs(), endpoint.knownPort(), key), false);
    }
    return decide(endpoint, key, verdict, true);
}

Result<void> HostKeys::checkCertificate(const Endpoint& endpoint, const HostCertificate& certificate,
                                        const QDateTime& now) const
{
    for (const HostKey& key : {certificate.key, certificate.authority}) {
        if (auto good = checkRevoked(endpoint, key); !good)
            return good;
    }
    const QString& name = endpoint.knownAs();
    const quint16 port = endpoint.knownPort();
    const auto readKnown = read(filesFor(endpoint.policy));
    const auto readAll = read(m_files);
    if (!readKnown || !readAll)
        return fail(readKnown ? readAll.error() : readKnown.error());
    const auto& known = *readKnown;
    const auto& all = *readAll;
    if (const auto* line = all->revocationOf(name, port, certificate.key))
        return fail(TrustWords::keyRevoked(endpoint, certificate.key, line->place()));
    if (const auto* line = all->revocationOf(name, port, certificate.authority))
        return fail(TrustWords::authorityRevoked(endpoint, certificate, line->place()));
    if (const auto* line = all->unreadRevocationOf(name, port))
        return fail(TrustWords::knownHostsUnusable(line->place()));
    QStringList trusted;
    QStringList places;
    bool isTrusted = false;
    for (const auto* authority : known->authoritiesFor(name, port)) {
        isTrusted = isTrusted || authority->key == certificate.authority;
        trusted += authority->key.describe();
        places += authority->place();
    }
    trusted.removeDuplicates();
    if (!isTrusted)
        return fail(TrustWords::certificateOfOther(endpoint, certificate, trusted.join(u", "), places.join(u", ")));
    const auto signature = certificate.checkSignature();
    if (signature != SignatureVerdict::Good)
        return fail(TrustWords::certificateSignature(endpoint, certificate, signature));
    const QByteArray algorithm = signatureAlgorithm(certificate.signature);
    if (const QByteArray& allowed = endpoint.link.authorityAlgorithms;
        !allowed.isEmpty() && !allowed.split(',').contains(algorithm))
        return fail(Words::signedOtherwise(Words::where(endpoint), QString::fromLatin1(algorithm)));
    if (!certificate.forHost)
        return fail(TrustWords::certificateForUsers(endpoint, certificate));
    if (!certificate.isValidAt(now))
        return fail(TrustWords::certificateExpired(endpoint, certificate,
                                                   now.toSecsSinceEpoch() < 0 ||
                                                       quint64(now.toSecsSinceEpoch()) < certificate.validAfter));
    if (!certificate.isFor(KnownHosts::nameFor(name, 22)))
        return fail(TrustWords::certificateOtherName(endpoint, certificate));
    if (!certificate.criticalOptions.empty())
        return fail(TrustWords::certificateOptions(endpoint, certificate));
    return {};
}

Result<HostKeys::Answer> HostKeys::decide(const Endpoint& endpoint, const HostKey& key,
                                          const KnownHosts::Verdict& verdict, bool mayAppend) const
{
    using State = KnownHosts::State;
    switch (verdict.state) {
    case State::Accepted:
        return Answer::Accepted;
    case State::Unknown:
        if (endpoint.policy == HostKeyPolicy::AcceptNew && mayAppend && !m_files.isEmpty())
            return append(endpoint, key);
        return fail(TrustWords::keyUnknown(endpoint, key));
    case State::Changed:
        return fail(TrustWords::keyChanged(endpoint, verdict.known, key, verdict.place));
    case State::OtherType:
        return fail(TrustWords::keyOtherType(endpoint, verdict.known, key, verdict.place));
    case State::Revoked:
        return fail(TrustWords::keyRevoked(endpoint, key, verdict.place));
    case State::Authority:
        return fail(TrustWords::keyUncertified(endpoint, key, verdict.place));
    case State::Garbage:
        return fail(TrustWords::knownHostsUnusable(verdict.place));
    }
    return fail(TrustWords::knownHostsUnusable(verdict.place));
}

Result<HostKeys::Answer> HostKeys::append(const Endpoint& endpoint, const HostKey& key) const
{
    const auto file = KnownHostsFile::lock(m_files.first());
    if (!file)
        return fail(file.error());
    if (!*file)
        return Answer::TryLater;
    // Somebody else may have recorded a key for this host since it was judged: judge again under the lock.
    const auto known = read(m_files);
    if (!known)
        return fail(known.error());
    const auto verdict = (*known)->judge(endpoint.knownAs(), endpoint.knownPort(), key);
    if (verdict.state != KnownHosts::State::Unknown)
        return decide(endpoint, key, verdict, false);
    auto content = (*file)->content();
    if (!content)
        return fail(content.error());
    if (!content->isEmpty() && !content->endsWith('\n'))
        *content += '\n'; // an editor left the last line open
    *content += KnownHosts::nameFor(endpoint.knownAs(), endpoint.knownPort()) + ' ' + key.type + ' ' +
                key.blob.toBase64() + '\n';
    if (const auto written = (*file)->replace(*content); !written)
        return fail(written.error());
    return Answer::Accepted;
}

} // namespace Pilothouse::Ssh
