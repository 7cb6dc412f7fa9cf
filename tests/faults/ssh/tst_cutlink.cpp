// SPDX-License-Identifier: GPL-3.0-or-later
#include "badroad.h"
#include "ssh/framing.h"

#include <QElapsedTimer>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

enum class Fault { Fin, Reset, Silence };

/// What was told of a command, and where its host wrote down that it ran.
struct Told
{
    qint64 at = 0;
    Result<Ssh::Finished> result;
    QString witness;
};

QByteArray text(const Told& told)
{
    return "at byte " + QByteArray::number(told.at) + ": " +
           (told.result ? "exit status " + QByteArray::number(told.result->exitStatus.value_or(-1)) + ", output " +
                              told.result->output.left(60)
                        : whyNot(told.result));
}

/// More than the same output takes in more packets than usual.
constexpr qint64 beyond = 64 * 1024;

} // namespace

/// The connection is lost behind byte 1, 2, 3 … of a command, until one comes through: what is told is never more than
/// what is known, nothing runs twice, and nothing is left behind.
class TestCutLink : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<BadRoad> m_road;
    FaultProxy::Seen m_whole; ///< of a command that nothing happened to
    qint64 m_handshake = 0;   ///< what came down before the login was done

    static QByteArray expected()
    {
        QByteArray out = "begun\n";
        for (int i = 0; i < 30; ++i)
            out += "line " + QByteArray::number(i) + " of the output\n";
        return out;
    }
    static Ssh::Command command(const QString& witness, bool chatty)
    {
        QByteArray script = "echo start >> \"$1\"\n";
        script += chatty ? "echo begun; i=0; while [ $i -lt 30 ]; do echo \"line $i of the output\"; i=$((i+1)); done; "
                           "echo end >> \"$1\"\n"
                         : "echo end >> \"$1\"\n";
        auto out = Ssh::shellCommand(script, {witness.toUtf8()});
        out.deadline = 20s;
        return out;
    }
    Told tellOf(qint64 at, bool chatty)
    {
        const QString witness = m_road->server.path(u"witness-%1-%2"_s.arg(m_witnesses++).arg(at));
        Ssh::Pool pool(m_road->options(), m_clock);
        return {.at = at, .result = runCommand(pool, m_road->endpoint(), command(witness, chatty)), .witness = witness};
    }
    /// All that follows from what was told, when the host has come to rest.
    void check(const Told& told, bool chatty) const
    {
        const QByteArray witnessed = contentsOf(told.witness);
        const auto starts = witnessed.count("start\n");
        QVERIFY2(starts <= 1, text(told));
        if (told.result) {
            QVERIFY2(told.result->succeeded(), text(told));
            QCOMPARE(witnessed, QByteArray("start\nend\n"));
            QCOMPARE(told.result->output, chatty ? expected() : QByteArray());
            return;
        }
        QVERIFY2(told.result.error().kind == ErrorKind::Unreachable || told.result.error().kind == ErrorKind::Refused,
                 text(told));
        QVERIFY2(told.result.error().message.contains(u"app-1"_s), text(told));
        QVERIFY2(!told.result.error().message.contains(u"host key"_s), text(told));
        // Whatever does not call the outcome unknown says that the command was never sent.
        if (!told.result.error().message.contains(u"outcome is unknown"_s))
            QVERIFY2(starts == 0, text(told));
        // A script that prints nothing goes on to its end.
        if (!chatty && starts == 1)
            QCOMPARE(witnessed, QByteArray("start\nend\n"));
    }

    int m_witnesses = 0;

private Q_SLOTS:
    void initTestCase()
    {
        m_road = std::make_unique<BadRoad>();
        QVERIFY2(m_road->server.isRunning(), qPrintable(m_road->server.error()));
        QVERIFY(m_road->proxy.isRunning());
        {
            Ssh::Pool pool(m_road->options(), m_clock);
            const auto facts = await(pool.facts(m_road->endpoint()), {}, 30s);
            QVERIFY2(facts, whyNot(facts));
            m_handshake = m_road->proxy.newest().down;
        }
        const auto told = tellOf(-1, true);
        QVERIFY2(told.result, whyNot(told.result));
        m_whole = m_road->proxy.newest();
        QVERIFY(eventually([&] { return m_road->isEmpty(); }));
        check(told, true);
        qInfo("a command sends %lld bytes and receives %lld, %lld of them for the login", m_whole.up, m_whole.down,
              m_handshake);
    }

    void everyPosition_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<bool>("up");
        QTest::addColumn<bool>("chatty");
        for (const bool up : {false, true}) {
            const char* way = up ? "sending" : "receiving";
            QTest::addRow("FIN while %s", way) << Fault::Fin << up << true;
            QTest::addRow("RST while %s", way) << Fault::Reset << up << false;
        }
        QTest::addRow("silence while receiving") << Fault::Silence << false << true;
        QTest::addRow("silence while sending") << Fault::Silence << true << false;
    }

    void everyPosition()
    {
        QFETCH(const Fault, fault);
        QFETCH(const bool, up);
        QFETCH(const bool, chatty);
        const qint64 end = (up ? m_whole.up : m_whole.down) + 40;
        const int descriptors = openDescriptors();
        // Silence takes its time: it is told from a slow host only by waiting.
        std::vector<Told> all;
        QElapsedTimer timer;
        auto places = positions(0, end, fault == Fault::Silence ? 6 : 45);
        places.push_back(end + beyond);
        for (const qint64 at : places) {
            FaultProxy::Plan plan{.ending = fault == Fault::Reset ? FaultProxy::Ending::Reset : FaultProxy::Ending::Fin,
                                  .connections = 1};
            FaultProxy::Way& way = up ? plan.up : plan.down;
            (fault == Fault::Silence ? way.freezeAt : way.cutAt) = at;
            m_road->proxy.setPlan(plan);
            timer.start();
            all.push_back(tellOf(at, chatty));
            QVERIFY2(timer.elapsed() < 15000, text(all.back()));
            m_road->proxy.cut(); // what is silent would stay for ever
        }
        m_road->proxy.setPlan({});
        QVERIFY(eventually([&] { return m_road->isEmpty(); }));
        int known = 0;
        for (const Told& told : all) {
            check(told, chatty);
            if (QTest::currentTestFailed())
                return;
            known += told.result ? 1 : 0;
        }
        // At least that beyond the end is known, and most of what came behind the command is not.
        QVERIFY(known > 0 && known < int(all.size()));
        QCOMPARE(openDescriptors(), descriptors);
    }

    /// A network that never works: an error in time, and nothing was run.
    void alwaysCut_data()
    {
        QTest::addColumn<qint64>("at");
        QTest::newRow("in the key exchange") << qint64(600);
        QTest::newRow("in the login") << m_handshake - 60;
    }
    void alwaysCut()
    {
        QFETCH(const qint64, at);
        m_road->proxy.setPlan({.down = {.cutAt = at}});
        const auto told = tellOf(at, true);
        m_road->proxy.setPlan({});
        QVERIFY(!told.result);
        QVERIFY(eventually([&] { return m_road->isEmpty(); }));
        check(told, true);
    }
};

PILOTHOUSE_TEST(TestCutLink)
#include "tst_cutlink.moc"
