// SPDX-License-Identifier: GPL-3.0-or-later
#include "incident/incidentsource.h"

#include "base/mailbox.h"
#include "base/translate.h"

namespace Pilothouse::Incident {

using namespace Qt::StringLiterals;

namespace {

/// Read from the store at once, and asked anew before anything starts.
constexpr std::chrono::minutes goodFor{10};

Evidence answerOf(Verdict verdict, const QString& statement, const QDateTime& now, const QStringList& artefacts = {})
{
    return {.verdict = verdict,
            .statement = SafeText::oneLine(statement, 500),
            .observedAt = now,
            .goodFor = goodFor,
            .source = u"incidents"_s,
            .artefacts = artefacts};
}

Evidence noneOpen(const std::vector<Record>& open, const QDateTime& now)
{
    if (open.empty())
        return answerOf(Verdict::Holds, translate("Incident", "none is open, as far as this computer knows"), now);
    QStringList words;
    QStringList ids;
    for (const Record& incident : open) {
        words += incidentWords(incident) + u' ' + shortId(incident.id);
        ids += incident.id.toString();
    }
    return answerOf(Verdict::Fails, words.join(u"; "_s), now, ids);
}

Evidence isOpen(const Record& incident, const QString& target, const QDateTime& now)
{
    const QStringList artefacts{incident.id.toString(), incident.title.text()};
    if (!incident.targets.contains(target))
        return answerOf(Verdict::Fails,
                        translate("Incident", "incident %1 is about %2, not about %3")
                            .arg(shortId(incident.id), incident.targets.join(u", "_s), target),
                        now, artefacts);
    return answerOf(incident.isOpen() ? Verdict::Holds : Verdict::Fails, incidentWords(incident), now, artefacts);
}

} // namespace

IncidentSource::IncidentSource(Incidents& incidents, const Clock& clock)
    : m_incidents(incidents)
    , m_clock(clock)
{
}

QFuture<Result<Evidence>> IncidentSource::ask(const Question& question)
{
    Promise<Evidence> promise;
    const QString target = question.system + u'/' + question.environment;
    const auto unknown = [this](const Error& error) {
        return answerOf(Verdict::Unknown, error.message, m_clock.now());
    };
    if (question.subject == u"none") {
        whenAnswered(m_incidents.list({.target = target, .openOnly = true}),
                     [this, promise, unknown](const Result<std::vector<Record>>& open) {
                         promise.answer(open ? noneOpen(*open, m_clock.now()) : unknown(open.error()));
                     });
        return promise.future();
    }
    whenAnswered(m_incidents.find(question.subject), [this, promise, target, unknown](const Result<Record>& found) {
        if (found)
            promise.answer(isOpen(*found, target, m_clock.now()));
        else if (found.error().kind == ErrorKind::NotFound || found.error().kind == ErrorKind::Conflict)
            promise.answer(answerOf(Verdict::Fails, found.error().message, m_clock.now()));
        else
            promise.answer(unknown(found.error()));
    });
    return promise.future();
}

} // namespace Pilothouse::Incident
