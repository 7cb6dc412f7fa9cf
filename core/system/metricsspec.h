// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <map>

namespace Pilothouse::System {

/// A Prometheus that measures an environment in the place of this console.
struct MetricsSpec
{
    QString prometheus = {};                 ///< its address; empty: hosts are measured from here
    QString user = {};                       ///< of HTTP basic authentication
    QString password = {};                   ///< name of a secret
    QString bearer = {};                     ///< name of a secret: a token
    QString part = {};                       ///< the label that says what a series is of
    std::map<QString, QString> queries = {}; ///< PromQL by metric

    bool isDefined() const { return !prometheus.isEmpty(); }
    bool operator==(const MetricsSpec&) const = default;
};

} // namespace Pilothouse::System
