// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/endpoint.h"
#include "sshconfig/configtree.h"

#include <memory>
#include <mutex>

namespace Pilothouse::Ssh {

/// What is used where the files say nothing.
struct ConfigDefaults
{
    IdentityOptions identity = {};
    QStringList userKnownHosts = {}; ///< without the console's own
    QStringList globalKnownHosts = {};

    bool operator==(const ConfigDefaults&) const = default;
};

/// A line that decided something about a host on the way.
struct ConfigDecision
{
    QString host;
    QString keyword;
    QString value;
    ConfigPlace place;

    bool operator==(const ConfigDecision&) const = default;
};

/// How a host is reached, and why so.
struct ConfigResolution
{
    Endpoint endpoint;
    std::vector<ConfigDecision> decisions;

    bool operator==(const ConfigResolution&) const = default;
};

/// What the person's ssh_config files make of a host, in OpenSSH's own reading; see ConfigValues for the reading and
/// configresolve.cpp for what follows from it. `asked` is like the command line of ssh: its user (if any), port (if not
/// 0) and jump hosts (if any) win over the files, its address is what Host lines are compared with. Invalid when a file
/// is wrong, or asks for something that matters to security and is not done here; the message names the line.
Result<ConfigResolution> resolveEndpoint(const ConfigTree& tree, const ConfigContext& context,
                                         const ConfigDefaults& defaults, const Endpoint& asked);

/// The files, read once and again when one of them has changed. Thread-safe; a call looks at some files' dates, which
/// takes microseconds.
class Config
{
public:
    Config(std::vector<ConfigSource> sources, ConfigContext context, ConfigDefaults defaults);
    ~Config();
    Config(const Config&) = delete;
    Config& operator=(const Config&) = delete;

    Result<ConfigResolution> resolve(const Endpoint& asked);
    const std::vector<ConfigSource>& sources() const { return m_sources; }
    const ConfigDefaults& defaults() const { return m_defaults; }

private:
    std::vector<ConfigSource> m_sources;
    ConfigContext m_context;
    ConfigDefaults m_defaults;
    std::mutex m_mutex;
    std::optional<Result<ConfigTree>> m_tree;
    QByteArray m_state; ///< of all files when they were read
    std::map<QString, Result<ConfigResolution>> m_answers;
};

/// The files of this machine.
class DiskConfigFiles final : public ConfigFiles
{
public:
    Content read(const QString& path, bool checkOwner) override;
    std::optional<QStringList> matching(const QByteArray& pattern) override;
    /// Changes when one of the files, or what a pattern names, does.
    QByteArray state(const QStringList& paths, const QByteArrayList& patterns);
};

} // namespace Pilothouse::Ssh
