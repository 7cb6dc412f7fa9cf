// SPDX-License-Identifier: GPL-3.0-or-later
#include "sshconfig/configvalues.h"

#include "sshconfig/configjump.h"
#include "sshconfig/configlexer.h"
#include "sshconfig/configwords.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>
#include <netdb.h>
#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

constexpr size_t mostIdentities = 100; ///< OpenSSH's own limits
constexpr size_t mostKnownHostsFiles = 32;

/// Whether lines count. Maybe: behind a Match whose program is not run here.
enum class Active { No, Maybe, Yes };

QString shown(const QByteArray& bytes) { return QString::fromUtf8(bytes.left(200)); }

} // namespace

std::optional<QByteArray> plainAddress(const QByteArray& text, const QByteArray& family)
{
    addrinfo hints = {};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_family = family == "inet" ? AF_INET : family == "inet6" ? AF_INET6 : AF_UNSPEC;
    addrinfo* list = nullptr;
    if (getaddrinfo(text.constData(), "22", &hints, &list) != 0 || !list)
        return {};
    std::array<char, NI_MAXHOST> name{};
    const int rc = getnameinfo(list->ai_addr, list->ai_addrlen, name.data(), name.size(), nullptr, 0, NI_NUMERICHOST);
    freeaddrinfo(list);
    return rc == 0 ? std::optional(QByteArray(name.data())) : std::nullopt;
}

const std::vector<ConfigSetting>& ConfigValues::all(ConfigKeyword keyword) const
{
    static const std::vector<ConfigSetting> none;
    const auto found = m_settings.find(keyword);
    return found == m_settings.end() ? none : found->second;
}

const ConfigSetting* ConfigValues::find(ConfigKeyword keyword) const
{
    const auto& settings = all(keyword);
    return settings.empty() ? nullptr : &settings.front();
}

QByteArray ConfigValues::text(ConfigKeyword keyword, const QByteArray& otherwise) const
{
    const ConfigSetting* setting = find(keyword);
    return setting ? setting->values.value(0) : otherwise;
}

qint64 ConfigValues::number(ConfigKeyword keyword, qint64 otherwise) const
{
    const ConfigSetting* setting = find(keyword);
    return setting ? setting->values.value(0).toLongLong() : otherwise;
}

ConfigPlace ConfigValues::place(ConfigKeyword keyword) const
{
    const ConfigSetting* setting = find(keyword);
    return setting ? setting->place : ConfigPlace();
}

/// One reading of all lines for one host.
class ConfigEvaluation
{
public:
    ConfigEvaluation(const ConfigTree& tree, const ConfigRequest& request, const ConfigContext& context)
        : m_tree(tree)
        , m_request(request)
        , m_context(context)
    {
    }

    Result<ConfigValues> run()
    {
        if (!m_request.user.isEmpty())
            set(ConfigKeyword::User, {m_request.user}, {});
        if (m_request.port != 0)
            set(ConfigKeyword::Port, {QByteArray::number(m_request.port)}, {});
        if (m_request.way) {
            set(ConfigKeyword::ProxyJump, {"none"}, {});
            set(ConfigKeyword::ProxyCommand, {"none"}, {});
        }
        if (auto read = pass(); !read)
            return fail(read.error());
        auto host = currentHost();
        if (!host)
            return fail(host.error());
        m_values.m_host = usual(*host);
        if (auto needs = canonicalize(); !needs)
            return fail(needs.error());
        if (m_wantsFinal || m_values.text(ConfigKeyword::CanonicalizeHostname, "no") != "no") {
            m_final = true;
            const ConfigPlace place = m_values.place(ConfigKeyword::HostName);
            m_values.m_settings[ConfigKeyword::HostName] = {{.values = {m_values.m_host}, .place = place}};
            if (auto read = pass(); !read)
                return fail(read.error());
        }
        m_values.m_user = m_values.text(ConfigKeyword::User, m_context.user);
        m_values.m_port = quint16(m_values.number(ConfigKeyword::Port, 22));
        fillTokens();
        return std::move(m_values);
    }

private:
    Result<void> pass()
    {
        for (const auto& file : m_tree.files) {
            if (auto read = this->file(*file, Active::Yes); !read)
                return read;
        }
        return {};
    }

