// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/clientcommand.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Runtime;
using namespace Qt::StringLiterals;

/// Where a client of a database runs, and what of it others on the host can see.
class TestClientCommand : public QObject
{
    Q_OBJECT

    static System::Environment environment(const QString& directory, const System::Service& service)
    {
        System::Environment environment;
        System::Host host;
        host.name = u"app-1"_s;
        host.directory = directory;
        environment.hosts = {host};
        environment.services = {service};
        return environment;
    }
    static System::ProbeSpec probe(const QString& service, const QString& host = {})
    {
        return {.name = u"database"_s,
                .kind = System::ProbeKind::Postgres,
                .target = host,
                .via = u"app-1"_s,
                .service = service,
                .user = u"app"_s,
                .database = u"shop"_s};
    }

private Q_SLOTS:
    void findsTheContainer_data()
    {
        QTest::addColumn<QString>("directory");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("name");
        QTest::newRow("file in the directory")
            << u"/opt/shop"_s << u"compose.yml"_s << QString() << u"/opt/shop"_s << u"db"_s;
        QTest::newRow("file below it") << u"/opt/shop"_s << u"deploy/compose.yml"_s << QString()
                                       << u"/opt/shop/deploy"_s << u"db"_s;
        QTest::newRow("file elsewhere") << u"/opt/shop"_s << u"/srv/compose.yml"_s << QString() << u"/srv"_s << u"db"_s;
        QTest::newRow("at home") << u"~/shop"_s << u"compose.yml"_s << u"postgres"_s << u"~/shop"_s << u"postgres"_s;
        QTest::newRow("no directory") << QString() << u"compose.yml"_s << QString() << u"~"_s << u"db"_s;
    }
    void findsTheContainer()
    {
        QFETCH(QString, directory);
        QFETCH(QString, file);
        QFETCH(QString, unit);
        QFETCH(QString, folder);
        QFETCH(QString, name);
        const System::Service service{.name = u"db"_s, .runtime = System::Runtime::Compose, .file = file, .unit = unit};
        const auto container = containerOf(environment(directory, service), probe(u"db"_s));
        QCOMPARE(container, std::optional(Container{.directory = folder, .name = name}));
    }
    void asksTheHostWhereThatReaches()
    {
        const System::Service compose{.name = u"db"_s, .runtime = System::Runtime::Compose, .file = u"compose.yml"_s};
        const System::Service unit{.name = u"db"_s, .runtime = System::Runtime::Systemd};
        QVERIFY(!containerOf(environment(u"/opt"_s, compose), probe(u"db"_s, u"10.0.0.2"_s)));
        QVERIFY(!containerOf(environment(u"/opt"_s, unit), probe(u"db"_s)));
        QVERIFY(!containerOf(environment(u"/opt"_s, compose), probe({})));
    }
    void showsNobodyThePassword()
    {
        const std::optional container = Container{.directory = u"/opt/shop"_s, .name = u"db"_s};
        for (const auto& where : {std::optional<Container>(), container}) {
            const ClientCommand command = psql(probe(u"db"_s), Secret(QByteArray("pa'ss")), "SELECT 1", where);
            QVERIFY(!command.script.contains("pa'ss"));
            QVERIFY(std::ranges::none_of(command.arguments, [](const QByteArray& a) { return a.contains("pa'ss"); }));
            QCOMPARE(command.secretInput.bytes().toByteArray(), "pa'ss\n");
            QCOMPARE(command.input, "SELECT 1;\n");
        }
    }
};

PILOTHOUSE_TEST(TestClientCommand)
#include "tst_clientcommand.moc"
