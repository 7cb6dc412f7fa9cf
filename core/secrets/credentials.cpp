// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/credentials.h"

#include "base/promise.h"
#include "base/translate.h"

#include <QFile>

namespace Pilothouse::Secrets {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longest = 64 * 1024;

} // namespace

Credentials::Credentials(SecretSource& next, const QString& folder)
    : m_next(next)
    , m_folder(folder)
{
}

QFuture<Result<Secret>> Credentials::secret(const SecretRef& ref)
{
    if (m_folder.isEmpty())
        return m_next.secret(ref);
    QFile file(m_folder + u'/' + ref.system + u'.' + ref.environment + u'.' + ref.name);
    if (!file.exists())
        return m_next.secret(ref);
    if (!file.open(QIODevice::ReadOnly) || file.size() > longest)
        return answered<Secret>(fail(
            ErrorKind::Unreachable,
            translate("Secrets", "The credential %1 of the service cannot be read: %2")
                .arg(ref.name, file.size() > longest ? translate("Secrets", "it is too long") : file.errorString())));
    QByteArray bytes = file.readAll();
    // Files end with a line end that is no part of what they hold.
    if (bytes.endsWith('\n'))
        bytes.chop(1);
    return answered<Secret>(Secret(std::move(bytes)));
}

} // namespace Pilothouse::Secrets
