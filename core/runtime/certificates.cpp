// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/servicetools.h"

#include <QDateTime>
#include <QJsonArray>
#include <QRegularExpression>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

/// "Dec  9 12:00:00 2026 GMT" (a day below 10 has a space in front) or "2026-12-09 12:00:00Z".
QString dateOf(const QString& text)
{
    static const QRegularExpression form(
        u"\\A\\s*([A-Z][a-z]{2})\\s+([0-9]{1,2})\\s+([0-9]{2}:[0-9]{2}:[0-9]{2})\\s+([0-9]{4})\\s*GMT"_s);
    static const QStringList months{u"Jan"_s, u"Feb"_s, u"Mar"_s, u"Apr"_s, u"May"_s, u"Jun"_s,
                                    u"Jul"_s, u"Aug"_s, u"Sep"_s, u"Oct"_s, u"Nov"_s, u"Dec"_s};
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return readTime(text);
    const QDate date(match.captured(4).toInt(), int(months.indexOf(match.captured(1))) + 1, match.captured(2).toInt());
    const QTime time = QTime::fromString(match.captured(3), u"HH:mm:ss"_s);
    return date.isValid() && time.isValid() ? QDateTime(date, time, Qt::UTC).toString(Qt::ISODate) : QString();
}

} // namespace

Result<std::vector<CertificateDates>> readOpensslDates(const QByteArray& output)
{
    static const QRegularExpression field(
        u"\\A\\s*(notBefore|notAfter|subject|issuer|Not Before|Not After ?|Subject|Issuer)\\s*[=:]\\s*(.*)\\z"_s);
    static const QRegularExpression name(u"DNS:([^,\\s]+)"_s);
    std::vector<CertificateDates> all;
    const QStringList lines = toolLines(output);
    for (const QString& line : lines) {
        if (const auto match = field.match(line); match.hasMatch()) {
            const QString key = match.captured(1).toLower().remove(u' ');
            const bool date = key.startsWith(u"not");
            QString CertificateDates::*member = key == u"notbefore"  ? &CertificateDates::notBefore
                                                : key == u"notafter" ? &CertificateDates::notAfter
                                                : key == u"subject"  ? &CertificateDates::subject
                                                                     : &CertificateDates::issuer;
            const QString value = date ? dateOf(match.captured(2)) : match.captured(2).trimmed();
            if (date && value.isEmpty())
                continue;
            if (all.empty() || !(all.back().*member).isEmpty())
                all.emplace_back();
            all.back().*member = value;
        } else if (!all.empty()) {
            for (auto it = name.globalMatch(line); it.hasNext();)
                all.back().domains << it.next().captured(1);
        }
    }
    const bool dated = std::ranges::any_of(all, [](const CertificateDates& certificate) {
        return !certificate.notAfter.isEmpty() || !certificate.notBefore.isEmpty();
    });
    return dated ? Result<std::vector<CertificateDates>>(std::move(all)) : notOutputOf(u"openssl x509"_s);
}

Result<std::vector<CertificateDates>> readCertbot(const QByteArray& output)
{
    static const QRegularExpression field(
        u"\\A\\s*(Certificate Name|Domains|Identifiers|Expiry Date|Certificate Path):\\s*(.*)\\z"_s);
    static const QRegularExpression expiry(u"\\A([^(]*?)\\s*\\((VALID|INVALID)(?::\\s*([^)]*(?:\\([^)]*\\))?))?\\)"_s);
    static const QRegularExpression space(u"[\\s,]+"_s);
    std::vector<CertificateDates> all;
    const QString text = toolText(output);
    const QStringList lines = text.split(u'\n');
    for (const QString& line : lines) {
        const QRegularExpressionMatch match = field.match(line);
        if (!match.hasMatch())
            continue;
        const QString key = match.captured(1);
        const QString value = match.captured(2).trimmed();
        if (key == u"Certificate Name")
            all.push_back({.name = value});
        else if (all.empty())
            continue;
        else if (key == u"Domains" || key == u"Identifiers")
            all.back().domains = value.split(space, Qt::SkipEmptyParts);
        else if (key == u"Certificate Path")
            all.back().path = value;
        else if (const auto date = expiry.match(value); date.hasMatch()) {
            all.back().notAfter = dateOf(date.captured(1));
            all.back().valid = date.captured(2) == u"VALID";
            if (all.back().valid == false)
                all.back().status = date.captured(3).trimmed();
        } else {
            all.back().notAfter = dateOf(value);
        }
    }
    if (all.empty() && !text.contains(u"No certificates found"_s))
        return notOutputOf(u"certbot certificates"_s);
    return all;
}

QJsonObject toJson(const CertificateDates& certificate)
{
    return {{u"name"_s, shown(certificate.name)},
            {u"subject"_s, shown(certificate.subject)},
            {u"issuer"_s, shown(certificate.issuer)},
            {u"domains"_s, QJsonArray::fromStringList(certificate.domains)},
            {u"notBefore"_s, shown(certificate.notBefore)},
            {u"notAfter"_s, shown(certificate.notAfter)},
            {u"valid"_s, shown(certificate.valid)},
            {u"status"_s, shown(certificate.status)},
            {u"path"_s, shown(certificate.path)}};
}

} // namespace Pilothouse::Runtime
