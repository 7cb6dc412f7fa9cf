// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/trust.h"

#include "base/translate.h"

#include <QFileInfo>
#include <QSslCertificate>

namespace Pilothouse::Health {

namespace {

Result<QSslConfiguration> read(const QString& file)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (file.isEmpty())
        return tls;
    const QList<QSslCertificate> authority = QSslCertificate::fromPath(file, QSsl::Pem);
    if (authority.isEmpty())
        return fail(ErrorKind::Invalid,
                    translate("Health", "the authority file %1 holds no certificate; check \"ca\" of the environment")
                        .arg(file));
    tls.setCaCertificates(authority);
    return tls;
}

} // namespace

Result<QSslConfiguration> Trust::of(const QString& file)
{
    const QFileInfo info(file);
    const QDateTime changed = file.isEmpty() ? QDateTime() : info.lastModified();
    const qint64 size = file.isEmpty() ? 0 : info.size();
    const auto known = m_known.find(file);
    if (known != m_known.end() && known->second.changed == changed && known->second.size == size)
        return known->second.configuration;
    return m_known.insert_or_assign(file, Known{changed, size, read(file)}).first->second.configuration;
}

} // namespace Pilothouse::Health
