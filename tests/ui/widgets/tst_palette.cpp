// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testmain.h"
#include "widgets/palette.h"

using namespace Pilothouse::Ui;

class TestPalette : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textIsReadable_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("ink");
        QTest::addColumn<int>("ground");
        const std::vector<Role> inks{Role::Text, Role::Muted,   Role::Accent,      Role::Healthy,    Role::Degraded,
                                     Role::Down, Role::Unknown, Role::Maintenance, Role::Production, Role::Staging};
        const std::vector<Role> grounds{Role::Window, Role::Surface, Role::Sunken, Role::Hover, Role::Selection};
        for (const bool dark : {false, true}) {
            const auto row = [dark](Role ink, Role ground) {
                QTest::addRow("%s, ink %d on %d", dark ? "dark" : "light", int(ink), int(ground))
                    << dark << int(ink) << int(ground);
            };
            for (const Role ink : inks) {
                for (const Role ground : grounds)
                    row(ink, ground);
            }
            row(Role::OnAccent, Role::Accent);
            row(Role::OnProduction, Role::Production);
        }
    }
    void textIsReadable()
    {
        QFETCH(bool, dark);
        QFETCH(int, ink);
        QFETCH(int, ground);
        const Colours colours = dark ? Colours::dark() : Colours::light();
        const double ratio = contrast(colours[Role(ink)], colours[Role(ground)]);
        QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("%1 on %2: %3")
                                              .arg(colours[Role(ink)].name(), colours[Role(ground)].name())
                                              .arg(ratio)));
    }
    void linesOfChartsAreSeen()
    {
        for (const Colours& colours : {Colours::light(), Colours::dark()}) {
            for (const Role line : {Role::SeriesA, Role::SeriesB, Role::SeriesC, Role::SeriesD, Role::Accent}) {
                QVERIFY(contrast(colours[line], colours[Role::Surface]) >= 3);
                QVERIFY(contrast(colours[line], colours[Role::Limit]) >= 3);
            }
        }
    }
    void contrastIsThatOfTheStandard()
    {
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
        QVERIFY(std::abs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.478) < 0.01);
    }
};

PILOTHOUSE_TEST(TestPalette)
#include "tst_palette.moc"
