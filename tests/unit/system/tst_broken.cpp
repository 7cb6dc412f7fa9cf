// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testmain.h"
#include "system/definition.h"
#include "system/inspection.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>

using namespace Pilothouse;
using namespace Pilothouse::System;
using namespace Qt::StringLiterals;

namespace {

QString folder() { return QStringLiteral(PILOTHOUSE_SOURCE_DIR) + u"/tests/unit/system/data/broken/"_s; }

QString faultsOf(const Reading& reading)
{
    QString lines;
    for (const Fault& fault : reading.faults)
        lines += u"%1:%2: %3\n"_s.arg(fault.line).arg(fault.column).arg(fault.message);
    return lines;
}

QString read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

/// Every broken document beside its list of faults. `PILOTHOUSE_GOLDEN=write test_system TestBroken` writes the lists
/// anew, to be read before they are committed.
class TestBroken : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reportsEveryFault_data()
    {
        QTest::addColumn<QString>("file");
        const QStringList names = QDir(folder()).entryList({u"*.yaml"_s}, QDir::Files, QDir::Name);
        QVERIFY(names.size() > 10);
        for (const QString& name : names)
            QTest::newRow(qPrintable(name)) << name;
    }
    void reportsEveryFault()
    {
        QFETCH(QString, file);
        const Reading reading = loadDefinition(folder() + file);
        QVERIFY(!reading.definition);
        const QString found = faultsOf(reading);
        const QString goldenPath = folder() + file.chopped(5) + u".faults"_s;
        if (qEnvironmentVariable("PILOTHOUSE_GOLDEN") == u"write") {
            QFile golden(goldenPath);
            QVERIFY(golden.open(QIODevice::WriteOnly));
            golden.write(found.toUtf8());
        }
        QCOMPARE(found.split(u'\n'), read(goldenPath).split(u'\n'));
    }
    void neverShowsASecret()
    {
        const QString found = faultsOf(loadDefinition(folder() + u"secretlike.yaml"_s)) +
                              faultsOf(loadDefinition(folder() + u"probes.yaml"_s));
        for (const QString& secret :
             {u"0123456789abcdef"_s, u"x7Kq92"_s, u"hunter2"_s, u"AKIA"_s, u"eyJ"_s, u"XXXXXX"_s})
            QVERIFY2(!found.contains(secret), qPrintable(secret));
    }
    void inspectsWithPlaces()
    {
        const QJsonObject seen = inspectDefinition(loadDefinition(folder() + u"syntax.yaml"_s));
        QCOMPARE(seen.value(u"valid"_s).toBool(true), false);
        const QJsonObject error = seen.value(u"errors"_s).toArray().at(0).toObject();
        QVERIFY(error.value(u"line"_s).toInt() > 0);
        QVERIFY(error.value(u"column"_s).toInt() > 0);
        QVERIFY(!error.value(u"message"_s).toString().isEmpty());
        QVERIFY(seen.value(u"environments"_s).toArray().isEmpty());
    }
};

PILOTHOUSE_TEST(TestBroken)
#include "tst_broken.moc"
