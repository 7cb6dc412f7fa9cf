// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/inspect.h"
#include "checklist/markdownchecklist.h"
#include "support/testmain.h"

#include <QJsonArray>

using namespace Pilothouse;
using namespace Pilothouse::Checklist;
using namespace Qt::StringLiterals;

namespace {

MarkdownChecklist reading(const QByteArray& text)
{
    const auto list = MarkdownChecklist::read(text);
    return list ? *list : *MarkdownChecklist::read("unreadable"); // which no test expects
}

QStringList texts(const MarkdownChecklist& list)
{
    QStringList out;
    for (const Item& item : list.items())
        out << item.text.text();
    return out;
}

} // namespace

class TestMarkdownChecklist : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Each row: a document, and what cmark, micromark and marked make of it.
    void countsAsGfm_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("items");
        QTest::addColumn<int>("checked");
        QTest::addColumn<int>("unread");
        auto row = [](const char* name, const char* text, int items, int checked, int unread) {
            QTest::newRow(name) << QByteArray(text) << items << checked << unread;
        };
        row("plain", "- [ ] a\n- [x] b\n- [X] c\n", 3, 2, 0);
        row("markers", "* [ ] a\n\n+ [x] b\n\n1. [ ] c\n\n2) [x] d\n", 4, 2, 0);
        row("nested under a bullet", "- text\n  - [ ] a\n    1. [x] b\n", 2, 1, 0);
        row("tabs", "-\t[ ] a\n\t- [x] b\n", 2, 1, 0);
        row("quoted", "> - [ ] a\n> - [x] b\n", 2, 1, 0);
        row("loose", "- [ ] a\n\n  more\n\n- [x] b\n", 2, 1, 0);
        row("fenced", "```\n- [ ] a\n- [x] b\n```\n- [ ] c\n", 1, 0, 2);
        row("tilde fence in item", "- [ ] a\n  ~~~sh\n  - [ ] b\n  ~~~\n", 1, 0, 1);
        row("whole file in a fence", "```markdown\n# T\n- [ ] a\n- [x] b\n```\n", 0, 0, 2);
        row("indented code", "Text\n\n    - [ ] a\n\n- [ ] b\n", 1, 0, 1);
        row("wide marker makes code", "-     [ ] a\n- [ ] b\n", 1, 0, 1);
        row("wide marker, shallow fence", "-   [ ] a\n\n  ```sh\n  x\n  ```\n\n-   [ ] b\n", 2, 0, 0);
        row("commented out", "<!-- - [ ] a -->\n\n<!--\n- [ ] b\n-->\n\n- [ ] c\n", 1, 0, 0);
        row("inline comment over lines", "Text <!-- x\n- [ ] a\n--> more\n", 1, 0, 0);
        row("html block swallows", "<details>\n- [ ] a\n- [ ] b\n</details>\n\n- [ ] c\n", 1, 0, 2);
        row("html block with blank line", "<details>\n\n- [ ] a\n\n</details>\n", 1, 0, 0);
        row("html in an item", "- [ ] a<br>b <img src=x>\n- [x] <b>c</b>\n", 2, 1, 0);
        row("no text", "- [ ]\n- [ ] \n- [ ] a\n", 1, 0, 2);
        row("text on the next line", "- [ ]\n  a\n", 1, 0, 0);
        row("box on the next line", "-\n  [ ] a\n", 1, 0, 0);
        row("no space after", "- [ ]a\n- [x](b)\n- [x]: c\n", 0, 0, 1);
        row("empty brackets", "- [] a\n- [-] b\n- [\xe2\x9c\x85] c\n", 0, 0, 3);
        row("glyphs", "- \xe2\x98\x90 a\n- \xe2\x98\x91 b\n- \xe2\x9c\x85 said, not a box\n", 0, 0, 2);
        row("without marker", "[ ] a\n[x] b\n\n[ ] yes [ ] no\n", 0, 0, 2);
        row("escaped", "- \\[ ] a\n- [ ] b\n", 1, 0, 1);
        row("several on a line", "- Type: [ ] one [ ] two\n- [ ] a [ ] b\n", 1, 0, 0);
        row("emphasised", "- **[ ] a**\n- [ ] **b**\n", 1, 0, 0);
        row("wiki links", "- [[ ]] a\n- [[X]] b\n- [x][1] c\n\n[1]: http://example.org\n", 0, 0, 0);
        row("defined link named x", "- [x] a\n- [x] b c\n\n[x]: http://example.org\n", 2, 2, 0);
        row("setext", "- [ ] a\n  ---\n", 1, 0, 0);
        row("atx heading in a list", "- # [ ] a\n", 0, 0, 0);
        row("numbers of ten digits", "1234567890. [ ] a\n", 0, 0, 0);
        row("table", "| a | done |\n|---|---|\n| b | \xe2\x98\x90 |\n| c | \xe2\x9c\x85 |\n", 0, 0, 0);
        row("front matter", "---\nname: x\nlabels: [ ]\n---\n- [ ] a\n", 1, 0, 0);
        row("rule at the top", "---\n\n- [ ] a\n\n---\n\n- [ ] b\n", 2, 0, 0);
        row("no final newline", "- [ ] a", 1, 0, 0);
        row("carriage returns alone", "- [ ] a\r- [x] b\r", 2, 1, 0);
        row("nothing", "", 0, 0, 0);
    }
    void countsAsGfm()
    {
        QFETCH(QByteArray, text);
        const auto list = reading(text);
        QTEST(int(list.items().size()), "items");
        QTEST(list.checked(), "checked");
        QTEST(int(list.unread().size()), "unread");
    }

    void keepsTheShape()
    {
        const auto list =
            reading("# Title\n\n## 1. One \xe2\x9c\x85\n\n- [ ] **a** `b` [c](https://example.org/x) &amp; d\n"
                    "  - note one\n    - note two\n  - [x] child\n    ```bash\n    make\n    ```\n\n"
                    "### Deeper\n\n* [ ] e\n\n```sh\nls\n```\n\n## Two\n\n1. [ ] f\n");
        QCOMPARE(list.title().text(), u"Title"_s);
        QCOMPARE(texts(list), QStringList({u"a b c & d"_s, u"child"_s, u"e"_s, u"f"_s}));
        QCOMPARE(list.sections().size(), size_t(4));
        QCOMPARE(list.sections()[2].parent, 1);
        QCOMPARE(list.sections()[3].parent, 0);
        QCOMPARE(list.sections()[1].items, 2);
        QCOMPARE(list.sections()[1].checked, 1);
        QCOMPARE(list.items()[1].parent, 0);
        QCOMPARE(list.items()[1].depth, 1);
        QCOMPARE(list.items()[1].line, 8);
        QCOMPARE(list.items()[0].notes.size(), size_t(2));
        QCOMPARE(list.items()[0].notes[1].text(), u"note two"_s);
        QCOMPARE(list.items()[1].code.size(), size_t(1));
        QCOMPARE(list.code()[0].text.text(), u"make\n"_s);
        QCOMPARE(list.code()[1].item, -1);
        QCOMPARE(list.commands(), 2);
        QCOMPARE(list.claims(), 2);
        QCOMPARE(list.links(), QStringList(u"https://example.org/x"_s));
        QCOMPARE(*list.sectionNamed(u"two"_s), 3);
        QCOMPARE(*list.sectionNamed(u"1-one-"_s), 1);
        QVERIFY(list.isWithin(2, 1));
        QVERIFY(!list.isWithin(3, 1));
        QCOMPARE(list.sectionNamed(u"three"_s).error().kind, ErrorKind::NotFound);
    }

    void showsNoMarkupAndLoadsNothing()
    {
        const auto list = reading("- [ ] <script>alert(1)</script> [go](javascript:alert(1)) ![p](file:///etc/passwd)\n"
                                  "- [ ] \x1b[31mred\x1b]52;c;eA==\x07 \xe2\x80\xae"
                                  "desrever\n");
        QCOMPARE(list.items()[0].text.text(), u"alert(1) go p"_s);
        QVERIFY(list.links().isEmpty());
        QVERIFY(!list.items()[1].text.text().contains(QChar(0x1b)));
        QVERIFY(!list.items()[1].text.text().contains(QChar(0x202e)));
    }

    void ticksOneByte_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("crlf") << QByteArray("# a\r\n\r\n- [ ] one\r\n  - [x] two\r\n");
        QTest::newRow("bom") << QByteArray("\xef\xbb\xbf- [ ] one\n- [X] two\n");
        QTest::newRow("front matter and bom") << QByteArray("\xef\xbb\xbf---\nname: x\n---\n- [ ] one\n- [x] two\n");
        QTest::newRow("invalid utf-8") << QByteArrayLiteral(
            " \xff\xfe\xed\xa0\x80 \n\n- [ ] \xc3 one\n- [x] two \x80\n");
        QTest::newRow("tab in the box") << QByteArray("- [\t] one\n- [x] two");
    }
    void ticksOneByte()
    {
        QFETCH(QByteArray, text);
        const auto list = reading(text);
        QCOMPARE(list.items().size(), size_t(2));
        for (const Item& item : list.items()) {
            const auto turned = list.withMark(item.mark, !item.checked);
            QVERIFY(turned.has_value());
            QCOMPARE(turned->size(), text.size());
            int differing = 0;
            for (qsizetype i = 0; i < text.size(); ++i)
                differing += turned->at(i) != text.at(i) ? 1 : 0;
            QCOMPARE(differing, 1);
            const auto again = reading(*turned);
            QCOMPARE(again.items().size(), list.items().size());
            const auto same = list.withMark(item.mark, item.checked);
            QCOMPARE(*same, text);
        }
        QCOMPARE(list.withMark(0, true).error().kind, ErrorKind::Conflict);
    }

    void takesLookalikes()
    {
        const auto list = reading("## S\n\n```\n- [ ] a\n- [x] b\n```\n\n- [ ] c\n");
        QCOMPARE(list.items().size(), size_t(1));
        const auto all = list.withLookalikes();
        QCOMPARE(all.items().size(), size_t(3));
        QCOMPARE(all.sections()[0].items, 3);
        QCOMPARE(all.checked(), 1);
        QVERIFY(all.unread().empty());
        QCOMPARE(all.items()[0].key, list.items()[0].key);
        const auto ticked = all.withMark(all.items()[1].mark, true);
        QVERIFY(ticked->contains("- [x] a"));
    }

    void refusesWhatIsNoText()
    {
        QCOMPARE(MarkdownChecklist::read(QByteArray(MarkdownChecklist::maximumBytes + 1, 'a')).error().kind,
                 ErrorKind::Invalid);
        QCOMPARE(MarkdownChecklist::read(QByteArray("\xff\xfe-\0 \0", 6)).error().kind, ErrorKind::Invalid);
        QCOMPARE(MarkdownChecklist::read(QByteArray("\x7f"
                                                    "ELF\0\0\0\0",
                                                    8))
                     .error()
                     .kind,
                 ErrorKind::Invalid);
    }

    void identitiesSurviveEdits()
    {
        const auto before =
            reading("# T\n\n## 1. Code\n\n- [ ] Tests pass\n- [ ] Lint < 1%\n- [ ] Twice\n- [ ] Twice\n\n"
                    "## 2. Data\n\n- [ ] Backup\n  - [ ] Restored\n");
        const auto after =
            reading("# T\n\nIntro.\n\n## 1. Data \xf0\x9f\x92\xbe\n\n- [x] backup\n    - [x] **Restored**\n\n"
                    "## 2. Code \xe2\x9c\x85\n\n- [ ] Lint > 1%\n- [ ] Twice\n- [x] Tests  pass\n- [ ] Twice\n");
        auto keyOf = [](const MarkdownChecklist& list, int line) {
            for (const Item& item : list.items())
                if (item.line == line)
                    return item.key;
            return QString();
        };
        QCOMPARE(keyOf(after, 14), keyOf(before, 5));
        QCOMPARE(keyOf(after, 13), keyOf(before, 7));
        QCOMPARE(keyOf(after, 15), keyOf(before, 8));
        QCOMPARE(keyOf(after, 7), keyOf(before, 12));
        QCOMPARE(keyOf(after, 8), keyOf(before, 13));
        QVERIFY(keyOf(after, 12) != keyOf(before, 6));
        QSet<QString> all;
        for (const Item& item : before.items())
            all << item.key;
        QCOMPARE(all.size(), qsizetype(before.items().size()));
    }

    void inspectsInNumbers()
    {
        const auto json =
            inspectChecklist(reading("- [x] loose\n\n# A\n\n- [ ] b \xe2\x9c\x85\n\n```bash\n- [ ] c\n```\n\n"
                                     "- [ ] **CTO**: ____ Date: ____\n"));
        QCOMPARE(json["items"_L1].toInt(), 3);
        QCOMPARE(json["checked"_L1].toInt(), 1);
        QCOMPARE(json["claims"_L1].toInt(), 2);
        QCOMPARE(json["commands"_L1].toInt(), 1);
        QCOMPARE(json["unread"_L1].toInt(), 1);
        QCOMPARE(json["unreadLines"_L1][0]["line"_L1].toInt(), 8);
        QCOMPARE(json["mojibake"_L1].toInt(), 0);
        QCOMPARE(json["sections"_L1].toArray().size(), 2);
        QCOMPARE(json["sections"_L1][0]["title"_L1].toString(), QString());
        QCOMPARE(json["sections"_L1][1]["items"_L1].toInt(), 2);
        QCOMPARE(json["signatures"_L1][0]["role"_L1].toString(), u"CTO"_s);
    }
};

PILOTHOUSE_TEST(TestMarkdownChecklist)
#include "tst_markdown.moc"
