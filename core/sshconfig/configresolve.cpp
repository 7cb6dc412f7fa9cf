// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/hostkeys.h"
#include "ssh/words.h"
#include "sshconfig/config.h"
#include "sshconfig/configalgorithms.h"
#include "sshconfig/configjump.h"
#include "sshconfig/configpolicy.h"
#include "sshconfig/configvalues.h"
#include "sshconfig/configwords.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

using K = ConfigKeyword;
using std::chrono::seconds;

constexpr int mostHops = 16;

QString shown(const QByteArray& bytes) { return QString::fromUtf8(bytes.left(200)); }

/// One host: the values the files have for it become an Endpoint.
class Resolving
{
public:
    Resolving(const ConfigValues& values, const ConfigContext& context, const ConfigDefaults& defaults,
              const Endpoint& asked)
        : m_values(values)
        , m_context(context)
        , m_defaults(defaults)
        , m_asked(asked)
    {
    }

    Result<Endpoint> run()
    {
        m_out = m_asked;
        m_out.jump.clear();
        if (m_out.name.isEmpty())
            m_out.name = m_asked.address;
        m_out.address = shown(m_values.host());
        m_out.user = shown(m_values.user());
        m_out.port = m_values.port();
        m_out.hostKeyAlias = shown(m_values.text(K::HostKeyAlias).toLower());
        for (const auto step : {&Resolving::names, &Resolving::login, &Resolving::patience, &Resolving::link,
                                &Resolving::knownHosts, &Resolving::algorithms, &Resolving::proxy}) {
            if (auto done = (this->*step)(); !done)
                return fail(done.error());
        }
        return m_out;
    }

private:
    tl::unexpected<Error> badValue(K keyword, const QString& why) const
    {
        return fail(ConfigWords::badValue(m_values.place(keyword), QString::fromLatin1(nameOf(keyword)),
                                          shown(m_values.text(keyword)), why));
    }
    tl::unexpected<Error> notDone(K keyword, const QString& advice) const
    {
        return fail(
            ConfigWords::notDone(m_values.place(keyword), QString::fromLatin1(nameOf(keyword)), m_out.name, advice));
    }

    /// What comes from a file is held to the same characters as what comes from a definition.
    Result<void> names()
    {
        for (const auto& [keyword, text] : {std::pair(K::HostName, m_out.address), std::pair(K::User, m_out.user),
                                            std::pair(K::HostKeyAlias, m_out.hostKeyAlias)}) {
            const bool isSet = m_values.has(keyword) && !m_values.place(keyword).file.isEmpty();
            if (isSet && !Endpoint::isAllowed(text))
                return badValue(keyword, ConfigWords::tr("only letters, digits and . _ : % - are accepted here"));
        }
        return {};
    }

    Result<QByteArray> expanded(const ConfigSetting& setting, K keyword, const QByteArray& text) const
    {
        const auto path = expandTilde(text, m_context);
        Result<QByteArray> out = fail(ErrorKind::Invalid, ConfigWords::tr("there is no such user"));
        if (path)
            out = expandAll(*path, m_values.tokens(), m_context);
        if (!out)
            return fail(ConfigWords::badValue(setting.place, QString::fromLatin1(nameOf(keyword)), shown(text),
                                              out.error().message));
        return out;
    }

    Result<QStringList> files(K keyword) const
    {
        QStringList out;
        for (const ConfigSetting& setting : m_values.all(keyword)) {
            for (const QByteArray& text : setting.values) {
                if (text.toLower() == "none")
                    continue;
                const auto path = expanded(setting, keyword, text);
                if (!path)
                    return fail(path.error());
                const QString name = QFile::decodeName(*path);
                if (!out.contains(name))
                    out += name;
            }
        }
        return out;
    }

