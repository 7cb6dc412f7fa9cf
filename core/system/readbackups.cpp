// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "system/namepattern.h"
#include "system/readers.h"
#include "system/shapes.h"

#include <QRegularExpression>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

const Shape& backupShape()
{
    static const Shape shape{"backup"_L1,
                             {{"on"_L1, true},
                              {"directory"_L1},
                              {"directories"_L1},
                              {"pattern"_L1},
                              {"schedule"_L1},
                              {"keep"_L1},
                              {"encryption"_L1},
                              {"copies"_L1},
                              {"rpo"_L1},
                              {"rto"_L1},
                              {"create"_L1},
                              {"restore"_L1},
                              {"destroys"_L1},
                              {"database"_L1},
                              {"drill"_L1}}};
    return shape;
}

const Shape& keepShape()
{
    static const Shape shape{"keep"_L1, {{"for"_L1}, {"last"_L1}}};
    return shape;
}

const Shape& encryptionShape()
{
    static const Shape shape{"encryption"_L1, {{"gpg"_L1}, {"gpg-symmetric"_L1}}};
    return shape;
}

const Shape& copyShape()
{
    static const Shape shape{"copy"_L1, {{"s3"_L1}, {"sftp"_L1}, {"directory"_L1}}};
    return shape;
}

const Shape& drillShape()
{
    static const Shape shape{"drill"_L1, {{"every"_L1}, {"assert"_L1}}};
    return shape;
}

namespace {

QString readEncryption(Context& context, const YamlNode* node)
{
    if (!node)
        return {};
    const Fields fields(context, *node, encryptionShape());
    if (fields.has("gpg") == fields.has("gpg-symmetric")) {
        context.faults.add(node->place(),
                           translate("System", "Encryption is either gpg: recipient or gpg-symmetric: secret:NAME."));
        return {};
    }
    if (fields.has("gpg-symmetric")) {
        const QString name = fields.secret("gpg-symmetric");
        return name.isEmpty() ? QString() : u"gpg-symmetric:"_s + name;
    }
    const QString recipient = fields.line("gpg");
    static const QRegularExpression form(u"\\A[A-Za-z0-9][A-Za-z0-9 ._%+@<>-]{0,199}\\z"_s);
    if (!recipient.isEmpty() && !form.match(recipient).hasMatch())
        fields.fault("gpg", translate("System", "%1 is not a key id or an address of a key.").arg(quoted(recipient)));
    return recipient.isEmpty() ? QString() : u"gpg:"_s + recipient;
}

QStringList readCopies(Context& context, const YamlNode* node)
{
    QStringList copies;
    eachItem(context, node, [&](const YamlNode& item) {
        const Fields fields(context, item, copyShape());
        if (item.kind == YamlNode::Kind::Map && item.items.size() != 1)
            context.faults.add(item.place(),
                               translate("System", "A copy names one place, such as s3: s3://bucket/folder."));
        for (const char* key : {"s3", "sftp", "directory"}) {
            const QString place = fields.address(key);
            if (place.isEmpty())
                continue;
            const QString scheme = QString(QLatin1StringView(key)) + u"://"_s;
            const bool folder = QLatin1StringView(key) == "directory"_L1;
            if (folder ? place.startsWith(u'/') : place.startsWith(scheme))
                copies.append(place);
            else
                fields.fault(key, folder
                                      ? translate("System", "%1 does not begin with a slash.").arg(quoted(place))
                                      : translate("System", "%1 does not begin with %2.").arg(quoted(place), scheme));
        }
    });
    return copies;
}

void readPattern(const Fields& fields, BackupSpec& backup)
{
    backup.pattern = fields.line("pattern");
    if (backup.pattern.isEmpty())
        return;
    const Result<NamePattern> pattern = NamePattern::parse(backup.pattern);
    if (!pattern)
        fields.context().faults.add(inside(*fields.node("pattern"), NamePattern::errorColumn(pattern.error())),
                                    pattern.error().message);
}

BackupSpec readBackup(Context& context, const QString& name, const YamlNode& node)
{
    const Fields fields(context, node, backupShape());
    BackupSpec backup{.name = name};
    backup.on = fields.reference("on", Named::Host);
    backup.directory = fields.path("directory");
    backup.directories = fields.lines("directories");
    readPattern(fields, backup);
    backup.schedule = fields.schedule("schedule");
    if (const YamlNode* keep = fields.node("keep")) {
        const Fields retention(context, *keep, keepShape());
        backup.keep.age = retention.duration("for");
        backup.keep.last = retention.integer("last", 0, 100'000, 0);
    }
    backup.encryption = readEncryption(context, fields.node("encryption"));
    backup.copies = readCopies(context, fields.node("copies"));
    backup.rpo = fields.duration("rpo");
    backup.rto = fields.duration("rto");
    backup.create = fields.text("create");
    backup.restore = fields.text("restore");
    backup.destroys = fields.line("destroys");
    backup.database = fields.reference("database", Named::PostgresProbe);
    if (const YamlNode* drill = fields.node("drill")) {
        const Fields exercise(context, *drill, drillShape());
        backup.drill.every = exercise.duration("every");
        backup.drill.assertions = exercise.lines("assert");
    }
    if (node.kind == YamlNode::Kind::Map) {
        if (fields.has("directories") && fields.has("pattern"))
            fields.fault("pattern",
                         translate("System", "A backup has either directory: and pattern:, or directories:."));
        if (!fields.has("directories") && !(fields.has("directory") && fields.has("pattern")))
            context.faults.add(node.place(),
                               translate("System", "A backup needs directory: and pattern:, or directories:."));
    }
    return backup;
}

} // namespace

std::vector<BackupSpec> readBackups(Context& context, const YamlNode* node)
{
    std::vector<BackupSpec> backups;
    eachNamed(context, node,
              [&](const QString& name, const YamlNode& item) { backups.push_back(readBackup(context, name, item)); });
    return backups;
}

} // namespace Pilothouse::System
