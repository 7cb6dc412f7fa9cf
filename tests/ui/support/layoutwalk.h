// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/inspection.h"
#include "support/pseudolocale.h"
#include "support/windowbench.h"

#include <QTest>

namespace Pilothouse::Test {

/// A walk through pages in a real window, of which each row is one way to look at them: theme, language, size. The
/// scale of the screen is settled when a program starts, so it is CTest that runs the walk at each
/// (pilothouse_layout_test). Header only, like the bench: the support library itself links no page.
class LayoutWalk
{
public:
    /// For the _data function of a test: both themes, English, German and the pseudo-locale, 1280×800 and the smallest
    /// size that the window allows, which is told by an empty one.
    static void addRows()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("language");
        QTest::addColumn<QSize>("size");
        for (const bool dark : {false, true}) {
            for (const char* language : {"en", "de", "pseudo"}) {
                for (const QSize size : {QSize(1280, 800), QSize()})
                    QTest::addRow("%s %s %s", dark ? "dark" : "light", language, size.isEmpty() ? "smallest" : "1280")
                        << dark << QString::fromLatin1(language) << size;
            }
        }
    }

    /// As the row of the running test says. The pages' own strings are only translated when the walk was there first.
    LayoutWalk(bool dark, const QString& language, const QSize& size)
        : m_size(size)
        , m_bench((speak(language), dark ? Ui::ColourScheme::Dark : Ui::ColourScheme::Light))
    {
    }

    WindowBench& bench() { return m_bench; }
    QSize sizeOf(const QWidget& window) const { return m_size.isEmpty() ? window.minimumSize() : m_size; }

    /// Shows the window, or a dialog at the size it asks for, and remembers what is wrong with it.
    void check(QWidget& shown, const QString& where)
    {
        showSettled(shown, qobject_cast<const Ui::MainWindow*>(&shown) ? sizeOf(shown) : shown.sizeHint());
        if (const QString folder = qEnvironmentVariable("PILOTHOUSE_PICTURES"); !folder.isEmpty())
            savePicture(shown, folder,
                        QStringLiteral("%1 %2 %3")
                            .arg(QString::number(++m_looks), where, QString::fromLatin1(QTest::currentDataTag())));
        for (const QString& fault : layoutFaults(shown)) {
            // One fault of the frame is seen on every page; once is enough to find it.
            if (!m_known.contains(fault))
                m_faults << where + QStringLiteral(": ") + fault;
            m_known << fault;
        }
    }
    /// Fails the running test if anything was found.
    void end() const
    {
        for (const QString& fault : m_faults)
            qWarning().noquote() << fault;
        QCOMPARE(m_faults.size(), 0);
    }

private:
    void speak(const QString& language)
    {
        if (language == QStringLiteral("pseudo"))
            m_translator = std::make_unique<PseudoLocale>();
        else {
            m_translator = std::make_unique<QTranslator>();
            QVERIFY(m_translator->load(QStringLiteral(":/translations/pilothouse_%1.qm").arg(language)));
        }
        QCoreApplication::installTranslator(m_translator.get());
    }

    QSize m_size;
    std::unique_ptr<QTranslator> m_translator;
    WindowBench m_bench;
    int m_looks = 0;
    QStringList m_known;
    QStringList m_faults;
};

} // namespace Pilothouse::Test
