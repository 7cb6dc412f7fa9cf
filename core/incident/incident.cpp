// SPDX-License-Identifier: GPL-3.0-or-later
#include "incident/incident.h"

#include "base/clock.h"
#include "base/translate.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace Pilothouse::Incident {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestTitle = 200;
constexpr std::array severities{Severity::Critical, Severity::Major, Severity::Minor};

} // namespace

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return u"critical"_s;
    case Severity::Major:
        return u"major"_s;
    case Severity::Minor:
        return u"minor"_s;
    }
    return {};
}

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return translate("Incident", "critical");
    case Severity::Major:
        return translate("Incident", "major");
    case Severity::Minor:
        return translate("Incident", "minor");
    }
    return {};
}

Result<Severity> severityFromName(const QString& name)
{
    const auto found = std::ranges::find(severities, name.trimmed().toLower(), severityName);
    if (found != severities.end())
        return *found;
    return fail(ErrorKind::Invalid, translate("Incident", "\"%1\" is no severity; write critical, major or minor.")
                                        .arg(SafeText::oneLine(name, 40).text()));
}

Result<void> check(const Record& incident)
{
    const QString title = incident.title.text().trimmed();
    if (title.isEmpty())
        return fail(ErrorKind::Invalid, translate("Incident", "Say in a few words what is wrong: the title is empty."));
    if (title.size() > longestTitle || title.contains(u'\n'))
        return fail(ErrorKind::Invalid, translate("Incident", "A title is one line of at most %1 characters; write the "
                                                              "rest as a note.")
                                            .arg(longestTitle));
    if (incident.targets.isEmpty())
        return fail(ErrorKind::Invalid, translate("Incident", "Say which environment is affected."));
    if (incident.commander.text().trimmed().isEmpty())
        return fail(ErrorKind::Invalid, translate("Incident", "Somebody has to lead: the commander's name is empty."));
    return {};
}

QString shortId(const Id& id) { return id.toString().left(13); }

QString incidentWords(const Record& incident)
{
    const QString title = SafeText::oneLine(incident.title.text()).text();
    const QString severity = severityWord(incident.severity);
    if (!incident.isOpen())
        return translate("Incident", "%1 (%2, closed %3 by %4)")
            .arg(title, severity, utcWords(incident.closedAt), incident.closedBy);
    return translate("Incident", "%1 (%2, open since %3, led by %4)")
        .arg(title, severity, utcWords(incident.openedAt), incident.commander.text());
}

QString utcWords(const QDateTime& time) { return time.toUTC().toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s); }

QJsonObject toJson(const Record& incident)
{
    const auto orNull = [&](const QJsonValue& value) { return incident.isOpen() ? QJsonValue() : value; };
    return {{u"incident"_s, incident.id.toString()},
            {u"targets"_s, QJsonArray::fromStringList(incident.targets)},
            {u"title"_s, incident.title.text()},
            {u"severity"_s, severityName(incident.severity)},
            {u"state"_s, incident.isOpen() ? u"open"_s : u"closed"_s},
            {u"openedBy"_s, incident.openedBy},
            {u"openedAt"_s, isoUtc(incident.openedAt)},
            {u"commander"_s, incident.commander.text()},
            {u"closedBy"_s, orNull(incident.closedBy)},
            {u"closedAt"_s, orNull(isoUtc(incident.closedAt))},
            {u"resolution"_s, orNull(incident.resolution.text())},
            {u"version"_s, incident.version}};
}

} // namespace Pilothouse::Incident
