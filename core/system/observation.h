// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <chrono>
#include <map>
#include <optional>

namespace Pilothouse::System {

/// What a probe measured, as conditions see it. Absent values make a condition fail with that as its reason.
struct Observation
{
    bool connected = false;
    std::optional<int> status = {};
    std::optional<std::chrono::milliseconds> responseTime = {};
    std::optional<std::chrono::milliseconds> certificateExpiration = {}; ///< time left, negative when expired
    std::optional<QByteArray> body = {};
    std::map<QString, QString> headers = {}; ///< names in lower case
    std::optional<qint64> rows = {};
    std::optional<QString> output = {};
    std::optional<QString> ip = {};

    bool operator==(const Observation&) const = default;
};

} // namespace Pilothouse::System
