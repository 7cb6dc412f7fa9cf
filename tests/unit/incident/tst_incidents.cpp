// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidenttest.h"
#include "support/testmain.h"

#include <QJsonDocument>

using namespace Pilothouse;
using namespace Pilothouse::Incident;
using namespace Pilothouse::Test;

class TestIncidents : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isOpenedNotedAndClosed()
    {
        Desk desk;
        const auto opened = desk.open(u"Payments fail"_s, {u"fleetpass/staging"_s, u"fleetpass/production"_s});
        QVERIFY2(opened.has_value(), qPrintable(opened ? QString() : opened.error().message));
        QCOMPARE(opened->openedBy, u"anna"_s);
        QCOMPARE(opened->commander.text(), u"anna"_s);
        QCOMPARE(opened->openedAt, desk.clock.now());
        QCOMPARE(opened->version, 1);
        QVERIFY(opened->isOpen());
        QCOMPARE(opened->targets, (QStringList{u"fleetpass/production"_s, u"fleetpass/staging"_s}));
        desk.clock.advance(1min);
        const auto note = wait(desk.incidents.note(opened->id, u"  The queue is full.\nSince three.\n"_s));
        QVERIFY(note);
        QCOMPARE(note->text.text(), u"The queue is full.\nSince three."_s);
        desk.clock.advance(1min);
        const auto closed = wait(desk.incidents.close(opened->id, 1, u"the queue was emptied"_s));
        QVERIFY(closed);
        QVERIFY(!closed->isOpen());
        QCOMPARE(closed->closedBy, u"anna"_s);
        QCOMPARE(closed->closedAt, desk.clock.now());
        QCOMPARE(closed->version, 2);
        const auto again = wait(desk.incidents.find(opened->id.toString()));
        QVERIFY(again);
        QCOMPARE(*again, *closed);
        QVERIFY(wait(desk.incidents.note(opened->id, u"found out afterwards"_s)));
        QStringList actions;
        for (const Audit::Record& record : desk.audit())
            actions.prepend(record.action);
        QCOMPARE(actions,
                 (QStringList{u"incident.opened"_s, u"incident.noted"_s, u"incident.closed"_s, u"incident.noted"_s}));
        // What people write is in the store once; the trail has its hash.
        QVERIFY(!desk.audit().at(2).payload.contains("queue is full"));
        QVERIFY(desk.audit().at(2).payload.contains(note->sha256.toLatin1()));
    }
    void refusesWhatSaysNothing()
    {
        Desk desk;
        QCOMPARE(desk.open(u"  "_s).error().kind, ErrorKind::Invalid);
        QCOMPARE(desk.open(u"a\nb"_s).error().kind, ErrorKind::Invalid);
        QCOMPARE(desk.open(QString(201, u'x')).error().kind, ErrorKind::Invalid);
        QCOMPARE(desk.open(u"Payments fail"_s, {}).error().kind, ErrorKind::Invalid);
        const auto opened = desk.open(u"Payments fail"_s);
        QVERIFY(opened);
        QCOMPARE(wait(desk.incidents.note(opened->id, u" \n"_s)).error().kind, ErrorKind::Invalid);
        QCOMPARE(wait(desk.incidents.note(opened->id, QString(70000, u'x'))).error().kind, ErrorKind::Invalid);
        QCOMPARE(wait(desk.incidents.close(opened->id, 1, u" "_s)).error().kind, ErrorKind::Invalid);
        QCOMPARE(wait(desk.incidents.note(Id::make(desk.clock.now()), u"lost"_s)).error().kind, ErrorKind::NotFound);
        QVERIFY(!severityFromName(u"terrible"_s));
        for (const Severity severity : {Severity::Critical, Severity::Major, Severity::Minor})
            QCOMPARE(severityFromName(severityName(severity)).value_or(Severity::Minor), severity);
        QCOMPARE(desk.audit().size(), size_t(1));
    }
    void tellsTheSecondOfTwoWriters()
    {
        Desk desk;
        const auto seen = desk.open(u"Payments fail"_s);
        QVERIFY(seen);
        Record anna = *seen;
        anna.severity = Severity::Critical;
        Record bert = *seen;
        bert.commander = SafeText::oneLine(u"bert"_s);
        const auto first = wait(desk.incidents.change(anna));
        QVERIFY(first);
        QCOMPARE(first->version, 2);
        const auto second = wait(desk.incidents.change(bert));
        QVERIFY(!second);
        QCOMPARE(second.error().kind, ErrorKind::Conflict);
        QVERIFY(second.error().message.contains(u"critical"_s));
        QCOMPARE(wait(desk.incidents.close(seen->id, 1, u"over"_s)).error().kind, ErrorKind::Conflict);
        QVERIFY(wait(desk.incidents.close(seen->id, 2, u"over"_s)));
        QCOMPARE(wait(desk.incidents.close(seen->id, 3, u"over again"_s)).error().kind, ErrorKind::Refused);
        QCOMPARE(wait(desk.incidents.find(seen->id.toString()))->resolution.text(), u"over"_s);
        QCOMPARE(desk.audit().size(), size_t(3));
    }
    void isFoundByTheBeginningOfItsId()
    {
        Desk desk;
        const auto one = desk.open(u"One"_s);
        desk.clock.advance(1h);
        const auto other = desk.open(u"Other"_s);
        QVERIFY(one && other);
        QCOMPARE(wait(desk.incidents.find(other->id.toString().left(13).toUpper()))->id, other->id);
        QCOMPARE(wait(desk.incidents.find(shortId(one->id)))->id, one->id);
        const auto several = wait(desk.incidents.find(one->id.toString().left(4)));
        QCOMPARE(several.error().kind, ErrorKind::Conflict);
        QVERIFY(several.error().message.contains(one->id.toString()));
        for (const QString& none : {u"019"_s, QString(), u"%%%%"_s, u"ffffffff"_s})
            QCOMPARE(wait(desk.incidents.find(none)).error().kind, ErrorKind::NotFound);
    }
    void listsTheOpenOnesFirst()
    {
        Desk desk;
        const auto old = desk.open(u"Old"_s);
        desk.clock.advance(1h);
        const auto closed = desk.open(u"Closed"_s);
        desk.clock.advance(1h);
        const auto elsewhere = desk.open(u"Elsewhere"_s, {u"bouncepro/production"_s});
        QVERIFY(old && closed && elsewhere && wait(desk.incidents.close(closed->id, 1, u"over"_s)));
        const auto titles = [&](const Filter& filter) {
            QStringList out;
            const auto all = wait(desk.incidents.list(filter)).value_or(std::vector<Record>());
            for (const Record& one : all)
                out += one.title.text();
            return out;
        };
        QCOMPARE(titles({}), (QStringList{u"Elsewhere"_s, u"Old"_s, u"Closed"_s}));
        QCOMPARE(titles({.target = u"fleetpass/production"_s}), (QStringList{u"Old"_s, u"Closed"_s}));
        QCOMPARE(titles({.openOnly = true}), (QStringList{u"Elsewhere"_s, u"Old"_s}));
    }
    void answersGates()
    {
        Desk desk;
        IncidentSource source(desk.incidents, desk.clock);
        const auto ask = [&](const QString& subject, const QString& environment = u"production"_s) {
            return wait(source.ask({.system = u"fleetpass"_s,
                                    .environment = environment,
                                    .kind = u"incident"_s,
                                    .subject = subject}))
                .value_or(Evidence{});
        };
        QCOMPARE(ask(u"none"_s).verdictAt(desk.clock.now()), Verdict::Holds);
        const auto opened = desk.open(u"Payments fail"_s);
        QVERIFY(opened);
        const Evidence fails = ask(u"none"_s);
        QCOMPARE(fails.verdictAt(desk.clock.now()), Verdict::Fails);
        QVERIFY(fails.statement.text().contains(u"Payments fail"_s));
        QVERIFY(fails.statement.text().contains(shortId(opened->id)));
        QCOMPARE(fails.artefacts, QStringList{opened->id.toString()});
        QCOMPARE(ask(u"none"_s, u"staging"_s).verdict, Verdict::Holds);
        const Evidence bound = ask(opened->id.toString());
        QCOMPARE(bound.verdict, Verdict::Holds);
        QCOMPARE(bound.artefacts, (QStringList{opened->id.toString(), u"Payments fail"_s}));
        QCOMPARE(ask(opened->id.toString(), u"staging"_s).verdict, Verdict::Fails);
        QCOMPARE(ask(u"ffffffff-0000"_s).verdict, Verdict::Fails);
        QVERIFY(wait(desk.incidents.close(opened->id, 1, u"over"_s)));
        QCOMPARE(ask(opened->id.toString()).verdict, Verdict::Fails);
        QCOMPARE(ask(u"none"_s).verdict, Verdict::Holds);
        desk.facts.close();
        QCOMPARE(ask(u"none"_s).verdict, Verdict::Unknown);
    }
};

PILOTHOUSE_TEST(TestIncidents)
#include "tst_incidents.moc"
