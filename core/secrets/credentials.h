// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secretsource.h"

namespace Pilothouse::Secrets {

/// Secrets that the service manager hands over for the life of a service, as files of a folder that only it and the
/// service can read (systemd's credentials, $CREDENTIALS_DIRECTORY): SYSTEM.ENVIRONMENT.NAME. What is not there comes
/// from `next`. Without a folder it only passes on. Any thread; a file is read when it is asked for, 64 KiB at most.
class Credentials final : public SecretSource
{
public:
    /// `next` must outlive it.
    Credentials(SecretSource& next, const QString& folder);

    QFuture<Result<Secret>> secret(const SecretRef& ref) override;

private:
    SecretSource& m_next;
    QString m_folder;
};

} // namespace Pilothouse::Secrets
