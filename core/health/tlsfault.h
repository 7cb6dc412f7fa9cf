// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSslCertificate>
#include <QSslError>

#include <chrono>
#include <optional>

namespace Pilothouse::Health {

/// The one sentence for what is wrong with a server's certificate, worst first: expired, not yet valid, wrong name,
/// self-signed, unknown authority, other. Empty when there is nothing.
QString tlsFaultSentence(const QList<QSslError>& errors, const QString& host);

/// Whether all that is wrong is that the server's own certificate is past its end. One of an authority above it that
/// is past its end makes the server as unusable, but shows in no date of its own.
bool isOnlyExpired(const QList<QSslError>& errors, const QSslCertificate& own);

/// Time until the certificate ends (negative when it has), none for an empty certificate.
std::optional<std::chrono::milliseconds> timeLeft(const QSslCertificate& certificate, const QDateTime& now);

} // namespace Pilothouse::Health
