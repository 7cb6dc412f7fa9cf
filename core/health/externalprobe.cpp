// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/externalprobe.h"

#include "base/safetext.h"
#include "base/translate.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

namespace {

class ExternalTalk final : public WebTalk
{
public:
    ExternalTalk(const System::ProbeSpec& probe, const Secret& key)
        : m_probe(probe)
        , m_key(key)
    {
    }
    Move begin() override
    {
        Move move;
        const System::ProbeOptions& options = m_probe.options.get();
        if (!options.status.isEmpty())
            move.ask.push_back({.url = QUrl(options.status), .id = Status});
        if (!options.check.isEmpty() && !m_key.isEmpty())
            move.ask.push_back(check());
        m_pending = int(move.ask.size());
        if (m_pending == 0)
            move.over = fail(ErrorKind::Invalid,
                             translate("Health", "neither a status nor a check is known of %1").arg(m_probe.target));
        return move;
    }
    Move heard(const WebRequest& asked, const Result<WebAnswer>& answer, std::chrono::milliseconds since) override
    {
        if (asked.id != Check && answer && isWebAddress(answer->redirect) && asked.id - Status < webRedirectCap)
            return {.ask = {{.url = answer->redirect, .id = asked.id + 1}}};
        if (asked.id == Check)
            heardCheck(answer);
        else
            heardStatus(answer);
        if (answer && (asked.id == Check || !m_seen.status)) {
            const auto weak = m_seen.weak;
            m_seen = observed(*answer, since);
            m_seen.weak = weak;
        }
        if (--m_pending > 0)
            return {};
        m_seen.connected = m_known > 0;
        m_seen.responseTime = since;
        m_seen.summary = m_said.join(u", "_s);
        // Nothing could be learnt: neither good nor bad.
        if (m_known == 0)
            return {.over = fail(ErrorKind::Unknown, m_said.join(u", "_s))};
        return {.over = m_seen};
    }

private:
    enum { Check = 0, Status = 1 };
    WebRequest check() const
    {
        WebRequest request{.url = QUrl(m_probe.options->check), .headers = m_probe.headers, .id = Check};
        QString key = QString::fromUtf8(m_key.bytes());
        request.headers[u"Authorization"_s] = u"Bearer "_s + key.replace(u'\r', u' ').replace(u'\n', u' ').trimmed();
        request.headers.emplace(u"Accept"_s, u"application/json"_s);
        return request;
    }
    void weak(const QString& sentence)
    {
        ++m_known;
        m_seen.weak << sentence;
        m_said << sentence;
    }
    void heardCheck(const Result<WebAnswer>& answer)
    {
        if (!answer)
            return weak(answer.error().message);
        if (answer->status == 401 || answer->status == 403)
            return weak(translate("Health", "the key is not accepted (%1)").arg(answer->status));
        // Too many questions, of whomever with this key, say nothing about key or service.
        if (answer->status == 429) {
            m_said << translate("Health", "asked too often to tell (429)");
            return;
        }
        if (answer->status >= 400 || answer->status < 200)
            return weak(translate("Health", "its answer to the key is %1").arg(answer->status));
        if (!answer->redirect.isEmpty())
            return weak(translate("Health", "the address that checks the key leads elsewhere"));
        ++m_known;
        m_said << translate("Health", "the key is accepted");
    }
    void heardStatus(const Result<WebAnswer>& answer)
    {
        if (!answer) {
            m_said << translate("Health", "its status cannot be asked: %1").arg(answer.error().message);
            return;
        }
        const QJsonObject document = QJsonDocument::fromJson(answer->body).object();
        const QJsonObject status = document.value(u"status"_s).toObject();
        const QString indicator = status.value(u"indicator"_s).toString();
        static const QStringList known{u"none"_s, u"minor"_s, u"major"_s, u"critical"_s, u"maintenance"_s};
        if (answer->status >= 400 || !known.contains(indicator)) {
            m_said << translate("Health", "its status cannot be read");
            return;
        }
        const QString words = SafeText::oneLine(status.value(u"description"_s).toString(indicator), 100).text();
        if (indicator != u"none")
            return weak(translate("Health", "it says itself: %1").arg(words));
        ++m_known;
        m_said << translate("Health", "it says itself: %1").arg(words);
    }

    System::ProbeSpec m_probe;
    Secret m_key;
    System::Observation m_seen;
    QStringList m_said;
    int m_pending = 0;
    int m_known = 0;
};

} // namespace

std::unique_ptr<WebTalk> externalTalk(const System::ProbeSpec& probe, const Secret& key)
{
    return std::make_unique<ExternalTalk>(probe, key);
}

} // namespace Pilothouse::Health
