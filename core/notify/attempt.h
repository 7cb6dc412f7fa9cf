// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace Pilothouse::Notify {

/// What came of one try to deliver a message on one channel. `detail` is a sentence for people without any secret.
struct Attempt
{
    enum class Outcome {
        Delivered, ///< accepted by the other side, by mail: for those in `reached`
        Temporary, ///< another try makes sense
        Permanent, ///< the same try will fail again
    };
    Outcome outcome = Outcome::Temporary;
    QString detail = {};
    std::optional<std::chrono::milliseconds> retryAfter = {}; ///< what the other side asked for
    QStringList reached = {};                                 ///< people or places that it was accepted for
    QStringList refused = {};                                 ///< those who will never get it
    QStringList left = {};                                    ///< those for whom it should be tried again

    bool operator==(const Attempt&) const = default;
};

/// What an HTTP status means for a message that was posted: 2xx delivered, 408, 425, 429 and 5xx temporary.
Attempt::Outcome outcomeOfStatus(int status);

/// What `Retry-After` asks for: seconds or a date; nothing where it says neither.
std::optional<std::chrono::milliseconds> retryAfter(const QByteArray& header, const QDateTime& now);

/// How long to wait before the next try after so many; what the other side asked for counts where it is longer, but
/// never more than six hours. Nothing: it is given up.
std::optional<std::chrono::milliseconds> nextTry(int attempts, std::optional<std::chrono::milliseconds> asked);

} // namespace Pilothouse::Notify
