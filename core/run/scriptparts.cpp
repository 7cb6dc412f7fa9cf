// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/scriptparts.h"

#include "base/shell.h"
#include "base/translate.h"

#include <QRegularExpression>

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

const QLatin1StringView secretMark = "secret:"_L1;

/// A line that the text does not hold, to end a here document.
QString delimiterFor(const QString& text)
{
    QString delimiter = u"END_OF_STEP"_s;
    while (text.split(u'\n').contains(delimiter))
        delimiter += u'_';
    return delimiter;
}

QString changeFolder(const QString& folder)
{
    if (folder.isEmpty() || folder == u"~"_s)
        return u"cd -- \"${HOME:-/}\" || exit 126\n"_s;
    if (folder.startsWith(u"~/"_s))
        return u"cd -- \"$HOME\"/%1 || exit 126\n"_s.arg(shellQuote(folder.mid(2)));
    return u"cd -- %1 || exit 126\n"_s.arg(shellQuote(folder));
}

std::optional<int> wantedStatus(const System::ProbeSpec& probe)
{
    static const QRegularExpression status(u"\\A\\[STATUS\\] == ([0-9]{3})\\z"_s);
    for (const System::Condition& condition : probe.conditions) {
        if (const auto match = status.match(condition.text()); match.hasMatch())
            return match.captured(1).toInt();
    }
    return {};
}

/// Conditions that the printed check covers, and times, which a person at a terminal does not measure.
bool isCovered(const System::ProbeSpec& probe, const System::Condition& condition)
{
    if (condition.placeholders() == QStringList{u"RESPONSE_TIME"_s})
        return true;
    const QString& text = condition.text();
    if (text == u"[CONNECTED] == true"_s)
        return true;
    if (probe.kind == System::ProbeKind::Postgres)
        return text == u"[ROWS] > 0"_s;
    if (probe.kind != System::ProbeKind::Http)
        return false;
    const auto wanted = wantedStatus(probe);
    return wanted && text == u"[STATUS] == %1"_s.arg(*wanted);
}

} // namespace

QString ScriptParts::comment(const QString& text, const QString& indent)
{
    QString out;
    for (const QString& line : text.split(u'\n'))
        out += indent + u"# "_s + SafeText::oneLine(line, 200).text() + u'\n';
    return out;
}

