// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/inspection.h"
#include "support/pseudolocale.h"
#include "support/testmain.h"
#include "widgets/labels.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTabBar>

using namespace Pilothouse;
using namespace Pilothouse::Ui;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// The eye that the layout tests look with must itself see what is wrong, and nothing else.
class TestInspection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void seesTextThatIsCutOff()
    {
        QWidget window;
        auto* label = new QLabel(u"A sentence that needs more room than it has"_s, &window);
        label->setGeometry(10, 10, 60, 20);
        QCOMPARE(count(window), 1);
        label->setGeometry(10, 10, 380, 20);
        QCOMPARE(count(window), 0);
        label->setWordWrap(true);
        label->setGeometry(10, 10, 60, 20);
        QCOMPARE(count(window), 1);
        label->setGeometry(10, 10, 60, 180);
        QCOMPARE(count(window), 0);
    }
    void seesButtonsFieldsAndTabs()
    {
        QWidget window;
        auto* button = new QPushButton(u"Roll back to the version before"_s, &window);
        button->setGeometry(10, 10, 40, 30);
        auto* field = new QLineEdit(&window);
        field->setAccessibleName(u"name"_s);
        field->setPlaceholderText(u"A placeholder that is quite long"_s);
        field->setGeometry(10, 50, 60, 30);
        auto* tabs = new QTabBar(&window);
        tabs->setAccessibleName(u"tabs"_s);
        tabs->addTab(u"Overview"_s);
        tabs->setGeometry(10, 90, 200, 40);
        QCOMPARE(count(window), 2);
    }
    void allowsWhatIsMeantToGiveWay()
    {
        const Theme theme(ColourScheme::Light);
        QWidget window;
        auto* label = new ElidedLabel(theme, u"A sentence that needs more room than it has"_s);
        label->setParent(&window);
        label->setGeometry(10, 10, 60, 20);
        QCOMPARE(count(window), 0);
    }
    void seesWidgetsOutsideTheirParent()
    {
        QWidget window;
        auto* child = new QWidget(&window);
        child->setGeometry(380, 10, 60, 20);
        QCOMPARE(count(window), 1);
        child->setGeometry(10, 10, 60, 20);
        QCOMPARE(count(window), 0);
    }
    void allowsScrolledContent()
    {
        QScrollArea area;
        auto* content = new QWidget;
        content->setFixedSize(2000, 2000);
        area.setWidget(content);
        area.setAccessibleName(u"area"_s);
        QCOMPARE(count(area), 0);
    }
    void seesNamelessWidgets()
    {
        QWidget window;
        auto* field = new QLineEdit(&window);
        field->setGeometry(10, 10, 100, 30);
        QCOMPARE(count(window), 1);
        field->setAccessibleName(u"Branch"_s);
        QCOMPARE(count(window), 0);
    }
    void pseudoLocaleIsLongerAndKeepsArguments()
    {
        const QString made = PseudoLocale::lengthened(u"&Deploy %1 to %n host(s)"_s);
        QVERIFY(made.size() >= qsizetype(24 * 1.3));
        QVERIFY(made.contains(u"%1"_s) && made.contains(u"%n"_s) && made.startsWith(u"&D"_s));
    }

private:
    static qsizetype count(QWidget& window)
    {
        showSettled(window, {400, 200});
        return layoutFaults(window).size();
    }
};

PILOTHOUSE_TEST(TestInspection)
#include "tst_inspection.moc"
