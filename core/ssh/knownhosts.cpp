// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/knownhosts.h"

#include "ssh/fd.h"
#include "ssh/hostcertificate.h"
#include "ssh/trustwords.h"

#include <QFile>
#include <QMessageAuthenticationCode>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

constexpr qsizetype largestFile = 32 * 1024 * 1024;
constexpr qsizetype mostUnhashed = 4096;
constexpr qsizetype longestPattern = 1022; // OpenSSH's buffer: a longer one matches nothing, nor do those after it

// OpenSSH's match_pattern(): * is any run of characters, ? is one.
bool matchesPattern(QByteArrayView text, QByteArrayView pattern)
{
    qsizetype t = 0;
    qsizetype p = 0;
    qsizetype star = -1;
    qsizetype resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

QByteArray takeWord(QByteArray& line)
{
    qsizetype begin = 0;
    while (begin < line.size() && (line[begin] == ' ' || line[begin] == '\t'))
        ++begin;
    qsizetype end = begin;
    while (end < line.size() && line[end] != ' ' && line[end] != '\t')
        ++end;
    QByteArray word = line.mid(begin, end - begin);
    line = line.mid(end);
    return word;
}

bool isNumber(const QByteArray& word)
{
    return !word.isEmpty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<QByteArray> strictBase64(const QByteArray& text)
{
    const auto bytes = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    // Qt does without padding, OpenSSH does not.
    return bytes && text.size() % 4 == 0 ? std::optional(*bytes) : std::nullopt;
}

/// "|1|SALT|HASH"
struct HashedName
{
    QByteArray salt;
    QByteArray hash;

    /// If all of it is well-formed.
    static std::optional<HashedName> of(const QByteArray& names)
    {
        constexpr qsizetype sha1Size = 20;
        const auto parts = names.split('|');
        if (parts.size() != 4 || parts.at(1) != "1")
            return {};
        const auto salt = strictBase64(parts.at(2));
        const auto hash = strictBase64(parts.at(3));
        if (!salt || !hash || salt->size() != sha1Size || hash->size() != sha1Size)
            return {};
        return HashedName{.salt = *salt, .hash = *hash};
    }
    QByteArray text() const { return "|1|" + salt.toBase64() + '|' + hash.toBase64(); }
};

QByteArray hashOf(const QByteArray& name, const QByteArray& salt)
{
    return QMessageAuthenticationCode::hash(name, salt, QCryptographicHash::Sha1);
}

bool isPlain(const QByteArray& name)
{
    return !name.startsWith('!') && !name.contains('*') && !name.contains('?') && name.size() <= longestPattern;
}

Error unusable(const QString& name, const QString& why)
{
    return TrustWords::knownHostsUnusable(u"%1: %2"_s.arg(name, why));
}

} // namespace

Result<KnownHosts> KnownHosts::read(const QStringList& files)
{
    KnownHosts all;
    for (const QString& name : files) {
        const auto text = contentOf(name);
        if (!text)
            return fail(text.error());
        if (*text)
            all.parse(**text, name);
    }
    return all;
}

Result<std::optional<QByteArray>> KnownHosts::contentOf(const QString& name)
{
    // Never waits for a pipe's other end.
    const Fd file(::open(QFile::encodeName(name).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.isValid()) {
        // Only this says that there is no such file. What is behind a folder that may not be entered cannot be told.
        if (errno == ENOENT || errno == ENOTDIR)
            return std::nullopt;
        return fail(unusable(name, qt_error_string(errno)));
    }
    struct stat status = {};
    if (::fstat(file.get(), &status) != 0)
        return fail(unusable(name, qt_error_string(errno)));
    if (S_ISDIR(status.st_mode))
        return fail(unusable(name, qt_error_string(EISDIR)));
    if (!S_ISREG(status.st_mode) && !S_ISCHR(status.st_mode))
        return fail(unusable(name, TrustWords::tr("not a file")));
    // One byte more than there should be, so that the second call is the one that finds the end.
    QByteArray text(std::clamp<qint64>(status.st_size, 0, largestFile) + 1, Qt::Uninitialized);
    for (qsizetype size = 0;;) {
        const ssize_t got = ::read(file.get(), text.data() + size, size_t(text.size() - size));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(unusable(name, qt_error_string(errno)));
        size += got;
        if (size > largestFile)
            return fail(unusable(name, TrustWords::tr("larger than 32 MiB")));
        if (got == 0) {
            text.truncate(size);
            return text;
        }
        if (size == text.size())
            text.resize(std::min(largestFile + 1, 2 * size + 4096)); // it grows
    }
}

void KnownHosts::parse(const QByteArray& text, const QString& file)
{
    int number = 0;
    const auto lines = text.split('\n');
    for (const QByteArray& line : lines) {
        const Entry entry{.names = {}, .key = {}, .marker = Marker::None, .file = file, .line = ++number, .text = line};
        if (!parseLine(line, entry))
            m_garbage += entry.place();
    }
}

bool KnownHosts::parseLine(QByteArray line, Entry entry)
{
    if (line.endsWith('\r'))
        line.chop(1);
    QByteArray word = takeWord(line);
    if (word.isEmpty() || word.startsWith('#'))
        return true;
    if (word.startsWith('@')) {
        if (word == "@revoked")
            entry.marker = Marker::Revoked;
        // OpenSSH looks for the space that ends the marker first and for a tab only where there is none: what it does
        // not trust is not trusted here.
        else if (word == "@cert-authority" && (line.startsWith(' ') || !line.contains(' ')))
            entry.marker = Marker::Authority;
        else
            return false;
        word = takeWord(line);
    }
    entry.names = word;
    const QByteArray type = takeWord(line);
    const QByteArray base64 = takeWord(line);
    const bool namesAreGood =
        !word.isEmpty() && !word.contains('\0') && (!word.startsWith('|') || HashedName::of(word).has_value());
    // "host bits exponent modulus" is a key of protocol 1, which nobody speaks any more: nothing to know, nothing
    // wrong.
    if (namesAreGood && isNumber(type) && isNumber(base64))
        return true;
    const auto blob = strictBase64(base64);
    const auto key = blob ? HostKey::fromBlob(*blob) : std::nullopt;
    // ECDSA curves and certificates carry their full type name in the blob as well, so the two words are the same.
    bool keyIsGood = key && key->type == type;
    if (keyIsGood)
        entry.key = *key;
    if (keyIsGood && entry.marker == Marker::Revoked && HostCertificate::isType(type)) {
        // As with OpenSSH, a revoked certificate revokes its key.
        const auto certificate = HostCertificate::fromBlob(*blob);
        keyIsGood = certificate.has_value();
        if (certificate)
            entry.key = certificate->key;
    }
    if (namesAreGood && keyIsGood)
        add(entry);
    else if (namesAreGood && entry.marker == Marker::Revoked)
        m_unreadRevocations.push_back(entry);
    return namesAreGood && keyIsGood;
}

void KnownHosts::add(const Entry& entry)
{
    const size_t index = m_entries.size();
    m_entries.push_back(entry);
    m_unhashed.clear();
    if (entry.names.startsWith('|')) {
        // OpenSSH compares what is written: another way to write the same bytes is no match.
        const auto hashed = HashedName::of(entry.names);
        if (hashed && hashed->text() == entry.names)
            m_hashed.push_back({hashed->salt, hashed->hash, index});
        return;
    }
    const auto names = entry.names.toLower().split(',');
    if (!std::ranges::all_of(names, isPlain))
        return m_patterns.push_back(index);
    for (const QByteArray& name : names) {
        auto& lines = m_plain[name];
        if (lines.empty() || lines.back() != index)
            lines.push_back(index);
    }
}

QByteArray KnownHosts::nameFor(const QString& host, quint16 port)
{
    const QByteArray plain = host.toLower().toUtf8();
    return port == 22 ? plain : "[" + plain + "]:" + QByteArray::number(port);
}

bool KnownHosts::matches(const QByteArray& names, const QByteArray& name)
{
    if (names.startsWith('|')) {
        const auto hashed = HashedName::of(names);
        return hashed && hashed->text() == names && hashOf(name, hashed->salt) == hashed->hash;
    }
    bool found = false;
    const auto patterns = names.toLower().split(',');
    for (const QByteArray& pattern : patterns) {
        const bool negated = pattern.startsWith('!');
        const auto own = negated ? QByteArrayView(pattern).sliced(1) : QByteArrayView(pattern);
        if (own.size() > longestPattern)
            return false;
        if (!matchesPattern(name, own))
            continue;
        if (negated)
            return false;
        found = true;
    }
    return found;
}

std::vector<const KnownHosts::Entry*> KnownHosts::entriesFor(const QByteArray& name) const
{
    std::vector<size_t> lines = m_plain.value(name);
    for (const size_t line : m_patterns) {
        if (matches(m_entries[line].names, name))
            lines.push_back(line);
    }
    if (!m_hashed.empty()) {
        auto known = m_unhashed.constFind(name);
        if (known == m_unhashed.constEnd()) {
            std::vector<size_t> hashed;
            for (const Hashed& one : m_hashed) {
                if (hashOf(name, one.salt) == one.hash)
                    hashed.push_back(one.entry);
            }
            if (m_unhashed.size() >= mostUnhashed)
                m_unhashed.clear();
            known = m_unhashed.insert(name, hashed);
        }
        lines.insert(lines.end(), known->begin(), known->end());
    }
    std::ranges::sort(lines);
    std::vector<const Entry*> found;
    found.reserve(lines.size());
    for (const size_t line : lines)
        found.push_back(&m_entries[line]);
    return found;
}

std::vector<const KnownHosts::Entry*> KnownHosts::entriesFor(const QString& host, quint16 port) const
{
    auto found = entriesFor(nameFor(host, port));
    if (port != 22) {
        const auto bare = entriesFor(nameFor(host, 22));
        found.insert(found.end(), bare.begin(), bare.end());
    }
    return found;
}

const KnownHosts::Entry* KnownHosts::revocationOf(const QString& host, quint16 port, const HostKey& key) const
{
    const auto all = entriesFor(host, port);
    const auto it = std::ranges::find_if(
        all, [&](const Entry* entry) { return entry->marker == Marker::Revoked && entry->key == key; });
    return it == all.end() ? nullptr : *it;
}

bool KnownHosts::hasRevocations(const QString& host, quint16 port) const
{
    return std::ranges::any_of(entriesFor(host, port),
                               [](const Entry* entry) { return entry->marker == Marker::Revoked; });
}

const KnownHosts::Entry* KnownHosts::unreadRevocationOf(const QString& host, quint16 port) const
{
    const auto it = std::ranges::find_if(m_unreadRevocations, [&](const Entry& entry) {
        return matches(entry.names, nameFor(host, port)) || matches(entry.names, nameFor(host, 22));
    });
    return it == m_unreadRevocations.end() ? nullptr : &*it;
}

std::vector<const KnownHosts::Entry*> KnownHosts::authoritiesFor(const QString& host, quint16 port) const
{
    auto all = entriesFor(host, port);
    std::erase_if(all, [](const Entry* entry) { return entry->marker != Marker::Authority; });
    return all;
}

KnownHosts::Verdict KnownHosts::judge(const QString& host, quint16 port, const HostKey& key) const
{
    if (const Entry* entry = revocationOf(host, port, key))
        return {.state = State::Revoked, .place = entry->place()};
    // It may be this very key that must not be used.
    if (const Entry* entry = unreadRevocationOf(host, port))
        return {.state = State::Garbage, .place = entry->place()};
    // As ssh does: where no key is listed for the port, one that is listed for the bare name is good for every port,
    // but a bare name never makes a port "changed".
    const auto isPlain = [](const Entry* entry) { return entry->marker == Marker::None; };
    auto plain = entriesFor(nameFor(host, port));
    std::erase_if(plain, std::not_fn(isPlain));
    if (plain.empty() && port != 22) {
        plain = entriesFor(nameFor(host, 22));
        std::erase_if(plain, [&](const Entry* entry) { return !isPlain(entry) || entry->key != key; });
    }
    const Entry* sameType = nullptr;
    const Entry* other = nullptr;
    QStringList known;
    for (const Entry* entry : plain) {
        if (entry->key == key)
            return {.state = State::Accepted, .place = entry->place()};
        known += entry->key.describe();
        (entry->key.type == key.type ? sameType : other) = entry;
    }
    known.removeDuplicates();
    const auto authorities = authoritiesFor(host, port);
    Verdict verdict{.authority = !authorities.empty()};
    if (sameType || other) {
        verdict.state = sameType ? State::Changed : State::OtherType;
        verdict.known = known.join(u", ");
        verdict.place = (sameType ? sameType : other)->place();
    } else if (!m_garbage.isEmpty()) {
        verdict.state = State::Garbage;
        verdict.place = m_garbage.join(u", ");
    } else if (!authorities.empty()) {
        verdict.state = State::Authority;
        verdict.place = authorities.front()->place();
    }
    return verdict;
}

std::vector<QByteArray> KnownHosts::typesFor(const QString& host, quint16 port) const
{
    const auto typesOf = [this](const QByteArray& name) {
        std::vector<QByteArray> types;
        for (const Entry* entry : entriesFor(name)) {
            if (entry->marker == Marker::None && std::ranges::find(types, entry->key.type) == types.end())
                types.push_back(entry->key.type);
        }
        return types;
    };
    const auto types = typesOf(nameFor(host, port));
    return types.empty() && port != 22 ? typesOf(nameFor(host, 22)) : types;
}

} // namespace Pilothouse::Ssh