    Result<void> login()
    {
        const IdentityOptions usual = m_asked.identity.value_or(m_defaults.identity);
        IdentityOptions identity = usual;
        if (m_values.has(K::IdentityFile)) {
            const auto keys = files(K::IdentityFile);
            if (!keys)
                return fail(keys.error());
            identity.keyFiles = *keys;
        }
        const auto certificates = files(K::CertificateFile);
        if (!certificates)
            return fail(certificates.error());
        identity.certificateFiles += *certificates;
        if (m_values.isYes(K::IdentitiesOnly))
            identity.identitiesOnly = true;
        if (auto agent = this->agent(identity); !agent)
            return agent;

        // Ways to log in are only ever taken away.
        const QByteArrayList methods = m_values.text(K::PreferredAuthentications).split(',');
        const bool chooses = m_values.has(K::PreferredAuthentications);
        const auto may = [&](const char* method) { return !chooses || methods.contains(method); };
        const bool nobodyAsks = m_values.isYes(K::BatchMode);
        const bool keys = may("publickey") && m_values.text(K::PubkeyAuthentication, "yes") != "no";
        identity.keys &= keys;
        identity.keyboardInteractive &=
            may("keyboard-interactive") && !nobodyAsks && m_values.text(K::KbdInteractiveAuthentication, "yes") != "no";
        identity.password &= may("password") && !nobodyAsks && m_values.text(K::PasswordAuthentication, "yes") != "no";
        const IdentityOptions left = m_asked.login.over(identity);
        if (chooses && !left.keys && !left.keyboardInteractive && !left.password)
            return notDone(K::PreferredAuthentications,
                           ConfigWords::tr("let it name publickey or keyboard-interactive for this host"));
        if (identity != usual)
            m_out.identity = identity;
        return {};
    }

    Result<void> agent(IdentityOptions& identity) const
    {
        const ConfigSetting* setting = m_values.find(K::IdentityAgent);
        if (!setting)
            return {};
        const auto path = expanded(*setting, K::IdentityAgent, setting->values.first());
        if (!path)
            return fail(path.error());
        if (*path == "none") {
            identity.agent = false;
        } else if (*path == "SSH_AUTH_SOCK") {
            identity.agentSocket.clear();
        } else if (path->startsWith('$') && !path->startsWith("${")) {
            const auto found = m_context.environment.find(path->mid(1));
            identity.agent &= found != m_context.environment.end() && !found->second.isEmpty();
            identity.agentSocket = found == m_context.environment.end() ? QString() : QFile::decodeName(found->second);
        } else {
            identity.agentSocket = QFile::decodeName(*path);
        }
        return {};
    }

    Result<void> patience()
    {
        if (const auto timeout = m_values.number(K::ConnectTimeout, 0); timeout > 0)
            m_out.connectTimeout = std::min(seconds(timeout), seconds(std::chrono::hours(1)));
        // Turned off is not an answer: without it a dead link would never be noticed.
        if (const auto interval = m_values.number(K::ServerAliveInterval, 0); interval > 0) {
            m_out.keepAliveInterval = std::min(seconds(interval), seconds(std::chrono::hours(1)));
            m_out.keepAliveMisses = int(std::min<qint64>(m_values.number(K::ServerAliveCountMax, 3), 1000));
        }
        return {};
    }

    Result<void> link()
    {
        LinkOptions& link = m_out.link;
        const QByteArray family = m_values.text(K::AddressFamily);
        link.family = family == "inet"    ? LinkOptions::Family::IPv4
                      : family == "inet6" ? LinkOptions::Family::IPv6
                                          : LinkOptions::Family::Any;
        if (m_values.has(K::BindAddress)) {
            const auto address = plainAddress(m_values.text(K::BindAddress));
            if (!address)
                return badValue(K::BindAddress, ConfigWords::tr("write it as an IP address"));
            link.bindAddress = QString::fromLatin1(*address);
        }
        if (m_values.has(K::BindInterface) && !m_values.has(K::BindAddress))
            link.bindInterface = shown(m_values.text(K::BindInterface));
        // Smaller than OpenSSH's own smallest is not asked of the library.
        link.requiredRsaSize = int(m_values.number(K::RequiredRSASize, 0));
        if (link.requiredRsaSize <= 1024)
            link.requiredRsaSize = 0;
        link.rekeyBytes = m_values.number(K::RekeyLimit, 0);
        link.rekeyTime = seconds(m_values.number(K::RekeyInterval, 0));
        return {};
    }

