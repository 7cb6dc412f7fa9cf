// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/curlanswer.h"

#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"
#include "ssh/framing.h"

#include <QCoreApplication>
#include <QList>

namespace Pilothouse::Health {

namespace {

constexpr int curlCouldNotResolve = 6;
constexpr int curlCouldNotConnect = 7;
constexpr int curlTimedOut = 28;
constexpr int curlUntrusted = 60;
constexpr int curlTooLarge = 63;

QByteArray configValue(const QString& text)
{
    // In a curl configuration a quoted value knows the escapes \\\\ and \\".
    QByteArray value = text.toUtf8();
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', ' ').replace('\r', ' ');
    return '"' + value + '"';
}

QString tooLarge()
{
    return translate("Health", "the answer is larger than 1 MiB, which no health document is; check the address");
}

bool isInterim(const QByteArray& statusLine)
{
    const QByteArray code = statusLine.mid(statusLine.indexOf(' ') + 1);
    return code.startsWith('1') || code.toLower().startsWith("200 connection established");
}

} // namespace

Ssh::Command curlCommand(const System::ProbeSpec& probe)
{
    // -q comes first: a .curlrc of the account could trust everybody, or follow wherever it is led.
    Ssh::Command command = Ssh::shellCommand("exec curl -q -K -");
    command.input = "url = " + configValue(probe.target) +
                    "\nsilent\nshow-error\ninclude\nproto = \"=http,https\"\nmax-filesize = 1048576\nuser-agent = "
                    "\"Pilothouse/" PILOTHOUSE_VERSION
                    "\"\nwrite-out = \"\\n%{http_code} %{time_total}\"\nmax-time = " +
                    QByteArray::number(double(probe.timeout.count()) / 1000.0, 'f', 1) + '\n';
    for (const auto& [name, value] : probe.headers)
        command.input += "header = " + configValue(name + QStringLiteral(": ") + value) + '\n';
    // The host's curl gives up by itself; the margin is for the way there and back.
    command.deadline = probe.timeout + std::chrono::seconds(5);
    command.collectAtMost = 2 * 1024 * 1024;
    return command;
}

Result<System::Observation> readCurl(const System::ProbeSpec& probe, const Ssh::Finished& finished)
{
    const QString said = SafeText::oneLine(QString::fromUtf8(finished.errors), 160).text();
    if (!finished.exitStatus)
        return fail(ErrorKind::Unreachable, translate("Health", "%1 did not say how the probe ended").arg(probe.via));
    // Before 8.4 curl holds to its limit only where the server says how much there is.
    if (finished.truncated)
        return fail(ErrorKind::Failed, tooLarge());
    switch (*finished.exitStatus) {
    case 0:
        break;
    case 126:
    case 127:
        return fail(
            ErrorKind::NotFound,
            translate("Health", "%1 has no curl to look with; install it there or leave out \"via\"").arg(probe.via));
    case curlCouldNotResolve:
        return fail(ErrorKind::Failed, translate("Health", "the name does not resolve on %1").arg(probe.via), said);
    case curlCouldNotConnect:
        return fail(ErrorKind::Failed, translate("Health", "refuses connections from %1").arg(probe.via), said);
    case curlTimedOut:
        return fail(ErrorKind::Failed,
                    translate("Health", "no complete answer within %1").arg(formatDuration(probe.timeout)), said);
    case curlUntrusted:
        return fail(ErrorKind::Failed, translate("Health", "%1 does not trust the certificate").arg(probe.via), said);
    case curlTooLarge:
        return fail(ErrorKind::Failed, tooLarge());
    default:
        return fail(ErrorKind::Failed,
                    said.isEmpty() ? translate("Health", "curl ended with status %1").arg(*finished.exitStatus) : said);
    }
    const qsizetype figuresAt = finished.output.lastIndexOf('\n');
    const QList<QByteArray> figures = finished.output.mid(figuresAt + 1).split(' ');
    // What a proxy said, or a "103 Early Hints", stands before the headers of the answer.
    qsizetype headerBegin = 0;
    qsizetype headerEnd = finished.output.indexOf("\r\n\r\n");
    while (headerEnd >= 0 && isInterim(finished.output.mid(headerBegin, 128)) &&
           finished.output.mid(headerEnd + 4, 5) == "HTTP/") {
        headerBegin = headerEnd + 4;
        headerEnd = finished.output.indexOf("\r\n\r\n", headerBegin);
    }
    const int status = figures.first().toInt();
    if (figuresAt < 0 || figures.size() != 2 || headerEnd < 0 || status < 100 || status > 999)
        return fail(ErrorKind::Unreachable,
                    translate("Health", "%1 gave an answer that cannot be read").arg(probe.via));
    System::Observation seen{.connected = true, .status = status};
    seen.responseTime = std::chrono::milliseconds(qRound64(figures.last().toDouble() * 1000.0));
    for (const QByteArray& line : finished.output.mid(headerBegin, headerEnd - headerBegin).split('\n')) {
        if (const qsizetype colon = line.indexOf(':'); colon > 0)
            seen.headers[QString::fromLatin1(line.first(colon)).toLower()] =
                QString::fromUtf8(line.mid(colon + 1).trimmed());
    }
    seen.body = finished.output.mid(headerEnd + 4, figuresAt - headerEnd - 4);
    return seen;
}

} // namespace Pilothouse::Health
