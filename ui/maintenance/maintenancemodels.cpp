// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintenance/maintenancemodels.h"

#include "base/safetext.h"
#include "base/translate.h"
#include "widgets/rows.h"
#include "widgets/sign.h"
#include "widgets/timetext.h"

#include <algorithm>

namespace Pilothouse::Ui {

using Maintenance::Entry;
using Maintenance::Window;
using Notify::Delivery;
using Notify::DeliveryState;
using namespace Qt::StringLiterals;

namespace {

bool isOver(const Window& window)
{
    return window.state() == Maintenance::State::Ended || window.state() == Maintenance::State::Cancelled;
}

/// It should open, and nobody was told.
bool isShut(const Window& window, const QDateTime& now)
{
    return isAhead(window, now) && !window.provenEnd().isValid();
}

std::optional<Sign> signOf(const Window& window, const QDateTime& now)
{
    if (window.isOpenAt(now))
        return Sign::Maintenance;
    if (isShut(window, now))
        return Sign::Degraded;
    // Its page may still be up, or a run goes on in it.
    if (!isOver(window) && window.state() == Maintenance::State::Started)
        return Sign::Degraded;
    return {};
}

} // namespace

bool isAhead(const Window& window, const QDateTime& now) { return !isOver(window) && now < window.now().ends; }

QString standingWords(const Window& window, const QDateTime& now)
{
    const Entry& last = window.now();
    if (window.state() == Maintenance::State::Cancelled)
        return translate("MaintenancePage", "cancelled %1").arg(ago(last.at, now));
    if (window.state() == Maintenance::State::Ended)
        return translate("MaintenancePage", "ended %1").arg(ago(last.at, now));
    if (last.change == Maintenance::Change::Overrun)
        return translate("MaintenancePage", "overrun: a run goes on");
    if (window.isOpenAt(now))
        return translate("MaintenancePage", "open, ends %1").arg(ago(window.ends(), now));
    if (!window.provenEnd().isValid())
        return now < window.starts()
                   ? translate("MaintenancePage", "begins %1, but nobody was told yet").arg(ago(window.starts(), now))
                   : translate("MaintenancePage", "does not open: nobody was told");
    if (now < window.starts())
        return translate("MaintenancePage", "begins %1").arg(ago(window.starts(), now));
    return translate("MaintenancePage", "its time is over, its end not reported yet");
}

void MaintenanceListModel::setWindows(std::vector<Window> windows)
{
    std::ranges::stable_sort(windows, [](const Window& a, const Window& b) {
        if (isOver(a) != isOver(b))
            return isOver(b);
        return isOver(a) ? b.starts() < a.starts() : a.starts() < b.starts();
    });
    if (windows == m_windows)
        return;
    beginResetModel();
    m_windows = std::move(windows);
    endResetModel();
}

void MaintenanceListModel::touch()
{
    if (!m_windows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
}

Id MaintenanceListModel::idAt(int row) const
{
    return row >= 0 && size_t(row) < m_windows.size() ? m_windows[size_t(row)].id : Id();
}

const Window* MaintenanceListModel::find(const Id& id) const
{
    const auto found = std::ranges::find(m_windows, id, &Window::id);
    return found == m_windows.end() ? nullptr : &*found;
}

int MaintenanceListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_windows.size());
}

int MaintenanceListModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QString MaintenanceListModel::text(const Window& window, int column) const
{
    switch (column) {
    case When:
        return spanWords(window);
    case What:
        return SafeText::oneLine(window.title).text();
    case Standing:
        return standingWords(window, m_clock.now());
    case Told:
        return SafeText::oneLine(toldWords(window), 500).text();
    }
    return {};
}

QVariant MaintenanceListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || size_t(index.row()) >= m_windows.size())
        return {};
    const Window& window = m_windows[size_t(index.row())];
    const QDateTime now = m_clock.now();
    const auto sign = signOf(window, now);
    switch (role) {
    case Qt::DisplayRole:
        return text(window, index.column());
    case Qt::ToolTipRole:
        return index.column() == When ? localTime(window.starts()) + u" \u2013 "_s + localTime(window.ends())
                                      : text(window, index.column());
    case CellSign:
        return index.column() == When && sign ? QVariant(int(*sign)) : QVariant();
    case CellColour:
        if (index.column() == Standing && sign)
            return int(signRole(*sign));
        if (index.column() == Told && isShut(window, now))
            return int(Role::Degraded);
        return int(isOver(window) || index.column() == Told ? Role::Muted : Role::Text);
    }
    return {};
}

QVariant MaintenanceListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When:
        return tr("window");
    case What:
        return tr("what for");
    case Standing:
        return tr("state");
    case Told:
        return tr("who was told");
    }
    return {};
}

