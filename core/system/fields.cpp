// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/fields.h"

#include "base/translate.h"
#include "base/units.h"
#include "system/readers.h"

#include <QRegularExpression>

#include <limits>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

bool Shape::has(QStringView key) const
{
    return std::ranges::any_of(keys, [key](const Key& known) { return key == known.name; });
}

QStringList Shape::names() const
{
    QStringList all;
    for (const Key& key : keys)
        all.append(QString(key.name));
    return all;
}

Fields::Fields(Context& context, const YamlNode& node, const Shape& shape)
    : m_context(context)
    , m_node(node)
    , m_shape(shape)
{
    if (node.kind == YamlNode::Kind::Refused)
        return;
    if (node.kind != YamlNode::Kind::Map) {
        context.faults.add(node.kind == YamlNode::Kind::Empty ? node.place() : node.mark,
                           translate("System", "A mapping is expected here, with keys such as %1.")
                               .arg(shape.names().mid(0, 4).join(u", "_s)));
        return;
    }
    for (const YamlNode& item : node.items) {
        if (!shape.has(item.key))
            context.faults.add(item.keyMark,
                               translate("System", "The key %1 is not known here.").arg(quoted(item.key)) +
                                   didYouMean(item.key, shape.names()));
    }
    for (const Key& key : shape.keys) {
        if (key.required && !node.find(QString(key.name)))
            context.faults.add(node.place(), translate("System", "The key \"%1\" is missing.").arg(QString(key.name)));
    }
}

bool Fields::has(const char* key) const
{
    const QLatin1StringView name(key);
    Q_ASSERT(m_shape.has(QString(name)));
    return m_node.find(QString(name)) != nullptr;
}

const YamlNode* Fields::node(const char* key) const
{
    const QLatin1StringView name(key);
    Q_ASSERT(m_shape.has(QString(name)));
    const YamlNode* found = m_node.find(QString(name));
    return found && found->kind != YamlNode::Kind::Refused ? found : nullptr;
}

Mark Fields::place(const char* key) const
{
    const YamlNode* found = node(key);
    return found ? found->place() : m_node.place();
}

void Fields::fault(const char* key, const QString& message) const
{
    const YamlNode* found = node(key);
    if (!found)
        m_context.faults.add(m_node.place(), message);
    else
        m_context.faults.add(found->kind == YamlNode::Kind::Empty ? found->place() : found->mark, message);
}

QString Fields::line(const char* key) const
{
    const YamlNode* found = node(key);
    return found ? lineOf(m_context, *found) : QString();
}

QString Fields::text(const char* key) const
{
    const YamlNode* found = node(key);
    return found ? textOf(m_context, *found) : QString();
}

QString Fields::address(const char* key) const
{
    const YamlNode* found = node(key);
    return found ? filled(m_context, *found, lineOf(m_context, *found)) : QString();
}

QString Fields::name(const char* key) const
{
    QString text = line(key);
    if (text.isEmpty() || isName(text))
        return text;
    fault(
        key,
        translate("System", "%1 is not a name: use letters, digits, dots, hyphens and underscores.").arg(quoted(text)));
    return {};
}

QString Fields::secret(const char* key) const
{
    const YamlNode* found = node(key);
    return found ? secretOf(m_context, *found) : QString();
}

QString Fields::path(const char* key) const
{
    QString text = line(key);
    if (text.startsWith(u'-') || text.split(u'/').contains(u".."_s)) {
        fault(key, translate("System", "%1 is not a safe path: it must not begin with a hyphen or contain \"..\".")
                       .arg(quoted(text)));
        return {};
    }
    return text;
}

QStringList Fields::lines(const char* key) const
{
    QStringList all;
    const YamlNode* found = node(key);
    if (!found)
        return all;
    if (found->kind != YamlNode::Kind::List) {
        const QString only = lineOf(m_context, *found);
        return only.isEmpty() ? all : QStringList{only};
    }
    for (const YamlNode& item : found->items) {
        if (const QString text = lineOf(m_context, item); !text.isEmpty())
            all.append(text);
    }
    return all;
}

bool Fields::flag(const char* key, bool otherwise) const
{
    const QString text = line(key);
    if (text == u"true" || text == u"false")
        return text == u"true";
    if (!text.isEmpty())
        fault(key, translate("System", "%1 is neither true nor false.").arg(quoted(text)));
    return otherwise;
}