    Result<void> knownHosts()
    {
        if (const QByteArray revoked = m_values.text(K::RevokedHostKeys, "none"); revoked.toLower() != "none") {
            const auto path = expanded(*m_values.find(K::RevokedHostKeys), K::RevokedHostKeys, revoked);
            if (!path)
                return fail(path.error());
            m_out.link.revokedHostKeys = QFile::decodeName(*path);
        }
        if (!m_values.has(K::UserKnownHostsFile) && !m_values.has(K::GlobalKnownHostsFile))
            return {};
        const auto user = files(K::UserKnownHostsFile);
        if (!user)
            return fail(user.error());
        QStringList global;
        for (const QByteArray& text : m_values.has(K::GlobalKnownHostsFile)
                                          ? m_values.find(K::GlobalKnownHostsFile)->values
                                          : QByteArrayList()) {
            const auto path = expandTilde(text, m_context);
            if (!path)
                return badValue(K::GlobalKnownHostsFile, ConfigWords::tr("there is no such user"));
            if (text.toLower() != "none")
                global += QFile::decodeName(*path);
        }
        m_out.link.knownHostsFiles = (m_values.has(K::UserKnownHostsFile) ? *user : m_defaults.userKnownHosts) +
                                     (m_values.has(K::GlobalKnownHostsFile) ? global : m_defaults.globalKnownHosts);
        return {};
    }

    Result<void> algorithms()
    {
        struct Item
        {
            K keyword;
            AlgorithmKind kind;
            QByteArray LinkOptions::*target;
        };
        for (const Item& item :
             {Item{K::Ciphers, AlgorithmKind::Cipher, &LinkOptions::ciphers},
              Item{K::MACs, AlgorithmKind::Mac, &LinkOptions::macs},
              Item{K::KexAlgorithms, AlgorithmKind::KeyExchange, &LinkOptions::keyExchange},
              Item{K::HostKeyAlgorithms, AlgorithmKind::HostKey, &LinkOptions::hostKeyAlgorithms},
              Item{K::PubkeyAcceptedAlgorithms, AlgorithmKind::PublicKey, &LinkOptions::publicKeyAlgorithms},
              Item{K::CASignatureAlgorithms, AlgorithmKind::Authority, &LinkOptions::authorityAlgorithms}}) {
            if (!m_values.has(item.keyword))
                continue;
            const auto wanted = effectiveAlgorithms(item.kind, m_values.text(item.keyword));
            if (!wanted)
                return badValue(item.keyword, ConfigWords::tr("it leaves no algorithm"));
            const QByteArrayList possible = item.kind == AlgorithmKind::HostKey
                                                ? HostKeys::judgedAlgorithms(*wanted)
                                                : possibleAlgorithms(item.kind, *wanted);
            if (possible.isEmpty())
                return notDone(item.keyword, ConfigWords::tr("let it name an algorithm that is known here, such as %1")
                                                 .arg(QString::fromLatin1(usualAlgorithm(item.kind))));
            m_out.link.*item.target = possible.join(',');
        }
        return {};
    }

    static const char* usualAlgorithm(AlgorithmKind kind)
    {
        switch (kind) {
        case AlgorithmKind::Cipher:
            return "chacha20-poly1305@openssh.com";
        case AlgorithmKind::Mac:
            return "hmac-sha2-256-etm@openssh.com";
        case AlgorithmKind::KeyExchange:
            return "curve25519-sha256";
        case AlgorithmKind::HostKey:
        case AlgorithmKind::PublicKey:
        case AlgorithmKind::Authority:
            break;
        }
        return "ssh-ed25519";
    }

    Result<void> proxy()
    {
        const QByteArray command = m_values.text(K::ProxyCommand, "none");
        if (command.toLower() == "none" || !m_asked.jump.empty())
            return {};
        // The shell gets to see these names, so they are judged before they stand in a command.
        auto checked = Endpoint::checked(m_out);
        if (!checked)
            return fail(checked.error());
        ConfigTokens tokens;
        for (const char token : {'h', 'k', 'n', 'p', 'r'})
            tokens[token] = m_values.tokens().at(token);
        if (!Endpoint::isAllowed(m_asked.address) || !Endpoint::isAllowed(shown(tokens['k'])))
            return badValue(K::ProxyCommand, ConfigWords::tr("the host's name cannot be handed to a command"));
        const auto line = expandTokens(command, tokens);
        if (!line)
            return badValue(K::ProxyCommand, line.error().message);
        m_out.link.proxyCommand = QString::fromUtf8(*line);
        return {};
    }

