// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/liveincidents.h"

namespace Pilothouse {

LiveIncidents::LiveIncidents(Services& services)
    : m_services(services)
    , m_mailbox(this)
{
}

LiveIncidents::~LiveIncidents() { m_mailbox.close(); }

void LiveIncidents::list(const Ui::EnvironmentKey& key)
{
    whenAnswered(m_services.incidents().list({.target = key.id()}), m_mailbox.slot(),
                 [this, key](const Result<std::vector<Incident::Record>>& incidents) {
                     if (incidents)
                         Q_EMIT listed(key, *incidents);
                     else
                         Q_EMIT failed(incidents.error());
                 });
}

void LiveIncidents::open(const Ui::EnvironmentKey& key, const QString& title, Incident::Severity severity)
{
    whenAnswered(m_services.incidents().open(
                     {.targets = {key.id()}, .title = SafeText::fromUntrusted(title.trimmed()), .severity = severity}),
                 m_mailbox.slot(),
                 [this, key](const Result<Incident::Record>& incident) { Q_EMIT opened(key, incident); });
}

void LiveIncidents::tell(const Id& incident)
{
    whenAnswered(m_services.incidents().timeline(incident), m_mailbox.slot(),
                 [this](const Result<Incident::Timeline>& timeline) {
                     if (timeline)
                         Q_EMIT told(*timeline);
                     else
                         Q_EMIT failed(timeline.error());
                 });
}

void LiveIncidents::change(const Incident::Record& incident)
{
    whenAnswered(m_services.incidents().change(incident), m_mailbox.slot(),
                 [this, id = incident.id](const Result<Incident::Record>& changed) {
                     Q_EMIT written(id, changed ? std::nullopt : std::optional(changed.error()));
                 });
}

void LiveIncidents::note(const Id& incident, const QString& text)
{
    whenAnswered(m_services.incidents().note(incident, text), m_mailbox.slot(),
                 [this, incident](const Result<Incident::Note>& note) {
                     Q_EMIT written(incident, note ? std::nullopt : std::optional(note.error()));
                 });
}

void LiveIncidents::close(const Id& incident, int version, const QString& resolution)
{
    whenAnswered(m_services.incidents().close(incident, version, resolution), m_mailbox.slot(),
                 [this, incident](const Result<Incident::Record>& closed) {
                     Q_EMIT written(incident, closed ? std::nullopt : std::optional(closed.error()));
                 });
}

QString LiveIncidents::markdown(const Incident::Timeline& timeline) const
{
    return toMarkdown(timeline, m_services.clock().now());
}

} // namespace Pilothouse
