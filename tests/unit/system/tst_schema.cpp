// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testmain.h"
#include "system/definition.h"
#include "system/shape.h"
#include "system/yaml.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Pilothouse;
using namespace Pilothouse::System;
using namespace Qt::StringLiterals;

namespace {

QByteArray readFile(const QString& path)
{
    QFile file(QStringLiteral(PILOTHOUSE_SOURCE_DIR) + u'/' + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The tree as an editor sees it: plain numbers and truth values have their types there.
QJsonValue typed(const YamlNode& node)
{
    QJsonObject object;
    QJsonArray array;
    for (const YamlNode& item : node.items) {
        object.insert(item.key, typed(item));
        array.append(typed(item));
    }
    bool isNumber = false;
    switch (node.kind) {
    case YamlNode::Kind::Empty:
    case YamlNode::Kind::Refused:
        return QJsonValue::Null;
    case YamlNode::Kind::Scalar:
        if (node.text == u"true" || node.text == u"false")
            return node.text == u"true";
        (void)node.text.toDouble(&isNumber);
        return isNumber ? QJsonValue(node.text.toDouble()) : QJsonValue(node.text);
    case YamlNode::Kind::List:
        return array;
    case YamlNode::Kind::Map:
        return object;
    }
    return {};
}

/// As much of JSON Schema as ours uses. Lists what does not fit.
class Checker
{
public:
    explicit Checker(QJsonObject schema)
        : m_root(std::move(schema))
    {
    }
    QStringList check(const QJsonValue& value) const { return check(value, m_root, u"$"_s); }
    const QJsonObject& root() const { return m_root; }
    QJsonObject shape(const QString& name) const { return m_root.value(u"$defs"_s).toObject().value(name).toObject(); }

private:
    static bool hasType(const QJsonValue& value, const QString& type)
    {
        if (type == u"integer")
            return value.isDouble() && value.toDouble() == double(qint64(value.toDouble()));
        return (type == u"object" && value.isObject()) || (type == u"array" && value.isArray()) ||
               (type == u"string" && value.isString()) || (type == u"number" && value.isDouble()) ||
               (type == u"boolean" && value.isBool()) || (type == u"null" && value.isNull());
    }
    qsizetype fitting(const QJsonValue& value, const QJsonArray& schemas) const
    {
        return std::ranges::count_if(schemas,
                                     [&](const QJsonValue& one) { return check(value, one.toObject(), {}).isEmpty(); });
    }
    QStringList check(const QJsonValue& value, const QJsonObject& schema, const QString& path) const
    {
        QStringList wrong;
        const auto report = [&](bool fits, const QString& what) {
            if (!fits)
                wrong.append(path + u": "_s + what);
        };
        for (auto it = schema.begin(); it != schema.end(); ++it) {
            const QString key = it.key();
            const QJsonValue rule = it.value();
            if (key == u"$ref")
                wrong += check(value, shape(rule.toString().section(u'/', -1)), path);
            else if (key == u"type")
                report(rule.isArray()
                           ? std::ranges::any_of(rule.toArray(),
                                                 [&](const QJsonValue& t) { return hasType(value, t.toString()); })
                           : hasType(value, rule.toString()),
                       u"type"_s);
            else if (key == u"enum")
                report(rule.toArray().contains(value), u"enum"_s);
            else if (key == u"const")
                report(rule == value, u"const"_s);
            else if (key == u"pattern")
                report(!value.isString() || QRegularExpression(rule.toString()).match(value.toString()).hasMatch(),
                       u"pattern"_s);
            else if (key == u"anyOf")
                report(fitting(value, rule.toArray()) > 0, u"anyOf"_s);
            else if (key == u"oneOf")
                report(fitting(value, rule.toArray()) == 1, u"oneOf"_s);
            else if (key == u"required")
                for (const QJsonValue& name : rule.toArray())
                    report(value.toObject().contains(name.toString()), u"misses "_s + name.toString());
            else if (key == u"items")
                for (const QJsonValue& item : value.toArray())
                    wrong += check(item, rule.toObject(), path + u"[]"_s);
        }
        if (value.isObject())
            wrong += checkMembers(value.toObject(), schema, path);
        return wrong;
    }
    QStringList checkMembers(const QJsonObject& object, const QJsonObject& schema, const QString& path) const
    {
        QStringList wrong;
        const QJsonObject known = schema.value(u"properties"_s).toObject();
        const QJsonValue others = schema.value(u"additionalProperties"_s);
        for (auto it = object.begin(); it != object.end(); ++it) {
            const QString where = path + u'.' + it.key();
            if (known.contains(it.key()))
                wrong += check(it.value(), known.value(it.key()).toObject(), where);
            else if (others.isObject())
                wrong += check(it.value(), others.toObject(), where);
            else if (others.isBool() && !others.toBool())
                wrong.append(where + u": unknown"_s);
            if (schema.contains(u"propertyNames"_s))
                wrong += check(it.key(), schema.value(u"propertyNames"_s).toObject(), where);
        }
        return wrong;
    }

    QJsonObject m_root;
};

} // namespace

class TestSchema : public QObject
{
    Q_OBJECT

    Checker m_schema{QJsonDocument::fromJson(readFile(u"resources/schema/pilothouse-v1.schema.json"_s)).object()};

    QStringList check(const QByteArray& yaml) const
    {
        Faults faults;
        const auto node = readYaml(yaml, faults);
        return node ? m_schema.check(typed(*node)) : QStringList{u"not YAML"_s};
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(!m_schema.root().isEmpty()); }
    void everyShapeIsInStep_data()
    {
        QTest::addColumn<size_t>("index");
        for (size_t i = 0; i < allShapes().size(); ++i)
            QTest::newRow(allShapes()[i]->name.data()) << i;
    }
    void everyShapeIsInStep()
    {
        QFETCH(size_t, index);
        const Shape& shape = *allShapes()[index];
        const QJsonObject schema = m_schema.shape(QString(shape.name));
        QVERIFY2(!schema.isEmpty(), "the schema does not know this mapping");
        QStringList known = shape.names();
        known.sort();
        QCOMPARE(schema.value(u"properties"_s).toObject().keys(), known);
        QCOMPARE(schema.value(u"additionalProperties"_s), QJsonValue(false));
        // Of these an inheriting environment may write a part; what is missing then only the reader can tell.
        static const QStringList inherited{u"service"_s, u"backup"_s, u"procedure"_s, u"checklist"_s, u"schedule"_s};
        QStringList required;
        for (const Key& key : shape.keys) {
            if (key.required && !inherited.contains(QString(shape.name)))
                required.append(QString(key.name));
        }
        QStringList stated;
        for (const QJsonValue& name : schema.value(u"required"_s).toArray())
            stated.append(name.toString());
        required.sort();
        stated.sort();
        QCOMPARE(stated, required);
    }
    void theSchemaKnowsNothingElse()
    {
        QStringList names;
        for (const Shape* shape : allShapes())
            names.append(QString(shape->name));
        const QJsonObject all = m_schema.root().value(u"$defs"_s).toObject();
        for (auto it = all.begin(); it != all.end(); ++it)
            QVERIFY2(!it.value().toObject().contains(u"properties"_s) || names.contains(it.key()),
                     qPrintable(it.key()));
    }
    void validDefinitionsFit_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("whole") << u"tests/unit/system/data/whole.yaml"_s;
        for (const QString& name :
             QDir(QStringLiteral(PILOTHOUSE_SOURCE_DIR) + u"/resources/systems"_s).entryList({u"*.yaml"_s}))
            QTest::newRow(qPrintable(name)) << u"resources/systems/"_s + name;
    }
    void validDefinitionsFit()
    {
        QFETCH(QString, file);
        QCOMPARE(check(readFile(file)).join(u'\n'), QString());
    }
    void brokenOnesDoNot_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* name :
             {"top", "hosts", "services", "probes", "kinds", "watch", "backups", "secrets", "procedures", "checklists"})
            QTest::newRow(name) << u"tests/unit/system/data/broken/"_s + QString::fromLatin1(name) + u".yaml"_s;
    }
    void brokenOnesDoNot()
    {
        QFETCH(QString, file);
        QVERIFY(!check(readFile(file)).isEmpty());
    }
};

PILOTHOUSE_TEST(TestSchema)
#include "tst_schema.moc"
