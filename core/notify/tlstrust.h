// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QSslConfiguration>
#include <QSslError>

namespace Pilothouse::Notify {

/// Verification against the authorities of a PEM file, or the system's where the environment names none.
Result<QSslConfiguration> tlsTrust(const QString& authorityFile);
/// What is wrong with a server's certificate, for people.
QString tlsFault(const QList<QSslError>& errors, const QString& host);

} // namespace Pilothouse::Notify
