// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/scenarioprobe.h"

#include "base/redactor.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"
#include "health/judge.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

namespace {

const QRegularExpression& hole()
{
    static const QRegularExpression form(u"\\$\\{([^}]*)\\}"_s);
    return form;
}

QJsonValue filledJson(const QJsonValue& value, const std::map<QString, QString>& values)
{
    if (value.isString())
        return filledIn(value.toString(), values);
    if (value.isArray()) {
        QJsonArray out;
        for (const QJsonValue& each : value.toArray())
            out.append(filledJson(each, values));
        return out;
    }
    if (value.isObject()) {
        QJsonObject out;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            out.insert(it.key(), filledJson(it.value(), values));
        return out;
    }
    return value;
}

QByteArray jsonBytes(const QJsonValue& value)
{
    return value.isArray() ? QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact)
                           : QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
}

class ScenarioTalk final : public WebTalk
{
public:
    ScenarioTalk(const System::ProbeSpec& probe, const Secrets& secrets, const QString& unique)
        : m_probe(probe)
        , m_steps(probe.options->steps)
        , m_values{{u"unique"_s, unique}}
    {
        for (const auto& [name, secret] : secrets) {
            m_values[u"secret:"_s + name] = QString::fromUtf8(secret.bytes());
            m_redactor.add(secret);
        }
    }
    Move begin() override
    {
        if (m_steps.empty())
            return {.over = fail(ErrorKind::Invalid, translate("Health", "the scenario has no steps"))};
        return {.ask = {request()}};
    }
    QString pending() const override { return m_at < m_steps.size() ? stepName() : QString(); }
    Move heard(const WebRequest& asked, const Result<WebAnswer>& answer, std::chrono::milliseconds since) override
    {
        if (!answer)
            return {.over = fail(answer.error().kind, masked(stepName() + u": "_s + answer.error().message))};
        keepCookies(asked.url, answer->header(u"set-cookie"_s));
        System::Observation seen = observed(*answer, answer->took);
        // The same words as for a probe of its own.
        System::ProbeSpec step{.name = m_steps[m_at].name, .kind = System::ProbeKind::Http};
        step.conditions = m_steps[m_at].conditions;
        if (step.conditions.empty())
            step.conditions = {*System::Condition::parse(u"[STATUS] < 400"_s)};
        const Measurement judged = judge(step, seen, {}, answer->took);
        m_told << u"%1: %2 in %3"_s.arg(step.name).arg(answer->status).arg(formatDuration(answer->took));
        if (judged.verdict != HealthVerdict::Up) {
            const QString why = masked(stepName() + u": "_s + judged.reason);
            if (judged.verdict == HealthVerdict::Degraded)
                m_weak << why;
            else
                return {.over = fail(ErrorKind::Failed, why, masked(m_told.join(u", "_s)))};
        }
        if (const auto missing = capture(seen); !missing.isEmpty())
            return {.over =
                        fail(ErrorKind::Failed, masked(stepName() + u": "_s + missing), masked(m_told.join(u", "_s)))};
        if (++m_at < m_steps.size())
            return {.ask = {request()}};
        System::Observation out{.connected = true, .status = answer->status};
        out.responseTime = since;
        out.rows = qint64(m_steps.size());
        out.output = masked(m_told.join(u", "_s));
        out.summary = translate("Health", "%n step(s) in %1", nullptr, int(m_steps.size())).arg(formatDuration(since));
        out.weak = m_weak;
        return {.over = out};
    }

private:
    QString stepName() const { return translate("Health", "step %1 (%2)").arg(m_at + 1).arg(m_steps[m_at].name); }
    QString masked(const QString& text) const
    {
        return SafeText::oneLine(QString::fromUtf8(m_redactor.redact(text.toUtf8())), 300).text();
    }
    WebRequest request() const
    {
        const System::ScenarioStep& step = m_steps[m_at];
        std::map<QString, QString> encoded;
        for (const auto& [name, value] : m_values)
            encoded[name] = QString::fromLatin1(QUrl::toPercentEncoding(value));
        WebRequest out{.url = QUrl(filledIn(step.url, encoded)), .method = step.method.toLatin1()};
        out.headers = m_probe.headers;
        for (const auto& [name, text] : step.headers) {
            QString value = filledIn(text, m_values);
            out.headers[name] = value.replace(u'\r', u' ').replace(u'\n', u' ');
        }
        if (!step.json.isUndefined()) {
            out.body = jsonBytes(filledJson(step.json, m_values));
            out.headers.emplace(u"Content-Type"_s, u"application/json"_s);
        } else {
            out.body = filledIn(step.body, m_values).toUtf8();
        }
        QStringList cookies;
        if (const auto jar = m_cookies.find(out.url.authority()); jar != m_cookies.end()) {
            for (const auto& [name, value] : jar->second)
                cookies << name + u'=' + value;
        }
        if (!cookies.isEmpty())
            out.headers.emplace(u"Cookie"_s, cookies.join(u"; "_s));
        return out;
    }
    /// Of each only name and value: a scenario is over before anything else of a cookie would matter.
    void keepCookies(const QUrl& url, const QString& lines)
    {
        for (const QString& line : lines.split(u'\n', Qt::SkipEmptyParts)) {
            const QString pair = line.section(u';', 0, 0).trimmed();
            const qsizetype equals = pair.indexOf(u'=');
            if (equals <= 0 || pair.size() > 8192)
                continue;
            auto& jar = m_cookies[url.authority()];
            const bool gone = line.contains(u"max-age=0"_s, Qt::CaseInsensitive);
            if (gone)
                jar.erase(pair.first(equals));
            else
                jar[pair.first(equals)] = pair.sliced(equals + 1);
            m_redactor.add(Secret(pair.sliced(equals + 1).toUtf8()));
        }
    }
    /// What is missing, in words; empty when all was there.
    QString capture(const System::Observation& seen)
    {
        for (const auto& [name, text] : m_steps[m_at].capture) {
            const auto placeholder = System::Placeholder::parse(text);
            const Result<QString> value = placeholder ? placeholder->resolve(seen) : fail(placeholder.error());
            if (!value)
                return translate("Health", "%1 is %2").arg(text, value.error().message);
            m_values[name] = *value;
            // A token is as good as the password it was given for.
            m_redactor.add(Secret(value->toUtf8()));
        }
        return {};
    }

