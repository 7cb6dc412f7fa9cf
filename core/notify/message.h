// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"
#include "system/environment.h"

#include <QDateTime>

namespace Pilothouse::Notify {

enum class Severity { Info, Warning, Critical };
/// What a message is about; decides which entries of `notify:` get it.
enum class About { Alert, Announcement, Test };
/// What becomes of that which messages of one group are about: PagerDuty opens, quiets and closes incidents by it.
enum class Action { Trigger, Acknowledge, Resolve };

/// The stable machine words ("warning", "announcement", "resolve").
QString severityName(Severity severity);
QString aboutName(About about);
QString actionName(Action action);
Result<Severity> severityFromName(const QString& name);
Result<About> aboutFromName(const QString& name);
Result<Action> actionFromName(const QString& name);

/// Something that people are told. Never holds a secret; text of others may be in it, so whoever sends it makes it fit
/// for its channel. A value; any thread.
struct Message
{
    Id id = {};
    About about = About::Alert;
    Severity severity = Severity::Info;
    Action action = Action::Trigger;
    QString system;
    QString environment;
    QString title; ///< one line
    QString text = {};
    QString link = {};
    QString group = {}; ///< messages about one thing belong together
    QString once = {};  ///< of all messages with this key only the first is sent; empty: no such key
    QDateTime at = {};
    QDateTime until = {}; ///< not worth sending any more after this; invalid: always

    QString target() const { return system + u'/' + environment; }
    bool operator==(const Message&) const = default;
};

/// The entries of an environment that get the message, in the order of the definition. The desktop is none of them: a
/// window shows there what it hears itself.
std::vector<System::NotifyTarget> channelsFor(const System::Environment& environment, const Message& message);

} // namespace Pilothouse::Notify
