// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/endpoint.h"
#include "ssh/knownhosts.h"

namespace Pilothouse::Ssh {

/// A line of a known_hosts file, for people. A value.
struct KnownKey
{
    QString names; ///< as they stand there; empty when they are hashed
    HostKey key;
    KnownHosts::Marker marker = KnownHosts::Marker::None;
    QString file;
    int line = 0;
    bool isOwn = false; ///< in the console's own file
    QByteArray text;    ///< the whole line

    bool operator==(const KnownKey&) const = default;
};

/// A key that a person wants to make known, and what would come of it. A value.
struct ProposedKey
{
    enum class State {
        New,
        Known,    ///< stands there already
        Conflict, ///< another key of this type is known for the host: that one has to be forgotten first
        Revoked,  ///< is revoked for the host and never becomes good
        NoName,   ///< a key alone, without the host it belongs to
        Unreadable,
    };
    State state = State::New;
    QByteArray names = {};
    HostKey key = {};
    KnownHosts::Marker marker = KnownHosts::Marker::None;
    int line = 0;            ///< of what was read
    QString instead = {};    ///< the key that is known now, for Conflict
    QByteArray text() const; ///< as it would be written
    bool operator==(const ProposedKey&) const = default;
};

/// What a person does with known host keys: look at them, forget, provision, accept at first contact. Only the
/// console's own file is ever changed, under its lock and all at once. Any thread that may wait for a disk.
///
/// Errors: Conflict while another program changes the file (try again soon); NotFound for lines that are not there any
/// more; Refused for what must not be made known.
class KnownKeys
{
public:
    /// In the order in which they are read; the first one is the console's own.
    explicit KnownKeys(QStringList files)
        : m_files(std::move(files))
    {
    }

    struct Listing
    {
        std::vector<KnownKey> keys;
        QStringList unread; ///< "file:line" of what could not be read

        bool operator==(const Listing&) const = default;
    };

    QString ownFile() const { return m_files.value(0); }
    Result<Listing> list() const;
    /// Takes exactly these lines out of the console's own file, wherever they stand there now.
    Result<void> forget(const std::vector<QByteArray>& lines) const;
    /// What is in a piece of known_hosts, in the output of ssh-keyscan, or in public keys of hosts (.pub), which need
    /// the `name` of the host as known_hosts writes it.
    Result<std::vector<ProposedKey>> propose(const QByteArray& text, const QByteArray& name) const;
    /// Writes those that are New; the others are judged once more and skipped. Answers how many were written.
    Result<int> provision(const std::vector<ProposedKey>& keys) const;
    /// A person has compared the key of a host that was never seen. Refused when it is not unknown any more, or when
    /// keys of this host have to be provisioned.
    Result<void> accept(const Endpoint& endpoint, const HostKey& key) const;

private:
    void judge(ProposedKey& key, const KnownHosts& own, const KnownHosts& all) const;

    QStringList m_files;
};

} // namespace Pilothouse::Ssh
