// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/mime.h"

#include "base/canonical.h"
#include "base/safetext.h"
#include "notify/payload.h"

#include <QLocale>

#include <algorithm>

namespace Pilothouse::Notify {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostText = 64 * 1024;

bool isPlain(const QString& text)
{
    return std::ranges::all_of(text, [](QChar each) { return each >= u' ' && each <= u'~'; }) &&
           !text.contains(u"=?"_s);
}

QByteArray dateOf(const QDateTime& time)
{
    return QLocale::c().toString(time.toUTC(), u"ddd, dd MMM yyyy hh:mm:ss +0000"_s).toLatin1();
}

/// What cannot be read from it and is the same for the same text.
QByteArray tokenOf(const QString& text) { return sha256Hex(text.toUtf8()).left(40).toLatin1(); }

} // namespace

QByteArray headerText(const QString& text)
{
    const QString line = SafeText::oneLine(text, 900).text();
    if (isPlain(line) && line.size() <= 60)
        return line.toLatin1();
    // An encoded word has at most 75 characters, and no character of the text is divided between two.
    QByteArrayList words;
    QByteArray part;
    for (const char32_t each : line.toUcs4()) {
        const QByteArray bytes = QString::fromUcs4(&each, 1).toUtf8();
        if (part.size() + bytes.size() > 39) {
            words += "=?UTF-8?B?" + part.toBase64() + "?=";
            part.clear();
        }
        part += bytes;
    }
    words += "=?UTF-8?B?" + part.toBase64() + "?=";
    return words.join("\r\n ");
}

QByteArray quotedPrintable(const QString& text)
{
    QByteArray out;
    QByteArray line;
    const auto add = [&](const QByteArray& piece, bool last) {
        // A soft line break takes one place of the 76.
        if (line.size() + piece.size() > (last ? 76 : 75)) {
            out += line + "=\r\n";
            line.clear();
        }
        line += piece;
    };
    QString whole = text;
    whole.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
    const QList<QByteArray> lines = whole.toUtf8().split('\n');
    for (const QByteArray& each : lines) {
        for (qsizetype i = 0; i < each.size(); ++i) {
            const char c = each.at(i);
            const bool last = i + 1 == each.size();
            const bool space = c == ' ' || c == '\t';
            const bool plain = (c >= '!' && c <= '~' && c != '=') || (space && !last);
            add(plain ? QByteArray(1, c) : '=' + QByteArray(1, c).toHex().toUpper(), last);
        }
        out += line + "\r\n";
        line.clear();
    }
    return out;
}

QByteArray dotStuffed(const QByteArray& mail)
{
    QByteArray out = mail;
    if (out.startsWith('.'))
        out.prepend('.');
    out.replace("\r\n.", "\r\n..");
    if (!out.endsWith("\r\n"))
        out += "\r\n";
    return out + ".\r\n";
}

QByteArray composeMail(const Message& message, const System::NotifyTarget& target)
{
    const System::MailSpec& mail = target.mail;
    const QByteArray domain = mail.from.section(u'@', -1).toLatin1();
    const QByteArray own =
        tokenOf((message.once.isEmpty() ? message.id.toString() : message.once) + u'|' + target.name);
    QByteArray out;
    const auto header = [&out](const QByteArray& name, const QByteArray& value) {
        out += name + ": " + value + "\r\n";
    };
    header("From", "Pilothouse <" + mail.from.toLatin1() + '>');
    QByteArrayList to;
    for (const QString& each : mail.to)
        to += '<' + each.toLatin1() + '>';
    header("To", to.join(",\r\n "));
    header("Subject", headerText(message.title));
    header("Date", dateOf(message.at));
    header("Message-ID", '<' + own + '@' + domain + '>');
    if (!message.group.isEmpty())
        header("References", '<' + tokenOf(message.target() + u'|' + message.group) + ".group@" + domain + '>');
    header("Auto-Submitted", "auto-generated");
    header("X-Pilothouse-Id", message.id.toString().toLatin1());
    if (message.severity == Severity::Critical)
        header("Importance", "high");
    header("MIME-Version", "1.0");
    header("Content-Type", "text/plain; charset=utf-8");
    header("Content-Transfer-Encoding", "quoted-printable");
    QString text = cutTo(SafeText::fromUntrusted(message.text).text(), mostText);
    if (!message.link.isEmpty())
        text += u"\n\n"_s + SafeText::oneLine(message.link, 2000).text();
    text += u"\n\n-- \nPilothouse, "_s + message.target() + u'\n';
    return out + "\r\n" + quotedPrintable(text);
}

} // namespace Pilothouse::Notify
