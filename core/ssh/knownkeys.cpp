// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/knownkeys.h"

#include "base/safetext.h"
#include "ssh/hostkeys.h"
#include "ssh/knownhostsfile.h"
#include "ssh/trustwords.h"

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

constexpr qsizetype mostText = 4 * 1024 * 1024;

Error busy(const QString& file)
{
    return {.kind = ErrorKind::Conflict,
            .message = TrustWords::tr("Another program is changing %1 at this moment; try again.").arg(file)};
}

bool isKeyType(const QByteArray& word)
{
    return word.startsWith("ssh-") || word.startsWith("ecdsa-sha2-") || word.startsWith("sk-");
}

/// The names of a line that are names of hosts, not patterns; hashed ones cannot be told.
QByteArrayList plainNames(const QByteArray& names)
{
    QByteArrayList found;
    if (names.startsWith('|'))
        return found;
    const auto parts = names.toLower().split(',');
    for (const QByteArray& part : parts) {
        if (!part.isEmpty() && !part.startsWith('!') && !part.contains('*') && !part.contains('?'))
            found += part;
    }
    return found;
}

bool isListed(const KnownHosts::Entry& entry, const ProposedKey& key)
{
    if (entry.marker != key.marker || entry.key != key.key)
        return false;
    const auto names = plainNames(key.names);
    if (entry.names == key.names)
        return true;
    return !names.isEmpty() && names.size() == key.names.count(',') + 1 &&
           std::ranges::all_of(names, [&](const QByteArray& name) { return KnownHosts::matches(entry.names, name); });
}

} // namespace

QByteArray ProposedKey::text() const
{
    const QByteArray mark = marker == KnownHosts::Marker::Revoked     ? "@revoked "
                            : marker == KnownHosts::Marker::Authority ? "@cert-authority "
                                                                      : "";
    return mark + names + ' ' + key.type + ' ' + key.blob.toBase64();
}

Result<KnownKeys::Listing> KnownKeys::list() const
{
    const auto known = KnownHosts::read(m_files);
    if (!known)
        return fail(known.error());
    Listing listing;
    for (const KnownHosts::Entry& entry : known->entries()) {
        listing.keys.push_back({.names = entry.names.startsWith('|')
                                             ? QString()
                                             : SafeText::oneLine(QString::fromUtf8(entry.names), 1000).text(),
                                .key = entry.key,
                                .marker = entry.marker,
                                .file = entry.file,
                                .line = entry.line,
                                .isOwn = entry.file == ownFile(),
                                .text = entry.text});
    }
    listing.unread = known->garbage();
    return listing;
}

Result<void> KnownKeys::forget(const std::vector<QByteArray>& lines) const
{
    const auto file = KnownHostsFile::lock(ownFile());
    if (!file)
        return fail(file.error());
    if (!*file)
        return fail(busy(ownFile()));
    const auto content = (*file)->content();
    if (!content)
        return fail(content.error());
    auto kept = content->split('\n');
    for (const QByteArray& line : lines) {
        if (line.isEmpty() || kept.removeAll(line) == 0)
            return fail(ErrorKind::NotFound,
                        TrustWords::tr("The line was changed or removed meanwhile; look at the list again."),
                        QString::fromUtf8(line));
    }
    return (*file)->replace(kept.join('\n'));
}

void KnownKeys::judge(ProposedKey& proposed, const KnownHosts& own, const KnownHosts& all) const
{
    using State = ProposedKey::State;
    const auto names = plainNames(proposed.names);
    const auto concerns = [&](const KnownHosts::Entry& entry) {
        return entry.names == proposed.names || std::ranges::any_of(names, [&](const QByteArray& name) {
                   return KnownHosts::matches(entry.names, name);
               });
    };
    proposed.state = State::New;
    for (const KnownHosts::Entry& entry : all.entries()) {
        if (entry.marker == KnownHosts::Marker::Revoked && proposed.marker != KnownHosts::Marker::Revoked &&
            entry.key == proposed.key && concerns(entry)) {
            proposed.state = State::Revoked;
            return;
        }
    }
    for (const KnownHosts::Entry& entry : own.entries()) {
        if (isListed(entry, proposed)) {
            proposed.state = State::Known;
            return;
        }
        if (proposed.marker == KnownHosts::Marker::None && entry.marker == KnownHosts::Marker::None &&
            entry.key.type == proposed.key.type && entry.key != proposed.key && concerns(entry)) {
            proposed.state = State::Conflict;
            proposed.instead = entry.key.describe();
        }
    }
}

