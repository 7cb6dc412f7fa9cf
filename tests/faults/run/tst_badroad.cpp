// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "killing.h"
#include "support/faultproxy.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A deploy whose connection is lost behind one byte after the other: the host goes on, the console finds the run again
/// and follows from the byte it saw last, and no step runs twice.
class BadRoadTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<KillingFloor> m_floor;
    std::unique_ptr<FaultProxy> m_proxy;

    static QByteArray contents(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be read) ") + path.toUtf8();
    }
    /// A shop whose console reaches its host through the proxy only.
    std::unique_ptr<ShopFloor> newShop() const
    {
        auto shop = m_floor->newShop();
        const auto port = [this](const QString& text) {
            return QString(text).replace(u':' + QString::number(m_floor->server->port()),
                                         u':' + QString::number(m_proxy->port()));
        };
        shop->shop.yaml = port(shop->shop.yaml);
        QFile known(shop->shop.data + u"-known_hosts"_s);
        if (!known.open(QIODevice::WriteOnly) ||
            known.write(port(QString::fromLatin1(m_floor->server->knownHostsLine())).toLatin1()) <= 0)
            qFatal("cannot write %s", qPrintable(known.fileName()));
        shop->shop.knownHosts = known.fileName();
        return shop;
    }
    /// Output kept here against the file on the host, byte for byte.
    void compareOutputs(const Desk& desk, const RunRecord& record) const
    {
        int compared = 0;
        const QString run = m_floor->state + u"/pilothouse/runs/"_s + record.info.id.toString();
        for (const QString& segment : QDir(run).entryList({u"*-app-1"_s}, QDir::Dirs)) {
            const QString steps = u"%1/%2/steps"_s.arg(run, segment);
            for (const QString& step : QDir(steps).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
                QCOMPARE(contents(desk.runs->outputFile(record.info.id, step, u"app-1"_s)),
                         contents(u"%1/%2/output"_s.arg(steps, step)));
                ++compared;
            }
        }
        QCOMPARE(compared, 3);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_floor = std::make_unique<KillingFloor>();
        QVERIFY2(m_floor->server->isRunning(), qPrintable(m_floor->server->error()));
        m_proxy = std::make_unique<FaultProxy>(m_floor->server->address(), m_floor->server->port());
        QVERIFY(m_proxy->isRunning());
    }

    void everyCutIsSurvived_data()
    {
        QTest::addColumn<bool>("up");
        QTest::addColumn<double>("part");
        // Parts of what a whole deploy sends and receives; the seed moves them.
        const int seed = qEnvironmentVariableIntValue("PILOTHOUSE_SEED");
        const int points =
            qEnvironmentVariableIsSet("PILOTHOUSE_KILLS") ? qEnvironmentVariableIntValue("PILOTHOUSE_KILLS") : 8;
        for (int i = 0; i < points; ++i) {
            const double part = (i + 0.3 + (seed % 97) / 200.0) / points;
            QTest::addRow("%s, %.3f", i % 2 ? "sending" : "receiving", part) << (i % 2 == 1) << part;
        }
        // While the lock is given back.
        QTest::addRow("sending the end, 0.95") << true << 0.95;
        QTest::addRow("sending the end, 0.98") << true << 0.98;
        QTest::addRow("receiving the end, 0.99") << false << 0.99;
    }
    void everyCutIsSurvived()
    {
        QFETCH(const bool, up);
        QFETCH(const double, part);
        static FaultProxy::Seen whole;
        if (whole.down == 0) {
            const auto shop = newShop();
            Desk desk(shop->shop);
            const auto id = desk.deploy(u"good"_s);
            QVERIFY2(id, qPrintable(id ? QString() : id.error().message));
            const auto record = desk.waitFor(*id);
            QVERIFY(record);
            QCOMPARE(runStateName(record->info.state), u"succeeded"_s);
            whole = m_proxy->newest();
        }
        const auto shop = newShop();
        Desk desk(shop->shop);
        FaultProxy::Plan plan{.ending = up ? FaultProxy::Ending::Reset : FaultProxy::Ending::Fin, .connections = 1};
        (up ? plan.up : plan.down).cutAt = qint64(double(up ? whole.up : whole.down) * part);
        m_proxy->setPlan(plan);
        const auto id = desk.deploy(u"good"_s);
        if (!id) { // the plan could not be made, or the run not be started: then nothing was done
            QVERIFY2(!id.error().message.isEmpty(), "an error without words");
            QVERIFY(shop->witnessed().isEmpty());
            QCOMPARE(shop->running(), u"1.0.0"_s);
            return;
        }
        const auto record = desk.waitFor(*id, 120s);
        QVERIFY2(record, qPrintable(record ? QString() : record.error().message));
        QStringList witnessed = shop->witnessed();
        QVERIFY2(witnessed.removeDuplicates() == 0, qPrintable(witnessed.join(u'\n')));
        QCOMPARE(runStateName(record->info.state), u"succeeded"_s);
        QCOMPARE(shop->running(), u"1.1.0"_s);
        QCOMPARE(witnessed.size(), 3);
        compareOutputs(desk, *record);
        QVERIFY(!QFile::exists(shop->shop.directory + u"/.pilothouse-lock"_s));
    }
};

PILOTHOUSE_TEST(BadRoadTest)
#include "tst_badroad.moc"
