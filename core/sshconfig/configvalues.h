// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sshconfig/configexpand.h"
#include "sshconfig/configtree.h"

namespace Pilothouse::Ssh {

/// What is asked for, as on the command line of ssh: it wins over every file.
struct ConfigRequest
{
    QByteArray host;      ///< what Host and Match originalhost look at
    QByteArray user = {}; ///< empty: not said
    quint16 port = 0;     ///< 0: not said
    bool way = false;     ///< the jump hosts are said, so neither ProxyJump nor ProxyCommand counts

    bool operator==(const ConfigRequest&) const = default;
};

struct ConfigSetting
{
    QByteArrayList values;
    ConfigPlace place; ///< without a file: it was asked for
    bool ofUser = true;

    bool operator==(const ConfigSetting&) const = default;
};

/// What the files say about one host: for each keyword the first value that applies, for IdentityFile and
/// CertificateFile all of them. A value; any thread.
class ConfigValues
{
public:
    /// Reads the lines in the order in which OpenSSH does, a second time when something asks for the final pass.
    /// Invalid when a line is wrong or its effect cannot be told without running a program (Match exec) or asking a
    /// name server (CanonicalizeHostname).
    static Result<ConfigValues> of(const ConfigTree& tree, const ConfigRequest& request, const ConfigContext& context);

    const std::vector<ConfigSetting>& all(ConfigKeyword keyword) const;
    const ConfigSetting* find(ConfigKeyword keyword) const;
    bool has(ConfigKeyword keyword) const { return find(keyword) != nullptr; }
    /// The one value, or `otherwise`.
    QByteArray text(ConfigKeyword keyword, const QByteArray& otherwise = {}) const;
    bool isYes(ConfigKeyword keyword) const { return text(keyword) == "yes"; }
    qint64 number(ConfigKeyword keyword, qint64 otherwise) const;
    ConfigPlace place(ConfigKeyword keyword) const;
    const std::map<ConfigKeyword, std::vector<ConfigSetting>>& settings() const { return m_settings; }

    /// What is connected to, with its address in the usual form and its name in lower case.
    const QByteArray& host() const { return m_host; }
    const QByteArray& user() const { return m_user; }
    quint16 port() const { return m_port; }
    /// What %h, %p and the others stand for.
    const ConfigTokens& tokens() const { return m_tokens; }

private:
    friend class ConfigEvaluation;
    std::map<ConfigKeyword, std::vector<ConfigSetting>> m_settings;
    QByteArray m_host;
    QByteArray m_user;
    quint16 m_port = 0;
    ConfigTokens m_tokens;
};

/// An IP address in the form in which messages and known_hosts have it; nothing when it is none.
std::optional<QByteArray> plainAddress(const QByteArray& text, const QByteArray& family = {});

} // namespace Pilothouse::Ssh
