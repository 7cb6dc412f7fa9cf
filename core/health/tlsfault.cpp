// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/tlsfault.h"

#include "base/translate.h"
#include "base/units.h"

#include <QCoreApplication>

#include <array>

namespace Pilothouse::Health {

QString tlsFaultSentence(const QList<QSslError>& errors, const QString& host)
{
    const auto has = [&errors](QSslError::SslError kind) {
        return std::any_of(errors.begin(), errors.end(), [kind](const QSslError& e) { return e.error() == kind; });
    };
    if (errors.isEmpty())
        return {};
    if (const auto expired = std::ranges::find(errors, QSslError::CertificateExpired, &QSslError::error);
        expired != errors.end()) {
        const auto left = timeLeft(expired->certificate(), QDateTime::currentDateTimeUtc());
        return left ? translate("Health", "the certificate expired %1 ago; renew it").arg(formatDuration(-*left))
                    : translate("Health", "the certificate has expired; renew it");
    }
    if (has(QSslError::CertificateNotYetValid))
        return translate("Health", "the certificate is not valid yet; check the clocks");
    if (has(QSslError::HostNameMismatch))
        return translate("Health", "the certificate is not for %1").arg(host);
    if (has(QSslError::SelfSignedCertificate))
        return translate("Health", "the certificate is self-signed");
    if (has(QSslError::SelfSignedCertificateInChain) || has(QSslError::UnableToGetLocalIssuerCertificate) ||
        has(QSslError::UnableToVerifyFirstCertificate) || has(QSslError::UnableToGetIssuerCertificate) ||
        has(QSslError::CertificateUntrusted))
        return translate(
            "Health",
            "the certificate's authority is not trusted; name its file as \"ca\" in the environment if it is yours");
    return errors.first().errorString();
}

bool isOnlyExpired(const QList<QSslError>& errors, const QSslCertificate& own)
{
    return !errors.isEmpty() && !own.isNull() && std::ranges::all_of(errors, [&own](const QSslError& error) {
        return error.error() == QSslError::CertificateExpired && error.certificate() == own;
    });
}

std::optional<std::chrono::milliseconds> timeLeft(const QSslCertificate& certificate, const QDateTime& now)
{
    if (certificate.isNull() || !certificate.expiryDate().isValid())
        return std::nullopt;
    return std::chrono::milliseconds(now.msecsTo(certificate.expiryDate()));
}

} // namespace Pilothouse::Health
