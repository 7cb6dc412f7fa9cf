// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "system/fields.h"
#include "system/readers.h"

#include <QRegularExpression>
#include <QSet>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

bool isName(const QString& text)
{
    static const QRegularExpression form(u"\\A[A-Za-z0-9_][A-Za-z0-9._-]{0,62}\\z"_s);
    return form.match(text).hasMatch();
}

bool isVariableName(const QString& text)
{
    static const QRegularExpression form(u"\\A[A-Za-z_][A-Za-z0-9_]{0,127}\\z"_s);
    static const QSet<QString> reserved{u"PATH"_s,  u"IFS"_s,    u"ENV"_s,       u"BASH_ENV"_s,
                                        u"SHELL"_s, u"HOME"_s,   u"SHELLOPTS"_s, u"PS4"_s,
                                        u"PWD"_s,   u"OLDPWD"_s, u"BASHOPTS"_s,  u"previous"_s};
    return form.match(text).hasMatch() && !reserved.contains(text) && !text.startsWith(u"LD_") &&
           !text.startsWith(u"PILOTHOUSE_");
}

Mark inside(const YamlNode& node, int column)
{
    return node.textMark.line > 0 ? Mark{node.textMark.line, node.textMark.column + column - 1} : node.mark;
}

QString textOf(Context& context, const YamlNode& node)
{
    switch (node.kind) {
    case YamlNode::Kind::Scalar:
        if (node.text.trimmed().isEmpty())
            context.faults.add(node.mark, translate("System", "The text is empty."));
        return node.text;
    case YamlNode::Kind::Empty:
        context.faults.add(node.place(), translate("System", "A value is missing here."));
        return {};
    case YamlNode::Kind::List:
    case YamlNode::Kind::Map:
        context.faults.add(node.mark, translate("System", "A text is expected here."));
        return {};
    case YamlNode::Kind::Refused:
        return {};
    }
    return {};
}

QString lineOf(Context& context, const YamlNode& node)
{
    const QString text = textOf(context, node);
    // A folded or literal block ends with a newline that nobody means.
    QString line = text.trimmed();
    const bool control = std::ranges::any_of(line, [](QChar c) { return c.category() == QChar::Other_Control; });
    if (!control)
        return line;
    context.faults.add(node.mark, translate("System", "One line without control characters is expected here."));
    return {};
}

QString filled(Context& context, const YamlNode& node, const QString& text)
{
    static const QRegularExpression hole(u"\\{([^{}]*)\\}"_s);
    QString result;
    bool complete = true;
    qsizetype last = 0;
    auto it = hole.globalMatch(text);
    while (it.hasNext()) {
        const QRegularExpressionMatch match = it.next();
        result += QStringView(text).sliced(last, match.capturedStart() - last);
        last = match.capturedEnd();
        const auto value = context.values.find(match.captured(1));
        if (value != context.values.end()) {
            result += value->second;
            continue;
        }
        complete = false;
        QStringList known;
        for (const auto& [name, ignored] : context.values)
            known.append(name);
        context.faults.add(inside(node, int(match.capturedStart()) + 1),
                           translate("System", "values: has no %1.").arg(quoted(match.captured(1))) +
                               didYouMean(match.captured(1), known));
    }
    result += QStringView(text).sliced(last);
    return complete ? result : QString();
}

QString secretOf(Context& context, const YamlNode& node)
{
    const QString text = lineOf(context, node);
    if (text.isEmpty())
        return {};
    QString name = text.startsWith(u"secret:") ? text.sliced(7) : QString();
    if (isVariableName(name))
        return name;
    // The text is not shown: somebody may have written the secret itself.
    context.faults.add(
        node.mark, translate("System", "A reference such as secret:NAME is expected here, never the secret itself."));
    return {};
}

void eachNamed(Context& context, const YamlNode* node, const std::function<void(const QString&, const YamlNode&)>& read)
{
    if (!node || node->kind == YamlNode::Kind::Refused || node->kind == YamlNode::Kind::Empty)
        return;
    if (node->kind != YamlNode::Kind::Map) {
        context.faults.add(node->mark, translate("System", "A mapping of names is expected here."));
        return;
    }
    for (const YamlNode& item : node->items) {
        if (!isName(item.key))
            context.faults.add(
                item.keyMark,
                translate("System", "%1 is not a name: use letters, digits, dots, hyphens and underscores.")
                    .arg(quoted(item.key)));
        read(item.key, item);
    }
}

void eachItem(Context& context, const YamlNode* node, const std::function<void(const YamlNode&)>& read)
{
    if (!node || node->kind == YamlNode::Kind::Refused || node->kind == YamlNode::Kind::Empty)
        return;
    if (node->kind != YamlNode::Kind::List) {
        context.faults.add(node->mark, translate("System", "A list is expected here."));
        return;
    }
    for (const YamlNode& item : node->items)
        read(item);
}

const Shape& scheduleShape()
{
    static const Shape shape{"schedule"_L1, {{"cron"_L1, true}, {"zone"_L1}}};
    return shape;
}

std::optional<Schedule> readSchedule(Context& context, const YamlNode& node)
{
    const Fields fields(context, node, scheduleShape());
    return readSchedule(fields);
}

std::optional<Schedule> readSchedule(const Fields& fields)
{
    const QString cron = fields.line("cron");
    if (cron.isEmpty())
        return {};
    const QString zone = fields.has("zone") ? fields.line("zone") : u"UTC"_s;
    // Each of the two is tried with a good partner, so that a fault points at the one that is wrong.
    const Result<Schedule> inUtc = Schedule::parse(cron, u"UTC"_s);
    if (!inUtc)
        fields.fault("cron", inUtc.error().message);
    const Result<Schedule> anyTime =
        zone.isEmpty() ? Schedule::parse(u"* * * * *"_s, u"UTC"_s) : Schedule::parse(u"* * * * *"_s, zone);
    if (!anyTime)
        fields.fault("zone", anyTime.error().message);
    if (!inUtc || !anyTime || zone.isEmpty())
        return {};
    const Result<Schedule> schedule = Schedule::parse(cron, zone);
    return schedule ? std::optional(*schedule) : std::nullopt;
}

} // namespace Pilothouse::System
