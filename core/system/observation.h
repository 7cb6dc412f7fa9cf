// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

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
    std::optional<QString> dnsCode = {}; ///< "NOERROR", "NXDOMAIN"
    /// By the name of their placeholder: USED_PERCENT, INODES_PERCENT, FREE_BYTES, BYTES, DEPTH, FAILED, and AGE in
    /// milliseconds.
    std::map<QString, qint64> figures = {};
    QString summary = {};  ///< what was seen in one sentence, where a kind has a better one than its figures
    QStringList weak = {}; ///< sentences: what is not as it should be while the thing itself works

    bool operator==(const Observation&) const = default;
};

} // namespace Pilothouse::System
