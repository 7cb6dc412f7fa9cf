// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/opensshfile.h"

#include "base/shell.h"

#include <algorithm>

namespace Pilothouse::Ssh {

using namespace Qt::StringLiterals;

namespace {

class Writer
{
public:
    void line(const char* keyword, const QString& value)
    {
        if (value.isEmpty())
            return;
        // What the file's grammar has no escape for.
        m_bad = m_bad || std::ranges::any_of(value, [](QChar c) { return c == u'"' || c == u'\\' || c < u' '; });
        m_text += "  " + QByteArray(keyword) + " \"" + value.toUtf8() + "\"\n";
    }
    void lines(const char* keyword, const QStringList& values)
    {
        for (const QString& value : values)
            line(keyword, escaped(value));
    }
    void word(const char* keyword, const QByteArray& value)
    {
        if (!value.isEmpty())
            m_text += "  " + QByteArray(keyword) + ' ' + value + '\n';
        m_bad = m_bad || value.contains('\n');
    }
    void files(const char* keyword, const QStringList& values)
    {
        QByteArray text;
        for (const QString& value : values) {
            m_bad = m_bad || value.contains(u'"') || value.contains(u'\n');
            text += " \"" + escaped(value).toUtf8() + '"';
        }
        word(keyword, text.isEmpty() ? QByteArray("none") : text.trimmed());
    }
    void host(const QString& name) { m_text += "Host " + name.toUtf8() + '\n'; }

    Result<QByteArray> text() const
    {
        if (m_bad)
            return fail(ErrorKind::Invalid,
                        QCoreApplication::translate("Ssh", "A file name or command on the way to this host holds a "
                                                           "character that OpenSSH's configuration cannot carry."));
        return m_text;
    }

private:
    /// The client reads % and, in file names, ${ as something to fill in.
    static QString escaped(QString value) { return value.replace(u'%', u"%%"_s); }

    QByteArray m_text;
    bool m_bad = false;
};

QByteArray yesOrNo(bool yes) { return yes ? "yes" : "no"; }

QString nameOf(const Endpoint& end, size_t hop)
{
    return hop == end.jump.size() ? openSshTarget : u"pilothouse-hop-%1"_s.arg(hop + 1);
}

void writeLogin(Writer& out, const Endpoint& at, const IdentityOptions& usual)
{
    const IdentityOptions login = at.login.over(at.identity.value_or(usual));
    out.word("PubkeyAuthentication", yesOrNo(login.keys));
    out.word("PasswordAuthentication", yesOrNo(login.password));
    out.word("KbdInteractiveAuthentication", yesOrNo(login.keyboardInteractive));
    out.lines("IdentityFile", login.keyFiles);
    out.lines("CertificateFile", login.certificateFiles);
    out.word("IdentitiesOnly", yesOrNo(login.identitiesOnly));
    if (!login.agent)
        out.word("IdentityAgent", "none");
    else
        out.line("IdentityAgent", login.agentSocket);
}

void writeTrust(Writer& out, const Endpoint& at, const QStringList& knownHostsFiles)
{
    QStringList files = knownHostsFiles.mid(0, 1);
    if (at.policy != HostKeyPolicy::Provisioned)
        files += at.link.knownHostsFiles.value_or(knownHostsFiles.mid(1));
    out.files("UserKnownHostsFile", files);
    out.word("GlobalKnownHostsFile", "none");
    out.word("StrictHostKeyChecking", "yes");
    out.word("UpdateHostKeys", "no");
    out.line("HostKeyAlias", at.hostKeyAlias);
    out.line("RevokedHostKeys", at.link.revokedHostKeys);
    out.word("HostKeyAlgorithms", at.link.hostKeyAlgorithms);
    out.word("CASignatureAlgorithms", at.link.authorityAlgorithms);
}

void writeLink(Writer& out, const Endpoint& at)
{
    using Family = LinkOptions::Family;
    out.word("AddressFamily", at.link.family == Family::IPv4   ? "inet"
                              : at.link.family == Family::IPv6 ? "inet6"
                                                               : "any");
    out.line("BindAddress", at.link.bindAddress);
    out.line("BindInterface", at.link.bindInterface);
    out.word("Ciphers", at.link.ciphers);
    out.word("MACs", at.link.macs);
    out.word("KexAlgorithms", at.link.keyExchange);
    out.word("PubkeyAcceptedAlgorithms", at.link.publicKeyAlgorithms);
    if (at.link.requiredRsaSize > 0)
        out.word("RequiredRSASize", QByteArray::number(at.link.requiredRsaSize));
    if (at.connectTimeout)
        out.word("ConnectTimeout", QByteArray::number((at.connectTimeout->count() + 999) / 1000));
    out.word("ServerAliveInterval", "10");
    out.word("ForwardAgent", "no");
    out.word("ControlPath", "none");
}

} // namespace

Result<QByteArray> openSshFile(const Endpoint& endpoint, const IdentityOptions& usual,
                               const QStringList& knownHostsFiles, const QString& file)
{
    Writer out;
    for (size_t hop = 0; hop <= endpoint.jump.size(); ++hop) {
        const Endpoint& at = hop == endpoint.jump.size() ? endpoint : endpoint.jump[hop];
        out.host(nameOf(endpoint, hop));
        out.lines("HostName", {at.address});
        out.word("Port", QByteArray::number(at.port));
        out.line("User", at.user);
        if (hop > 0) // what ProxyJump makes of a file's name breaks at its spaces
            out.word("ProxyCommand", "ssh -F " + shellQuote(QString(file).replace(u'%', u"%%"_s)).toUtf8() +
                                         " -W [%h]:%p " + nameOf(endpoint, hop - 1).toUtf8());
        else if (!at.link.proxyCommand.isEmpty()) // a command is no quoted word there
            out.word("ProxyCommand", QString(at.link.proxyCommand).replace(u'%', u"%%"_s).toUtf8());
        writeTrust(out, at, knownHostsFiles);
        writeLogin(out, at, usual);
        writeLink(out, at);
    }
    return out.text();
}

} // namespace Pilothouse::Ssh
