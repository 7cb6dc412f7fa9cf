// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testmain.h"
#include "system/yaml.h"

#include <QElapsedTimer>

using namespace Pilothouse;
using namespace Pilothouse::System;
using namespace Qt::StringLiterals;

namespace {

/// The tree written in one line: {key:"text"}, [..], () for nothing, <refused>.
QString shown(const YamlNode& node)
{
    QStringList parts;
    for (const YamlNode& item : node.items)
        parts.append((item.key.isEmpty() ? QString() : item.key + u':') + shown(item));
    switch (node.kind) {
    case YamlNode::Kind::Empty:
        return u"()"_s;
    case YamlNode::Kind::Scalar:
        return u'"' + node.text + u'"';
    case YamlNode::Kind::List:
        return u'[' + parts.join(u' ') + u']';
    case YamlNode::Kind::Map:
        return u'{' + parts.join(u' ') + u'}';
    case YamlNode::Kind::Refused:
        return u"<refused>"_s;
    }
    return {};
}

QString read(const QByteArray& text)
{
    Faults faults;
    const auto node = readYaml(text, faults);
    QString result = node ? shown(*node) : u"none"_s;
    for (const Fault& fault : faults.take())
        result += u" | %1:%2"_s.arg(fault.line).arg(fault.column);
    return result;
}

QString firstMessage(const QByteArray& text)
{
    Faults faults;
    (void)readYaml(text, faults);
    const auto all = faults.take();
    return all.empty() ? QString() : all.front().message;
}

} // namespace

