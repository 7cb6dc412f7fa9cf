// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <map>
#include <optional>

namespace Pilothouse::Runtime {

/// A variable that a text asks for.
struct Variable
{
    QString name;
    int line = 0;
    bool set = false;        ///< there is a value for it
    bool required = false;   ///< `${X:?message}`: Compose refuses the file without it
    bool hasDefault = false; ///< `${X:-default}` or `${X:+other}`: the file says what to do without it

    bool operator==(const Variable&) const = default;
};

/// Replaces `$X`, `${X}`, `${X:-default}`, `${X-default}`, `${X:?message}`, `${X?message}`, `${X:+other}`, `${X+other}`
/// (defaults may hold variables) and `$$` as Compose does, with the values given. What has neither value nor default
/// stays as it is written, and is in unresolved(): Compose would put nothing there, or refuse. Not thread-safe.
class Interpolation
{
public:
    explicit Interpolation(std::map<QString, QString> values = {})
        : m_values(std::move(values))
    {
    }

    /// None when the text is not allowed (`${`, `${1X}`).
    std::optional<QString> resolve(const QString& text, int line);

    /// Every variable that was asked for, each once, in the order of the file.
    const std::vector<Variable>& variables() const { return m_variables; }
    QStringList unresolved() const;

private:
    std::optional<QString> resolve(QStringView text, int line, int depth);
    std::optional<QString> braced(QStringView inside, QStringView written, int line, int depth);
    std::optional<QString> valueOf(const QString& name) const;
    void note(const Variable& variable);

    std::map<QString, QString> m_values;
    std::vector<Variable> m_variables;
    QStringList m_unresolved;
};

} // namespace Pilothouse::Runtime
