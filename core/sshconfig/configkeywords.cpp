// SPDX-License-Identifier: GPL-3.0-or-later
#include "sshconfig/configkeywords.h"

#include <QByteArrayList>
#include <QHash>

#include <array>

namespace Pilothouse::Ssh {

namespace {

using K = ConfigKeyword;
using S = ConfigSyntax;

constexpr const char* yesNo = "yes,no";
constexpr const char* yesNoAsk = "yes,no,ask";

// Every keyword of OpenSSH 9.2 with its older names, Debian's own, and the newer ones without effect here. What has
// K::None is left undone and does no harm: forwardings, terminals, environment, logging, multiplexing, proofs of who we
// are that are not offered here. What must not be left undone is judged in configpolicy.cpp.
constexpr std::array table{
    ConfigKeywordInfo{"Host", K::Host, S::Condition},
    ConfigKeywordInfo{"Match", K::Match, S::Condition},
    ConfigKeywordInfo{"Include", K::Include, S::Include},
    ConfigKeywordInfo{"IgnoreUnknown", K::IgnoreUnknown, S::Text},

    ConfigKeywordInfo{"HostName", K::HostName, S::Text},
    ConfigKeywordInfo{"User", K::User, S::Text},
    ConfigKeywordInfo{"Port", K::Port, S::Port},
    ConfigKeywordInfo{"AddressFamily", K::AddressFamily, S::Choice, "any,inet,inet6"},
    ConfigKeywordInfo{"BindAddress", K::BindAddress, S::Text},
    ConfigKeywordInfo{"BindInterface", K::BindInterface, S::Text},
    ConfigKeywordInfo{"ConnectTimeout", K::ConnectTimeout, S::Time},
    ConfigKeywordInfo{"SetupTimeOut", K::ConnectTimeout, S::Time}, // Debian's older name
    ConfigKeywordInfo{"ServerAliveInterval", K::ServerAliveInterval, S::Time},
    ConfigKeywordInfo{"ProtocolKeepAlives", K::ServerAliveInterval, S::Time}, // Debian's older name
    ConfigKeywordInfo{"ServerAliveCountMax", K::ServerAliveCountMax, S::Number},
    ConfigKeywordInfo{"ProxyJump", K::ProxyJump, S::Jump},
    ConfigKeywordInfo{"ProxyCommand", K::ProxyCommand, S::Command},
    ConfigKeywordInfo{"ProxyUseFdpass", K::ProxyUseFdpass, S::Choice, yesNo},

    ConfigKeywordInfo{"IdentityFile", K::IdentityFile, S::Collect},
    ConfigKeywordInfo{"IdentityFile2", K::IdentityFile, S::Collect},
    ConfigKeywordInfo{"CertificateFile", K::CertificateFile, S::Collect},
    ConfigKeywordInfo{"IdentitiesOnly", K::IdentitiesOnly, S::Choice, yesNo},
    ConfigKeywordInfo{"IdentityAgent", K::IdentityAgent, S::Agent},
    ConfigKeywordInfo{"PreferredAuthentications", K::PreferredAuthentications, S::Text},
    ConfigKeywordInfo{"PubkeyAuthentication", K::PubkeyAuthentication, S::Choice, "yes,no,unbound,host-bound"},
    ConfigKeywordInfo{"DSAAuthentication", K::PubkeyAuthentication, S::Choice, "yes,no,unbound,host-bound"},
    ConfigKeywordInfo{"PasswordAuthentication", K::PasswordAuthentication, S::Choice, yesNo},
    ConfigKeywordInfo{"KbdInteractiveAuthentication", K::KbdInteractiveAuthentication, S::Choice, yesNo},
    ConfigKeywordInfo{"ChallengeResponseAuthentication", K::KbdInteractiveAuthentication, S::Choice, yesNo},
    ConfigKeywordInfo{"SKeyAuthentication", K::KbdInteractiveAuthentication, S::Choice, yesNo},
    ConfigKeywordInfo{"TISAuthentication", K::KbdInteractiveAuthentication, S::Choice, yesNo},
    ConfigKeywordInfo{"BatchMode", K::BatchMode, S::Choice, yesNo},
    ConfigKeywordInfo{"PKCS11Provider", K::PKCS11Provider, S::Text},
    ConfigKeywordInfo{"SmartcardDevice", K::PKCS11Provider, S::Text},
    ConfigKeywordInfo{"SecurityKeyProvider", K::SecurityKeyProvider, S::Text},

    ConfigKeywordInfo{"HostKeyAlias", K::HostKeyAlias, S::Text},
    ConfigKeywordInfo{"StrictHostKeyChecking", K::StrictHostKeyChecking, S::Choice, "yes,no,ask,off,accept-new"},
    ConfigKeywordInfo{"UserKnownHostsFile", K::UserKnownHostsFile, S::Files},
    ConfigKeywordInfo{"GlobalKnownHostsFile", K::GlobalKnownHostsFile, S::Files},
    ConfigKeywordInfo{"RevokedHostKeys", K::RevokedHostKeys, S::Text},
    ConfigKeywordInfo{"RequiredRSASize", K::RequiredRSASize, S::Number},
    ConfigKeywordInfo{"CheckHostIP", K::CheckHostIP, S::Choice, yesNo},
    ConfigKeywordInfo{"VerifyHostKeyDNS", K::VerifyHostKeyDNS, S::Choice, yesNoAsk},
    ConfigKeywordInfo{"KnownHostsCommand", K::KnownHostsCommand, S::Command},
    ConfigKeywordInfo{"HostKeyAlgorithms", K::HostKeyAlgorithms, S::Text},
    ConfigKeywordInfo{"CASignatureAlgorithms", K::CASignatureAlgorithms, S::Text},
    ConfigKeywordInfo{"PubkeyAcceptedAlgorithms", K::PubkeyAcceptedAlgorithms, S::Text},
    ConfigKeywordInfo{"PubkeyAcceptedKeyTypes", K::PubkeyAcceptedAlgorithms, S::Text},
    ConfigKeywordInfo{"Ciphers", K::Ciphers, S::Text},
    ConfigKeywordInfo{"MACs", K::MACs, S::Text},
    ConfigKeywordInfo{"KexAlgorithms", K::KexAlgorithms, S::Text},
    ConfigKeywordInfo{"RekeyLimit", K::RekeyLimit, S::Rekey},

    ConfigKeywordInfo{"CanonicalizeHostname", K::CanonicalizeHostname, S::Choice, "yes,no,always"},
    ConfigKeywordInfo{"CanonicalDomains", K::CanonicalDomains, S::Words},
    ConfigKeywordInfo{"CanonicalizeMaxDots", K::CanonicalizeMaxDots, S::Number},
    ConfigKeywordInfo{"CanonicalizePermittedCNAMEs", K::CanonicalizePermittedCNAMEs, S::Words},
    ConfigKeywordInfo{"CanonicalizeFallbackLocal", K::None, S::Choice, yesNo},

    ConfigKeywordInfo{"AddKeysToAgent"},
    ConfigKeywordInfo{"ClearAllForwardings", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"Compression", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"ConnectionAttempts", K::None, S::Number},
    ConfigKeywordInfo{"ControlMaster", K::None, S::Choice, "yes,no,ask,auto,autoask"},
    ConfigKeywordInfo{"ControlPath", K::None, S::Text},
    ConfigKeywordInfo{"ControlPersist", K::None, S::Text},
    ConfigKeywordInfo{"DynamicForward"},
    ConfigKeywordInfo{"EnableEscapeCommandline", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"EnableSSHKeysign", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"EscapeChar", K::None, S::Text},
    ConfigKeywordInfo{"ExitOnForwardFailure", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"FingerprintHash", K::None, S::Text},
    ConfigKeywordInfo{"ForkAfterAuthentication", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"ForwardAgent", K::None, S::Text},
    ConfigKeywordInfo{"ForwardX11", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"ForwardX11Timeout", K::None, S::Time},
    ConfigKeywordInfo{"ForwardX11Trusted", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"GatewayPorts", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"GSSAPIAuthentication", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"GSSAPIClientIdentity", K::None, S::Text},
    ConfigKeywordInfo{"GSSAPIDelegateCredentials", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"GSSAPIKexAlgorithms", K::None, S::Text},
    ConfigKeywordInfo{"GSSAPIKeyExchange", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"GSSAPIRenewalForcesRekey", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"GSSAPIServerIdentity", K::None, S::Text},
    ConfigKeywordInfo{"GSSAPITrustDns", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"HashKnownHosts", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"HostbasedAcceptedAlgorithms", K::None, S::Text},
    ConfigKeywordInfo{"HostbasedAuthentication", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"HostbasedKeyTypes", K::None, S::Text},
    ConfigKeywordInfo{"IPQoS"},
    ConfigKeywordInfo{"KbdInteractiveDevices", K::None, S::Text},
    ConfigKeywordInfo{"KeepAlive", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"LocalCommand", K::None, S::Command},
    ConfigKeywordInfo{"LocalForward"},
    ConfigKeywordInfo{"LogLevel", K::None, S::Text},
    ConfigKeywordInfo{"LogVerbose", K::None, S::Files},
    // Leaving it undone is stricter: the key of this very machine is judged as any other.
    ConfigKeywordInfo{"NoHostAuthenticationForLocalhost", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"NumberOfPasswordPrompts", K::None, S::Number},
    ConfigKeywordInfo{"PermitLocalCommand", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"PermitRemoteOpen"},
    ConfigKeywordInfo{"RemoteCommand", K::None, S::Command},
    ConfigKeywordInfo{"RemoteForward"},
    ConfigKeywordInfo{"RequestTTY", K::None, S::Choice, "yes,no,force,auto"},
    ConfigKeywordInfo{"SendEnv", K::None, S::Words},
    ConfigKeywordInfo{"SessionType", K::None, S::Choice, "none,subsystem,default"},
    ConfigKeywordInfo{"SetEnv", K::None, S::Words},
    ConfigKeywordInfo{"StdinNull", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"StreamLocalBindMask", K::None, S::Text},
    ConfigKeywordInfo{"StreamLocalBindUnlink", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"SyslogFacility", K::None, S::Text},
    ConfigKeywordInfo{"TCPKeepAlive", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"Tunnel", K::None, S::Choice, "yes,no,ethernet,point-to-point"},
    ConfigKeywordInfo{"TunnelDevice", K::None, S::Text},
    ConfigKeywordInfo{"UpdateHostKeys", K::None, S::Choice, yesNoAsk},
    ConfigKeywordInfo{"VisualHostKey", K::None, S::Choice, yesNo},
    ConfigKeywordInfo{"XAuthLocation", K::None, S::Text},

    // Without effect in OpenSSH as well.
    ConfigKeywordInfo{"Protocol"},
    ConfigKeywordInfo{"Cipher"},
    ConfigKeywordInfo{"FallBackToRsh"},
    ConfigKeywordInfo{"GlobalKnownHostsFile2"},
    ConfigKeywordInfo{"RhostsAuthentication"},
    ConfigKeywordInfo{"UserKnownHostsFile2"},
    ConfigKeywordInfo{"UseRoaming"},
    ConfigKeywordInfo{"UseRsh"},
    ConfigKeywordInfo{"UsePrivilegedPort"},
    ConfigKeywordInfo{"AFSTokenPassing"},
    ConfigKeywordInfo{"KerberosAuthentication"},
    ConfigKeywordInfo{"KerberosTgtPassing"},
    ConfigKeywordInfo{"RSAAuthentication"},
    ConfigKeywordInfo{"RhostsRSAAuthentication"},
    ConfigKeywordInfo{"CompressionLevel"},

    // Newer than 9.2.
    ConfigKeywordInfo{"ChannelTimeout"},
    ConfigKeywordInfo{"ObscureKeystrokeTiming"},
    ConfigKeywordInfo{"WarnWeakCrypto"},
};

} // namespace

const ConfigKeywordInfo* configKeyword(const QByteArray& keyword)
{
    static const auto byName = [] {
        QHash<QByteArray, const ConfigKeywordInfo*> all;
        for (const ConfigKeywordInfo& info : table)
            all.insert(QByteArray(info.name).toLower(), &info);
        return all;
    }();
    return byName.value(keyword);
}

const char* nameOf(ConfigKeyword keyword)
{
    if (keyword == K::RekeyInterval)
        return "RekeyLimit";
    for (const ConfigKeywordInfo& info : table) {
        if (info.keyword == keyword && keyword != K::None)
            return info.name;
    }
    return "";
}

QByteArray chosen(const ConfigKeywordInfo& info, const QByteArray& word)
{
    QByteArray lower = word.toLower();
    // Compression alone knows no true and false.
    if (lower == "true" && qstrcmp(info.name, "Compression") != 0)
        lower = "yes";
    else if (lower == "false" && qstrcmp(info.name, "Compression") != 0)
        lower = "no";
    const QByteArrayList choices = QByteArray(info.choices).split(',');
    return choices.contains(lower) ? lower : QByteArray();
}

} // namespace Pilothouse::Ssh
