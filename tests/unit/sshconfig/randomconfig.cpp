// SPDX-License-Identifier: GPL-3.0-or-later
#include "randomconfig.h"

#include <QByteArrayList>

#include <vector>

namespace Pilothouse::Test {

namespace {

QByteArray pick(std::mt19937& random, const QByteArrayList& list)
{
    return list[qsizetype(random() % size_t(list.size()))];
}

QByteArray randomPattern(std::mt19937& random)
{
    return pick(random, {"web", "app-?", "*", "*.example.com", "!web", "w*", "other", "127.*", "WEB", "!app-*", "g?te",
                         "\"web\"", "'app-1'", "web,app-1", "!other"});
}

QByteArray randomMatch(std::mt19937& random)
{
    QByteArray line = "Match";
    for (auto n = 1 + random() % 3; n > 0; --n) {
        line += ' ';
        if (random() % 5 == 0)
            line += '!';
        switch (random() % 7) {
        case 0:
            line += "all";
            break;
        case 1:
            line += "final";
            break;
        case 2:
            line += "canonical";
            break;
        case 3:
            line += "user " + pick(random, {"me", "*", "me,you", "!me", "r*", "\"me\""});
            break;
        case 4:
            line += "localuser " + pick(random, {"*", "nobody", "!nobody,*"});
            break;
        case 5:
            line += "originalhost " + randomPattern(random);
            break;
        default:
            line += (random() % 4 == 0 ? "host=" : "host ") + randomPattern(random);
        }
    }
    return line;
}

QByteArray randomSetting(std::mt19937& random)
{
    struct Item
    {
        const char* keyword;
        QByteArrayList values;
    };
    static const std::vector<Item> items{
        {"HostName", {"other", "%h.example.com", "127.0.0.2", "db.%h", "Other.Example.COM", "::1"}},
        {"User", {"me", "you", "\"m e\"", "r", "'you'"}},
        {"Port", {"22", "2022", "+7", "0", "http", "70000"}},
        {"IdentityFile", {"~/.ssh/a", "b", "\"c d\"", "e\\ f", "none", "~/.ssh/a"}},
        {"CertificateFile", {"~/a-cert.pub", "b-cert.pub"}},
        {"IdentitiesOnly", {"yes", "no", "TRUE", "false", "maybe"}},
        {"IdentityAgent", {"none", "SSH_AUTH_SOCK", "$SOCK", "~/agent.%r", "${PILOTHOUSE_TEST_SOCKET}/%h"}},
        {"ProxyJump", {"gate", "me@gate:2022", "a,b:1,c", "none", "ssh://you@gate:3", "NONE", "a b"}},
        {"ProxyCommand", {"nc %h %p", "none", "ssh -W [%h]:%p gate", "sh -c 'exec nc \"%h\" %p'"}},
        {"HostKeyAlias", {"alias", "ALIAS.example"}},
        {"ServerAliveInterval", {"10", "1m", "0", "none", "2x"}},
        {"ServerAliveCountMax", {"2", "0", "9"}},
        {"ConnectTimeout", {"5", "1m30s", "none"}},
        {"AddressFamily", {"any", "inet", "inet6", "INET"}},
        {"BindAddress", {"127.0.0.1", "::1"}},
        {"UserKnownHostsFile", {"~/.ssh/k", "~/.ssh/%k.%h /two", "none", "/c.%C", "\"/a b\" /c"}},
        {"GlobalKnownHostsFile", {"/etc/k", "/a /b", "none", "none x"}},
        {"StrictHostKeyChecking", {"yes", "no", "ask", "accept-new", "off"}},
        {"PreferredAuthentications", {"publickey", "publickey,password", "keyboard-interactive"}},
        {"PasswordAuthentication", {"yes", "no"}},
        {"KbdInteractiveAuthentication", {"yes", "no"}},
        {"PubkeyAuthentication", {"yes", "no", "unbound"}},
        {"BatchMode", {"yes", "no"}},
        {"Ciphers", {"aes256-ctr", "+3des-cbc", "-aes*", "^aes128-cbc"}},
        {"MACs", {"hmac-sha2-256", "-*sha1*", "^hmac-sha2-512", "+hmac-md5"}},
        {"KexAlgorithms", {"curve25519-sha256", "-diffie*", "+diffie-hellman-group1-sha1", "^ecdh-sha2-nistp521"}},
        {"HostKeyAlgorithms", {"ssh-ed25519", "-*cert*", "+ssh-rsa", "^rsa-sha2-512"}},
        {"PubkeyAcceptedAlgorithms", {"ssh-ed25519", "-ecdsa*", "+ssh-rsa", "*ed25519*"}},
        {"RequiredRSASize", {"2048", "0", "x"}},
        {"RekeyLimit", {"1G", "512M 1h", "default none", "default 30m", "3"}},
        {"RevokedHostKeys", {"/revoked", "none"}},
        {"CheckHostIP", {"yes", "no"}},
        {"VerifyHostKeyDNS", {"yes", "no", "ask"}},
        {"KnownHostsCommand", {"/bin/x %H", "none"}},
        {"PKCS11Provider", {"/x.so", "none"}},
        {"SecurityKeyProvider", {"/y.so", "internal"}},
        {"ProxyUseFdpass", {"yes", "no"}},
        {"IgnoreUnknown", {"new*", "unknown"}},
        {"NewThing", {"yes"}},
        {"ForwardAgent", {"yes", "no"}},
        {"Compression", {"yes", "no"}},
        {"LogLevel", {"QUIET", "INFO"}},
        {"SendEnv", {"LANG LC_*", "A"}},
        {"ControlPath", {"~/.ssh/%C", "none"}},
        {"RequestTTY", {"no", "force"}},
    };
    // What is wrong makes a whole file useless, so it stays rare.
    const Item* item = &items[random() % items.size()];
    while (qstrcmp(item->keyword, "NewThing") == 0 && random() % 8 != 0)
        item = &items[random() % items.size()];
    QByteArray value = pick(random, item->values);
    static const QByteArrayList wrong{"0", "70000", "maybe", "2x", "none x", "a b", "x", "3"};
    if (wrong.contains(value) && random() % 10 != 0)
        value = item->values.first();
    QByteArray keyword = item->keyword;
    if (random() % 6 == 0)
        keyword = random() % 2 == 0 ? keyword.toUpper() : keyword.toLower();
    const QByteArray between = pick(random, {" ", " ", " ", "=", " = ", "\t", "  "});
    const QByteArray behind = pick(random, {"", "", "", "", " ", "\t", " \t", "\r"});
    const bool isLine = keyword.toLower().endsWith("command") || keyword.toLower() == "proxyjump";
    return keyword + between + value + (!isLine && random() % 12 == 0 ? " # note" : "") + behind;
}

} // namespace

QByteArray randomHost(std::mt19937& random)
{
    return pick(random, {"web", "app-1", "db.example.com", "127.0.0.1", "WEB", "gate"});
}

QByteArray randomConfig(std::mt19937& random, int depth)
{
    QByteArray text;
    for (auto blocks = 1 + random() % 5; blocks > 0; --blocks) {
        QByteArray indent = pick(random, {"", "  ", "\t", "    "});
        switch (random() % 4) {
        case 0:
            break;
        case 1:
            text += randomMatch(random) + '\n';
            break;
        default: {
            text += "Host";
            for (auto n = 1 + random() % 3; n > 0; --n)
                text += ' ' + randomPattern(random);
            text += '\n';
        }
        }
        for (auto lines = random() % 5; lines > 0; --lines)
            text += indent + randomSetting(random) + '\n';
        if (depth == 0 && random() % 5 == 0)
            text += indent +
                    pick(random, {"Include DIR/one", "Include DIR/two DIR/one", "Include DIR/t*", "Include DIR/no"}) +
                    '\n';
        if (random() % 6 == 0)
            text += pick(random, {"\n", "# a comment\n", "   # Host *\n", "\t\n"});
    }
    return text;
}

} // namespace Pilothouse::Test