    Result<void> file(const ConfigFile& file, Active around)
    {
        Active active = around;
        for (const ConfigStatement& statement : file.statements) {
            const ConfigPlace place{.file = file.path, .line = statement.line};
            if (!statement.info) {
                if (matchesPatternList(statement.keyword, m_values.text(ConfigKeyword::IgnoreUnknown), true) !=
                    PatternMatch::Yes)
                    return fail(ConfigWords::badLine(
                        place, ConfigWords::tr("\"%1\" is no keyword of ssh_config").arg(shown(statement.keyword))));
                continue;
            }
            const ConfigKeyword keyword = statement.info->keyword;
            Result<void> done;
            if (keyword == ConfigKeyword::Host) {
                const auto matches = hostMatches(statement);
                if (!matches)
                    return fail(
                        ConfigWords::badLine(place, u"Host: "_s + ConfigWords::tr("one of its words is empty")));
                active = *matches ? around : Active::No;
            } else if (keyword == ConfigKeyword::Match) {
                const auto match = conditionHolds(statement.rest, place);
                if (!match)
                    return fail(match.error());
                active = std::min(around, *match);
                if (*match == Active::Maybe)
                    m_exec = place;
            } else if (keyword == ConfigKeyword::Include) {
                for (size_t i = 0; i < statement.included.size() && done; ++i)
                    done = this->file(*statement.included[i], active);
            } else if (active != Active::No) {
                done = apply(statement, file, place, active == Active::Maybe);
            }
            if (!done)
                return done;
        }
        return {};
    }

    /// Nothing: a word is empty.
    std::optional<bool> hostMatches(const ConfigStatement& statement) const
    {
        // The final pass looks at what the first one has made of the name.
        const QByteArray& host = m_final ? m_values.m_host : m_request.host;
        bool matches = false;
        for (const QByteArray& word : statement.values) {
            if (word.isEmpty())
                return {};
            const bool negated = word.startsWith('!');
            if (!matchesPattern(host, negated ? word.mid(1) : word))
                continue;
            if (negated)
                return false;
            matches = true;
        }
        return matches;
    }

    /// The host as far as it is known now.
    Result<QByteArray> currentHost() const
    {
        const ConfigSetting* name = m_values.find(ConfigKeyword::HostName);
        if (!name)
            return m_request.host;
        if (m_final)
            return name->values.first();
        auto expanded = expandTokens(name->values.first(), {{'h', m_request.host}});
        if (!expanded)
            return fail(ConfigWords::badValue(name->place, u"HostName"_s, shown(name->values.first()),
                                              expanded.error().message));
        return expanded;
    }

    Result<Active> conditionHolds(const QByteArray& text, const ConfigPlace& place)
    {
        const auto bad = [&](const QString& why) { return fail(ConfigWords::badLine(place, u"Match: "_s + why)); };
        const auto host = currentHost();
        if (!host)
            return fail(host.error());
        const QByteArray user = m_values.text(ConfigKeyword::User, m_context.user);
        Active holds = Active::Yes;
        int conditions = 0;
        std::optional<QByteArray> rest = text;
        for (;;) {
            auto word = nextConfigWord(rest);
            if (!word || word->isEmpty())
                break;
            if (word->startsWith('#')) {
                rest.reset();
                break;
            }
            const bool negated = word->startsWith('!');
            const QByteArray name = (negated ? word->mid(1) : *word).toLower();
            if (name == "all") {
                const auto more = nextConfigWord(rest);
                if (conditions > 1 || (more && !more->isEmpty() && !more->startsWith('#')))
                    return bad(ConfigWords::tr("\"all\" must stand alone"));
                if (rest && !rest->isEmpty() && !(more && more->startsWith('#')))
                    return bad(ConfigWords::tr("there is more behind its value"));
                return negated ? Active::No : holds;
            }
            ++conditions;
            if (name == "canonical" || name == "final") {
                if (name == "final" && !m_final)
                    m_wantsFinal = true;
                if (m_final == negated)
                    holds = Active::No;
                continue;
            }
            const auto value = nextConfigWord(rest);
            if (!value || value->isEmpty() || value->startsWith('#'))
                return bad(ConfigWords::tr("\"%1\" needs a value").arg(shown(name)));
            bool matches = false;
            if (name == "host") {
                matches = matchesHostList(*host, *value);
            } else if (name == "originalhost") {
                matches = matchesHostList(m_request.host, *value);
            } else if (name == "user") {
                matches = matchesPatternList(user, *value, false) == PatternMatch::Yes;
            } else if (name == "localuser") {
                matches = matchesPatternList(m_context.user, *value, false) == PatternMatch::Yes;
            } else if (name == "exec") {
                // No program is run to find out where to connect to.
                holds = std::min(holds, Active::Maybe);
                continue;
            } else {
                return bad(ConfigWords::tr("\"%1\" is no condition that is known").arg(shown(name)));
            }
            if (matches == negated)
                holds = Active::No;
        }
        if (conditions == 0)
            return bad(ConfigWords::tr("it has no condition"));
        if (rest && !rest->isEmpty())
            return bad(ConfigWords::tr("there is more behind its value"));
        return holds;
    }

