// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "system/readers.h"
#include "system/shapes.h"

#include <QRegularExpression>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

const Shape& secretShape()
{
    static const Shape shape{"secret"_L1, {{"generate"_L1}, {"minimum"_L1}, {"rotate"_L1}, {"prefix"_L1}, {"from"_L1}}};
    return shape;
}

const Shape& fileShape()
{
    static const Shape shape{"file"_L1, {{"path"_L1, true}, {"on"_L1}, {"template"_L1}, {"mode"_L1}}};
    return shape;
}

namespace {

QString readGenerator(const Fields& fields)
{
    QString text = fields.line("generate");
    static const QRegularExpression form(u"\\A(?:base64|hex|alnum):([0-9]{1,4})\\z"_s);
    const QRegularExpressionMatch match = form.match(text);
    const int amount = match.captured(1).toInt();
    if (text.isEmpty() || (match.hasMatch() && amount >= 8 && amount <= 4096))
        return text;
    fields.fault(
        "generate",
        translate("System", "%1 is not a way to make a secret; write base64:64, hex:32 or alnum:24 (8 to 4096).")
            .arg(quoted(text)));
    return {};
}

/// `postgresql://app:{POSTGRES_PASSWORD:url}@db/app`: the parts in braces are other secrets.
QString readTemplate(Context& context, const Fields& fields, const QString& name)
{
    QString text = fields.line("from");
    static const QRegularExpression hole(u"\\{([^{}]*)\\}"_s);
    static const QStringList forms{u"url"_s, u"base64"_s, u"shell"_s};
    auto it = hole.globalMatch(text);
    while (it.hasNext()) {
        const QRegularExpressionMatch match = it.next();
        const QStringList parts = match.captured(1).split(u':');
        const Mark mark = inside(*fields.node("from"), int(match.capturedStart()) + 1);
        if (parts.size() > 2 || !isVariableName(parts.first()) || (parts.size() == 2 && !forms.contains(parts.last())))
            context.faults.add(mark, translate("System", "%1 is not {NAME} or {NAME:url} (or base64, shell).")
                                         .arg(quoted(match.captured(0))));
        else
            context.references.follow(Following::SecretFrom, name, parts.first(), mark);
    }
    return text;
}

} // namespace

std::vector<SecretSpec> readSecrets(Context& context, const YamlNode* node)
{
    std::vector<SecretSpec> secrets;
    eachNamed(context, node, [&](const QString& name, const YamlNode& item) {
        if (!isVariableName(name))
            context.faults.add(
                item.keyMark,
                translate("System", "%1 cannot be the name of a secret: it must be usable as an environment variable.")
                    .arg(quoted(name)));
        SecretSpec secret{.name = name};
        if (item.kind != YamlNode::Kind::Empty) {
            const Fields fields(context, item, secretShape());
            secret.generate = readGenerator(fields);
            secret.minimum = fields.integer("minimum", 0, 65536, 0);
            secret.rotate = fields.duration("rotate");
            secret.prefix = fields.line("prefix");
            secret.from = readTemplate(context, fields, name);
            if (fields.has("generate") && fields.has("from"))
                fields.fault("from", translate("System", "A secret is either generated or made from others."));
        }
        secrets.push_back(std::move(secret));
    });
    return secrets;
}

std::vector<RemoteFileSpec> readFiles(Context& context, const YamlNode* node)
{
    std::vector<RemoteFileSpec> files;
    eachItem(context, node, [&](const YamlNode& item) {
        const Fields fields(context, item, fileShape());
        RemoteFileSpec file{.path = fields.path("path")};
        file.on = fields.reference("on", Named::HostOrRole);
        file.templateFile = fields.path("template");
        file.mode = fields.line("mode");
        static const QRegularExpression octal(u"\\A[0-7]{3,4}\\z"_s);
        if (!file.mode.isEmpty() && !octal.match(file.mode).hasMatch())
            fields.fault("mode", translate("System", "%1 is not a mode such as 0600.").arg(quoted(file.mode)));
        const bool twice = std::ranges::any_of(
            files, [&](const RemoteFileSpec& other) { return other.path == file.path && other.on == file.on; });
        if (twice && !file.path.isEmpty())
            fields.fault("path", translate("System", "There is already a file %1.").arg(quoted(file.path)));
        files.push_back(std::move(file));
    });
    return files;
}

} // namespace Pilothouse::System
