// SPDX-License-Identifier: GPL-3.0-or-later
#include "opensshview.h"

#include "sshconfig/config.h"
#include "sshconfig/configalgorithms.h"
#include "sshconfig/configjump.h"

#include <QProcess>

#include <pwd.h>
#include <set>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Pilothouse::Test {

namespace {

using Ssh::AlgorithmKind;
using Ssh::ConfigValues;
using K = Ssh::ConfigKeyword;

const std::map<QByteArray, AlgorithmKind>& algorithmKeywords()
{
    static const std::map<QByteArray, AlgorithmKind> all{
        {"ciphers", AlgorithmKind::Cipher},
        {"macs", AlgorithmKind::Mac},
        {"kexalgorithms", AlgorithmKind::KeyExchange},
        {"hostkeyalgorithms", AlgorithmKind::HostKey},
        {"pubkeyacceptedalgorithms", AlgorithmKind::PublicKey},
        {"casignaturealgorithms", AlgorithmKind::Authority},
    };
    return all;
}

QByteArray plain(const QByteArray& value)
{
    if (value == "true")
        return "yes";
    return value == "false" || value == "off" ? QByteArray("no") : value;
}

struct Default
{
    K keyword;
    QByteArray value;
};

/// The keywords with one value, and what OpenSSH takes where no line says anything.
const std::vector<Default>& single()
{
    static const std::vector<Default> all{
        {K::AddressFamily, "any"},
        {K::BatchMode, "no"},
        {K::BindAddress, {}},
        {K::BindInterface, {}},
        {K::CheckHostIP, "no"},
        {K::ConnectTimeout, "none"},
        {K::HostKeyAlias, {}},
        {K::IdentitiesOnly, "no"},
        {K::IgnoreUnknown, {}},
        {K::KbdInteractiveAuthentication, "yes"},
        {K::PasswordAuthentication, "yes"},
        {K::PreferredAuthentications, {}},
        {K::ProxyUseFdpass, "no"},
        {K::PubkeyAuthentication, "yes"},
        {K::RequiredRSASize, "1024"},
        {K::ServerAliveCountMax, "3"},
        {K::ServerAliveInterval, "0"},
        {K::StrictHostKeyChecking, "ask"},
        {K::VerifyHostKeyDNS, "no"},
    };
    return all;
}

/// Set to "none" they are gone.
const std::vector<K>& clearable()
{
    static const std::vector<K> all{K::KnownHostsCommand, K::PKCS11Provider, K::RevokedHostKeys};
    return all;
}

QByteArray lower(K keyword) { return QByteArray(nameOf(keyword)).toLower(); }

QByteArray jumpText(const QByteArray& text)
{
    const auto jumps = Ssh::parseJumps(text);
    if (!jumps || jumps->empty())
        return {};
    // OpenSSH shows all but the last as they are written, and the last in a form of its own.
    const QByteArray before = text.contains(',') ? text.left(text.lastIndexOf(',') + 1) : QByteArray();
    const Ssh::ConfigJump& last = jumps->back();
    const bool isNumeric = last.host.contains(':') ||
                           std::ranges::all_of(last.host, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    QByteArray out = before;
    if (!last.user.isEmpty())
        out += last.user + '@';
    out += isNumeric ? '[' + last.host + ']' : last.host;
    if (last.port != 0)
        out += ':' + QByteArray::number(last.port);
    return out;
}

} // namespace

ConfigFolder::ConfigFolder()
    : m_context(Ssh::ConfigContext::here())
{
    // OpenSSH asks the user database for the home, whatever HOME says.
    if (const passwd* entry = getpwuid(getuid()))
        m_context.home = entry->pw_dir;
}

bool ConfigFolder::write(const QString& name, QByteArray text, QFile::Permissions permissions) const
{
    QFile file(path(name));
    return file.open(QIODevice::WriteOnly) && file.write(text.replace("DIR", m_folder.path().toUtf8())) >= 0 &&
           file.setPermissions(permissions);
}

bool ConfigFolder::isOpenSsh92()
{
    QProcess ssh;
    ssh.start(u"ssh"_s, {u"-V"_s});
    return ssh.waitForFinished() && ssh.readAllStandardError().startsWith("OpenSSH_9.2");
}

ConfigView ConfigFolder::ofOpenSsh(const QByteArray& host, const QByteArray& user, quint16 port) const
{
    QStringList arguments{u"-G"_s, u"-T"_s, u"-F"_s, path(u"config"_s)};
    if (!user.isEmpty())
        arguments += {u"-l"_s, QString::fromUtf8(user)};
    if (port != 0)
        arguments += {u"-p"_s, QString::number(port)};
    arguments += {u"--"_s, QString::fromUtf8(host)};
    QProcess ssh;
    ssh.start(u"ssh"_s, arguments);
    ConfigView view;
    if (!ssh.waitForFinished(60000) || ssh.exitStatus() != QProcess::NormalExit)
        return {.refused = true, .why = u"ssh did not end"_s};
    const QByteArray errors = ssh.readAllStandardError();
    if (ssh.exitCode() != 0)
        return {.refused = true, .why = QString::fromUtf8(errors)};
    static const auto wanted = [] {
        std::set<QByteArray> all{
            "user",       "hostname",           "port",          "identityfile",       "certificatefile",
            "proxyjump",  "proxycommand",       "identityagent", "userknownhostsfile", "globalknownhostsfile",
            "rekeylimit", "securitykeyprovider"};
        for (const Default& item : single())
            all.insert(lower(item.keyword));
        for (const K keyword : clearable())
            all.insert(lower(keyword));
        for (const auto& [keyword, kind] : algorithmKeywords())
            all.insert(keyword);
        return all;
    }();
    for (const QByteArray& line : ssh.readAllStandardOutput().split('\n')) {
        const QByteArray keyword = line.left(line.indexOf(' ')).toLower();
        if (!line.contains(' ') || !wanted.contains(keyword))
            continue;
        const QByteArray value = plain(line.mid(keyword.size() + 1));
        QByteArray& known = view.values[keyword];
        known += known.isEmpty() ? value : '\n' + value;
    }
    return view;
}

ConfigView ConfigFolder::ofOurs(const QByteArray& host, const QByteArray& user, quint16 port) const
{
    Ssh::DiskConfigFiles files;
    const auto refusal = [](const Error& error) {
        return ConfigView{.refused = true, .why = error.message + u' ' + error.detail};
    };
    const auto tree =
        Ssh::ConfigTree::load(files, {{.path = path(u"config"_s), .checkOwner = false, .required = true}}, m_context);
    if (!tree)
        return refusal(tree.error());
    const auto values = ConfigValues::of(*tree, {.host = host, .user = user, .port = port}, m_context);
    if (!values)
        return refusal(values.error());
    ConfigView view;
    auto& out = view.values;
    out["user"] = values->user();
    out["hostname"] = values->host();
    out["port"] = QByteArray::number(values->port());
    for (const Default& item : single()) {
        const QByteArray value = plain(values->text(item.keyword, item.value));
        if (!value.isEmpty())
            out[lower(item.keyword)] = item.keyword == K::HostKeyAlias ? value.toLower() : value;
    }
    // Debian's ssh keeps a connection alive by default where nobody can be asked.
    if (!values->has(K::ServerAliveInterval) && values->isYes(K::BatchMode))
        out["serveraliveinterval"] = "300";
    for (const K keyword : clearable()) {
        if (const QByteArray value = values->text(keyword, "none"); value.toLower() != "none")
            out[lower(keyword)] = value;
    }
    if (const QByteArray value = values->text(K::SecurityKeyProvider, "internal"); value.toLower() != "none")
        out["securitykeyprovider"] = value;
    out["rekeylimit"] = values->text(K::RekeyLimit, "0") + ' ' + values->text(K::RekeyInterval, "0");
    for (const K keyword : {K::IdentityFile, K::CertificateFile}) {
        QByteArrayList list;
        for (const auto& setting : values->all(keyword))
            list += setting.values.first();
        if (!list.isEmpty())
            out[lower(keyword)] = list.join('\n');
    }
    const auto expanded = [&](const QByteArray& text) -> std::optional<QByteArray> {
        const auto path = Ssh::expandTilde(text, m_context);
        const auto whole = path ? Ssh::expandAll(*path, values->tokens(), m_context)
                                : Result<QByteArray>(fail(ErrorKind::Invalid, {}));
        return whole ? std::optional(*whole) : std::nullopt;
    };
    if (values->has(K::IdentityAgent)) {
        const auto agent = expanded(values->text(K::IdentityAgent));
        if (!agent)
            return {.refused = true, .why = u"IdentityAgent"_s};
        out["identityagent"] = *agent;
    }
    QByteArrayList known{m_context.home + "/.ssh/known_hosts", m_context.home + "/.ssh/known_hosts2"};
    if (const auto* setting = values->find(K::UserKnownHostsFile)) {
        known.clear();
        for (const QByteArray& text : setting->values) {
            const auto path = expanded(text);
            if (!path)
                return {.refused = true, .why = u"UserKnownHostsFile"_s};
            known += text.toLower() == "none" ? "none" : *path;
        }
    }
    out["userknownhostsfile"] = known.join(' ');
    out["globalknownhostsfile"] = "/etc/ssh/ssh_known_hosts /etc/ssh/ssh_known_hosts2";
    if (const auto* setting = values->find(K::GlobalKnownHostsFile))
        out["globalknownhostsfile"] =
            setting->values.first().toLower() == "none" ? QByteArray("none") : setting->values.join(' ');
    const QByteArray jump = jumpText(values->text(K::ProxyJump, "none"));
    const QByteArray command = values->text(K::ProxyCommand, "none");
    if (!jump.isEmpty()) {
        out["proxyjump"] = jump;
        out["proxyusefdpass"] = "no";
    }
    if (jump.isEmpty() && command.toLower() != "none")
        out["proxycommand"] = command;
    for (const auto& [keyword, kind] : algorithmKeywords()) {
        const K which = Ssh::configKeyword(keyword)->keyword;
        if (!values->has(which))
            continue;
        const auto list = Ssh::effectiveAlgorithms(kind, values->text(which));
        if (!list)
            return {.refused = true, .why = QString::fromLatin1(keyword)};
        out[keyword] = list->join(',');
    }
    return view;
}

QByteArray difference(const ConfigView& openSsh, const ConfigView& ours)
{
    if (openSsh.refused || ours.refused) {
        if (openSsh.refused == ours.refused)
            return {};
        return (openSsh.refused ? "only OpenSSH refuses: " + openSsh.why.toUtf8()
                                : "only we refuse: " + ours.why.toUtf8());
    }
    QByteArray out;
    auto keywords = ours.values;
    keywords.insert(openSsh.values.begin(), openSsh.values.end());
    for (const auto& [keyword, ignored] : keywords) {
        const auto theirs = openSsh.values.find(keyword);
        const auto own = ours.values.find(keyword);
        const bool isDefault =
            own == ours.values.end() && (algorithmKeywords().contains(keyword) || keyword == "identityfile");
        if (isDefault)
            continue; // what is used by default is the business of either
        const QByteArray there = theirs == openSsh.values.end() ? "(unset)" : theirs->second;
        const QByteArray here = own == ours.values.end() ? "(unset)" : own->second;
        if (there != here)
            out += keyword + ": OpenSSH has " + there + ", we have " + here + '\n';
    }
    return out;
}

} // namespace Pilothouse::Test