    void set(ConfigKeyword keyword, QByteArrayList values, ConfigPlace place, bool ofUser = true)
    {
        m_values.m_settings[keyword].push_back(
            {.values = std::move(values), .place = std::move(place), .ofUser = ofUser});
    }

    /// Whether the line would change something now.
    bool counts(const ConfigStatement& statement) const
    {
        const ConfigKeyword keyword = statement.info->keyword;
        switch (statement.info->syntax) {
        case ConfigSyntax::Collect:
            return true;
        case ConfigSyntax::Time:
            return !statement.values.first().isEmpty() && !m_values.has(keyword);
        case ConfigSyntax::Files:
        case ConfigSyntax::Words:
            return !statement.values.isEmpty() && !m_values.has(keyword);
        case ConfigSyntax::Rekey:
            return !m_values.has(keyword) ||
                   (!statement.values.value(1).isEmpty() && !m_values.has(ConfigKeyword::RekeyInterval));
        case ConfigSyntax::Jump:
            return !m_values.has(keyword) && !m_values.has(ConfigKeyword::ProxyCommand);
        case ConfigSyntax::Command:
            // A ProxyJump of none leaves room for a ProxyCommand.
            return !m_values.has(keyword) && (keyword != ConfigKeyword::ProxyCommand ||
                                              m_values.text(ConfigKeyword::ProxyJump, "none").toLower() == "none");
        case ConfigSyntax::Anything:
        case ConfigSyntax::Choice:
        case ConfigSyntax::Number:
        case ConfigSyntax::Port:
        case ConfigSyntax::Text:
        case ConfigSyntax::Agent:
        case ConfigSyntax::Condition:
        case ConfigSyntax::Include:
        case ConfigSyntax::Unknown:
            break;
        }
        return !m_values.has(keyword);
    }

    Result<void> apply(const ConfigStatement& statement, const ConfigFile& file, const ConfigPlace& place, bool maybe)
    {
        const ConfigKeyword keyword = statement.info->keyword;
        if (keyword == ConfigKeyword::None || !counts(statement))
            return {};
        const auto& settings = m_values.all(keyword);
        const bool known = std::ranges::any_of(settings, [&](const ConfigSetting& setting) {
            return setting.ofUser == file.ofUser && setting.values == statement.values;
        });
        if (statement.info->syntax == ConfigSyntax::Collect && known)
            return {};
        if (maybe)
            return fail(ConfigWords::execUndecided(m_exec, place, QString::fromLatin1(statement.info->name)));
        const bool tooMany =
            (statement.info->syntax == ConfigSyntax::Collect && settings.size() >= mostIdentities) ||
            (statement.info->syntax == ConfigSyntax::Files && size_t(statement.values.size()) > mostKnownHostsFiles);
        if (tooMany)
            return fail(ConfigWords::badLine(
                place,
                ConfigWords::tr("there are too many values of %1").arg(QString::fromLatin1(statement.info->name))));
        if (statement.info->syntax == ConfigSyntax::Rekey) {
            if (!m_values.has(keyword))
                set(keyword, {statement.values.first()}, place);
            if (!statement.values.value(1).isEmpty() && !m_values.has(ConfigKeyword::RekeyInterval))
                set(ConfigKeyword::RekeyInterval, {statement.values.value(1)}, place);
            return {};
        }
        set(keyword, statement.values, place, file.ofUser);
        return {};
    }

