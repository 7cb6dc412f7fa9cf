// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testmain.h"
#include "system/inspection.h"
#include "system/library.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::System;
using namespace Qt::StringLiterals;

namespace {

QString source(const QString& path) { return QStringLiteral(PILOTHOUSE_SOURCE_DIR) + u'/' + path; }

QString faultsOf(const Reading& reading)
{
    QStringList lines;
    for (const Fault& fault : reading.faults)
        lines.append(u"%1:%2: %3"_s.arg(fault.line).arg(fault.column).arg(fault.message));
    return lines.join(u'\n');
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray small(const QByteArray& system)
{
    return "apiVersion: pilothouse/v1\nsystem: " + system + "\nenvironments: { production: {} }\n";
}

} // namespace

class TestLibrary : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void shippedSystemsAreValid_data()
    {
        QTest::addColumn<QString>("file");
        const QDir folder(source(u"resources/systems"_s));
        const QStringList names = folder.entryList({u"*.yaml"_s, u"*.yml"_s}, QDir::Files);
        QVERIFY(names.contains(u"fleetpass.yaml"_s));
        for (const QString& name : names)
            QTest::newRow(qPrintable(name)) << folder.absoluteFilePath(name);
    }
    void shippedSystemsAreValid()
    {
        QFETCH(QString, file);
        const Reading reading = loadDefinition(file);
        QCOMPARE(faultsOf(reading), QString());
        QVERIFY(reading.definition);
        QCOMPARE(reading.definition->system + u".yaml"_s, QFileInfo(file).fileName());
        for (const Environment& environment : reading.definition->environments)
            QVERIFY2(environment.procedure(u"deploy"_s) && environment.procedure(u"rollback"_s),
                     qPrintable(environment.name));
    }
    void fleetPassHoldsItsFacts()
    {
        const Reading reading = loadDefinition(source(u"resources/systems/fleetpass.yaml"_s));
        QVERIFY(reading.definition);
        const Environment& production = *reading.definition->environment(u"production"_s);
        QCOMPARE(production.service(u"backend"_s)->limits, (Resources{1.0, qint64(1) << 30}));
        QCOMPARE(production.service(u"backend"_s)->reservations, (Resources{0.5, qint64(512) << 20}));
        QCOMPARE(production.service(u"frontend"_s)->limits, (Resources{0.5, qint64(512) << 20}));
        QCOMPARE(production.service(u"frontend"_s)->reservations, (Resources{0.25, qint64(256) << 20}));
        QCOMPARE(production.backup(u"database"_s)->keep.age,
                 std::optional<std::chrono::milliseconds>(std::chrono::hours(720)));
        for (const QString& name :
             {u"deploy"_s, u"update"_s, u"rollback"_s, u"scale"_s, u"restart"_s, u"diagnostics"_s, u"maintenance"_s})
            QVERIFY2(production.procedure(name), qPrintable(name));
        QVERIFY(production.procedure(u"diagnostics"_s)->readOnly);
        QCOMPARE(reading.definition->environment(u"staging"_s)->probe(u"database"_s)->database, u"fleetpass_staging"_s);
        const QJsonObject seen = inspectDefinition(reading);
        QCOMPARE(seen.value(u"valid"_s).toBool(), true);
        QCOMPARE(seen.value(u"environments"_s).toArray(), (QJsonArray{u"staging"_s, u"production"_s}));
        QCOMPARE(seen.value(u"procedures"_s).toArray().size(), 7);
        QVERIFY(seen.value(u"errors"_s).toArray().isEmpty());
    }
    void theDemoFleetsTemplateIsValid()
    {
        QFile file(source(u"resources/demo/fleetpass.yaml.in"_s));
        if (!file.open(QIODevice::ReadOnly))
            QSKIP("this tree has no demo fleet");
        QString text = QString::fromUtf8(file.readAll());
        text.replace(u"@LOGIN@"_s, u"fleetpass"_s).replace(u"@HOSTS@"_s, u"/tmp/fleet"_s);
        text.replace(QRegularExpression(u"@(PRODUCTION|PRODUCTION_2|STAGING)@"_s), u"127.0.10.1"_s);
        text.replace(QRegularExpression(u"@[A-Z_0-9]+@"_s), u"2201"_s);
        QCOMPARE(faultsOf(readDefinition(text.toUtf8(), file.fileName())), QString());
    }
    void readsAFolder()
    {
        const QTemporaryDir config;
        QVERIFY(loadLibrary(config.path()).files.empty());
        QVERIFY(QDir(config.path()).mkdir(u"systems"_s));
        const QString systems = config.filePath(u"systems/"_s);
        write(systems + u"b.yaml"_s, small("b"));
        write(systems + u"a.yaml"_s, small("a"));
        write(systems + u"broken.yaml"_s, "system: [\n");
        write(systems + u"notes.txt"_s, "no definition");
        const Library library = loadLibrary(config.path());
        QCOMPARE(library.files.size(), size_t(3));
        QCOMPARE(definitionFiles(config.path()).size(), 3);
        QCOMPARE(library.files[0].file, systems + u"a.yaml"_s);
        QCOMPARE(library.definitions().size(), size_t(2));
        QCOMPARE(library.system(u"b"_s)->file, systems + u"b.yaml"_s);
        QVERIFY(!library.system(u"c"_s));
        QCOMPARE(library.files[2].reading.faults.size(), size_t(1));
    }
    void aSystemDefinedTwiceCountsNowhere()
    {
        const QTemporaryDir config;
        QVERIFY(QDir(config.path()).mkdir(u"systems"_s));
        write(config.filePath(u"systems/one.yaml"_s), small("same"));
        write(config.filePath(u"systems/two.yaml"_s), small("same"));
        write(config.filePath(u"systems/three.yaml"_s), small("other"));
        const Library library = loadLibrary(config.path());
        QVERIFY(!library.system(u"same"_s));
        QVERIFY(library.system(u"other"_s));
        QVERIFY(library.files[0].reading.faults[0].message.contains(u"two.yaml"));
        QVERIFY(library.files[2].reading.faults[0].message.contains(u"one.yaml"));
    }
    void aMissingFileIsAFault()
    {
        const Reading reading = loadDefinition(u"/nowhere/at/all.yaml"_s);
        QVERIFY(!reading.definition);
        QCOMPARE(reading.faults[0].line, 1);
        QCOMPARE(reading.faults[0].column, 1);
    }
    void aHugeFileIsNotReadToItsEnd()
    {
        const QTemporaryDir config;
        QFile file(config.filePath(u"huge.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.resize(qint64(1) << 32)); // sparse
        file.close();
        const Reading reading = loadDefinition(file.fileName());
        QVERIFY(reading.faults[0].message.contains(u"1 MiB"));
    }
};

PILOTHOUSE_TEST(TestLibrary)
#include "tst_library.moc"
