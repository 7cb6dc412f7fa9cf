// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/candidates.h"

#include "ssh/keyfile.h"
#include "ssh/words.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

/// A key file of the options, as far as it can be told without opening it.
struct Named
{
    QString file;
    QByteArray blob = {}; ///< public; empty when unknown
    bool isPrivate = false;
    bool locked = false;
    bool held = false; ///< the agent offers it itself
};

Named lookAt(const QString& file, QStringList& notes)
{
    Named named{.file = file};
    if (file.endsWith(u".pub"_s)) {
        // A public key names one that the agent holds.
        named.blob = publicBlobIn(file);
        if (named.blob.isEmpty())
            notes += Words::tr("%1: it is not a public key.").arg(file);
    } else if (const auto look = lookAtKeyFile(file)) {
        named.isPrivate = true;
        named.locked = !look->cipher.isEmpty();
        named.blob = look->publicBlob.isEmpty() ? publicBlobIn(file + u".pub"_s) : look->publicBlob;
        if (!look->openable) {
            // It still names a key that the agent may hold.
            named.isPrivate = false;
            notes +=
                Words::tr("%1: a passphrase protection of the kind %2 cannot be opened here; load the key into the "
                          "SSH agent.")
                    .arg(file, look->cipher);
        }
    } else {
        named.blob = publicBlobIn(file + u".pub"_s);
        if (named.blob.isEmpty())
            notes += look.error().message;
    }
    return named;
}

struct Certificate
{
    QString file;
    QByteArray blob;
    QByteArray certifies;
};

std::vector<Certificate> readCertificates(const IdentityOptions& options, QStringList& notes)
{
    QStringList files = options.certificateFiles;
    for (const QString& file : options.keyFiles) {
        const QString base = file.endsWith(u".pub"_s) ? file.chopped(4) : file;
        if (const QString beside = base + u"-cert.pub"_s; !files.contains(beside) && QFileInfo::exists(beside))
            files += beside;
    }
    std::vector<Certificate> found;
    for (const QString& file : files) {
        const QByteArray blob = publicBlobIn(file);
        if (isCertificate(blob) && publicKey(blob))
            found.push_back({file, blob, certifiedKey(blob)});
        else
            notes += Words::tr("%1: it is not a certificate that can be used.").arg(file);
    }
    return found;
}

class List
{
public:
    List(std::vector<Certificate> certificates, QStringList& notes)
        : m_certificates(std::move(certificates))
        , m_notes(notes)
    {
    }

    void addAgentKey(const AgentKey& key)
    {
        const QString label = Words::tr("%1 (agent)").arg(key.comment);
        if (!publicKey(key.blob)) {
            m_notes += Words::tr("%1: its kind of key is not supported.").arg(label);
            return;
        }
        if (!isCertificate(key.blob)) {
            for (const Certificate& certificate : m_certificates) {
                if (certificate.certifies == key.blob)
                    add({.label = Words::tr("%1 (agent, with %2)").arg(key.comment, certificate.file),
                         .inAgent = AgentKey{.blob = certificate.blob, .comment = key.comment, .signsAs = key.blob}},
                        certificate.blob);
            }
        }
        add({.label = label, .inAgent = key}, key.blob);
    }
    void addFile(const Named& named)
    {
        for (const Certificate& certificate : m_certificates) {
            if (certificate.certifies == named.blob)
                add({.label = Words::tr("%1 (with %2)").arg(named.file, certificate.file),
                     .file = named.file,
                     .locked = named.locked},
                    certificate.blob);
        }
        add({.label = named.file, .file = named.file, .locked = named.locked}, named.blob);
    }
    std::deque<Candidate> take() { return std::move(m_candidates); }

private:
    void add(Candidate candidate, const QByteArray& blob)
    {
        if (!blob.isEmpty() &&
            std::ranges::any_of(m_candidates, [&blob](const Candidate& earlier) { return earlier.offerBlob == blob; }))
            return;
        candidate.offerBlob = blob;
        candidate.offer = publicKey(blob);
        candidate.certified = isCertificate(blob);
        m_candidates.push_back(std::move(candidate));
    }

    std::vector<Certificate> m_certificates;
    QStringList& m_notes;
    std::deque<Candidate> m_candidates;
};

} // namespace

std::deque<Candidate> candidatesFor(const std::vector<AgentKey>& agent, const IdentityOptions& options,
                                    QStringList& notes)
{
    std::vector<Named> named;
    for (const QString& file : options.keyFiles)
        named.push_back(lookAt(file, notes));
    List list(readCertificates(options, notes), notes);
    // Keys that a key file names go first: that is how a person chooses among many.
    std::vector<const AgentKey*> others;
    for (const AgentKey& key : agent) {
        const QByteArray plain = certifiedKey(key.blob);
        const auto by = plain.isEmpty() ? named.end() : std::ranges::find(named, plain, &Named::blob);
        if (by == named.end()) {
            others.push_back(&key);
            continue;
        }
        by->held = by->held || !isCertificate(key.blob);
        list.addAgentKey(key);
    }
    if (!options.identitiesOnly) {
        for (const AgentKey* key : others)
            list.addAgentKey(*key);
    } else if (!others.empty()) {
        notes += Words::tr("%n key(s) of the SSH agent were left out, because only the named ones may be used.",
                           nullptr, static_cast<int>(others.size()));
    }
    for (const Named& one : named) {
        if (one.isPrivate && !one.held)
            list.addFile(one);
    }
    return list.take();
}

} // namespace Pilothouse::Ssh