    QByteArray usual(const QByteArray& host)
    {
        m_isAddress = plainAddress(host, m_values.text(ConfigKeyword::AddressFamily));
        m_looksLikeAddress =
            m_isAddress || host.contains('%') || host.contains(':') ||
            std::ranges::all_of(host.cbegin(), host.cend(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
        return m_isAddress.value_or(m_looksLikeAddress ? host : host.toLower());
    }

    /// Whether the name would be looked up to find its full form, which is not done here.
    Result<void> canonicalize() const
    {
        const QByteArray mode = m_values.text(ConfigKeyword::CanonicalizeHostname, "no");
        const QByteArray command = m_values.text(ConfigKeyword::ProxyCommand, "none").toLower();
        const QByteArray jump = m_values.text(ConfigKeyword::ProxyJump, "none").toLower();
        const bool direct = command == "none" && jump == "none" && !m_request.way;
        if (mode == "no" || m_looksLikeAddress || (!direct && mode != "always"))
            return {};
        const qint64 mostDots = m_values.number(ConfigKeyword::CanonicalizeMaxDots, 1);
        const ConfigSetting* domains = m_values.find(ConfigKeyword::CanonicalDomains);
        const bool hasDomains = domains && domains->values.first().toLower() != "none";
        const ConfigSetting* names = m_values.find(ConfigKeyword::CanonicalizePermittedCNAMEs);
        const bool hasNames = names && names->values.first().toLower() != "none";
        const QByteArray& host = m_values.m_host;
        if (!hasNames && !host.endsWith('.') && (!hasDomains || host.count('.') > mostDots))
            return {};
        return fail(ConfigWords::notDone(m_values.place(ConfigKeyword::CanonicalizeHostname), u"CanonicalizeHostname"_s,
                                         shown(m_request.host),
                                         ConfigWords::tr("write the host's full name as its HostName")));
    }

    void fillTokens()
    {
        const QByteArray port = QByteArray::number(m_values.m_port);
        const QByteArray alias = m_values.text(ConfigKeyword::HostKeyAlias).toLower();
        const QByteArray jump = m_values.text(ConfigKeyword::ProxyJump);
        const QByteArray hash = QCryptographicHash::hash(m_context.hostName + m_values.m_host + port + m_values.m_user,
                                                         QCryptographicHash::Sha1);
        m_values.m_tokens = {
            {'C', hash.toHex()},
            {'L', m_context.hostName.left(m_context.hostName.indexOf('.') < 0 ? m_context.hostName.size()
                                                                              : m_context.hostName.indexOf('.'))},
            {'d', m_context.home},
            {'h', m_values.m_host},
            {'i', QByteArray::number(m_context.uid)},
            {'j', jump.toLower() == "none" ? QByteArray() : jump},
            {'k', alias.isEmpty() ? m_request.host : alias},
            {'l', m_context.hostName},
            {'n', m_request.host},
            {'p', port},
            {'r', m_values.m_user},
            {'u', m_context.user}};
    }

    const ConfigTree& m_tree;
    const ConfigRequest& m_request;
    const ConfigContext& m_context;
    ConfigValues m_values;
    ConfigPlace m_exec;
    bool m_final = false;
    bool m_wantsFinal = false;
    bool m_looksLikeAddress = false;
    std::optional<QByteArray> m_isAddress;
};

Result<ConfigValues> ConfigValues::of(const ConfigTree& tree, const ConfigRequest& request,
                                      const ConfigContext& context)
{
    return ConfigEvaluation(tree, request, context).run();
}

} // namespace Pilothouse::Ssh
