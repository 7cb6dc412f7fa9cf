// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sshconfig/configtree.h"

#include <QCoreApplication>

namespace Pilothouse::Ssh {

/// What is said about ssh_config files: the place first, then what is wrong, then what to do.
class ConfigWords
{
    Q_DECLARE_TR_FUNCTIONS(Pilothouse::Ssh)

public:
    static Error badLine(const ConfigPlace& place, const QString& why);
    static Error badFile(const QString& path, const QString& why);
    static Error unsafeFile(const QString& path);

    /// `keyword` asks for something that is not done here and must not be left out.
    static Error notDone(const ConfigPlace& place, const QString& keyword, const QString& host, const QString& advice);
    static Error execUndecided(const ConfigPlace& condition, const ConfigPlace& line, const QString& keyword);
    static Error badValue(const ConfigPlace& place, const QString& keyword, const QString& value, const QString& why);
    static Error jumpLoop(const QString& host);
};

} // namespace Pilothouse::Ssh
