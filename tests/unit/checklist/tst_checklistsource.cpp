// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/checklistsource.h"
#include "checklisttest.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Checklist;
using namespace Pilothouse::Test;

class TestChecklistSource : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersWhatGatesAsk()
    {
        Desk desk;
        ChecklistSource source(desk.repository, desk.clock);
        auto ask = [&](const QString& condition) {
            return wait(source.ask({.system = u"fleetpass"_s,
                                    .environment = u"production"_s,
                                    .kind = u"checklist"_s,
                                    .subject = u"go-live"_s,
                                    .condition = condition}));
        };
        auto verdict = [&](const QString& condition) {
            return ask(condition).value_or(Evidence{}).verdictAt(desk.clock.now());
        };
        QCOMPARE(source.kind(), u"checklist"_s);
        QCOMPARE(verdict({}), Verdict::Unknown);
        QVERIFY(ask({})->statement.text().contains(u"go-live"_s));

        const auto list = desk.import({.name = u"go-live"_s,
                                       .file = desk.write(u"list.md"_s, goLiveText),
                                       .roles = {{.role = u"Developer"_s}, {.role = u"CTO"_s}}});
        QVERIFY(list.has_value());
        QCOMPARE(verdict({}), Verdict::Fails);
        QCOMPARE(verdict(u"held>=0%"_s), Verdict::Holds);
        QCOMPARE(verdict(u"held>=1%"_s), Verdict::Fails);
        for (const QString& number : {u"1"_s, u"2"_s, u"3"_s})
            QVERIFY(wait(desk.lists.change(goLive, Change::tick(list->find(number)->key, 0, u"seen"_s))));
        QCOMPARE(verdict(u"complete"_s), Verdict::Holds);
        QCOMPARE(verdict(u"held>=60"_s), Verdict::Holds);
        QCOMPARE(verdict(u"signed"_s), Verdict::Fails);
        QCOMPARE(verdict({}), Verdict::Fails);
        QVERIFY(wait(desk.lists.sign(goLive, {.role = u"Developer"_s})));
        QVERIFY(wait(desk.lists.sign(goLive, {.role = u"CTO"_s})));
        QCOMPARE(verdict({}), Verdict::Holds);
        QCOMPARE(ask({})->source, u"checklist go-live"_s);
        desk.clock.advance(24h * 91);
        QCOMPARE(verdict({}), Verdict::Fails);
        QCOMPARE(verdict(u"signed"_s), Verdict::Holds);
        for (const QString& nonsense : {u"done"_s, u"held>=101%"_s, u"complete; true"_s})
            QCOMPARE(ask(nonsense).error().kind, ErrorKind::Invalid);
    }
    void whereNobodySignsNobodyHasSigned()
    {
        Desk desk;
        ChecklistSource source(desk.repository, desk.clock);
        auto verdict = [&](const QString& condition) {
            return wait(source.ask({.system = u"fleetpass"_s,
                                    .environment = u"production"_s,
                                    .kind = u"checklist"_s,
                                    .subject = u"go-live"_s,
                                    .condition = condition}))
                .value_or(Evidence{})
                .verdictAt(desk.clock.now());
        };
        const auto list = desk.import({.name = u"go-live"_s, .file = desk.write(u"list.md"_s, "- [ ] One\n")});
        QVERIFY(wait(desk.lists.change(goLive, Change::tick(list->find(u"1"_s)->key, 0, u"seen"_s))));
        QCOMPARE(verdict(u"signed"_s), Verdict::Fails);
        QCOMPARE(verdict(u"complete"_s), Verdict::Holds);
        QCOMPARE(verdict({}), Verdict::Holds);
    }
};

PILOTHOUSE_TEST(TestChecklistSource)
#include "tst_checklistsource.moc"