    System::ProbeSpec m_probe;
    std::vector<System::ScenarioStep> m_steps;
    std::map<QString, QString> m_values;
    std::map<QString, std::map<QString, QString>> m_cookies;
    Redactor m_redactor;
    QStringList m_told;
    QStringList m_weak;
    size_t m_at = 0;
};

void collectSecrets(const QString& text, QStringList& names)
{
    auto it = hole().globalMatch(text);
    while (it.hasNext()) {
        const QString name = it.next().captured(1);
        if (name.startsWith(u"secret:") && !names.contains(name.mid(7)))
            names << name.mid(7);
    }
}

} // namespace

QStringList scenarioSecrets(const System::ProbeSpec& probe)
{
    QStringList names;
    for (const System::ScenarioStep& step : probe.options->steps) {
        collectSecrets(step.url, names);
        collectSecrets(step.body, names);
        if (!step.json.isUndefined())
            collectSecrets(QString::fromUtf8(jsonBytes(step.json)), names);
        for (const auto& [name, text] : step.headers)
            collectSecrets(text, names);
    }
    return names;
}

QString filledIn(const QString& text, const std::map<QString, QString>& values)
{
    QString out;
    qsizetype at = 0;
    auto it = hole().globalMatch(text);
    while (it.hasNext()) {
        const QRegularExpressionMatch match = it.next();
        const auto value = values.find(match.captured(1));
        out += text.mid(at, match.capturedStart() - at);
        out += value == values.end() ? match.captured(0) : value->second;
        at = match.capturedEnd();
    }
    return out + text.mid(at);
}

std::unique_ptr<WebTalk> scenarioTalk(const System::ProbeSpec& probe, const Secrets& secrets, const QString& unique)
{
    return std::make_unique<ScenarioTalk>(probe, secrets, unique);
}

} // namespace Pilothouse::Health
