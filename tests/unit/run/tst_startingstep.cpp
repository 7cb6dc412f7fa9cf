// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/startingstep.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Qt::StringLiterals;

/// Which step of a procedure the proof of what runs refers to.
class TestStartingStep : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isTheLastThatStarts_data()
    {
        QTest::addColumn<QStringList>("scripts");
        QTest::addColumn<QString>("step");
        const QString pull = u"git fetch && git checkout --detach \"$ref\""_s;
        const QString up = u"docker-compose -f docker-compose.prod.yml up -d --build"_s;
        QTest::newRow("a migration inside of the container")
            << QStringList{pull, up,
                           u"docker-compose -f docker-compose.prod.yml exec -T backend npx prisma migrate deploy"_s}
            << u"1"_s;
        QTest::newRow("a migration beside it") << QStringList{pull, up, u"npx prisma migrate deploy"_s} << u"1"_s;
        QTest::newRow("logs of it") << QStringList{up, u"docker logs backend"_s} << u"0"_s;
        QTest::newRow("a build of it") << QStringList{u"docker compose build backend"_s, up, pull} << u"1"_s;
        QTest::newRow("exec of a shell is no container's")
            << QStringList{pull, u"exec ./scripts/restart backend"_s} << u"1"_s;
        QTest::newRow("several commands") << QStringList{pull, u"docker compose pull backend\n"_s + up, pull} << u"1"_s;
        QTest::newRow("a long line") << QStringList{pull,
                                                    u"docker compose exec web true && \\\n docker compose up -d"_s}
                                     << u"1"_s;
        QTest::newRow("none") << QStringList{pull, u"make"_s} << u"0"_s;
    }
    void isTheLastThatStarts()
    {
        QFETCH(QStringList, scripts);
        std::vector<PlannedStep> steps;
        for (const QString& script : scripts)
            steps.push_back(
                {.step = {.id = QString::number(steps.size()), .name = {}, .argument = script}, .hosts = {u"app-1"_s}});
        const System::Service backend{.name = u"backend"_s, .runtime = System::Runtime::Compose};
        QTEST(startingStep(steps, u"app-1"_s, backend), "step");
        QCOMPARE(startingStep(steps, u"app-2"_s, backend), QString());
    }
};

PILOTHOUSE_TEST(TestStartingStep)
#include "tst_startingstep.moc"
