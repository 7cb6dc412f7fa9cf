// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alert/signal.h"
#include "base/id.h"

#include <QDateTime>
#include <QJsonObject>
#include <QMetaType>

#include <map>
#include <optional>
#include <vector>

namespace Pilothouse::Alert {

/// One thing that an alert is about.
struct Member
{
    QString subject;
    QString title = {};
    Notify::Severity severity = Notify::Severity::Critical;
    QString statement = {};
    QString cause = {};   ///< title of what explains it; empty: it is a cause itself
    QDateTime since = {}; ///< when it turned bad
    QDateTime over = {};  ///< when it was well again; invalid: it is bad still

    bool isOver() const { return over.isValid(); }
    bool operator==(const Member&) const = default;
};

/// What people are told of: one cause and what follows from it, from its beginning until everything is well again.
/// A value; any thread.
struct Record
{
    Id id = {};
    QString system;
    QString environment;
    std::vector<Member> members = {}; ///< causes before what follows from them
    QDateTime began = {};
    QDateTime ended = {};  ///< invalid: open
    bool flapping = false; ///< it comes and goes, so it ends only after a quiet time
    QString acknowledgedBy = {};
    QDateTime acknowledgedAt = {};
    QString comment = {}; ///< of whoever acknowledged or snoozed it
    QDateTime snoozedUntil = {};
    QString snoozedBy = {};
    std::map<QString, QDateTime> told = {}; ///< entries of `notify:` and when they were last told
    int version = 0;

    bool isOpen() const { return !ended.isValid(); }
    bool isAcknowledged() const { return acknowledgedAt.isValid(); }
    bool isSnoozed(const QDateTime& now) const { return snoozedUntil.isValid() && now < snoozedUntil; }
    QString target() const { return system + u'/' + environment; }
    const Member* member(const QString& subject) const;
    /// The worst of what is bad now; when all is over, of everything.
    Notify::Severity severity() const;
    bool allOver() const;
    bool operator==(const Record&) const = default;
};

/// "critical", "warning", "info", translated.
QString severityWord(Notify::Severity severity);
/// "postgres: refused", with how many follow from it; one line, translated.
QString titleOf(const Record& alert);
/// One line for each member: what, since when, why; translated.
QString textOf(const Record& alert, const QDateTime& now);
/// "open", "acknowledged by anna", "snoozed until 03:40 UTC", "over after 12m"; translated.
QString standingOf(const Record& alert, const QDateTime& now);
/// The stable machine word ("open", "acknowledged", "snoozed", "resolved").
QString standingName(const Record& alert, const QDateTime& now);
/// The stable form of `alert list --json` and `watch --json`.
QJsonObject toJson(const Record& alert, const QDateTime& now);

/// How the store keeps what has no column of its own.
QByteArray membersToJson(const std::vector<Member>& members);
std::vector<Member> membersFromJson(const QByteArray& json);
QByteArray toldToJson(const std::map<QString, QDateTime>& told);
std::map<QString, QDateTime> toldFromJson(const QByteArray& json);

} // namespace Pilothouse::Alert

Q_DECLARE_METATYPE(Pilothouse::Alert::Record)
