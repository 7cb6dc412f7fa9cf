// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/pageprobe.h"

#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"
#include "health/pageassets.h"

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr size_t mostAssets = 100;
constexpr qint64 mostOfOne = 10 * 1024 * 1024;

class PageTalk final : public WebTalk
{
public:
    explicit PageTalk(const System::ProbeSpec& probe)
        : m_probe(probe)
    {
    }
    Move begin() override { return {.ask = {request(QUrl(m_probe.target), 0)}}; }
    Move heard(const WebRequest& asked, const Result<WebAnswer>& answer, std::chrono::milliseconds since) override
    {
        const int hops = asked.id % (webRedirectCap + 1);
        const bool isPage = asked.id <= webRedirectCap;
        if (answer && isWebAddress(answer->redirect) && hops < webRedirectCap)
            return {.ask = {request(answer->redirect, asked.id + 1)}};
        if (isPage)
            return heardPage(asked, answer, since);
        if (answer)
            m_bytes += answer->body.size();
        if (!answer || answer->status >= 400 || !answer->redirect.isEmpty()) {
            ++m_failed;
            if (m_firstFailed.isEmpty())
                m_firstFailed = SafeText::oneLine(asked.url.toDisplayString(), 80).text() + u": "_s +
                                (answer ? QString::number(answer->status) : answer.error().message);
        }
        return --m_pending == 0 ? done(since) : Move{};
    }

private:
    WebRequest request(const QUrl& url, int id) const
    {
        WebRequest out{.url = url, .cap = mostOfOne, .id = id};
        if (sameOrigin(url, QUrl(m_probe.target)))
            out.headers = m_probe.headers;
        return out;
    }
    Move heardPage(const WebRequest& asked, const Result<WebAnswer>& answer, std::chrono::milliseconds since)
    {
        if (!answer)
            return {.over = fail(answer.error())};
        m_seen = observed(*answer, since);
        m_seen.body.reset();
        m_bytes = answer->body.size();
        if (answer->status >= 400 || !answer->redirect.isEmpty())
            return m_probe.conditions.empty() || !answer->redirect.isEmpty()
                       ? Move{.over = fail(ErrorKind::Failed,
                                           translate("Health", "the page answers %1").arg(answer->status))}
                       : done(since);
        if (answer->header(u"content-type"_s).startsWith(u"text/html"_s) || answer->body.trimmed().startsWith('<'))
            m_assets = pageAssets(answer->body, asked.url);
        m_count = m_assets.size();
        if (m_assets.size() > mostAssets)
            m_assets.resize(mostAssets);
        m_pending = m_assets.size();
        if (m_assets.empty())
            return done(since);
        Move move;
        int id = 0;
        for (const QUrl& asset : m_assets)
            move.ask.push_back(request(asset, ++id * (webRedirectCap + 1)));
        return move;
    }
    Move done(std::chrono::milliseconds since)
    {
        const System::ProbeOptions& options = m_probe.options.get();
        m_seen.responseTime = since;
        m_seen.rows = qint64(m_count);
        m_seen.figures = {{u"BYTES"_s, m_bytes}, {u"FAILED"_s, m_failed}};
        m_seen.summary = translate("Health", "%1, %n asset(s), %2 in %3", nullptr, int(m_count))
                             .arg(m_seen.status.value_or(0))
                             .arg(formatSize(m_bytes), formatDuration(since));
        if (m_failed == 1)
            m_seen.weak << translate("Health", "one asset did not come (%1)").arg(m_firstFailed);
        else if (m_failed > 1)
            m_seen.weak << translate("Health", "%1 assets did not come (%2, …)").arg(m_failed).arg(m_firstFailed);
        // Said in one line, the page has three seconds; conditions may say otherwise.
        const bool ownTime = std::ranges::any_of(
            m_probe.conditions, [](const System::Condition& each) { return each.uses(u"RESPONSE_TIME"_s); });
        const std::chrono::milliseconds within = options.within.count() > 0 ? options.within : 3s;
        if (since > within && !ownTime)
            m_seen.weak << translate("Health", "slower than %1").arg(formatDuration(within));
        if (options.bytes > 0 && m_bytes > options.bytes)
            m_seen.weak << translate("Health", "heavier than %1").arg(formatSize(options.bytes));
        if (m_count > mostAssets)
            m_seen.weak << translate("Health", "of %1 assets only %2 were loaded").arg(m_count).arg(mostAssets);
        return {.over = m_seen};
    }

    System::ProbeSpec m_probe;
    System::Observation m_seen;
    std::vector<QUrl> m_assets;
    size_t m_count = 0;
    size_t m_pending = 0;
    qint64 m_bytes = 0;
    qint64 m_failed = 0;
    QString m_firstFailed;
};

} // namespace

std::unique_ptr<WebTalk> pageTalk(const System::ProbeSpec& probe) { return std::make_unique<PageTalk>(probe); }

} // namespace Pilothouse::Health
