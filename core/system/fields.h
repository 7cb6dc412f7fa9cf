// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/schedule.h"
#include "system/references.h"
#include "system/shape.h"
#include "system/yaml.h"

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <span>

namespace Pilothouse::System {

/// The cluster of an environment as kubectl on its hosts knows it, never the context that was chosen there last. Hosts
/// have it among their variables.
struct Cluster
{
    QString context;
    QString nameSpace;
};

/// What the readers of the parts of one environment share.
struct Context
{
    Faults& faults;
    QString folder = {};                    ///< of the definition's file, absolute
    std::map<QString, QString> values = {}; ///< what {name} in an address means
    std::optional<Cluster> cluster = {};    ///< of the environment that is read
    References references = {};
    QStringList environments = {}; ///< names of all of the system's
};

/// A word of a definition and what it means.
template <typename T> struct Word
{
    QLatin1StringView text;
    T value;
};

/// The keys of one mapping, read by their Shape: unknown and missing keys are reported on construction, wrong values
/// when they are asked for. An absent or wrong value reads as the default, so that reading goes on and finds every
/// fault. Lives as long as its node and context.
class Fields
{
public:
    Fields(Context& context, const YamlNode& node, const Shape& shape);

    /// Whether the key was written, even if its value has been refused already.
    bool has(const char* key) const;
    /// Its value; null when it is absent or refused.
    const YamlNode* node(const char* key) const;
    Context& context() const { return m_context; }
    Mark place() const { return m_node.place(); }
    /// Where the key stands, or the whole mapping without it.
    Mark place(const char* key) const;

    /// One line of text, not empty.
    QString line(const char* key) const;
    /// A script or another text of several lines, not empty.
    QString text(const char* key) const;
    /// One line in which {name} becomes the environment's value of that name.
    QString address(const char* key) const;
    /// A name by the allow-list of isName().
    QString name(const char* key) const;
    /// The NAME of `secret:NAME`.
    QString secret(const char* key) const;
    /// A path: one line without `..` that would leave the folder it is meant in.
    QString path(const char* key) const;
    /// One line or a list of lines.
    QStringList lines(const char* key) const;
    bool flag(const char* key, bool otherwise) const;
    int integer(const char* key, int lowest, int highest, int otherwise) const;
    std::optional<double> number(const char* key) const;
    std::optional<qint64> size(const char* key) const;
    std::optional<std::chrono::milliseconds> duration(const char* key) const;
    std::chrono::milliseconds duration(const char* key, std::chrono::milliseconds otherwise) const;
    std::optional<Schedule> schedule(const char* key) const;
    /// Names of other things, reported later when there are none of that kind.
    QString reference(const char* key, Named kind) const;
    QStringList references(const char* key, Named kind) const;
    /// Texts by name.
    std::map<QString, QString> texts(const char* key, const std::function<bool(const QString&)>& nameAllowed) const;

    template <typename T> T word(const char* key, std::span<const Word<T>> words, T otherwise) const
    {
        QStringList known;
        for (const Word<T>& word : words)
            known.append(QString(word.text));
        const auto at = wordIndex(key, known);
        return at >= 0 ? words[size_t(at)].value : otherwise;
    }
    /// One of several words that keep being text.
    QString word(const char* key, const QStringList& words, const QString& otherwise = {}) const;

    void fault(const char* key, const QString& message) const;

private:
    qsizetype wordIndex(const char* key, const QStringList& words) const;

    Context& m_context;
    const YamlNode& m_node;
    const Shape& m_shape;
};

/// Calls `read` for each entry of a mapping of named things; reports names outside the allow-list.
void eachNamed(Context& context, const YamlNode* node,
               const std::function<void(const QString&, const YamlNode&)>& read);
/// Calls `read` for each entry of a list.
void eachItem(Context& context, const YamlNode* node, const std::function<void(const YamlNode&)>& read);
/// The text of a scalar of one line, not empty; reports anything else.
QString lineOf(Context& context, const YamlNode& node);
QString textOf(Context& context, const YamlNode& node);
/// `{name}` replaced by the environment's values; empty after reporting a name that has none.
QString filled(Context& context, const YamlNode& node, const QString& text);
/// The NAME of `secret:NAME`; reports anything else without showing it.
QString secretOf(Context& context, const YamlNode& node);
/// The place of the 1-based column of a scalar's text, as well as the file shows it.
Mark inside(const YamlNode& node, int column);

/// Names of hosts, services, probes and the like: letters, digits, dot, underscore and hyphen, not beginning with a
/// hyphen or dot, at most 63. They reach shells, proxy commands and paths, so nothing else is let in.
bool isName(const QString& text);
/// Names of inputs, secrets and environment variables, without those that change how a shell works.
bool isVariableName(const QString& text);

} // namespace Pilothouse::System
