// SPDX-License-Identifier: GPL-3.0-or-later
#include "incident/incidentmodels.h"

#include "widgets/rows.h"
#include "widgets/sign.h"
#include "widgets/timetext.h"

#include <algorithm>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

void IncidentListModel::setIncidents(std::vector<Incident::Record> incidents)
{
    beginResetModel();
    m_incidents = std::move(incidents);
    endResetModel();
}

void IncidentListModel::touch()
{
    if (!m_incidents.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
}

Id IncidentListModel::idAt(int row) const
{
    return row >= 0 && size_t(row) < m_incidents.size() ? m_incidents[size_t(row)].id : Id();
}

int IncidentListModel::open() const { return int(std::ranges::count_if(m_incidents, &Incident::Record::isOpen)); }

int IncidentListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_incidents.size());
}

int IncidentListModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QString IncidentListModel::text(const Incident::Record& incident, int column) const
{
    switch (column) {
    case Title:
        return SafeText::oneLine(incident.title.text()).text();
    case Severity:
        return severityWord(incident.severity);
    case State:
        return incident.isOpen() ? tr("open for %1").arg(age(between(incident.openedAt, m_clock.now())))
                                 : tr("closed %1").arg(ago(incident.closedAt, m_clock.now()));
    case Commander:
        return incident.commander.text();
    }
    return {};
}

QVariant IncidentListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || size_t(index.row()) >= m_incidents.size())
        return {};
    const Incident::Record& incident = m_incidents[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(incident, index.column());
    case Qt::ToolTipRole:
        return index.column() == State ? localTime(incident.isOpen() ? incident.openedAt : incident.closedAt)
                                       : text(incident, index.column());
    case CellSign:
        return index.column() == Title ? QVariant(int(incident.isOpen() ? Sign::Down : Sign::Healthy)) : QVariant();
    case CellColour:
        if (index.column() == State)
            return int(incident.isOpen() ? Role::Down : Role::Muted);
        return int(index.column() == Title ? Role::Text : Role::Muted);
    }
    return {};
}

QVariant IncidentListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Title:
        return tr("incident");
    case Severity:
        return tr("severity");
    case State:
        return tr("state");
    case Commander:
        return tr("led by");
    }
    return {};
}

void TimelineModel::setTimeline(const Incident::Timeline& timeline)
{
    if (timeline == m_timeline)
        return;
    beginResetModel();
    m_timeline = timeline;
    endResetModel();
}

Id TimelineModel::runAt(int row) const
{
    return row >= 0 && size_t(row) < m_timeline.entries.size() ? m_timeline.entries[size_t(row)].run : Id();
}

int TimelineModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_timeline.entries.size());
}

int TimelineModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QString TimelineModel::text(const Incident::TimelineEntry& entry, int column)
{
    switch (column) {
    case At:
        return localTime(entry.at);
    case Who:
        return SafeText::oneLine(entry.who).text();
    case What:
        break;
    }
    QString words = entry.text.text();
    if (entry.when == Incident::TimelineEntry::When::Before)
        words = tr("before it: %1").arg(words);
    if (const QString skew = skewWords(entry); !skew.isEmpty())
        words += u" ("_s + skew + u')';
    return words;
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || size_t(index.row()) >= m_timeline.entries.size())
        return {};
    const Incident::TimelineEntry& entry = m_timeline.entries[size_t(index.row())];
    const bool isNote = entry.source == Incident::TimelineEntry::Source::Note;
    switch (role) {
    case Qt::DisplayRole:
        return SafeText::oneLine(text(entry, index.column()), 600).text();
    case Qt::ToolTipRole:
        return text(entry, index.column());
    case CellColour:
        if (entry.red && index.column() == What)
            return int(Role::Down);
        if (index.column() != What)
            return int(Role::Muted);
        return int(isNote ? Role::Text : entry.run.isNull() ? Role::Muted : Role::Accent);
    case CellStyle:
        return int(isNote && index.column() == What ? TextStyle::Strong : TextStyle::Body);
    }
    return {};
}

QVariant TimelineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case At:
        return tr("time");
    case Who:
        return tr("by");
    case What:
        return tr("what");
    }
    return {};
}

} // namespace Pilothouse::Ui