    const ConfigValues& m_values;
    const ConfigContext& m_context;
    const ConfigDefaults& m_defaults;
    const Endpoint& m_asked;
    Endpoint m_out;
};

void noteDecisions(const ConfigValues& values, const QString& host, std::vector<ConfigDecision>& decisions)
{
    for (const auto& [keyword, settings] : values.settings()) {
        for (const ConfigSetting& setting : settings) {
            if (!setting.place.file.isEmpty())
                decisions.push_back({.host = host,
                                     .keyword = QString::fromLatin1(nameOf(keyword)),
                                     .value = QString::fromUtf8(setting.values.join(' ')),
                                     .place = setting.place});
        }
    }
}

Result<ConfigResolution> resolve(const ConfigTree& tree, const ConfigContext& context, const ConfigDefaults& defaults,
                                 const Endpoint& asked, int depth)
{
    const QString name = asked.name.isEmpty() ? asked.address : asked.name;
    if (depth > mostHops)
        return fail(ConfigWords::jumpLoop(name));
    const auto values = ConfigValues::of(
        tree,
        {.host = asked.address.toUtf8(), .user = asked.user.toUtf8(), .port = asked.port, .way = !asked.jump.empty()},
        context);
    if (!values)
        return fail(values.error());
    if (const auto refused = refusedBy(*values, name))
        return fail(*refused);
    auto endpoint = Resolving(*values, context, defaults, asked).run();
    if (!endpoint)
        return fail(endpoint.error());
    ConfigResolution out{.endpoint = std::move(*endpoint), .decisions = {}};
    noteDecisions(*values, name, out.decisions);

    std::vector<Endpoint> way = asked.jump;
    if (way.empty()) {
        const auto jumps = parseJumps(values->text(K::ProxyJump, "none")).value_or(std::vector<ConfigJump>());
        for (const ConfigJump& jump : jumps) {
            if (!Endpoint::isAllowed(shown(jump.host)) ||
                (!jump.user.isEmpty() && !Endpoint::isAllowed(shown(jump.user))))
                return fail(ConfigWords::badValue(
                    values->place(K::ProxyJump), u"ProxyJump"_s, shown(values->text(K::ProxyJump)),
                    ConfigWords::tr("only letters, digits and . _ : % - are accepted here")));
            way.push_back({.name = QString::fromUtf8(jump.host),
                           .address = QString::fromUtf8(jump.host),
                           .port = jump.port,
                           .user = QString::fromUtf8(jump.user),
                           .policy = asked.policy});
        }
    }
    if (way.empty())
        return out;
    Endpoint hop = way.back();
    hop.jump = {way.begin(), way.end() - 1};
    auto reached = resolve(tree, context, defaults, hop, depth + 1);
    if (!reached)
        return fail(depth == 0 ? Words::atHop(reached.error(), name) : reached.error());
    Endpoint& last = reached->endpoint;
    out.endpoint.jump = std::exchange(last.jump, {});
    out.endpoint.jump.push_back(std::move(last));
    if (out.endpoint.jump.size() > mostHops)
        return fail(ConfigWords::jumpLoop(name));
    out.decisions.insert(out.decisions.begin(), reached->decisions.begin(), reached->decisions.end());
    return out;
}

} // namespace

Result<ConfigResolution> resolveEndpoint(const ConfigTree& tree, const ConfigContext& context,
                                         const ConfigDefaults& defaults, const Endpoint& asked)
{
    auto out = resolve(tree, context, defaults, asked, 0);
    if (!out)
        return out;
    auto checked = Endpoint::checked(std::move(out->endpoint));
    if (!checked)
        return fail(checked.error());
    out->endpoint = std::move(*checked);
    return out;
}

} // namespace Pilothouse::Ssh
