// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QSslConfiguration>

#include <map>

namespace Pilothouse::Health {

/// Which authorities are believed: those of a PEM file, or the system's. A file is read again when it changed, not for
/// each look: reading one costs as much as a whole look over a kept connection. Not thread-safe.
class Trust
{
public:
    /// Invalid where the file holds no certificate. `file` empty: the system's authorities.
    Result<QSslConfiguration> of(const QString& file);

private:
    struct Known
    {
        QDateTime changed;
        qint64 size = -1;
        Result<QSslConfiguration> configuration;
    };
    std::map<QString, Known> m_known;
};

} // namespace Pilothouse::Health
