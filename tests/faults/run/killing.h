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

    KillingFloor();

    /// A fresh shop; consoles started from now on work for it.
    std::unique_ptr<ShopFloor> newShop(int consoleLostAfter = 120);
    Ended console(const QStringList& arguments, const QStringList& environment) const;

    QTemporaryDir folder;
    QString state; ///< XDG_STATE_HOME on the host
    std::unique_ptr<SshServer> server;

private:
    QString deskFile() const { return folder.filePath(QStringLiteral("%1/desk.json").arg(m_number)); }

    int m_number = 0;
};

} // namespace Pilothouse::Test
