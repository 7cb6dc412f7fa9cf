// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/judge.h"
#include "health/lookprobe.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Health;
using namespace Qt::StringLiterals;

namespace {

QByteArray section(const QByteArray& look, const QByteArray& said, int status = 0)
{
    return "pilothouse look " + look + '\n' + said + "\npilothouse looked " + look + ' ' + QByteArray::number(status) +
           '\n';
}

const QByteArray twoWorkers =
    R"([{"name":"web","pid":7,"pm_id":0,"pm2_env":{"status":"online","unstable_restarts":0}},)"
    R"({"name":"web","pid":8,"pm_id":1,"pm2_env":{"status":"online","unstable_restarts":0}},)"
    R"({"name":"mailer","pid":0,"pm_id":2,"pm2_env":{"status":"errored","unstable_restarts":3}}])";

} // namespace

class LookProbeTest : public QObject
{
    Q_OBJECT

    /// The verdict's word and its reason.
    static QString seen(System::ProbeKind kind, const QString& target, const QByteArray& output,
                        const QStringList& conditions = {})
    {
        System::ProbeSpec probe{.name = u"p"_s, .kind = kind, .target = target, .via = u"app"_s};
        for (const QString& condition : conditions)
            probe.conditions.push_back(System::Condition::parse(condition).value());
        const QDateTime at(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);
        const Measurement out = judge(probe, readLook(probe, output), at, {});
        return healthVerdictName(out.verdict) + u": "_s + out.reason;
    }
    static QString pm2(const QString& name, const QByteArray& sections, const QStringList& conditions = {})
    {
        return seen(System::ProbeKind::Pm2, name, sections + "pilothouse end\n", conditions);
    }
    static QString cron(const QString& command, const QByteArray& sections)
    {
        return seen(System::ProbeKind::Cron, command, sections + "pilothouse end\n");
    }

private Q_SLOTS:
    void workers()
    {
        const QByteArray output = section("pm2", twoWorkers);
        QCOMPARE(pm2(u"web"_s, output), u"up: 2 of 2 online"_s);
        QCOMPARE(pm2(u"mailer"_s, output), u"down: mailer crashes again and again"_s);
        QCOMPARE(pm2(u"api"_s, output), u"down: PM2 keeps no process named api"_s);
        QCOMPARE(pm2(u"web"_s, output, {u"[ROWS] >= 2"_s}), u"up: 2 of 2 online"_s);
        QVERIFY(pm2(u"web"_s, output, {u"[ROWS] >= 3"_s}).startsWith(u"down: "_s));
        QVERIFY(pm2(u"mailer"_s, output, {u"[CONNECTED] == true"_s}).startsWith(u"down: "_s));
    }
    void withoutDaemon()
    {
        QCOMPARE(pm2(u"web"_s, section("pm2", "no daemon of PM2 runs for deploy", 1)),
                 u"down: PM2 does not run on app"_s);
    }
    void whatCannotBeAskedIsUnknown()
    {
        QVERIFY(pm2(u"web"_s, section("pm2", "pm2 or node is not installed", 127)).startsWith(u"unknown: "_s));
        QVERIFY(pm2(u"web"_s, section("pm2", "", 3)).startsWith(u"unknown: "_s));
        QVERIFY(pm2(u"web"_s, {}).startsWith(u"unknown: "_s));
        // Cut off before its end.
        QVERIFY(seen(System::ProbeKind::Pm2, u"web"_s, section("pm2", twoWorkers)).startsWith(u"unknown: "_s));
    }
    void lines()
    {
        const QByteArray runs = section("cron-daemon", "cron");
        const QByteArray table = section("cron", "# 0 1 * * * /opt/backup.sh\n0 2 * * * /opt/backup.sh >>log\n");
        QCOMPARE(cron(u"/opt/backup.sh"_s, table + runs), u"up: 0 2 * * *"_s);
        QCOMPARE(cron(u"/opt/other.sh"_s, table + runs), u"down: no line of the crontab names /opt/other.sh"_s);
        QCOMPARE(cron(u"/opt/backup.sh"_s, table + section("cron-daemon", "")), u"down: no cron runs on app"_s);
        QCOMPARE(cron(u"/opt/backup.sh"_s, section("cron", "no crontab for deploy", 1) + runs),
                 u"down: there is no crontab on app"_s);
        QVERIFY(cron(u"/opt/backup.sh"_s, table).startsWith(u"unknown: "_s));
    }
};

PILOTHOUSE_TEST(LookProbeTest)
#include "tst_lookprobe.moc"
