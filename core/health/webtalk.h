// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "system/observation.h"

#include <QUrl>

#include <vector>

namespace Pilothouse::Health {

/// One request of a look that takes more than one, or reads more of an answer than a health document.
struct WebRequest
{
    QUrl url;
    QByteArray method = QByteArrayLiteral("GET");
    std::map<QString, QString> headers = {};
    QByteArray body = {};
    qint64 cap = 1024 * 1024; ///< what is longer is an error
    int id = 0;               ///< for whoever asks
};

struct WebAnswer
{
    int status = 0;
    std::map<QString, QString> headers = {}; ///< names in lower case; lines of one name with line ends between them
    QByteArray body = {};
    std::chrono::milliseconds took{0};
    std::optional<std::chrono::milliseconds> certificateExpiration = {};
    QUrl redirect = {}; ///< where it leads, resolved; empty when nowhere

    QString header(const QString& name) const
    {
        const auto it = headers.find(name);
        return it == headers.end() ? QString() : it->second;
    }
};

/// What a kind of probe says to a web server and makes of the answers; knows no socket. Called on one thread.
class WebTalk
{
public:
    /// What to ask next (beside what is still under way), and the end of it.
    struct Move
    {
        std::vector<WebRequest> ask = {};
        std::optional<Result<System::Observation>> over = {};
    };

    WebTalk() = default;
    virtual ~WebTalk() = default;
    WebTalk(const WebTalk&) = delete;
    WebTalk& operator=(const WebTalk&) = delete;

    virtual Move begin() = 0;
    /// Each request is heard of once. Redirects are not followed.
    virtual Move heard(const WebRequest& request, const Result<WebAnswer>& answer, std::chrono::milliseconds since) = 0;
    /// What the deadline cut off, in words ("step login"); empty for the whole.
    virtual QString pending() const { return {}; }
};

/// Most hops of a redirect that anybody follows.
inline constexpr int webRedirectCap = 5;
bool sameOrigin(const QUrl& a, const QUrl& b);
/// The answer as conditions see it.
System::Observation observed(const WebAnswer& answer, std::chrono::milliseconds took);
/// Whether a redirect leads to something that may be asked.
bool isWebAddress(const QUrl& url);

} // namespace Pilothouse::Health