QString ScriptParts::functionName(const QString& text)
{
    QString name;
    for (const QChar c : text.toLower())
        name += (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') ? c : u'_';
    return name;
}

QString ScriptParts::hostFunction(const QString& host) const
{
    const auto it = m_hostFunctions.find(host);
    return it == m_hostFunctions.end() ? u"here"_s : it->second;
}

QString ScriptParts::hostFunctions(const Plan& plan)
{
    QString out;
    for (const System::Host& host : plan.hosts) {
        QString name = u"on_"_s + functionName(host.name);
        while (std::ranges::any_of(m_hostFunctions, [&](const auto& known) { return known.second == name; }))
            name += u'_';
        m_hostFunctions[host.name] = name;
        if (host.local) {
            out += u"%1() { sh -c \"$1$take\"; }\n"_s.arg(name);
            continue;
        }
        const auto named = [](const System::Host& at) {
            return at.user.isEmpty() ? at.address : at.user + u'@' + at.address;
        };
        QStringList words;
        if (host.port != 22 || host.usualPortSaid)
            words += u"-p %1"_s.arg(host.port);
        QStringList hops;
        for (const QString& jump : host.jump) {
            const System::Host* hop = plan.host(jump);
            if (!hop)
                continue;
            const QString address = hop->address.contains(u':') ? u'[' + hop->address + u']' : hop->address;
            const QString login = hop->user.isEmpty() ? address : hop->user + u'@' + address;
            hops += hop->port != 22 || hop->usualPortSaid ? u"%1:%2"_s.arg(login).arg(hop->port) : login;
        }
        if (!hops.isEmpty())
            words += u"-J "_s + shellQuote(hops.join(u','));
        words += shellQuote(named(host));
        out += u"%1() { reach %2 \"$1$take\"; }\n"_s.arg(name, words.join(u' '));
    }
    return out;
}

QString ScriptParts::function(const QString& name, const Work& work) const
{
    QString body;
    for (const auto& [variable, value] : work.variables)
        body += u"export %1=%2\n"_s.arg(variable, shellQuote(value));
    body += changeFolder(work.folder);
    QStringList secrets = work.secrets;
    if (work.standardInput.startsWith(secretMark)) {
        const QString secret = work.standardInput.mid(secretMark.size());
        if (!secrets.contains(secret))
            secrets += secret;
        body += u"printf '%s' \"$%1\" | {\n%2\n}\n"_s.arg(secret, work.script);
    } else if (!work.standardInput.isEmpty()) {
        body += u"printf '%s' %1 | {\n%2\n}\n"_s.arg(shellQuote(work.standardInput), work.script);
    } else {
        body += work.script + (work.script.endsWith(u'\n') ? u""_s : u"\n"_s);
    }
    const QString sudoPassword = u"SUDO_PASSWORD"_s;
    const bool asks = work.sudo && secrets.contains(sudoPassword);
    const QString delimiter = delimiterFor(body);
    QString out = name + u"() {\n"_s + work.before + u"    {\n"_s;
    if (asks)
        out += u"        printf '%s\\n' \"$SUDO_PASSWORD\"\n"_s;
    out += u"        printf '...\\n'\n"_s;
    for (const QString& secret : std::as_const(secrets)) {
        if (!work.sudo || secret != sudoPassword)
            out += u"        secret %1 \"$%1\"\n"_s.arg(secret);
    }
    out += u"        cat <<'%1'\n"_s.arg(delimiter) + body + delimiter + u"\n    } | %1"_s.arg(hostFunction(work.host));
    if (work.sudo)
        out += asks ? u" \"sudo -S -p '' \""_s : u" 'sudo -n '"_s;
    else
        out += u" ''"_s;
    return out + u"\n}\n"_s;
}

bool ScriptParts::canBeChecked(const System::ProbeSpec& probe)
{
    using Kind = System::ProbeKind;
    const bool secretHeader =
        std::ranges::any_of(probe.headers, [](const auto& header) { return header.second.contains(secretMark); });
    switch (probe.kind) {
    case Kind::Http:
        return wantedStatus(probe) && !secretHeader;
    case Kind::Tcp:
        return probe.target.count(u':') == 1;
    case Kind::Postgres:
    case Kind::Redis:
    case Kind::Command:
        return true;
    case Kind::Tls:
    case Kind::Dns:
    case Kind::Container:
    case Kind::Pm2:
    case Kind::Systemd:
    case Kind::Kubernetes:
    case Kind::Headers:
    case Kind::Redirect:
    case Kind::Cors:
    case Kind::BodyLimit:
    case Kind::RateLimit:
    case Kind::WebSocket:
    case Kind::Smtp:
    case Kind::Scenario:
    case Kind::Page:
    case Kind::Worker:
    case Kind::External:
    case Kind::Cron:
    case Kind::Disk:
    case Kind::Backup:
        return false;
    }
    return false;
}

bool ScriptParts::needsEyes(const System::ProbeSpec& probe)
{
    return !canBeChecked(probe) ||
           std::ranges::any_of(probe.conditions, [&](const auto& condition) { return !isCovered(probe, condition); });
}

/// What looks: with `check` its exit status tells, else its output.
QString ScriptParts::probeCommand(const System::ProbeSpec& probe, bool check) const
{
    using Kind = System::ProbeKind;
    const qint64 seconds = std::max<qint64>(probe.timeout.count() / 1000, 1);
    const auto option = [](const QString& word, const QString& value) {
        return value.isEmpty() ? QString() : u' ' + word + u' ' + shellQuote(value);
    };
    const QString port = probe.port == 0 ? QString() : QString::number(probe.port);
    if (probe.kind == Kind::Http) {
        QString curl = u"curl -sS --max-time %1"_s.arg(seconds);
        if (probe.via.isEmpty())
            curl += option(u"--cacert"_s, m_environment.certificateAuthority);
        for (const auto& [name, value] : probe.headers) {
            if (!value.contains(secretMark))
                curl += option(u"-H"_s, name + u": "_s + value);
        }
        if (!check)
            return curl + u" -i -- "_s + shellQuote(probe.target);
        return u"[ \"$(%1 -o /dev/null -w '%{http_code}' -- %2)\" = %3 ]"_s.arg(
            curl, shellQuote(probe.target), QString::number(wantedStatus(probe).value_or(200)));
    }
    if (probe.kind == Kind::Postgres) {
        const QString password = probe.password.isEmpty() ? QString() : u"PGPASSWORD=\"$%1\" "_s.arg(probe.password);
        const QString psql = password + u"psql -X -At"_s + option(u"-h"_s, probe.target) + option(u"-p"_s, port) +
                             option(u"-U"_s, probe.user) + option(u"-d"_s, probe.database) +
                             option(u"-c"_s, probe.query.isEmpty() ? u"SELECT 1"_s : probe.query);
        return check ? u"[ -n \"$(%1)\" ]"_s.arg(psql) : psql;
    }
    if (probe.kind == Kind::Redis) {
        const QString password = probe.password.isEmpty() ? QString() : u"REDISCLI_AUTH=\"$%1\" "_s.arg(probe.password);
        const QString ping =
            password + u"redis-cli"_s + option(u"-h"_s, probe.target) + option(u"-p"_s, port) + u" ping"_s;
        return check ? u"[ \"$(%1)\" = PONG ]"_s.arg(ping) : ping;
    }
    if (probe.kind == Kind::Tcp)
        return u"nc -z -w %1 %2 %3"_s.arg(seconds).arg(shellQuote(probe.target.section(u':', 0, 0)),
                                                       shellQuote(probe.target.section(u':', 1)));
    return probe.target;
}

QString ScriptParts::probeFunctions(const System::ProbeSpec& probe) const
{
    const QString name = functionName(probe.name);
    const QStringList secrets = probe.password.isEmpty() ? QStringList() : QStringList{probe.password};
    const auto make = [&](const QString& function, bool check) {
        if (!probe.via.isEmpty())
            return this->function(function,
                                  {.host = probe.via, .script = probeCommand(probe, check), .secrets = secrets});
        if (probe.kind == System::ProbeKind::Command)
            return this->function(function, {.script = probe.target});
        return function + u"() { "_s + probeCommand(probe, check) + u"; }\n"_s;
    };
    QString out;
    if (canBeChecked(probe))
        out += make(u"check_"_s + name, true);
    if (!needsEyes(probe))
        return out;
    QStringList conditions;
    for (const System::Condition& condition : probe.conditions) {
        if (!canBeChecked(probe) || !isCovered(probe, condition))
            conditions += condition.text();
    }
    const QString what = conditions.isEmpty() ? translate("Script", "Is %1 (%2 %3) well?")
                                                    .arg(probe.name, System::probeKindName(probe.kind), probe.target)
                                              : translate("Script", "Does this hold for %1 (%2 %3): %4?")
                                                    .arg(probe.name, System::probeKindName(probe.kind), probe.target,
                                                         conditions.join(u"; "_s));
    const bool shows = probe.kind == System::ProbeKind::Http || canBeChecked(probe);
    if (shows)
        out += make(u"show_"_s + name, false);
    out += u"look_at_%1() {\n"_s.arg(name);
    if (shows)
        out += u"    show_%1 || :\n    echo\n"_s.arg(name);
    return out + u"    yes %1\n}\n"_s.arg(shellQuote(SafeText::oneLine(what, 400).text()));
}

} // namespace Pilothouse::Run
