// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/knownhosts.h"

#include "ssh/words.h"

#include <QFile>
#include <QMessageAuthenticationCode>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

constexpr qint64 largestFile = 32 * 1024 * 1024;

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
    const QByteArray word = line.mid(begin, end - begin);
    line = line.mid(end);
    return word;
}

bool isNumber(const QByteArray& word)
{
    return !word.isEmpty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

Result<KnownHosts> KnownHosts::read(const QStringList& files)
{
    KnownHosts all;
    for (const QString& name : files) {
        QFile file(name);
        if (!file.exists())
            continue;
        if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile)
            return fail(Words::knownHostsUnusable(
                u"%1: %2"_s.arg(name, file.isOpen() ? Words::tr("larger than 32 MiB") : file.errorString())));
        const QByteArray text = file.readAll();
        if (file.error() != QFileDevice::NoError)
            return fail(Words::knownHostsUnusable(u"%1: %2"_s.arg(name, file.errorString())));
        all.parse(text, name);
    }
    return all;
}

void KnownHosts::parse(const QByteArray& text, const QString& file)
{
    int number = 0;
    const auto lines = text.split('\n');
    for (const QByteArray& line : lines) {
        const QString place = u"%1:%2"_s.arg(file).arg(++number);
        if (!parseLine(line, place))
            m_garbage += place;
    }
}

bool KnownHosts::parseLine(QByteArray line, const QString& place)
{
    if (line.endsWith('\r'))
        line.chop(1);
    QByteArray word = takeWord(line);
    if (word.isEmpty() || word.startsWith('#'))
        return true;
    Entry entry{.names = {}, .key = {}, .marker = Marker::None, .place = place};
    if (word.startsWith('@')) {
        if (word == "@revoked")
            entry.marker = Marker::Revoked;
        else if (word == "@cert-authority")
            entry.marker = Marker::Authority;
        else
            return false;
        word = takeWord(line);
    }
    entry.names = word;
    const QByteArray type = takeWord(line);
    const QByteArray base64 = takeWord(line);
    if (entry.names.contains('\0') || type.isEmpty() || base64.isEmpty())
        return false;
    // "host bits exponent modulus" is a key of protocol 1, which nobody speaks any more: nothing to know, nothing
    // wrong.
    if (isNumber(type) && isNumber(base64))
        return true;
    const auto blob = QByteArray::fromBase64Encoding(base64, QByteArray::AbortOnBase64DecodingErrors);
    const auto key = blob ? HostKey::fromBlob(*blob) : std::nullopt;
    // ECDSA curves and certificates carry their full type name in the blob as well, so the two words are the same.
    if (!key || key->type != type)
        return false;
    entry.key = *key;
    m_entries.push_back(entry);
    return true;
}

QByteArray KnownHosts::nameFor(const QString& host, quint16 port)
{
    const QByteArray plain = host.toLower().toUtf8();
    return port == 22 ? plain : "[" + plain + "]:" + QByteArray::number(port);
}

bool KnownHosts::matches(const QByteArray& names, const QByteArray& name)
{
    if (names.startsWith("|1|")) {
        const auto parts = names.split('|');
        if (parts.size() != 4)
            return false;
        const QByteArray salt = QByteArray::fromBase64(parts.at(2));
        return QMessageAuthenticationCode::hash(name, salt, QCryptographicHash::Sha1) ==
               QByteArray::fromBase64(parts.at(3));
    }
    bool found = false;
    const auto patterns = names.toLower().split(',');
    for (const QByteArray& pattern : patterns) {
        const bool negated = pattern.startsWith('!');
        if (!matchesPattern(name, negated ? QByteArrayView(pattern).sliced(1) : QByteArrayView(pattern)))
            continue;
        if (negated)
            return false;
        found = true;
    }
    return found;
}

std::vector<const KnownHosts::Entry*> KnownHosts::entriesFor(const QByteArray& name) const
{
    std::vector<const Entry*> found;
    for (const Entry& entry : m_entries) {
        if (matches(entry.names, name))
            found.push_back(&entry);
    }
    return found;
}

KnownHosts::Verdict KnownHosts::judge(const QString& host, quint16 port, const HostKey& key) const
{
    const auto own = entriesFor(nameFor(host, port));
    auto candidates = own;
    // As ssh does: a key listed for the bare name is good for every port, but a bare name never makes a port "changed".
    if (port != 22) {
        for (const Entry* entry : entriesFor(nameFor(host, 22))) {
            if (entry->marker == Marker::Revoked || entry->key == key)
                candidates.push_back(entry);
        }
    }
    const Entry* good = nullptr;
    const Entry* sameType = nullptr;
    const Entry* other = nullptr;
    const Entry* authority = nullptr;
    QStringList known;
    for (const Entry* entry : candidates) {
        const bool equal = entry->key == key;
        switch (entry->marker) {
        case Marker::Revoked:
            if (equal)
                return {.state = State::Revoked, .place = entry->place};
            break;
        case Marker::Authority:
            authority = entry;
            break;
        case Marker::None:
            if (equal) {
                good = entry;
                break;
            }
            known += entry->key.describe();
            (entry->key.type == key.type ? sameType : other) = entry;
            break;
        }
    }
    if (good)
        return {.state = State::Accepted, .place = good->place};
    known.removeDuplicates();
    if (sameType)
        return {.state = State::Changed, .known = known.join(u", "_s), .place = sameType->place};
    if (other)
        return {.state = State::OtherType, .known = known.join(u", "_s), .place = other->place};
    if (!m_garbage.isEmpty())
        return {.state = State::Garbage, .place = m_garbage.join(u", "_s)};
    if (authority)
        return {.state = State::Authority, .place = authority->place};
    return {};
}

std::vector<QByteArray> KnownHosts::typesFor(const QString& host, quint16 port) const
{
    auto found = entriesFor(nameFor(host, port));
    if (found.empty() && port != 22)
        found = entriesFor(nameFor(host, 22));
    std::vector<QByteArray> types;
    for (const Entry* entry : found) {
        if (entry->marker == Marker::None && std::ranges::find(types, entry->key.type) == types.end())
            types.push_back(entry->key.type);
    }
    return types;
}

} // namespace Pilothouse::Ssh
