// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ssh/hostkey.h"

#include <QHash>
#include <QStringList>

#include <optional>
#include <vector>

namespace Pilothouse::Ssh {

/// What known_hosts files say about a host, in the format of sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT": plain and hashed
/// names, [host]:port, wildcards, negation, several keys, @revoked and @cert-authority. Read by ourselves because
/// libssh skips the markers and calls a broken file "unknown host". A value for one thread: questions remember what
/// they found.
class KnownHosts
{
public:
    enum class Marker { None, Revoked, Authority };
    enum class State {
        Accepted,
        Unknown,
        Changed,   ///< another key of the same type is known
        OtherType, ///< keys of other types are known only
        Revoked,   ///< even when it is listed as good as well
        Authority, ///< only a certificate authority vouches for the host
        /// Unknown, but lines could not be read: one of them may have been this host's. Or a line could not be read
        /// that revokes some key of this host.
        Garbage,
    };
    struct Entry
    {
        QByteArray names;
        HostKey key;
        Marker marker = Marker::None;
        QString file;
        int line = 0;
        QByteArray text; ///< the whole line

        QString place() const { return QStringLiteral("%1:%2").arg(file).arg(line); }
    };
    struct Verdict
    {
        State state = State::Unknown;
        QString known = {};     ///< the keys that are known instead, with fingerprints
        QString place = {};     ///< where the deciding line stands
        bool authority = false; ///< a certificate may settle it: an authority is trusted for this host
    };

    /// A file that does not exist is empty; one that cannot be read is an error.
    static Result<KnownHosts> read(const QStringList& files);
    /// All of a file; nothing where there is none.
    static Result<std::optional<QByteArray>> contentOf(const QString& file);
    void parse(const QByteArray& text, const QString& file);

    Verdict judge(const QString& host, quint16 port, const HostKey& key) const;
    /// The types of the keys known for the host, so that one of them can be negotiated.
    std::vector<QByteArray> typesFor(const QString& host, quint16 port) const;
    /// The authorities that may vouch for the host.
    std::vector<const Entry*> authoritiesFor(const QString& host, quint16 port) const;
    /// Some key, of a host or of an authority, is revoked for the host.
    bool hasRevocations(const QString& host, quint16 port) const;
    /// The line that revokes the key for the host; nothing when none does.
    const Entry* revocationOf(const QString& host, quint16 port, const HostKey& key) const;
    /// A line that revokes some key for the host, but which one cannot be read.
    const Entry* unreadRevocationOf(const QString& host, quint16 port) const;

    const std::vector<Entry>& entries() const { return m_entries; }
    const QStringList& garbage() const { return m_garbage; }

    /// How the host is written in a file: "host" for port 22, else "[host]:port".
    static QByteArray nameFor(const QString& host, quint16 port);
    /// Whether the first field of a line names the host (a name made by nameFor).
    static bool matches(const QByteArray& names, const QByteArray& name);

private:
    /// A line whose name is a keyed hash, which every question has to compute anew.
    struct Hashed
    {
        QByteArray salt;
        QByteArray hash;
        size_t entry;
    };
    bool parseLine(QByteArray line, Entry entry);
    void add(const Entry& entry);
    std::vector<const Entry*> entriesFor(const QByteArray& name) const;
    /// Those of the host with its port, and those of the bare name.
    std::vector<const Entry*> entriesFor(const QString& host, quint16 port) const;

    std::vector<Entry> m_entries;
    // Where to look for a name among them.
    QHash<QByteArray, std::vector<size_t>> m_plain; ///< lines of nothing but plain names
    std::vector<size_t> m_patterns;
    std::vector<Hashed> m_hashed;
    mutable QHash<QByteArray, std::vector<size_t>> m_unhashed; ///< lines found among these
    std::vector<Entry> m_unreadRevocations;                    ///< their keys could not be read
    QStringList m_garbage;
};

} // namespace Pilothouse::Ssh
