// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/dnsmessage.h"

#include "base/safetext.h"
#include "base/translate.h"

#include <QHostAddress>
#include <QUrl>
#include <QtEndian>

#include <array>

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype headerSize = 12;

struct TypeRow
{
    QLatin1StringView word;
    quint16 number;
};
constexpr std::array<TypeRow, 8> types{{{"A"_L1, 1},
                                        {"NS"_L1, 2},
                                        {"CNAME"_L1, 5},
                                        {"SOA"_L1, 6},
                                        {"MX"_L1, 15},
                                        {"TXT"_L1, 16},
                                        {"AAAA"_L1, 28},
                                        {"CAA"_L1, 257}}};

quint16 typeNumber(const QString& type)
{
    const auto row = std::ranges::find_if(types, [&type](const TypeRow& each) { return type == each.word; });
    return row == types.end() ? types.front().number : row->number;
}

/// Reads a message from front to back; what would lie outside of it ends the reading.
class Reader
{
public:
    explicit Reader(const QByteArray& message)
        : m_message(message)
    {
    }
    bool isWell() const { return m_well; }
    qsizetype at() const { return m_at; }
    void skip(qsizetype bytes) { (void)take(bytes); }
    void goTo(qsizetype at)
    {
        m_well = m_well && at >= 0 && at <= m_message.size();
        m_at = m_well ? at : m_message.size();
    }
    quint16 number16()
    {
        const QByteArray bytes = take(2);
        return m_well ? qFromBigEndian<quint16>(bytes.constData()) : quint16(0);
    }
    quint8 number8()
    {
        const QByteArray bytes = take(1);
        return m_well ? quint8(bytes[0]) : quint8(0);
    }
    QByteArray take(qsizetype bytes)
    {
        if (bytes < 0 || m_at + bytes > m_message.size())
            m_well = false;
        if (!m_well)
            return {};
        m_at += bytes;
        return m_message.mid(m_at - bytes, bytes);
    }
    /// A name, past pointers (RFC 1035, 4.1.4); of those there may be as many as a name has labels and no more.
    QString name()
    {
        QStringList labels;
        qsizetype end = -1;
        for (int steps = 0; m_well; ++steps) {
            const quint8 length = number8();
            if (!m_well || steps > 128) {
                m_well = false;
                break;
            }
            if (length == 0)
                break;
            if ((length & 0xc0) == 0xc0) {
                const qsizetype target = (length & 0x3f) << 8 | number8();
                if (end < 0)
                    end = m_at;
                goTo(target);
                continue;
            }
            if ((length & 0xc0) != 0) {
                m_well = false;
                break;
            }
            labels << QString::fromLatin1(take(length));
        }
        if (end >= 0 && m_well)
            m_at = end;
        return SafeText::oneLine(labels.join(u'.'), 255).text();
    }

private:
    const QByteArray& m_message;
    qsizetype m_at = 0;
    bool m_well = true;
};

QString codeName(int code)
{
    static const QStringList names{u"NOERROR"_s, u"FORMERR"_s, u"SERVFAIL"_s, u"NXDOMAIN"_s, u"NOTIMP"_s, u"REFUSED"_s};
    return code < names.size() ? names.at(code) : u"RCODE%1"_s.arg(code);
}

QString recordText(Reader& reader, quint16 type, qsizetype length)
{
    const qsizetype end = reader.at() + length;
    switch (type) {
    case 1: {
        const QByteArray bytes = reader.take(length);
        return length == 4 && reader.isWell() ? QHostAddress(qFromBigEndian<quint32>(bytes.constData())).toString()
                                              : QString();
    }
    case 28: {
        const QByteArray bytes = reader.take(length);
        return length == 16 && reader.isWell()
                   ? QHostAddress(reinterpret_cast<const quint8*>(bytes.constData())).toString()
                   : QString();
    }
    case 15: {
        const quint16 preference = reader.number16();
        return u"%1 %2"_s.arg(preference).arg(reader.name());
    }
    case 6: {
        const QString first = reader.name();
        return first + u' ' + reader.name();
    }
    case 16: {
        QByteArray text;
        while (reader.isWell() && reader.at() < end)
            text += reader.take(reader.number8());
        return SafeText::oneLine(QString::fromUtf8(text), 255).text();
    }
    case 257: {
        reader.skip(1);
        const QByteArray tag = reader.take(reader.number8());
        return SafeText::oneLine(QString::fromUtf8(tag + ' ' + reader.take(end - reader.at())), 255).text();
    }
    default:
        return reader.name();
    }
}

} // namespace

Result<QByteArray> dnsQuestion(quint16 id, const QString& name, const QString& type)
{
    const QByteArray ascii =
        name.contains(u'_') ? name.toLatin1() : QUrl::toAce(name.endsWith(u'.') ? name.chopped(1) : name);
    QByteArray out(headerSize, '\0');
    qToBigEndian(id, out.data());
    out[2] = 1; // recursion
    out[5] = 1; // one question
    bool fits = !ascii.isEmpty() && ascii.size() <= 253;
    for (const QByteArray& label : ascii.split('.')) {
        fits = fits && !label.isEmpty() && label.size() <= 63;
        out += char(label.size());
        out += label;
    }
    if (!fits)
        return fail(
            ErrorKind::Invalid,
            translate("Health", "\"%1\" is not a name that can be asked for").arg(SafeText::oneLine(name, 80).text()));
    out += '\0';
    std::array<char, 4> tail{};
    qToBigEndian(typeNumber(type), tail.data());
    qToBigEndian(quint16(1), tail.data() + 2);
    return out.append(tail.data(), 4);
}

Result<DnsAnswer> readDnsAnswer(const QByteArray& message, quint16 id, const QString& type)
{
    Reader reader(message);
    const quint16 theirs = reader.number16();
    const quint16 flags = reader.number16();
    const quint16 questions = reader.number16();
    const quint16 answers = reader.number16();
    reader.skip(4);
    const auto unreadable = [] {
        return fail(ErrorKind::Failed, translate("Health", "the resolver's answer cannot be read"));
    };
    if (!reader.isWell() || theirs != id || (flags & 0x8000) == 0)
        return unreadable();
    DnsAnswer out{.code = codeName(flags & 0xf)};
    out.isCut = (flags & 0x0200) != 0;
    out.isSecure = (flags & 0x0020) != 0;
    for (int i = 0; i < questions && reader.isWell(); ++i) {
        (void)reader.name();
        reader.skip(4);
    }
    const quint16 wanted = typeNumber(type);
    for (int i = 0; i < answers && reader.isWell(); ++i) {
        (void)reader.name();
        const quint16 is = reader.number16();
        reader.skip(6);
        const quint16 length = reader.number16();
        const qsizetype end = reader.at() + length;
        if (is == wanted && reader.isWell()) {
            const QString text = recordText(reader, is, length);
            if (reader.isWell() && !text.isEmpty())
                out.records << text;
        }
        reader.goTo(end);
    }
    if (!reader.isWell() && !out.isCut)
        return unreadable();
    return out;
}

} // namespace Pilothouse::Health
