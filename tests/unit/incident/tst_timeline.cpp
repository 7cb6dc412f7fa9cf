// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "incidenttest.h"
#include "store/query.h"
#include "support/testmain.h"

#include <QJsonArray>

using namespace Pilothouse;
using namespace Pilothouse::Incident;
using namespace Pilothouse::Test;

namespace {

QStringList actionsOf(const Timeline& timeline)
{
    QStringList out;
    for (const TimelineEntry& entry : timeline.entries)
        out += entry.source == TimelineEntry::Source::Note ? u"note"_s : entry.action;
    return out;
}

const QString run = u"0199aaaa-0000-7000-8000-000000000001"_s;

} // namespace

class TestTimeline : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void putsNotesAndTheTrailTogether()
    {
        Desk desk;
        desk.happened(u"run.ended"_s, {{u"run"_s, run}, {u"procedure"_s, u"old"_s}, {u"state"_s, u"succeeded"_s}});
        desk.clock.advance(2h);
        desk.happened(u"run.began"_s, {{u"run"_s, run}, {u"procedure"_s, u"deploy"_s}});
        desk.clock.advance(10min);
        const auto incident = desk.open(u"Payments fail"_s);
        QVERIFY(incident);
        desk.clock.advance(1min);
        desk.happened(u"lock.taken"_s, {{u"message"_s, u"hands off"_s}});
        desk.happened(u"lock.taken"_s, {{u"message"_s, u"not ours"_s}}, u"fleetpass/production-eu"_s);
        desk.happened(u"exec.began"_s, {{u"hosts"_s, QJsonArray{u"app-1"_s}}, {u"command"_s, u"uptime"_s}},
                      u"fleetpass/production:app-1"_s);
        desk.clock.advance(1min);
        QVERIFY(wait(desk.incidents.note(incident->id, u"It is the queue."_s)));
        QVERIFY(desk.open(u"Another"_s));
        desk.clock.advance(1min);
        desk.happened(u"run.began"_s, {{u"run"_s, run},
                                       {u"procedure"_s, u"deploy"_s},
                                       {u"bypass"_s, QJsonObject{{u"incident"_s, incident->id.toString()},
                                                                 {u"reason"_s, u"the fix"_s},
                                                                 {u"gates"_s, QJsonArray{u"backup db: none"_s}}}}});
        desk.clock.advance(1min);
        QVERIFY(wait(desk.incidents.close(incident->id, 1, u"emptied"_s)));
        desk.clock.advance(1min);
        desk.happened(u"run.ended"_s, {{u"run"_s, run}, {u"procedure"_s, u"deploy"_s}, {u"state"_s, u"succeeded"_s}});
        desk.happened(u"run.reviewed"_s,
                      {{u"run"_s, run}, {u"incident"_s, incident->id.toString()}, {u"by"_s, u"bert"_s}});
        const auto timeline = wait(desk.incidents.timeline(incident->id));
        QVERIFY2(timeline.has_value(), qPrintable(timeline ? QString() : timeline.error().detail));
        QCOMPARE(actionsOf(*timeline),
                 (QStringList{u"run.began"_s, u"incident.opened"_s, u"lock.taken"_s, u"exec.began"_s, u"note"_s,
                              u"run.began"_s, u"incident.closed"_s, u"run.reviewed"_s}));
        using When = TimelineEntry::When;
        QCOMPARE(timeline->entries.front().when, When::Before);
        QCOMPARE(timeline->entries.at(1).when, When::During);
        QCOMPARE(timeline->entries.back().when, When::After);
        const TimelineEntry& note = timeline->entries.at(4);
        QCOMPARE(note.text.text(), u"It is the queue."_s);
        QVERIFY(!note.red);
        const TimelineEntry& bypass = timeline->entries.at(5);
        QVERIFY(bypass.red);
        QCOMPARE(bypass.run.toString(), run);
        QVERIFY(bypass.text.text().contains(u"backup db: none"_s));
        QVERIFY(bypass.text.text().contains(u"the fix"_s));
        for (const TimelineEntry& entry : timeline->entries)
            QCOMPARE(entry.skew, 0ms);
    }
    void doesNotHideAClockThatWentBack()
    {
        Desk desk;
        const auto incident = desk.open(u"Payments fail"_s);
        QVERIFY(incident);
        desk.clock.advance(10min);
        desk.happened(u"lock.taken"_s, {{u"message"_s, u"first"_s}});
        desk.clock.setNow(desk.clock.now().addSecs(-120));
        desk.happened(u"lock.takenAway"_s, {});
        desk.clock.setNow(desk.clock.now().addSecs(-3600));
        desk.happened(u"lock.taken"_s, {{u"message"_s, u"an hour ago, it says"_s}});
        const auto timeline = wait(desk.incidents.timeline(incident->id));
        QVERIFY(timeline);
        // By what the clocks said, with what cannot be so marked.
        QCOMPARE(actionsOf(*timeline),
                 (QStringList{u"lock.taken"_s, u"incident.opened"_s, u"lock.takenAway"_s, u"lock.taken"_s}));
        QCOMPARE(timeline->entries.at(0).skew, 62min);
        QCOMPARE(timeline->entries.at(0).when, TimelineEntry::When::During);
        QCOMPARE(timeline->entries.at(2).skew, 2min);
        QCOMPARE(timeline->entries.at(3).skew, 0min);
        QVERIFY(skewWords(timeline->entries.at(2)).contains(formatDuration(2min)));
        QVERIFY(skewWords(timeline->entries.at(3)).isEmpty());
        QCOMPARE(toJson(*timeline)[u"timeline"_s].toArray().at(2)[u"skewMs"_s].toInteger(), qint64(120000));
        QVERIFY(toMarkdown(*timeline, desk.clock.now()).contains(u"behind"_s));
    }
    void saysWhenANoteIsNotWhatWasWritten()
    {
        Desk desk;
        const auto incident = desk.open(u"Payments fail"_s);
        QVERIFY(incident && wait(desk.incidents.note(incident->id, u"It was me."_s)) &&
                wait(desk.incidents.note(incident->id, u"Removed later."_s)));
        const auto changed = wait(desk.facts.write<qint64>([](QSqlDatabase& database) -> Result<qint64> {
            const auto forged = Store::execute(
                database, u"UPDATE incident_notes SET text = 'It was bert.' WHERE text = 'It was me.'"_s);
            return forged ? Store::execute(database, u"DELETE FROM incident_notes WHERE text = 'Removed later.'"_s)
                          : forged;
        }));
        QVERIFY(changed);
        const auto timeline = wait(desk.incidents.timeline(incident->id));
        QVERIFY(timeline);
        QCOMPARE(timeline->entries.size(), size_t(3));
        QVERIFY(timeline->entries.at(1).red);
        QVERIFY(timeline->entries.at(1).text.text().contains(u"another hash"_s));
        QVERIFY(timeline->entries.at(2).red);
        QVERIFY(timeline->entries.at(2).text.text().contains(u"gone"_s));
    }
    void textFromElsewhereIsNeitherMarkupNorControl()
    {
        Desk desk;
        const auto incident = desk.open(u"<b>*bold*</b> \x1b[31m"_s);
        QVERIFY(incident);
        QVERIFY(
            wait(desk.incidents.note(incident->id, u"# heading\n- [ ] item\n1. one\n<script>x</script>\n| a | b |"_s)));
        const auto timeline = wait(desk.incidents.timeline(incident->id));
        QVERIFY(timeline);
        const QString text = toMarkdown(*timeline, desk.clock.now());
        QVERIFY(!text.contains(u'\x1b'));
        QVERIFY(text.startsWith(u"# \\<b\\>\\*bold\\*"_s));
        QVERIFY(text.contains(u"> \\# heading\n"_s));
        QVERIFY(text.contains(u"> \u200b- \\[ \\] item\n"_s));
        QVERIFY(text.contains(u"> \\<script\\>x"_s));
        QVERIFY(text.contains(u"\\| a \\| b \\|"_s));
    }
    void theExportIsAPostMortemToBeFinished()
    {
        Desk desk;
        const auto incident = desk.open(u"Payments fail"_s);
        QVERIFY(incident);
        desk.clock.advance(90min);
        const auto still = wait(desk.incidents.timeline(incident->id));
        QVERIFY(still && toMarkdown(*still, desk.clock.now()).contains(u"**open**"_s));
        QVERIFY(wait(desk.incidents.close(incident->id, 1, u"emptied the queue"_s)));
        const auto timeline = wait(desk.incidents.timeline(incident->id));
        QVERIFY(timeline);
        const QString text = toMarkdown(*timeline, desk.clock.now());
        QStringList headings;
        for (const QString& line : text.split(u'\n'))
            if (line.startsWith(u'#'))
                headings += line;
        QCOMPARE(headings, (QStringList{u"# Payments fail"_s, u"## Summary"_s, u"## Impact"_s, u"## Resolution"_s,
                                        u"## Timeline"_s, u"## Cause"_s, u"## What helped, what hindered"_s,
                                        u"## What follows"_s}));
        QVERIFY(text.contains(u"> emptied the queue"_s));
        QVERIFY(text.contains(u"Lasted: "_s + formatDuration(90min)));
    }
    void unknownActsAreShownAsTheyAre() { QCOMPARE(trailWords(u"new.act"_s, {{u"x"_s, 1}}), u"new.act: {\"x\":1}"_s); }
};

PILOTHOUSE_TEST(TestTimeline)
#include "tst_timeline.moc"
