// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/tlstrust.h"

#include "base/translate.h"

#include <QSslCertificate>
#include <QSslSocket>

namespace Pilothouse::Notify {

Result<QSslConfiguration> tlsTrust(const QString& authorityFile)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (authorityFile.isEmpty())
        return tls;
    const QList<QSslCertificate> authority = QSslCertificate::fromPath(authorityFile, QSsl::Pem);
    if (authority.isEmpty())
        return fail(ErrorKind::Invalid,
                    translate("Notify", "the authority file %1 holds no certificate; check ca: of the environment")
                        .arg(authorityFile));
    tls.setCaCertificates(authority);
    return tls;
}

QString tlsFault(const QList<QSslError>& errors, const QString& host)
{
    return errors.isEmpty() ? QString()
                            : translate("Notify", "the certificate of %1 is not to be trusted: %2")
                                  .arg(host, errors.first().errorString());
}

} // namespace Pilothouse::Notify