void WindowHistoryModel::setWindow(const Window& window)
{
    if (window == m_window)
        return;
    beginResetModel();
    m_window = window;
    endResetModel();
}

int WindowHistoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_window.history.size());
}

int WindowHistoryModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QString WindowHistoryModel::text(const Entry& entry, int column) const
{
    switch (column) {
    case At:
        return localTime(entry.at);
    case What:
        return changeWord(entry.change);
    case Until:
        return System::zonedTime(entry.ends, m_window.zone);
    case Who:
        return SafeText::oneLine(entry.actor).text();
    case Why: {
        QStringList words;
        for (const QString& text : {entry.reason, entry.report}) {
            if (!text.isEmpty())
                words << text;
        }
        return SafeText::fromUntrusted(words.join(u'\n')).text();
    }
    }
    return {};
}

QVariant WindowHistoryModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || size_t(index.row()) >= m_window.history.size())
        return {};
    const Entry& entry = m_window.history[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return SafeText::oneLine(text(entry, index.column()), 600).text();
    case Qt::ToolTipRole:
        return text(entry, index.column());
    case CellColour:
        if (index.column() == What &&
            (entry.change == Maintenance::Change::Allowed || entry.change == Maintenance::Change::Overrun))
            return int(Role::Degraded);
        return int(index.column() == What || index.column() == Why ? Role::Text : Role::Muted);
    }
    return {};
}

QVariant WindowHistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case At:
        return tr("time");
    case What:
        return tr("what");
    case Until:
        return tr("end");
    case Who:
        return tr("by");
    case Why:
        return tr("why, and what was seen");
    }
    return {};
}

void WindowMessagesModel::setWindow(const Window& window)
{
    Window sorted = window;
    std::ranges::stable_sort(sorted.deliveries,
                             [](const Delivery& a, const Delivery& b) { return a.message.at < b.message.at; });
    if (sorted == m_window)
        return;
    beginResetModel();
    m_window = std::move(sorted);
    endResetModel();
}

int WindowMessagesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_window.deliveries.size());
}

int WindowMessagesModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QString WindowMessagesModel::changeOf(const Delivery& delivery) const
{
    for (const Entry& entry : m_window.history) {
        if (delivery.message.once == m_window.keyOf(entry.version))
            return changeWord(entry.change);
    }
    return delivery.message.title;
}

QString WindowMessagesModel::text(const Delivery& delivery, int column) const
{
    switch (column) {
    case What:
        return changeOf(delivery);
    case Channel:
        return delivery.channel;
    case State:
        return deliveryStateWord(delivery.state);
    case At:
        if (delivery.state == DeliveryState::Waiting && delivery.next > m_clock.now())
            return tr("next try %1").arg(ago(delivery.next, m_clock.now()));
        return localTime(delivery.last);
    case Whom: {
        QStringList words;
        if (!delivery.reached.isEmpty())
            words << delivery.reached.join(u", "_s);
        if (!delivery.refused.isEmpty())
            words << tr("refused for %1").arg(delivery.refused.join(u", "_s));
        if (delivery.state != DeliveryState::Delivered && !delivery.detail.isEmpty())
            words << delivery.detail;
        return words.join(u"; "_s);
    }
    }
    return {};
}

QVariant WindowMessagesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || size_t(index.row()) >= m_window.deliveries.size())
        return {};
    const Delivery& delivery = m_window.deliveries[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return SafeText::oneLine(text(delivery, index.column()), 400).text();
    case Qt::ToolTipRole:
        if (index.column() == What)
            return SafeText::fromUntrusted(delivery.message.title + u"\n\n"_s + delivery.message.text).text();
        return SafeText::fromUntrusted(text(delivery, index.column())).text();
    case CellSign:
        if (index.column() != State)
            return {};
        return int(delivery.state == DeliveryState::Delivered ? Sign::Healthy
                   : delivery.state == DeliveryState::Waiting ? Sign::Underway
                                                              : Sign::Down);
    case CellColour:
        if (index.column() == State)
            return int(delivery.state == DeliveryState::Delivered ? Role::Healthy
                       : delivery.state == DeliveryState::Waiting ? Role::Text
                                                                  : Role::Down);
        return int(index.column() == What || index.column() == Whom ? Role::Text : Role::Muted);
    }
    return {};
}

QVariant WindowMessagesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case What:
        return tr("message");
    case Channel:
        return tr("by");
    case State:
        return tr("state");
    case At:
        return tr("time");
    case Whom:
        return tr("accepted for");
    }
    return {};
}

} // namespace Pilothouse::Ui
