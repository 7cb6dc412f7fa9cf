// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/aim.h"
#include "base/redactor.h"

namespace Pilothouse::Ctl {

/// Something that is done to an environment, in the audit trail: ROOM.began is anchored on the disk before anything is
/// done, ROOM.ended tells what came of it. One without an end was interrupted, or goes on (Audit::Trail::unfinished()).
class Act
{
public:
    /// Refused or whatever the store says: then nothing may be done. `what` is text of a person (a command, a path) and
    /// is written with the environment's secrets masked; `payload` is the rest. Where the keychain cannot be asked
    /// which those are, `what` is left out, and the person is told.
    static Result<Act> begin(Call& call, const Aim& aim, const QString& room, const QMap<QString, QString>& what,
                             QJsonObject payload);

    /// What came of it. That this could not be written is told to the person; what was done is done.
    void end(Exit exit, QJsonObject outcome);

    /// Text from elsewhere, as it may be kept.
    QString masked(const QString& text) const;
    /// An error as it may be kept.
    QJsonObject toJson(const Error& error) const;

private:
    Act(Call& call, QString room, QString target);

    Call* m_call;
    QString m_room;
    QString m_target;
    Id m_id;
    Redactor m_redactor;
};

} // namespace Pilothouse::Ctl