int Fields::integer(const char* key, int lowest, int highest, int otherwise) const
{
    const QString text = line(key);
    if (text.isEmpty())
        return otherwise;
    static const QRegularExpression digits(u"\\A-?[0-9]{1,9}\\z"_s);
    const int value = text.toInt();
    if (digits.match(text).hasMatch() && value >= lowest && value <= highest)
        return value;
    fault(key,
          translate("System", "%1 is not a whole number from %2 to %3.").arg(quoted(text)).arg(lowest).arg(highest));
    return otherwise;
}

std::optional<double> Fields::number(const char* key) const
{
    const QString text = line(key);
    if (text.isEmpty())
        return {};
    static const QRegularExpression form(u"\\A[0-9]{1,12}(?:\\.[0-9]{1,6})?\\z"_s);
    if (form.match(text).hasMatch())
        return text.toDouble();
    fault(key, translate("System", "%1 is not a number.").arg(quoted(text)));
    return {};
}

std::optional<qint64> Fields::size(const char* key) const
{
    const QString text = line(key);
    if (text.isEmpty())
        return {};
    const Result<qint64> size = parseSize(text);
    if (size)
        return *size;
    fault(key, size.error().message);
    return {};
}

std::optional<std::chrono::milliseconds> Fields::duration(const char* key) const
{
    const QString text = line(key);
    if (text.isEmpty())
        return {};
    const Result<std::chrono::milliseconds> duration = parseDuration(text);
    if (duration)
        return *duration;
    fault(key, duration.error().message);
    return {};
}

std::chrono::milliseconds Fields::duration(const char* key, std::chrono::milliseconds otherwise) const
{
    return duration(key).value_or(otherwise);
}

std::optional<Schedule> Fields::schedule(const char* key) const
{
    const YamlNode* found = node(key);
    return found ? readSchedule(m_context, *found) : std::nullopt;
}

QString Fields::reference(const char* key, Named kind) const
{
    QString text = line(key);
    if (!text.isEmpty())
        m_context.references.mention(kind, text, node(key)->mark);
    return text;
}

QStringList Fields::references(const char* key, Named kind) const
{
    const YamlNode* found = node(key);
    QStringList all = lines(key);
    if (found && found->kind == YamlNode::Kind::List) {
        for (const YamlNode& item : found->items) {
            if (item.kind == YamlNode::Kind::Scalar && !item.text.isEmpty())
                m_context.references.mention(kind, item.text, item.mark);
        }
    } else if (!all.isEmpty()) {
        m_context.references.mention(kind, all.first(), found->mark);
    }
    return all;
}

std::map<QString, QString> Fields::texts(const char* key, const std::function<bool(const QString&)>& nameAllowed) const
{
    std::map<QString, QString> all;
    const YamlNode* found = node(key);
    if (!found)
        return all;
    if (found->kind != YamlNode::Kind::Map) {
        fault(key, translate("System", "A mapping of names to texts is expected here."));
        return all;
    }
    for (const YamlNode& item : found->items) {
        if (item.kind == YamlNode::Kind::Refused)
            continue;
        if (!nameAllowed(item.key))
            m_context.faults.add(item.keyMark,
                                 translate("System", "%1 is not allowed as a name here.").arg(quoted(item.key)));
        else if (item.kind == YamlNode::Kind::Scalar)
            all.emplace(item.key, item.text);
        else
            m_context.faults.add(item.place(),
                                 translate("System", "A text is expected here; for an empty one write \"\"."));
    }
    return all;
}

QString Fields::word(const char* key, const QStringList& words, const QString& otherwise) const
{
    const qsizetype at = wordIndex(key, words);
    return at >= 0 ? words.at(at) : otherwise;
}

qsizetype Fields::wordIndex(const char* key, const QStringList& words) const
{
    const QString text = line(key);
    const qsizetype at = words.indexOf(text);
    if (at < 0 && !text.isEmpty())
        fault(key, translate("System", "%1 is not one of %2.").arg(quoted(text), words.join(u", "_s)) +
                       didYouMean(text, words));
    return at;
}

} // namespace Pilothouse::System
