// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk.h"
#include "support/sshserver.h"

#include <QTemporaryDir>

namespace Pilothouse::Test {

/// A host with an sshd, shops on it, and consoles in processes of their own that can be killed.
struct KillingFloor
{
    struct Ended
    {
        bool killed = false;
        int code = -1;
        QString output;
        QString errors;
        qint64 milliseconds = 0;
    };

    /// A look between Pull and Build makes two segments on the one host. On two hosts, each in a folder of its own, the
    /// segments are Pull on app-1, Pull on app-2, Build on app-1, Build on app-2, Migrate on app-1.
    /// With an approval, which who starts the run cannot give, the segments are Pull and Build, then Migrate.
    enum class Deploy { InOneSegment, InTwoSegments, OnTwoHosts, WithAnApproval, WithAShortApproval };

    KillingFloor();

    /// A fresh shop; consoles started from now on work for it.
    std::unique_ptr<ShopFloor> newShop(int consoleLostAfter = 120, Deploy deploy = Deploy::InOneSegment);
    /// After its definition was changed.
    void putOnDesk(const ShopFloor& floor) const;
    Ended console(const QStringList& arguments, const QStringList& environment) const;

    QTemporaryDir folder;
    QString state; ///< XDG_STATE_HOME on the host
    std::unique_ptr<SshServer> server;

private:
    QString deskFile() const { return folder.filePath(QStringLiteral("%1/desk.json").arg(m_number)); }

    int m_number = 0;
};

} // namespace Pilothouse::Test
