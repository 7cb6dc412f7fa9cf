// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/composeparts.h"

#include "runtime/tooltext.h"
#include "system/secretlike.h"

#include <QHash>
#include <QRegularExpression>

namespace Pilothouse::Runtime {

using System::YamlNode;
using namespace Qt::StringLiterals;

namespace {

QString textOf(const YamlNode* node, const QString& key)
{
    const YamlNode* found = node ? node->find(key) : nullptr;
    return found && found->kind == YamlNode::Kind::Scalar ? found->text : QString();
}

struct Range
{
    std::optional<qint64> first = {};
    qint64 count = 1;
};

Range rangeOf(const QString& text)
{
    static const QRegularExpression form(u"\\A([0-9]{1,5})(?:-([0-9]{1,5}))?\\z"_s);
    const QRegularExpressionMatch match = form.match(text.trimmed());
    if (!match.hasMatch())
        return {};
    const qint64 first = match.captured(1).toLongLong();
    const qint64 last = match.capturedLength(2) > 0 ? match.captured(2).toLongLong() : first;
    if (first > 65535 || last > 65535 || last < first)
        return {};
    return {first, last - first + 1};
}

ComposePort longPort(const YamlNode& node)
{
    const Range target = rangeOf(textOf(&node, u"target"_s));
    const Range published = rangeOf(textOf(&node, u"published"_s));
    ComposePort port{.target = target.first,
                     .published = published.first,
                     .count = std::max(target.count, published.count),
                     .protocol = textOf(&node, u"protocol"_s),
                     .address = textOf(&node, u"host_ip"_s)};
    if (port.protocol.isEmpty())
        port.protocol = u"tcp"_s;
    const QString written = textOf(&node, u"published"_s);
    port.text = (port.address.isEmpty() ? QString() : port.address + u':') +
                (written.isEmpty() ? QString() : written + u':') + textOf(&node, u"target"_s) + u'/' + port.protocol;
    return port;
}

void takeLimits(const YamlNode* node, ComposeLimits& limits)
{
    if (const auto cpu = readNumber(textOf(node, u"cpus"_s)))
        limits.cpu = cpu;
    if (const auto memory = readBytes(textOf(node, u"memory"_s)))
        limits.memoryBytes = memory;
}

} // namespace

ComposePort readComposePort(const QString& text)
{
    // The colons of an address in brackets and of a variable without value part nothing.
    QStringList parts{QString()};
    int depth = 0;
    for (const QChar c : text.trimmed()) {
        depth += c == u'[' || c == u'{' ? 1 : c == u']' || c == u'}' ? -1 : 0;
        if (c == u':' && depth == 0)
            parts << QString();
        else
            parts.back() += c;
    }
    ComposePort port{.text = text};
    const QString last = parts.takeLast();
    const qsizetype slash = last.lastIndexOf(u'/');
    port.protocol = slash < 0 ? u"tcp"_s : last.sliced(slash + 1);
    const Range target = rangeOf(slash < 0 ? last : last.first(slash));
    const Range published = parts.isEmpty() ? Range() : rangeOf(parts.takeLast());
    port.target = target.first;
    port.published = published.first;
    port.count = std::max(target.count, published.count);
    port.address = parts.join(u':').remove(u'[').remove(u']');
    return port;
}

std::optional<double> readComposeDuration(const QString& text)
{
    static const QRegularExpression whole(u"\\A(?:[0-9]+(?:\\.[0-9]+)?(?:us|ms|s|m|h|d))+\\z"_s);
    static const QRegularExpression part(u"([0-9]+(?:\\.[0-9]+)?)(us|ms|s|m|h|d)"_s);
    static const QHash<QString, double> units{{u"us"_s, 1e-6}, {u"ms"_s, 1e-3}, {u"s"_s, 1},
                                              {u"m"_s, 60},    {u"h"_s, 3600},  {u"d"_s, 86400}};
    if (!whole.match(text).hasMatch())
        return {};
    double sum = 0;
    for (auto it = part.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        sum += match.captured(1).toDouble() * units.value(match.captured(2));
    }
    return sum;
}

QStringList readComposeWords(const YamlNode* node)
{
    QStringList words;
    if (node && node->kind == YamlNode::Kind::Scalar)
        words << node->text;
    for (const YamlNode& item : node ? node->items : std::vector<YamlNode>()) {
        // The long form of env_file names its file in `path`.
        const QString path = textOf(&item, u"path"_s);
        if (item.kind == YamlNode::Kind::Scalar || !path.isEmpty())
            words << (path.isEmpty() ? item.text : path);
    }
    return words;
}

QStringList readComposeNames(const YamlNode* node)
{
    QStringList names;
    for (const YamlNode& item : node ? node->items : std::vector<YamlNode>()) {
        const QString name = node->kind == YamlNode::Kind::Map ? item.key : item.text.section(u'=', 0, 0);
        if (!name.isEmpty())
            names << name;
    }
    return names;
}

std::vector<ComposePort> readComposePorts(const YamlNode* node)
{
    std::vector<ComposePort> ports;
    if (!node || node->kind != YamlNode::Kind::List)
        return ports;
    for (const YamlNode& item : node->items) {
        if (item.kind == YamlNode::Kind::Map)
            ports.push_back(longPort(item));
        else if (item.kind == YamlNode::Kind::Scalar && !item.text.trimmed().isEmpty())
            ports.push_back(readComposePort(item.text));
    }
    return ports;
}

std::optional<ComposeBuild> readComposeBuild(const YamlNode* node)
{
    if (!node || node->kind == YamlNode::Kind::Empty)
        return {};
    if (node->kind == YamlNode::Kind::Scalar)
        return ComposeBuild{.context = node->text};
    return ComposeBuild{.context = textOf(node, u"context"_s),
                        .dockerfile = textOf(node, u"dockerfile"_s),
                        .target = textOf(node, u"target"_s)};
}

std::optional<ComposeHealthcheck> readComposeHealthcheck(const YamlNode* node)
{
    if (!node || node->kind != YamlNode::Kind::Map)
        return {};
    ComposeHealthcheck check{.test = readComposeWords(node->find(u"test")),
                             .disabled = textOf(node, u"disable"_s) == u"true",
                             .intervalSeconds = readComposeDuration(textOf(node, u"interval"_s)),
                             .timeoutSeconds = readComposeDuration(textOf(node, u"timeout"_s)),
                             .startPeriodSeconds = readComposeDuration(textOf(node, u"start_period"_s)),
                             .retries = readInteger(textOf(node, u"retries"_s))};
    check.disabled = check.disabled || check.test.value(0) == u"NONE";
    // A check may log in somewhere.
    for (QString& word : check.test) {
        if (!System::looksLikeSecret({}, word).isEmpty())
            word = QChar(0x2026);
    }
    return check;
}

void readComposeLimits(const YamlNode& service, ComposeService& out)
{
    if (const auto cpu = readNumber(textOf(&service, u"cpus"_s)))
        out.limits.cpu = cpu;
    const auto quota = readNumber(textOf(&service, u"cpu_quota"_s));
    const auto period = readNumber(textOf(&service, u"cpu_period"_s));
    if (!out.limits.cpu && quota && *quota > 0)
        out.limits.cpu = *quota / (period && *period > 0 ? *period : 100'000);
    out.limits.memoryBytes = readBytes(textOf(&service, u"mem_limit"_s));
    out.reservations.memoryBytes = readBytes(textOf(&service, u"mem_reservation"_s));
    const YamlNode* deploy = service.find(u"deploy");
    const YamlNode* resources = deploy ? deploy->find(u"resources") : nullptr;
    takeLimits(resources ? resources->find(u"limits") : nullptr, out.limits);
    takeLimits(resources ? resources->find(u"reservations") : nullptr, out.reservations);
    // 0 means that there is no limit.
    if (out.limits.cpu == 0)
        out.limits.cpu = {};
    if (out.limits.memoryBytes == 0)
        out.limits.memoryBytes = {};
}

std::vector<std::pair<QString, QString>> readComposeDependencies(const YamlNode* node)
{
    std::vector<std::pair<QString, QString>> all;
    for (const YamlNode& item : node ? node->items : std::vector<YamlNode>()) {
        if (node->kind == YamlNode::Kind::List) {
            if (item.kind == YamlNode::Kind::Scalar)
                all.emplace_back(item.text, u"service_started"_s);
            continue;
        }
        const QString condition = textOf(&item, u"condition"_s);
        all.emplace_back(item.key, condition.isEmpty() ? u"service_started"_s : condition);
    }
    return all;
}

} // namespace Pilothouse::Runtime
