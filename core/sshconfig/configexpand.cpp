// SPDX-License-Identifier: GPL-3.0-or-later
#include "sshconfig/configexpand.h"

#include "sshconfig/configwords.h"

#include <algorithm>
#include <array>
#include <pwd.h>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

tl::unexpected<Error> cannot(const QString& why) { return fail(ErrorKind::Invalid, why); }

Result<QByteArray> expand(const QByteArray& text, const ConfigTokens* tokens, const ConfigContext* context)
{
    QByteArray out;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (context && text[at] == '$' && at + 1 < text.size() && text[at + 1] == '{') {
            const qsizetype end = text.indexOf('}', at);
            const QByteArray name = end < 0 ? QByteArray() : text.mid(at + 2, end - at - 2);
            if (name.isEmpty())
                return cannot(ConfigWords::tr("a variable's name is not finished"));
            const auto found = context->environment.find(name);
            if (found == context->environment.end())
                return cannot(ConfigWords::tr("the variable %1 is not set here").arg(QString::fromUtf8(name)));
            out += found->second;
            at = end;
            continue;
        }
        if (!tokens || text[at] != '%') {
            out += text[at];
            continue;
        }
        if (++at == text.size())
            return cannot(ConfigWords::tr("it ends with a single %"));
        if (text[at] == '%') {
            out += '%';
            continue;
        }
        const auto found = tokens->find(text[at]);
        if (found == tokens->end())
            return cannot(ConfigWords::tr("%%1 stands for nothing in it").arg(QChar::fromLatin1(text[at])));
        out += found->second;
    }
    return out;
}

std::optional<QByteArray> homeOf(const QByteArray& user)
{
    passwd entry = {};
    passwd* found = nullptr;
    std::array<char, 16384> space{};
    if (getpwnam_r(user.constData(), &entry, space.data(), space.size(), &found) != 0 || !found)
        return {};
    return QByteArray(found->pw_dir);
}

} // namespace

Result<QByteArray> expandTokens(const QByteArray& text, const ConfigTokens& tokens)
{
    return expand(text, &tokens, nullptr);
}

Result<QByteArray> expandAll(const QByteArray& text, const ConfigTokens& tokens, const ConfigContext& context)
{
    return expand(text, &tokens, &context);
}

std::optional<QByteArray> expandEnvironment(const QByteArray& text, const ConfigContext& context)
{
    auto expanded = expand(text, nullptr, &context);
    return expanded ? std::optional(std::move(*expanded)) : std::nullopt;
}

std::optional<QByteArray> expandTilde(const QByteArray& path, const ConfigContext& context)
{
    if (!path.startsWith('~'))
        return path;
    qsizetype slash = path.indexOf('/');
    if (slash < 0)
        slash = path.size();
    const QByteArray user = path.mid(1, slash - 1);
    auto home = user.isEmpty() ? std::optional(context.home) : homeOf(user);
    if (!home)
        return {};
    while (slash < path.size() && path[slash] == '/')
        ++slash;
    if (!home->endsWith('/'))
        *home += '/';
    return *home + path.mid(slash);
}

bool isVariableName(const QByteArray& name)
{
    return !name.isEmpty() && std::ranges::all_of(name.cbegin(), name.cend(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

} // namespace Pilothouse::Ssh