Result<std::vector<ProposedKey>> KnownKeys::propose(const QByteArray& text, const QByteArray& name) const
{
    if (text.size() > mostText)
        return fail(ErrorKind::Invalid,
                    TrustWords::tr("This is too much for a list of host keys; choose another file."));
    const auto own = KnownHosts::read({ownFile()});
    const auto all = KnownHosts::read(m_files);
    if (!own || !all)
        return fail(own ? all.error() : own.error());
    std::vector<ProposedKey> found;
    int number = 0;
    const auto lines = text.split('\n');
    for (const QByteArray& each : lines) {
        ++number;
        const QByteArray line = each.simplified();
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const bool isBare = isKeyType(line.left(line.indexOf(' ')));
        ProposedKey proposed{.line = number};
        KnownHosts parsed;
        parsed.parse(isBare ? "x " + line : line, {});
        if (parsed.entries().empty()) {
            // A key of protocol 1 is neither: nothing to tell.
            if (parsed.garbage().isEmpty())
                continue;
            proposed.state = ProposedKey::State::Unreadable;
        } else {
            const KnownHosts::Entry& entry = parsed.entries().front();
            proposed.names = isBare ? name : entry.names;
            proposed.key = entry.key;
            proposed.marker = entry.marker;
            if (proposed.names.isEmpty())
                proposed.state = ProposedKey::State::NoName;
            else
                judge(proposed, *own, *all);
        }
        found.push_back(proposed);
    }
    if (found.empty())
        return fail(
            ErrorKind::Invalid,
            TrustWords::tr("There is no host key in it; choose a piece of known_hosts, the output of ssh-keyscan "
                           "or a host's public key (.pub)."));
    return found;
}

Result<int> KnownKeys::provision(const std::vector<ProposedKey>& keys) const
{
    const auto file = KnownHostsFile::lock(ownFile());
    if (!file)
        return fail(file.error());
    if (!*file)
        return fail(busy(ownFile()));
    auto content = (*file)->content();
    if (!content)
        return fail(content.error());
    if (!content->isEmpty() && !content->endsWith('\n'))
        *content += '\n';
    int written = 0;
    for (ProposedKey key : keys) {
        if (key.names.isEmpty() || key.key.blob.isEmpty())
            continue;
        // Files may have changed since they were shown, and one key may stand in the list twice.
        const auto all = KnownHosts::read(m_files);
        if (!all)
            return fail(all.error());
        KnownHosts own;
        own.parse(*content, ownFile());
        judge(key, own, *all);
        if (key.state != ProposedKey::State::New)
            continue;
        *content += key.text() + '\n';
        ++written;
    }
    if (written > 0) {
        if (const auto replaced = (*file)->replace(*content); !replaced)
            return fail(replaced.error());
    }
    return written;
}

Result<void> KnownKeys::accept(const Endpoint& endpoint, const HostKey& key) const
{
    if (endpoint.policy == HostKeyPolicy::Provisioned)
        return fail(TrustWords::keyUnknown(endpoint, key));
    Endpoint once = endpoint;
    once.policy = HostKeyPolicy::AcceptNew;
    const auto answer = HostKeys(m_files).check(once, key);
    if (!answer)
        return fail(answer.error());
    if (*answer != HostKeys::Answer::Accepted)
        return fail(busy(ownFile()));
    return {};
}

} // namespace Pilothouse::Ssh
