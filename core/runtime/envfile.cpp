// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/envfile.h"

#include "base/translate.h"
#include "runtime/interpolation.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\f' || c == '\v'; }

bool isNameStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

bool isNamePart(char c) { return isNameStart(c) || (c >= '0' && c <= '9') || c == '.' || c == '-'; }

/// Walks through the text once; a line that is no assignment is a fault and skipped.
class Reader
{
public:
    explicit Reader(QByteArray text)
        : m_text(std::move(text))
    {
    }

    EnvFile read()
    {
        while (m_at < m_text.size()) {
            readLine();
            toNextLine();
        }
        return std::move(m_file);
    }

private:
    bool atEnd() const { return m_at >= m_text.size() || m_text[m_at] == '\n'; }
    void skipBlanks()
    {
        while (!atEnd() && isBlank(m_text[m_at]))
            ++m_at;
    }
    void toNextLine()
    {
        while (!atEnd())
            ++m_at;
        if (m_at < m_text.size()) {
            ++m_at;
            ++m_line;
            m_lineStart = m_at;
        }
    }
    void fault(const QString& message) { m_file.errors.push_back({m_line, int(m_at - m_lineStart) + 1, message}); }

    QByteArray name()
    {
        const qsizetype begin = m_at;
        if (!atEnd() && isNameStart(m_text[m_at])) {
            while (!atEnd() && isNamePart(m_text[m_at]))
                ++m_at;
        }
        return m_text.mid(begin, m_at - begin);
    }

    void readLine()
    {
        skipBlanks();
        if (atEnd())
            return;
        if (m_text[m_at] == '#') {
            readComment();
            return;
        }
        QByteArray key = name();
        if (key == "export" && !atEnd() && isBlank(m_text[m_at])) {
            skipBlanks();
            key = name();
        }
        const qsizetype behind = m_at;
        skipBlanks();
        if (key.isEmpty()) {
            fault(translate("Runtime", "A name must stand here: a letter or _, then letters, digits and _."));
            return;
        }
        if (atEnd() || m_text[m_at] == '#') {
            add(key, {}, false, false);
            return;
        }
        const bool colon =
            m_text[m_at] == ':' && behind == m_at && m_at + 1 < m_text.size() && isBlank(m_text[m_at + 1]);
        if (m_text[m_at] != '=' && !colon) {
            fault(translate("Runtime", "An = must stand here, between the name and its value."));
            return;
        }
        ++m_at;
        readValue(key);
    }

    void readComment()
    {
        static const QRegularExpression optional(u"\\A#+[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_.-]*)="_s);
        const qsizetype end = m_text.indexOf('\n', m_at);
        const QString line = QString::fromUtf8(m_text.mid(m_at, end < 0 ? -1 : end - m_at));
        if (const auto match = optional.match(line); match.hasMatch())
            m_file.optional.emplace_back(match.captured(1), m_line);
    }

    void readValue(const QByteArray& key)
    {
        const qsizetype begin = m_at;
        skipBlanks();
        if (!atEnd() && (m_text[m_at] == '"' || m_text[m_at] == '\'' || m_text[m_at] == '`')) {
            if (readQuoted(key))
                return;
            m_at = begin;
            skipBlanks();
        }
        // A # is a comment behind a blank only: it may be part of a password.
        const bool blankBefore = m_at > begin;
        const qsizetype start = m_at;
        qsizetype end = start;
        while (!atEnd()) {
            const char c = m_text[m_at];
            if (c == '#' && (m_at == start ? blankBefore : isBlank(m_text[m_at - 1])))
                break;
            ++m_at;
            if (!isBlank(c))
                end = m_at;
        }
        add(key, m_text.mid(start, end - start), true, true);
    }