class TestYaml : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void scalarsAreText_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* word :
             {"on",   "no",   "yes",  "off", "true",       "0600",     "0x1F",  "1.0", "1e3",      ".inf",
              "null", "Null", "NULL", "~",   "2026-11-20", "12:30:45", "1_000", "=",   "nullable", "~x"})
            QTest::newRow(word) << QString::fromLatin1(word);
    }
    void scalarsAreText()
    {
        QFETCH(QString, text);
        QCOMPARE(read("a: " + text.toUtf8()), u"{a:\"%1\"}"_s.arg(text));
        QCOMPARE(read("[" + text.toUtf8() + "]"), u"[\"%1\"]"_s.arg(text));
        QCOMPARE(read(text.toUtf8() + ": b"), u"{%1:\"b\"}"_s.arg(text));
    }
    void readsStructure()
    {
        QCOMPARE(read("a:\nb: ''\nc: {d: [e, f]}\n"), u"{a:() b:\"\" c:{d:[\"e\" \"f\"]}}"_s);
        QCOMPARE(read("a: |\n  one\n  two\nb: >-\n  one\n  two\n"), u"{a:\"one\ntwo\n\" b:\"one two\"}"_s);
        QCOMPARE(read("%YAML 1.2\n---\na: b\n...\n"), u"{a:\"b\"}"_s);
    }
    void acceptsBomAndCrlf()
    {
        QCOMPARE(read("\xef\xbb\xbf"
                      "a: b\r\nc:\r\n  - d\r\n"),
                 u"{a:\"b\" c:[\"d\"]}"_s);
        Faults faults;
        const auto node = readYaml("\xef\xbb\xbf"
                                   "a: b\r\nc: d\r\n",
                                   faults);
        QCOMPARE(node->find(u"a")->keyMark, (Mark{1, 1}));
        QCOMPARE(node->find(u"c")->mark, (Mark{2, 4}));
    }
    void columnsCountCharacters()
    {
        Faults faults;
        const auto node = readYaml("\xc3\xa4\xf0\x9f\x9a\x80: [\xc3\xbc, \"x\"]", faults);
        QCOMPARE(node->items[0].items[0].mark, (Mark{1, 6}));
        QCOMPARE(node->items[0].items[1].mark, (Mark{1, 9}));
        QCOMPARE(node->items[0].items[1].textMark, (Mark{1, 10}));
    }
    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("result");
        const auto row = [](const char* name, const QByteArray& text, const QString& result) {
            QTest::newRow(name) << text << result;
        };
        row("anchor", "a: &x b", u"{a:\"b\"} | 1:4"_s);
        row("alias", "a: &x b\nc: *x", u"{a:\"b\" c:<refused>} | 1:4 | 2:4"_s);
        row("unknown alias", "a: *x", u"none | 1:4"_s);
        row("merge key is a key", "<<: {a: b}", u"{<<:{a:\"b\"}}"_s);
        row("tag", "a: !!int 5", u"{a:\"5\"} | 1:4"_s);
        row("own tag", "a: !x [b]", u"{a:[\"b\"]} | 1:4"_s);
        row("duplicate", "a: 1\nb: 2\na: 3", u"{a:\"1\" b:\"2\"} | 3:1"_s);
        row("duplicate in flow", "{a: 1, a: 2}", u"{a:\"1\"} | 1:8"_s);
        row("complex key", "? [a]\n: b", u"{} | 1:3"_s);
        row("empty key", "{: b}", u"{} | 1:2"_s);
        row("two documents", "a: b\n---\nc: d", u"none | 2:1"_s);
        row("empty", "", u"none | 1:1"_s);
        row("comment only", "# nothing\n", u"none | 1:1"_s);
        row("unclosed quote", "a: \"b\nc: d\n", u"none | 1:4"_s);
        row("unclosed single quote", "a: 'it''s\n", u"none | 1:4"_s);
        row("closed at the end", "a: 'it''s'", u"{a:\"it's\"}"_s);
        row("escaped quote", "a: \"b\\\"\"", u"{a:\"b\"\"}"_s);
        row("unclosed list", "a: [b", u"none | 1:6"_s);
        row("tab", "a:\n\tb: c", u"none | 2:1"_s);
        row("bad escape", "a: \"\\q\"", u"none | 1:7"_s);
        row("not UTF-8", "a: b\nc: \xff", u"none | 2:4"_s);
        row("overlong UTF-8", "a: \xc0\xaf", u"none | 1:4"_s);
        row("surrogate", "a: \xed\xa0\x80", u"none | 1:4"_s);
        row("NUL", QByteArray("a: b\0c", 6), u"none | 1:5"_s);
        row("escape character", "a: \x1b[31m", u"none | 1:4"_s);
        row("UTF-16",
            QByteArray("\xff\xfe"
                       "a\0:\0",
                       6),
            u"none | 1:1"_s);
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, result);
        QCOMPARE(read(text), result);
    }
    void staysWithinItsLimits()
    {
        QCOMPARE(read("a: " + QByteArray(YamlLimits::bytes - 3, 'b')).size(), YamlLimits::bytes - 3 + 6);
        QVERIFY(firstMessage("a: " + QByteArray(YamlLimits::bytes - 2, 'b')).contains(u"1 MiB"));
        QCOMPARE(read(QByteArray(YamlLimits::depth, '[') + QByteArray(YamlLimits::depth, ']')).size(),
                 qsizetype(2 * YamlLimits::depth));
        QCOMPARE(read(QByteArray(YamlLimits::depth + 1, '[') + QByteArray(YamlLimits::depth + 1, ']')),
                 u"none | 1:65"_s);
        QCOMPARE(read("[" + QByteArray("a,").repeated(YamlLimits::nodes - 1) + "]").left(4), u"[\"a\""_s);
        QVERIFY(read("[" + QByteArray("a,").repeated(YamlLimits::nodes) + "]").startsWith(u"none"));
    }
    void anAliasBombIsCheap()
    {
        QByteArray bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
        for (int i = 1; i <= 10; ++i) {
            const QByteArray before = "*a" + QByteArray::number(i - 1);
            const QByteArray name = "a" + QByteArray::number(i);
            bomb += name + ": &" + name + " [" + (before + ",").repeated(9) + before + "]\n";
        }
        const QString result = read(bomb);
        QVERIFY(result.contains(u"<refused>"));
        QVERIFY(result.size() < 10'000);
    }
    void hostileTextsEnd_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("brackets") << QByteArray(500'000, '[');
        QTest::newRow("braces") << QByteArray(500'000, '{');
        QTest::newRow("dashes") << QByteArray("- ").repeated(250'000);
        QTest::newRow("questions") << QByteArray("? ").repeated(250'000);
        QTest::newRow("colons") << QByteArray(": ").repeated(250'000);
        QTest::newRow("newlines") << QByteArray(1'000'000, '\n');
        QTest::newRow("quotes") << QByteArray("\"\" ").repeated(250'000);
        QTest::newRow("open quote") << QByteArray(1, '"') + QByteArray("\\\"").repeated(400'000);
        QTest::newRow("anchors") << QByteArray("&a ").repeated(250'000);
        QTest::newRow("many keys") << [] {
            QByteArray text;
            for (int i = 0; i < 40'000; ++i)
                text += "key" + QByteArray::number(i) + ": \n";
            return text;
        }();
    }
    void hostileTextsEnd()
    {
        QFETCH(QByteArray, text);
        Faults faults;
        (void)readYaml(text, faults);
        QVERIFY(faults.take().size() <= Faults::most + 1);
    }
    void suggests()
    {
        const QStringList words{u"directory"_s, u"roles"_s, u"jump"_s};
        QVERIFY(didYouMean(u"directroy"_s, words).contains(u"directory"));
        QVERIFY(didYouMean(u"role"_s, words).contains(u"roles"));
        QVERIFY(didYouMean(u"something"_s, words).isEmpty());
        QVERIFY(didYouMean(QString(500, u'x'), words).isEmpty());
    }
};

PILOTHOUSE_TEST(TestYaml)
#include "tst_yaml.moc"
