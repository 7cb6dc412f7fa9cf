// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"
#include "notify/outbox.h"
#include "system/windows.h"

#include <QTimeZone>

namespace Pilothouse::Maintenance {

enum class State {
    Announced, ///< to come, or its time has come and nobody has begun it
    Started,
    Ended,
    Cancelled,
};
/// What a row of a window's history tells.
enum class Change {
    Announced,
    Extended,
    Allowed, ///< somebody said, with a reason, that it opens although nobody was told
    Started,
    Overrun, ///< its time is over and a run goes on
    Ended,
    Cancelled,
};

/// The stable machine words ("started"), and for people.
QString stateName(State state);
QString stateWord(State state);
QString changeName(Change change);
QString changeWord(Change change);
Result<State> stateFromName(const QString& name);
Result<Change> changeFromName(const QString& name);

/// One row of a window's history; nothing of it is ever changed.
struct Entry
{
    int version = 1;
    Change change = Change::Announced;
    State state = State::Announced;
    QDateTime starts = {};
    QDateTime ends = {};
    QString reason = {}; ///< text of a person
    QString report = {}; ///< what was done and seen: the page, the runs
    QString actor = {};
    QDateTime at = {};

    bool operator==(const Entry&) const = default;
};

/// Whether anybody was told of a window, and whether that was as long before as was promised.
enum class Told { Nobody, Late, InTime };

/// An announced maintenance window: one that somebody announced, or one occurrence of those that a definition repeats.
/// A value, complete with its history and with what became of its announcements.
struct Window
{
    Id id = {};
    QString system = {};
    QString environment = {};
    QString title = {}; ///< what it is for
    QTimeZone zone = QTimeZone::utc();
    std::chrono::milliseconds notice{0}; ///< how long before it should be announced
    QString occurrence = {};             ///< names the occurrence of a repeated one; empty for others
    QString shortNotice = {};            ///< why it is announced later than that
    std::vector<Entry> history = {};     ///< by version, never empty
    std::vector<Notify::Delivery> deliveries = {};

    const Entry& now() const { return history.back(); }
    State state() const { return now().state; }
    QDateTime starts() const { return now().starts; }
    QString target() const { return system + u'/' + environment; }
    /// Why it opens although nobody was told; empty: nobody said so.
    QString allowed() const;
    /// The end that counts: the newest one of which somebody was told, or that somebody allowed. Invalid: it does not
    /// open.
    QDateTime provenEnd() const;
    /// The same, or what was asked for where nothing is proved.
    QDateTime ends() const;
    bool isOpenAt(const QDateTime& moment) const;
    /// When somebody was first told of that version; invalid: nobody was.
    QDateTime toldAt(int version) const;
    Told told() const;

    /// What messages about it have in common, and the key of the one about a version: the same on every computer for an
    /// occurrence of a repeated window.
    QString group() const;
    QString keyOf(int version) const;

    bool operator==(const Window&) const = default;
};

/// "2026-12-01 02:00 – 04:00 Europe/Berlin".
QString spanWords(const Window& window);
/// "announced to mail (a@example.com), 2 d 12 h before", and what is weak about that: at short notice and why, late, to
/// nobody, or that somebody said that it opens all the same.
QString toldWords(const Window& window);

/// The maintenance that is open in an environment, and what will be.
struct Standing
{
    std::optional<System::OpenWindow> open = {};
    QString words = {};      ///< of what is open: how it was announced
    QStringList closed = {}; ///< windows whose time it is and that do not open, with the reason
    std::optional<System::NextWindow> next = {};
};
/// `windows` are those of this environment. A repeated window of which somebody has to be told opens as its occurrence
/// does; one that is not announced, or in an environment where nobody is told, opens as the definition says.
Standing standing(const System::Environment& environment, const std::vector<Window>& windows, const QDateTime& now);

/// What names an occurrence of a repeated window on every computer.
QString occurrenceOf(const System::WindowSpec& spec, const QDateTime& start);
/// Whether its occurrences open only when somebody was told, which takes somebody who can be told.
bool isAnnounced(const System::WindowSpec& spec, bool anybodyListens);

/// The entries of `notify:` that hear of maintenance.
std::vector<System::NotifyTarget> listeners(const System::Environment& environment);

} // namespace Pilothouse::Maintenance
