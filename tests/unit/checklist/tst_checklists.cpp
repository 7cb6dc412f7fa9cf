// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklisttest.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Pilothouse;
using namespace Pilothouse::Checklist;
using namespace Pilothouse::Test;

namespace {

System::ChecklistSpec specOf(const QString& file)
{
    return {.name = u"go-live"_s,
            .file = file,
            .roles = {{.role = u"Developer"_s}, {.role = u"CTO"_s, .after = {u"Developer"_s}}}};
}

} // namespace

class TestChecklists : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void importsAndShows()
    {
        Desk desk;
        const auto view = desk.import(specOf(desk.write(u"list.md"_s, goLiveText)));
        QVERIFY2(view.has_value(), view ? "" : qPrintable(view.error().message + view.error().detail));
        QCOMPARE(view->title.text(), u"Go-live"_s);
        QCOMPARE(view->progress.total, 5);
        QCOMPARE(view->progress.claimed, 1);
        QCOMPARE(view->progress.open, 4);
        QCOMPARE(view->progress.held, 0);
        QCOMPARE(view->sections.size(), size_t(3));
        QCOMPARE(view->sections[0].title.text(), u"1. Code"_s);
        QCOMPARE(view->sections[0].items[0].commands.size(), size_t(1));
        QCOMPARE(view->sections[1].items[0].notes[0].text(), u"daily"_s);
        QCOMPARE(view->sections[2].items[0].role, u"Developer"_s);
        QCOMPARE(view->nextSigner, u"Developer"_s);
        QCOMPARE(view->importedBy, u"anna"_s);
        QCOMPARE(wait(desk.lists.show(goLive)), view);
        QCOMPARE(wait(desk.lists.list(u"fleetpass"_s, u"production"_s))->size(), size_t(1));
        QCOMPARE(wait(desk.lists.list(u"fleetpass"_s, u"staging"_s))->size(), size_t(0));
        QCOMPARE(wait(desk.lists.show({u"a"_s, u"b"_s, u"c"_s})).error().kind, ErrorKind::NotFound);
    }

    void leavesNoTraceOfAnImportThatChangesNothing()
    {
        Desk desk;
        const auto spec = specOf(desk.write(u"list.md"_s, goLiveText));
        QVERIFY(desk.import(spec));
        QVERIFY(desk.import(spec));
        QCOMPARE(desk.audit().size(), size_t(1));
        desk.write(u"list.md"_s, goLiveText + "- [ ] More\n");
        QCOMPARE(desk.import(spec)->progress.total, 6);
        QCOMPARE(desk.audit().size(), size_t(2));
    }

    void ticksWithEvidenceOnly()
    {
        Desk desk;
        const auto before = desk.import(specOf(desk.write(u"list.md"_s, goLiveText)));
        const ItemView item = *before->find(u"1"_s);
        QCOMPARE(item.state, ItemState::Claimed);
        QCOMPARE(wait(desk.lists.change(goLive, Change::tick(item.key, 0, u"  "_s))).error().kind, ErrorKind::Invalid);
        const auto after =
            wait(desk.lists.change(goLive, Change::tick(item.key, 0, u"401 tests in run 42"_s, {u"run:42"_s})));
        QVERIFY(after.has_value());
        const ItemView* ticked = after->item(item.key);
        QCOMPARE(ticked->state, ItemState::Held);
        QCOMPARE(ticked->record.by, u"anna"_s);
        QCOMPARE(ticked->record.evidence.statement.text(), u"401 tests in run 42"_s);
        QCOMPARE(ticked->record.evidence.artefacts, QStringList(u"run:42"_s));
        QCOMPARE(ticked->record.version, 1);
        QCOMPARE(after->progress.held, 1);
        QCOMPARE(after->sections[0].progress.held, 1);
        const auto audit = desk.audit();
        QCOMPARE(audit.front().action, u"checklist.recorded"_s);
        QCOMPARE(audit.front().target, u"fleetpass/production"_s);
        QVERIFY(audit.front().payload.contains("401 tests"));

        const auto open = wait(desk.lists.change(goLive, Change::untick(item.key, 1)));
        QCOMPARE(open->item(item.key)->state, ItemState::Claimed);
        QCOMPARE(open->item(item.key)->record.version, 2);
        QCOMPARE(wait(desk.lists.change(goLive, Change::untick(item.key, 2))).error().kind, ErrorKind::Invalid);
        QCOMPARE(wait(desk.lists.change(goLive, Change::tick(u"nope"_s, 0, u"x"_s))).error().kind, ErrorKind::NotFound);
    }

    void agesOut()
    {
        Desk desk;
        const auto list = desk.import(specOf(desk.write(u"list.md"_s, goLiveText)));
        const QString lint = list->find(u"2"_s)->key;
        const QString backup = list->find(u"3"_s)->key;
        QVERIFY(wait(desk.lists.change(goLive, Change::tick(lint, 0, u"seen"_s, {}, 24h))));
        QVERIFY(wait(desk.lists.change(goLive, Change::waive(backup, 0, u"next week"_s, desk.clock.now().addDays(3)))));
        QCOMPARE(wait(desk.lists.show(goLive))->progress.held, 1);
        QCOMPARE(wait(desk.lists.show(goLive))->progress.waived, 1);
        desk.clock.advance(25h);
        const auto later = wait(desk.lists.show(goLive));
        QCOMPARE(later->progress.held, 0);
        QCOMPARE(later->item(lint)->state, ItemState::Open);
        QVERIFY(later->item(lint)->agedOut);
        QCOMPARE(later->progress.waived, 1);
        desk.clock.advance(72h);
        QCOMPARE(wait(desk.lists.show(goLive))->progress.waived, 0);
    }

    void waivesWithReasonAndEnd()
    {
        Desk desk;
        const QString key = desk.import(specOf(desk.write(u"list.md"_s, goLiveText)))->find(u"3"_s)->key;
        const QDateTime now = desk.clock.now();
        auto kind = [&](const Change& change) { return wait(desk.lists.change(goLive, change)).error().kind; };
        QCOMPARE(kind(Change::waive(key, 0, u""_s, now.addDays(1))), ErrorKind::Invalid);
        QCOMPARE(kind(Change::waive(key, 0, u"why"_s, now)), ErrorKind::Invalid);
        QCOMPARE(kind(Change::notApplicable(key, 0, u" "_s)), ErrorKind::Invalid);
        const auto view = wait(desk.lists.change(goLive, Change::notApplicable(key, 0, u"no database here"_s)));
        QCOMPARE(view->find(u"lint"_s)->number, 2);
        QCOMPARE(view->find(u"t"_s).error().kind, ErrorKind::Invalid);
        QCOMPARE(view->progress.notApplicable, 1);
        QCOMPARE(view->item(key)->record.reason.text(), u"no database here"_s);
    }

    void takesWhatSourcesObserve()
    {
        Desk desk;
        const QString key = desk.import(specOf(desk.write(u"list.md"_s, goLiveText)))->find(u"3"_s)->key;
        Evidence evidence{.verdict = Verdict::Fails,
                          .statement = SafeText::fromUntrusted(u"no backup since Monday"_s),
                          .observedAt = desk.clock.now(),
                          .goodFor = 1h,
                          .source = u"backup database"_s};
        QCOMPARE(wait(desk.lists.change(goLive, Change::observe(key, 0, evidence)))->item(key)->state,
                 ItemState::Failing);
        evidence.verdict = Verdict::Holds;
        QCOMPARE(wait(desk.lists.change(goLive, Change::observe(key, 1, evidence)))->item(key)->state, ItemState::Held);
        evidence.verdict = Verdict::Unknown;
        QCOMPARE(wait(desk.lists.change(goLive, Change::observe(key, 2, evidence)))->item(key)->state, ItemState::Open);
    }

    void survivesReordering()
    {
        Desk desk;
        const auto spec = specOf(desk.write(u"list.md"_s, goLiveText));
        const QString lint = desk.import(spec)->find(u"2"_s)->key;
        const QString backup = wait(desk.lists.show(goLive))->find(u"3"_s)->key;
        QVERIFY(wait(desk.lists.change(goLive, Change::tick(lint, 0, u"seen"_s))));
        QVERIFY(wait(desk.lists.change(goLive, Change::tick(backup, 0, u"seen"_s))));
        desk.write(u"list.md"_s, "# Go-live\n\n## 1. Data\n\n- [ ] Backups, two of them\n\n## 2. Code \xe2\x9c\x85\n\n"
                                 "- [x] lint clean\n- [ ] Tests pass\n");
        const auto view = desk.import(spec);
        QCOMPARE(view->item(lint)->state, ItemState::Held);
        QCOMPARE(view->item(lint)->number, 2);
        QCOMPARE(view->find(u"1"_s)->state, ItemState::Open);
        QCOMPARE(view->orphans, 1);
    }

    void signsInOrderOverContent()
    {
        Desk desk;
        const auto list = desk.import(specOf(desk.write(u"list.md"_s, goLiveText)));
        auto sign = [&](const SignRequest& request) { return wait(desk.lists.sign(goLive, request)); };
        QCOMPARE(sign({.role = u"CTO"_s, .statement = SafeText::oneLine(u"all"_s)}).error().kind, ErrorKind::Refused);
        QCOMPARE(sign({.role = u"Cook"_s}).error().kind, ErrorKind::NotFound);
        // Items are not proved: only with words.
        const auto refused = sign({.role = u"Developer"_s});
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QVERIFY(refused.error().message.contains(u'3'));
        for (const QString& number : {u"1"_s, u"2"_s, u"3"_s})
            QVERIFY(wait(desk.lists.change(goLive, Change::tick(list->find(number)->key, 0, u"seen"_s))));
        QCOMPARE(sign({.role = u"Developer"_s, .contentHash = list->contentHash}).error().kind, ErrorKind::Conflict);
        const auto first = sign({.role = u"developer"_s, .contentHash = wait(desk.lists.show(goLive))->contentHash});
        QVERIFY(first.has_value());
        QCOMPARE(first->roles[0].state, SignatureState::Signed);
        QCOMPARE(first->roles[0].signature->by, u"anna"_s);
        QCOMPARE(first->nextSigner, u"CTO"_s);
        QCOMPARE(first->progress.held, 4);
        QVERIFY(!first->isSigned());
        QCOMPARE(sign({.role = u"Developer"_s}).error().kind, ErrorKind::Conflict);
        // The Developer's signature changes nothing that the CTO signs.
        const auto second = sign({.role = u"CTO"_s, .contentHash = first->contentHash});
        QVERIFY(second.has_value());
        QVERIFY(second->isSigned());
        QCOMPARE(second->progress.held, 5);
        QVERIFY(second->progress.isComplete());
        QVERIFY(second->nextSigner.isEmpty());
        QCOMPARE(desk.audit().front().action, u"checklist.signed"_s);

        // Any change afterwards makes the signatures say that they cover something else.
        const QString lint = list->find(u"2"_s)->key;
        const auto changed = wait(desk.lists.change(goLive, Change::fail(lint, 1, u"3 warnings"_s)));
        QCOMPARE(changed->roles[0].state, SignatureState::ContentChanged);
        QCOMPARE(changed->roles[1].state, SignatureState::Waiting);
        QCOMPARE(changed->nextSigner, u"Developer"_s);
        QCOMPARE(changed->progress.held, 2);
        const auto again = sign({.role = u"Developer"_s, .statement = SafeText::oneLine(u"warnings accepted"_s)});
        QCOMPARE(again->roles[0].state, SignatureState::Signed);
        QCOMPARE(again->roles[0].signature->statement.text(), u"warnings accepted"_s);
    }

    void aNameIsNoSignatureWhereAKeyIsAskedFor()
    {
        Desk desk;
        System::ChecklistSpec spec = specOf(desk.write(u"list.md"_s, goLiveText));
        QVERIFY(desk.import(spec).has_value());
        const SafeText words = SafeText::oneLine(u"as it is"_s);
        QVERIFY(wait(desk.lists.sign(goLive, {.role = u"Developer"_s, .statement = words})));
        // The definition asks for keys from now on: the name that was written down counts no more.
        spec.roles = {{.role = u"Developer"_s, .signers = u"/etc/allowed_signers"_s}};
        const auto view = desk.import(spec);
        QVERIFY(!view->isSigned());
        const auto refused = wait(desk.lists.sign(goLive, {.role = u"Developer"_s, .statement = words}));
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QVERIFY(refused.error().message.contains(u"/etc/allowed_signers"_s));
    }

    void refusesToTickSignatures()
    {
        Desk desk;
        const auto list = desk.import(specOf(desk.write(u"list.md"_s, goLiveText)));
        const auto answer = wait(desk.lists.change(goLive, Change::tick(list->find(u"4"_s)->key, 0, u"me"_s)));
        QCOMPARE(answer.error().kind, ErrorKind::Refused);
        QVERIFY(answer.error().message.contains(u"Developer"_s));
    }

    void takesTheDocumentsRolesWhereTheDefinitionNamesNone()
    {
        Desk desk;
        auto spec = specOf(desk.write(u"list.md"_s, goLiveText));
        spec.roles.clear();
        const auto view = desk.import(spec);
        QCOMPARE(view->roles.size(), size_t(2));
        QCOMPARE(view->roles[1].state, SignatureState::Next);
    }

    /// Two people at two machines on one store: the second learns of the first.
    void letsOneOfTwoWin()
    {
        Desk anna;
        Desk bert(u"bert"_s, anna.facts.file());
        const auto list = anna.import(specOf(anna.write(u"list.md"_s, goLiveText)));
        const QString key = list->find(u"2"_s)->key;
        const auto one = anna.lists.change(goLive, Change::tick(key, 0, u"by anna"_s));
        const auto two = bert.lists.change(goLive, Change::tick(key, 0, u"by bert"_s));
        const auto first = wait(one);
        const auto second = wait(two);
        QVERIFY(first.has_value() != second.has_value());
        QCOMPARE((first ? second : first).error().kind, ErrorKind::Conflict);
        QVERIFY((first ? second : first).error().message.contains(first ? u"anna"_s : u"bert"_s));

        const SignRequest request{.role = u"Developer"_s, .statement = SafeText::oneLine(u"as it is"_s)};
        const auto mine = anna.lists.sign(goLive, request);
        const auto yours = bert.lists.sign(goLive, request);
        const bool annaSigned = wait(mine).has_value();
        const bool bertSigned = wait(yours).has_value();
        QVERIFY(annaSigned != bertSigned);
        QCOMPARE((annaSigned ? wait(yours) : wait(mine)).error().kind, ErrorKind::Conflict);
    }

    void writesTicksBack()
    {
        Desk desk;
        const QByteArray text = "\xef\xbb\xbf" + QByteArray(goLiveText).replace("\n", "\r\n") + "\xff\r\n";
        const auto spec = specOf(desk.write(u"list.md"_s, text));
        const auto list = desk.import(spec);
        QVERIFY(wait(desk.lists.change(goLive, Change::tick(list->find(u"2"_s)->key, 0, u"seen"_s))));
        const auto written = wait(desk.lists.writeBack(goLive));
        QVERIFY(written.has_value());
        QCOMPARE(Desk::read(spec.file), QByteArray(text).replace("[ ] Lint", "[x] Lint"));
        QCOMPARE(written->find(u"2"_s)->state, ItemState::Held);
        QVERIFY(written->find(u"2"_s)->claimed);
        desk.write(u"list.md"_s, text + "more");
        QCOMPARE(wait(desk.lists.writeBack(goLive)).error().kind, ErrorKind::Conflict);
        QCOMPARE(Desk::read(spec.file), text + "more");
    }

    void takesSectionsAndLookalikes()
    {
        Desk desk;
        auto spec = specOf(
            desk.write(u"list.md"_s, "# M\n\n## Daily\n\n- [ ] a\n\n## Monthly\n\n- [ ] b\n\n```\n- [x] c\n```\n"));
        spec.section = u"monthly"_s;
        auto view = desk.import(spec);
        QCOMPARE(view->progress.total, 1);
        QCOMPARE(view->title.text(), u"Monthly"_s);
        view = desk.import(spec, true);
        QCOMPARE(view->progress.total, 2);
        QCOMPARE(view->progress.claimed, 1);
        spec.section = u"yearly"_s;
        QCOMPARE(desk.import(spec).error().kind, ErrorKind::NotFound);
    }

    void startsAnewOnSchedule()
    {
        Desk desk; // it is 20 November
        auto spec = specOf(desk.write(u"list.md"_s, goLiveText));
        spec.every = *Schedule::parse(u"0 9 1 * *"_s, u"UTC"_s);
        const QString key = desk.import(spec)->find(u"2"_s)->key;
        const auto ticked = wait(desk.lists.change(goLive, Change::tick(key, 0, u"seen"_s)));
        QCOMPARE(ticked->progress.held, 1);
        desk.clock.advance(24h * 10);
        QCOMPARE(wait(desk.lists.show(goLive))->progress.held, 1);
        desk.clock.advance(24h * 2);
        QCOMPARE(wait(desk.lists.show(goLive))->progress.held, 0);
    }

    void reportsFilesThatCannotBeRead()
    {
        Desk desk;
        QCOMPARE(desk.import(specOf(desk.path(u"missing.md"_s))).error().kind, ErrorKind::NotFound);
        QCOMPARE(desk.import(specOf(desk.folder.path())).error().kind, ErrorKind::Failed);
        QCOMPARE(desk.import(specOf(desk.write(u"big.md"_s, QByteArray(5 << 20, 'a')))).error().kind,
                 ErrorKind::Invalid);
        QCOMPARE(desk.import(specOf(desk.write(u"many.md"_s, QByteArray("- [ ] a\n").repeated(6000)))).error().kind,
                 ErrorKind::Invalid);
        QVERIFY(desk.audit().empty());
    }

    void groupsSectionsAsPeopleDo()
    {
        QByteArray text = "# Title\n\n## Before\n\n";
        for (int i = 1; i <= 6; ++i)
            text += "### " + QByteArray::number(i) + ". Part\n\n" + QByteArray("- [ ] x\n").repeated(5) + "\n";
        text += "## After\n\n### Early\n\n- [ ] y\n\n### Late\n\n- [ ] z\n";
        Desk desk;
        const auto view = desk.import(specOf(desk.write(u"list.md"_s, text)));
        QCOMPARE(view->sections.size(), size_t(7));
        QCOMPARE(view->sections[0].title.text(), u"1. Part"_s);
        QVERIFY(view->sections[0].items[0].caption.isEmpty());
        QCOMPARE(view->sections[6].title.text(), u"After"_s);
        QCOMPARE(view->sections[6].items[1].caption.text(), u"Late"_s);
        QCOMPARE(view->find(u"32"_s)->text.text(), u"z"_s);
        QCOMPARE(view->find(u"33"_s).error().kind, ErrorKind::NotFound);
        QCOMPARE(view->find(u"Z"_s)->number, 32);
        QCOMPARE(view->find(u"nothing"_s).error().kind, ErrorKind::NotFound);
        QCOMPARE(view->find(view->sections[6].items[0].key.left(8))->number, 31);
    }

    void keepsTheNameOfASectionWithOneSubsection()
    {
        Desk desk;
        const auto view = desk.import(specOf(
            desk.write(u"list.md"_s, "# T\n\n## 2. Environment\n\n### Backend\n\ntext\n\n### Frontend\n\n- [ ] a\n")));
        QCOMPARE(view->sections.size(), size_t(1));
        QCOMPARE(view->sections[0].title.text(), u"2. Environment"_s);
        QCOMPARE(view->sections[0].items[0].caption.text(), u"Frontend"_s);
    }

    void repairsOnRequest()
    {
        Desk desk;
        const auto view = desk.import(
            specOf(desk.write(u"list.md"_s, u"# T ‚úÖ\n\n- [ ] d√©j√† vu\n\n  ```sh\n  echo ‚úÖ\n  ```\n"_s.toUtf8())));
        QCOMPARE(view->mojibake, 4);
        QCOMPARE(view->find(u"1"_s)->text.text(), u"d√©j√† vu"_s);
        const ChecklistView right = repaired(*view);
        QCOMPARE(right.title.text(), u"T ✅"_s);
        QCOMPARE(right.find(u"1"_s)->text.text(), u"déjà vu"_s);
        QCOMPARE(right.find(u"1"_s)->commands, view->find(u"1"_s)->commands);
    }

    void printsJson()
    {
        Desk desk;
        const auto list = desk.import(specOf(desk.write(u"list.md"_s, goLiveText)));
        const auto view = wait(desk.lists.change(goLive, Change::tick(list->find(u"2"_s)->key, 0, u"seen"_s)));
        const QJsonObject json = toJson(*view);
        QCOMPARE(json["progress"_L1]["total"_L1].toInt(), 5);
        QCOMPARE(json["progress"_L1]["percent"_L1].toInt(), 20);
        QCOMPARE(json["sections"_L1][0]["items"_L1][1]["evidence"_L1]["statement"_L1].toString(), u"seen"_s);
        QCOMPARE(json["sections"_L1][0]["items"_L1][1]["state"_L1].toString(), u"held"_s);
        QCOMPARE(json["signatures"_L1][1]["waitsFor"_L1][0].toString(), u"Developer"_s);
        QVERIFY(!toJson(*view, false)["sections"_L1][0].toObject().contains("items"_L1));
    }
};

PILOTHOUSE_TEST(TestChecklists)
#include "tst_checklists.moc"