    /// False, with a fault, when it is not closed or followed by something else: then it is no quoted value.
    bool readQuoted(const QByteArray& key)
    {
        const char quote = m_text[m_at];
        QByteArray value;
        qsizetype at = m_at + 1;
        int lines = 0;
        qsizetype lineStart = m_lineStart;
        for (; at < m_text.size() && m_text[at] != quote; ++at) {
            if (m_text[at] == '\n') {
                ++lines;
                lineStart = at + 1;
            }
            if (quote == '"' && m_text[at] == '\\' && at + 1 < m_text.size()) {
                ++at;
                const qsizetype known = QByteArrayView("nrt\"\\$").indexOf(m_text[at]);
                if (known < 0)
                    value += '\\';
                value += known >= 0 && known < 3 ? "\n\r\t"[known] : m_text[at];
                continue;
            }
            value += m_text[at];
        }
        if (at >= m_text.size()) {
            fault(translate("Runtime", "This quotation mark is never closed."));
            return false;
        }
        qsizetype rest = at + 1;
        while (rest < m_text.size() && isBlank(m_text[rest]))
            ++rest;
        if (rest < m_text.size() && m_text[rest] != '\n' && m_text[rest] != '#') {
            fault(translate("Runtime", "Nothing but a comment may stand behind the closing quotation mark."));
            return false;
        }
        add(key, value, true, quote == '"');
        m_line += lines;
        m_lineStart = lineStart;
        m_at = rest;
        return true;
    }

    void add(const QByteArray& key, const QByteArray& value, bool assigned, bool interpolates)
    {
        const QString name = QString::fromUtf8(key);
        if (assigned && m_seen.contains(name))
            m_file.duplicates << name;
        if (assigned)
            m_seen.insert(name);
        m_file.entries.push_back({name, m_line, Secret(QByteArray(value)), assigned, interpolates});
    }

    QByteArray m_text;
    qsizetype m_at = 0;
    qsizetype m_lineStart = 0;
    int m_line = 1;
    QSet<QString> m_seen;
    EnvFile m_file;
};

} // namespace

QString EnvEntry::sha256() const
{
    return assigned ? QString::fromLatin1(
                          QCryptographicHash::hash(value.bytes().toByteArray(), QCryptographicHash::Sha256).toHex())
                    : QString();
}

EnvFile EnvFile::read(const QByteArray& bytes)
{
    QByteArray text = bytes.startsWith("\xef\xbb\xbf") ? bytes.sliced(3) : bytes;
    text.replace("\r\n", "\n");
    text.replace('\r', '\n');
    return Reader(std::move(text)).read();
}

std::map<QString, QString> EnvFile::values() const
{
    std::map<QString, QString> values;
    for (const EnvEntry& entry : entries) {
        if (!entry.assigned)
            continue;
        const QString written = QString::fromUtf8(entry.value.bytes());
        // A value may be made of those above it.
        values[entry.key] = entry.interpolates && written.contains(u'$')
                                ? Interpolation(values).resolve(written, entry.line).value_or(written)
                                : written;
    }
    return values;
}

QJsonObject inspectEnv(const EnvFile& file)
{
    QJsonArray entries;
    for (const EnvEntry& entry : file.entries) {
        const QString hash = entry.sha256();
        entries << QJsonObject{{u"key"_s, entry.key},
                               {u"line"_s, entry.line},
                               {u"sha256"_s, hash.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(hash)}};
    }
    QJsonArray errors;
    for (const System::Fault& fault : file.errors)
        errors << QJsonObject{{u"line"_s, fault.line}, {u"column"_s, fault.column}, {u"message"_s, fault.message}};
    QJsonArray optional;
    for (const auto& [key, line] : file.optional)
        optional << QJsonObject{{u"key"_s, key}, {u"line"_s, line}};
    return {{u"entries"_s, entries},
            {u"duplicates"_s, QJsonArray::fromStringList(file.duplicates)},
            {u"errors"_s, errors},
            {u"optional"_s, optional}};
}

} // namespace Pilothouse::Runtime
