// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/inspect.h"
#include "checklist/markdownchecklist.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>

using namespace Pilothouse;
using namespace Pilothouse::Checklist;
using namespace Qt::StringLiterals;

namespace {

QString sharedFolder()
{
    const QString named = qEnvironmentVariable("PILOTHOUSE_SHARED");
    return named.isEmpty() ? QStringLiteral(PILOTHOUSE_SOURCE_DIR "/../shared") : named;
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Real documents, where they are at hand: the readings must be those that other GFM parsers agree on.
class TestChecklistCorpus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!QFile::exists(sharedFolder() + u"/corpus/EXPECT-checklists.tsv"_s))
            QSKIP("no shared corpus beside the source tree (PILOTHOUSE_SHARED names it)");
    }

    void readsAsOthersDo_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("items");
        QTest::addColumn<int>("checked");
        QTest::addColumn<int>("unread");
        QTest::addColumn<int>("depth");
        const QList<QByteArray> lines = contents(sharedFolder() + u"/corpus/EXPECT-checklists.tsv"_s).split('\n');
        const QList<QByteArray> names = lines.first().split('\t');
        auto column = [&names](const QList<QByteArray>& row, const char* name) {
            return row.value(names.indexOf(QByteArray(name))).toInt();
        };
        for (const QByteArray& line : lines.mid(1)) {
            const QList<QByteArray> row = line.split('\t');
            if (row.size() < names.size() - 1)
                continue;
            QTest::newRow(row.first().constData())
                << sharedFolder() + u"/corpus/checklists/"_s + QString::fromUtf8(row.first())
                << column(row, "gfm_items") << column(row, "gfm_checked")
                << column(row, "intended_items") - column(row, "gfm_items") << column(row, "max_depth");
        }
    }

    void readsAsOthersDo()
    {
        QFETCH(QString, file);
        const auto list = MarkdownChecklist::read(contents(file));
        QVERIFY(list.has_value());
        QTEST(int(list->items().size()), "items");
        QTEST(list->checked(), "checked");
        QTEST(int(list->unread().size()), "unread");
        int depth = 0;
        int inSections = 0;
        for (const Item& item : list->items())
            depth = std::max(depth, item.depth + 1);
        const QJsonArray sections = inspectChecklist(*list).value("sections"_L1).toArray();
        for (const QJsonValue& section : sections)
            inSections += section["items"_L1].toInt();
        QTEST(depth, "depth");
        QCOMPARE(inSections, int(list->items().size()));
        // Ticking every open box in the file changes exactly as many bytes.
        QByteArray ticked = list->bytes();
        int open = 0;
        for (const Item& item : list->items()) {
            if (item.checked)
                continue;
            ++open;
            const auto once = list->withMark(item.mark, true);
            QVERIFY(once.has_value());
            ticked[item.mark] = once->at(item.mark);
        }
        int differing = 0;
        for (qsizetype i = 0; i < ticked.size(); ++i)
            differing += ticked.at(i) != list->bytes().at(i) ? 1 : 0;
        QCOMPARE(differing, open);
        const auto again = MarkdownChecklist::read(ticked);
        QVERIFY(again.has_value());
        QCOMPARE(again->checked(), int(again->items().size()));
        for (size_t i = 0; i < list->items().size(); ++i)
            QCOMPARE(again->items()[i].key, list->items()[i].key);
    }
};

PILOTHOUSE_TEST(TestChecklistCorpus)
#include "tst_corpus.moc"
