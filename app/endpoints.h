// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/pool.h"
#include "sshconfig/config.h"
#include "system/environment.h"

#include <functional>

namespace Pilothouse {

/// How the hosts of definitions are reached: what the definition says wins, as the command line of ssh does; then come
/// CONFIG/ssh/config, ~/.ssh/config and /etc/ssh/ssh_config. With PILOTHOUSE_SSH_CONFIG another file is read in place
/// of the last two ("none": no file), as with ssh -F. Thread-safe; quick enough for any thread.
class Endpoints
{
public:
    using Function = std::function<Result<Ssh::Endpoint>(const System::Environment&, const System::Host&)>;

    Endpoints(const QString& configDir, const Ssh::Pool::Options& ssh);

    /// Its jump hosts in order, and for production only provisioned host keys.
    Result<Ssh::Endpoint> of(const System::Environment& environment, const System::Host& host);
    /// The same with the lines that decided it.
    Result<Ssh::ConfigResolution> explain(const System::Environment& environment, const System::Host& host);
    /// of() for those who must not know the app.
    Function function();

private:
    Ssh::Config m_config;
};

/// Known hosts and keys: CONFIG/ssh before the user's own.
Ssh::Pool::Options sshOptions(const QString& configDir, std::shared_ptr<Ssh::Prompter> prompter = {});

} // namespace Pilothouse
