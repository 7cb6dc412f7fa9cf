// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/markdownchecklist.h"
#include "checklist/mojibake.h"
#include "support/testmain.h"

using namespace Pilothouse::Checklist;
using namespace Qt::StringLiterals;

class TestMojibake : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void repairs_data()
    {
        QTest::addColumn<QString>("garbled");
        QTest::addColumn<QString>("right");
        QTest::newRow("check mark, Mac") << u"Code ‚úÖ done"_s << u"Code ✅ done"_s;
        QTest::newRow("rocket, Mac") << u"\uf8ffüöÄ"_s << u"🚀"_s;
        QTest::newRow("warning, Mac") << u"‚ö†Ô∏è"_s << u"⚠️"_s;
        QTest::newRow("accents, Mac") << u"d√©j√† vu"_s << u"déjà vu"_s;
        QTest::newRow("check mark, Windows") << u"âœ… done"_s << u"✅ done"_s;
        QTest::newRow("accents, Windows") << u"Â¿QuÃ© Falta?"_s << u"¿Qué Falta?"_s;
        QTest::newRow("undefined byte, Windows") << u"CRÃ\u008dTICO"_s << u"CRÍTICO"_s;
        QTest::newRow("clipboard, Windows") << u"ðŸ“‹"_s << u"📋"_s;
        QTest::newRow("dash, Windows") << u"a â€“ b, itâ€™s"_s << u"a – b, it’s"_s;
        QTest::newRow("beside correct text") << u"é ✅ âœ… Ã©é"_s << u"é ✅ ✅ éé"_s;
        QTest::newRow("cyrillic, Windows") << u"ÐŸÑ€Ð¸Ð²ÐµÑ‚"_s << u"Привет"_s;
        QTest::newRow("a weak one beside a strong one")
            << u"Ã  la carte, Ã©tÃ©"_s.replace(u"Ã "_s, u"Ã\u00a0"_s) << u"à la carte, été"_s;
    }
    void repairs()
    {
        QFETCH(QString, garbled);
        QFETCH(QString, right);
        QCOMPARE(repairMojibake(garbled), right);
        QVERIFY(!findMojibake(garbled).empty());
        QCOMPARE(repairMojibake(right), right);
    }

    void leavesCorrectTextAlone_data()
    {
        QTest::addColumn<QString>("text");
        for (const char16_t* text : {u"„Spaß“ und „Ä“", u"l’équipe est allé…”", u"« CAFÉ\u00a0»", u"NÃO, AMANHÃ…",
                                     u"“étape” – «à»", u"ÂNGULO", u"√2 ≈ 1.41", u"日本語 ✅ 한국어", u"Ünïcödé “quoted”",
                                     u"naïve • résumé", u"100 € — £5", u"Łódź", u"Ελληνικά"})
            QTest::newRow(qPrintable(QString::fromUtf16(text))) << QString::fromUtf16(text);
    }
    void leavesCorrectTextAlone()
    {
        QFETCH(QString, text);
        QCOMPARE(findMojibake(text).size(), size_t(0));
        QCOMPARE(repairMojibake(text), text);
    }

    void tellsWhatIsLost()
    {
        const auto runs = findMojibake(u"Integraci\ufffdn ‚úÖ \ufffd\ufffd"_s);
        QCOMPARE(runs.size(), size_t(3));
        QCOMPARE(runs[0].misreading, Misreading::Lost);
        QCOMPARE(runs[1].misreading, Misreading::MacRoman);
        QCOMPARE(runs[1].repaired, u"✅"_s);
        QCOMPARE(runs[2].length, 2);
    }

    void undoesEveryByteOfBothEncodings()
    {
        // Any text, garbled, must come back: every character of three scripts and of the symbols that lists use.
        for (const auto& [first, last] :
             {std::pair<char32_t, char32_t>{0xa1, 0x17f}, {0x410, 0x44f}, {0x2600, 0x27bf}}) {
            for (char32_t c = first; c <= last; ++c) {
                const QString pair = QString::fromUcs4(&c, 1).repeated(2);
                QString garbled;
                for (const char byte : pair.toUtf8())
                    garbled += QChar(char16_t(uchar(byte))); // as ISO 8859-1, which shares the tables of Windows-1252
                QCOMPARE(repairMojibake(garbled), pair);
            }
        }
    }

    void countsGarbledTicksAsClaims()
    {
        const auto list = MarkdownChecklist::read(u"# One ‚úÖ\n\n- ‚úÖ said\n- [x] ticked\n\n```\n✅\n```\n"_s.toUtf8());
        QVERIFY(list.has_value());
        QCOMPARE(list->claims(), 3);
        QCOMPARE(list->mojibake().size(), size_t(2));
        QCOMPARE(list->title().text(), u"One ‚úÖ"_s);
    }
};

PILOTHOUSE_TEST(TestMojibake)
#include "tst_mojibake.moc"
