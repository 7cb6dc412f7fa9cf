// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/markdownchecklist.h"
#include "support/testmain.h"

using namespace Pilothouse::Checklist;
using namespace Qt::StringLiterals;

class TestSignatureLines : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("roles");
        auto row = [](const char* name, const QString& text, const QStringList& roles) {
            QTest::newRow(name) << text << roles;
        };
        row("task with date", u"- [ ] **QA Lead**: ________ Date: ______\n"_s, {u"QA Lead"_s});
        row("colon inside bold", u"- [ ] **QA Lead:** ________ **Date:** ______\n"_s, {u"QA Lead"_s});
        row("without date, under its heading", u"## Sign-off\n\n- [ ] **Legal**: ________\n- [ ] CTO: ____\n"_s,
            {u"Legal"_s, u"CTO"_s});
        row("without date, an office", u"- [ ] **Release Manager**: ________\n"_s, {u"Release Manager"_s});
        row("without colon", u"- [ ] QA Lead ____________ Date ______\n"_s, {u"QA Lead"_s});
        row("date below", u"- [ ] **Security Officer**: ____\n  - Date: ____\n- [ ] **CTO**:\n  - Date: ____\n"_s,
            {u"Security Officer"_s, u"CTO"_s});
        row("remark", u"- [ ] **Data Steward** _(if data changes)_: ____ **Date**: ____\n"_s, {u"Data Steward"_s});
        row("outside a list", u"**Deployed by:** _____ **Date:** _____\n\n**Approved by:** _____ **Date:** _____\n"_s,
            {u"Deployed by"_s, u"Approved by"_s});
        row("lines of one paragraph", u"## Approvals\n\nCTO: ______\nCISO: ______\n"_s, {u"CTO"_s, u"CISO"_s});
        row("suffix", u"**QA Lead Sign-off**: ______ **Date**: _____\n"_s, {u"QA Lead"_s});
        row("mangled by a formatter", u"- [ ] **Developer**: **\\*\\***\\_**\\*\\*** Date: **\\_**\n"_s,
            {u"Developer"_s});
        row("table",
            u"| Role | Name | Signature | Date |\n|---|---|---|---|\n| QA Lead | ____ | ____ | ____ |\n| CTO | | | |\n"_s,
            {u"QA Lead"_s, u"CTO"_s});
        row("table under its heading", u"## Approvals\n\n| Who | Date |\n|---|---|\n| CTO | |\n"_s, {u"CTO"_s});
        row("filled in", u"## Sign-off\n\n- [x] **QA Lead**: Jane Doe Date: 2026-01-02\n"_s, {u"QA Lead"_s});
        row("german", u"## Freigabe\n\n- [ ] **Betriebsleiter**: ____ Datum: ____\n"_s, {u"Betriebsleiter"_s});
        row("not a role",
            u"## Approval\n\n- [ ] **Approved for Production**: YES / NO\n- [ ] **Deployment Date**: ____\n"
            "- [ ] **DEFERRED** - Reason: ____\n- [ ] Other: ____\n- Phone: ____\n- Name: ____\n"_s,
            {});
        row("contacts", u"## Contacts\n\n**On-Call Engineer**:\n- Name: ____\n- Phone: ____\n\n**Go-Live**: ____\n"_s,
            {});
        row("effort", u"- **Testing**: ____ hours\n- **Requested By**: ____\n"_s, {});
        row("plain items", u"## Sign-off\n\n- [ ] **No critical errors** in the last 24 hours\n- [ ] Ready: yes\n"_s,
            {});
        row("status table", u"| Phase | Status | Date Completed |\n|---|---|---|\n| Build | ☐ | |\n"_s, {});
        row("in a fence", u"```\n- [ ] **QA Lead**: ____ Date: ____\n```\n"_s, {});
    }
    void finds()
    {
        QFETCH(QString, text);
        const auto list = MarkdownChecklist::read(text.toUtf8());
        QVERIFY(list.has_value());
        QStringList roles;
        for (const SignatureLine& line : list->signatures())
            roles << line.role.text();
        QTEST(roles, "roles");
    }

    void keepsWhatWasFilledIn()
    {
        const auto list = MarkdownChecklist::read("## Sign-off\n\n- [x] **QA Lead**: Jane Doe Date: 2026-01-02\n");
        QCOMPARE(list->signatures().size(), size_t(1));
        QCOMPARE(list->signatures()[0].filled.text(), u"Jane Doe"_s);
        QCOMPARE(list->signatures()[0].item, 0);
        QVERIFY(list->items()[0].signature);
    }
};

PILOTHOUSE_TEST(TestSignatureLines)
#include "tst_signaturelines.moc"
