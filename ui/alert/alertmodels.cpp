// SPDX-License-Identifier: GPL-3.0-or-later
#include "alert/alertmodels.h"

#include "base/safetext.h"
#include "widgets/rows.h"
#include "widgets/sign.h"
#include "widgets/timetext.h"

#include <algorithm>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

namespace {

Sign signOf(const Alert::Record& alert, const QDateTime& now)
{
    if (!alert.isOpen())
        return Sign::Healthy;
    if (alert.isSnoozed(now))
        return Sign::Maintenance;
    return alert.severity() == Notify::Severity::Critical ? Sign::Down : Sign::Degraded;
}

} // namespace

void AlertListModel::setAlerts(std::vector<Alert::Record> alerts)
{
    // Of the open ones the worst come first, whoever has it not before who has.
    std::ranges::stable_sort(alerts, [](const Alert::Record& one, const Alert::Record& other) {
        const auto rank = [](const Alert::Record& alert) {
            return !alert.isOpen() ? 100 : (alert.isAcknowledged() ? 10 : 0) - int(alert.severity());
        };
        return rank(one) < rank(other);
    });
    if (alerts == m_alerts)
        return;
    beginResetModel();
    m_alerts = std::move(alerts);
    endResetModel();
}

void AlertListModel::touch()
{
    if (!m_alerts.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
}

const Alert::Record* AlertListModel::at(int row) const
{
    return row >= 0 && size_t(row) < m_alerts.size() ? &m_alerts[size_t(row)] : nullptr;
}

int AlertListModel::rowOf(const Id& alert) const
{
    const auto found = std::ranges::find(m_alerts, alert, &Alert::Record::id);
    return found == m_alerts.end() ? -1 : int(found - m_alerts.begin());
}

int AlertListModel::open() const { return int(std::ranges::count_if(m_alerts, &Alert::Record::isOpen)); }

int AlertListModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_alerts.size()); }

int AlertListModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QString AlertListModel::text(const Alert::Record& alert, int column) const
{
    switch (column) {
    case Target:
        return alert.target();
    case Title:
        return titleOf(alert);
    case State:
        return SafeText::oneLine(standingOf(alert, m_clock.now())).text();
    case Since:
        return alert.isOpen() ? tr("for %1").arg(age(between(alert.began, m_clock.now())))
                              : ago(alert.ended, m_clock.now());
    }
    return {};
}

QVariant AlertListModel::data(const QModelIndex& index, int role) const
{
    const Alert::Record* alert = index.isValid() ? at(index.row()) : nullptr;
    if (!alert)
        return {};
    const QDateTime now = m_clock.now();
    switch (role) {
    case Qt::DisplayRole:
        return text(*alert, index.column());
    case Qt::ToolTipRole:
        return index.column() == Since ? localTime(alert->isOpen() ? alert->began : alert->ended)
                                       : text(*alert, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Title ? tr("%1, %2", "an alert and its severity")
                                             .arg(titleOf(*alert), Alert::severityWord(alert->severity()))
                                       : text(*alert, index.column());
    case CellSign:
        return index.column() == Title ? QVariant(int(signOf(*alert, now))) : QVariant();
    case CellStyle:
        return int(index.column() == Title && alert->isOpen() && !alert->isAcknowledged() ? TextStyle::Strong
                                                                                          : TextStyle::Body);
    case CellColour:
        return int(index.column() == Title && alert->isOpen() ? Role::Text : Role::Muted);
    }
    return {};
}

QVariant AlertListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Target:
        return tr("where");
    case Title:
        return tr("what");
    case State:
        return tr("state");
    case Since:
        return tr("since");
    }
    return {};
}

void MemberModel::setMembers(std::vector<Alert::Member> members)
{
    if (members == m_members)
        return;
    beginResetModel();
    m_members = std::move(members);
    endResetModel();
}

int MemberModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_members.size()); }

int MemberModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QString MemberModel::text(const Alert::Member& member, int column) const
{
    switch (column) {
    case Title:
        return SafeText::oneLine(member.title).text();
    case Statement:
        return SafeText::oneLine(member.statement, 300).text();
    case Because:
        return member.cause.isEmpty() ? tr("cause") : tr("follows from %1").arg(SafeText::oneLine(member.cause).text());
    case Since:
        return member.isOver() ? tr("well again %1").arg(ago(member.over, m_clock.now())) : localTime(member.since);
    }
    return {};
}

QVariant MemberModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || size_t(index.row()) >= m_members.size())
        return {};
    const Alert::Member& member = m_members[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(member, index.column());
    case Qt::ToolTipRole:
        return index.column() == Since && member.isOver()
                   ? tr("from %1 to %2").arg(localTime(member.since), localTime(member.over))
                   : text(member, index.column());
    case CellSign:
        if (index.column() != Title)
            return {};
        return int(member.isOver()                                 ? Sign::Healthy
                   : member.severity == Notify::Severity::Critical ? Sign::Down
                                                                   : Sign::Degraded);
    case CellColour:
        return int(index.column() <= Statement && !member.isOver() ? Role::Text : Role::Muted);
    }
    return {};
}

QVariant MemberModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Title:
        return tr("what");
    case Statement:
        return tr("why");
    case Because:
        return tr("cause");
    case Since:
        return tr("since");
    }
    return {};
}

} // namespace Pilothouse::Ui
