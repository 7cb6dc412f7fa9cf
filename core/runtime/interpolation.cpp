// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/interpolation.h"

#include <algorithm>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = 32;

bool isLetter(QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_'; }

qsizetype nameLength(QStringView text)
{
    qsizetype length = 0;
    while (length < text.size() &&
           (isLetter(text[length]) || (length > 0 && text[length] >= u'0' && text[length] <= u'9')))
        ++length;
    return length;
}

/// Where the brace that was opened before `text` is closed, or -1.
qsizetype closingBrace(QStringView text)
{
    int depth = 1;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'$' && i + 1 < text.size() && text[i + 1] == u'{') {
            ++depth;
            ++i;
        } else if (text[i] == u'}' && --depth == 0) {
            return i;
        }
    }
    return -1;
}

} // namespace

std::optional<QString> Interpolation::resolve(const QString& text, int line)
{
    return text.contains(u'$') ? resolve(text, line, 0) : std::optional(text);
}

QStringList Interpolation::unresolved() const { return m_unresolved; }

std::optional<QString> Interpolation::valueOf(const QString& name) const
{
    const auto found = m_values.find(name);
    return found == m_values.end() ? std::nullopt : std::optional(found->second);
}

void Interpolation::note(const Variable& variable)
{
    const auto known = std::ranges::find(m_variables, variable.name, &Variable::name);
    if (known == m_variables.end()) {
        m_variables.push_back(variable);
    } else {
        known->required = known->required || variable.required;
        known->hasDefault = known->hasDefault && variable.hasDefault;
    }
}

std::optional<QString> Interpolation::resolve(QStringView text, int line, int depth)
{
    if (depth > deepest)
        return {};
    QString out;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype dollar = text.indexOf(u'$', at);
        if (dollar < 0 || dollar + 1 >= text.size()) {
            out += text.sliced(at);
            break;
        }
        out += text.sliced(at, dollar - at);
        const QStringView rest = text.sliced(dollar + 1);
        if (rest.front() == u'$') {
            out += u'$';
            at = dollar + 2;
        } else if (rest.front() == u'{') {
            const qsizetype end = closingBrace(rest.sliced(1));
            if (end < 0)
                return {};
            const auto value = braced(rest.sliced(1, end), text.sliced(dollar, end + 3), line, depth);
            if (!value)
                return {};
            out += *value;
            at = dollar + 3 + end;
        } else {
            const qsizetype length = nameLength(rest);
            // "$3" and "$(" are what they are.
            if (length == 0) {
                out += u'$';
                at = dollar + 1;
                continue;
            }
            const auto value = braced(rest.first(length), text.sliced(dollar, length + 1), line, depth);
            out += value.value_or(QString());
            at = dollar + 1 + length;
        }
    }
    return out;
}

std::optional<QString> Interpolation::braced(QStringView inside, QStringView written, int line, int depth)
{
    const qsizetype length = nameLength(inside);
    if (length == 0)
        return {};
    const QString name = inside.first(length).toString();
    QStringView rest = inside.sliced(length);
    const bool orEmpty = rest.startsWith(u':');
    if (orEmpty)
        rest = rest.sliced(1);
    const QChar action = rest.isEmpty() ? QChar() : rest.front();
    if ((rest.isEmpty() && orEmpty) || (!rest.isEmpty() && action != u'-' && action != u'?' && action != u'+'))
        return {};
    auto value = valueOf(name);
    const bool has = value && !(orEmpty && value->isEmpty());
    note({.name = name,
          .line = line,
          .set = value.has_value(),
          .required = action == u'?',
          .hasDefault = action == u'-' || action == u'+'});
    const QStringView word = rest.isEmpty() ? rest : rest.sliced(1);
    if (action == u'+')
        return has ? resolve(word, line, depth + 1) : std::optional(QString());
    if (has)
        return value;
    if (action == u'-')
        return resolve(word, line, depth + 1);
    if (!m_unresolved.contains(name))
        m_unresolved << name;
    return written.toString();
}

} // namespace Pilothouse::Runtime
