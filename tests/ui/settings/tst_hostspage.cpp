// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplehosts.h"
#include "settings/forgetdialog.h"
#include "settings/hostkeydialog.h"
#include "settings/hostspage.h"
#include "settings/provisiondialog.h"
#include "support/manualclock.h"
#include "support/testmain.h"
#include "widgets/rows.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace Pilothouse;
using namespace Pilothouse::Ui;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

using Kind = System::EnvironmentKind;

/// Clicks through the page of hosts and its dialogs.
class TestHostsPage : public QObject
{
    Q_OBJECT

    ManualClock m_clock{sampleTime()};
    Theme m_theme{ColourScheme::Light};
    std::unique_ptr<SampleHosts> m_desk;
    std::unique_ptr<HostsPage> m_page;

    QPushButton* button(const QString& text, QWidget* in = nullptr) const
    {
        const auto all = (in ? in : m_page.get())->findChildren<QPushButton*>();
        for (QPushButton* each : all) {
            if (QString(each->text()).remove(u'&').startsWith(text))
                return each;
        }
        return nullptr;
    }
    RowTable* table(const QString& name) const
    {
        for (RowTable* each : m_page->findChildren<RowTable*>()) {
            if (each->accessibleName() == name)
                return each;
        }
        return nullptr;
    }
    static QString cell(const QAbstractItemView& view, int row, int column)
    {
        return view.model()->index(row, column).data().toString();
    }
    template <typename Dialog> Dialog* opened() const { return m_page->findChild<Dialog*>(); }

private Q_SLOTS:
    void init()
    {
        m_desk = std::make_unique<SampleHosts>();
        m_page = std::make_unique<HostsPage>(m_theme, m_clock, *m_desk);
        m_page->resize(1100, 800);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_desk.reset();
    }

    void aConnectionSaysItsWayItsKeySinceWhenAndItsRoundTrip()
    {
        const RowTable* links = table(u"Connections"_s);
        QVERIFY(links);
        QCOMPARE(links->model()->rowCount(), 5);
        QCOMPARE(cell(*links, 0, LinkModel::Host), u"app-1"_s);
        QCOMPARE(cell(*links, 0, LinkModel::State), u"connected through bastion \u203a gateway"_s);
        QCOMPARE(cell(*links, 0, LinkModel::Since), u"12 m ago"_s);
        QCOMPARE(cell(*links, 0, LinkModel::Key), u"Ed25519 "_s + sampleKey('a').fingerprint());
        QCOMPARE(cell(*links, 0, LinkModel::Latency), u"1.8 ms"_s);
        QVERIFY(cell(*links, 1, LinkModel::Key).startsWith(u"certified: SHA256:"_s));
        QCOMPARE(cell(*links, 3, LinkModel::State), u"not connected"_s);
        QVERIFY(cell(*links, 3, LinkModel::Key).contains(u"unknown"_s));
        m_clock.advance(std::chrono::minutes(5));
        QCOMPARE(cell(*links, 0, LinkModel::Since), u"17 m ago"_s);
    }

    void anUnknownKeyIsShownWhenAPersonConnects()
    {
        table(u"Connections"_s)->selectRow(3);
        QTest::mouseClick(button(u"Connect"_s), Qt::LeftButton);
        QCOMPARE(m_desk->asked, QStringList{u"connect fleetpass/staging:app-1"_s});
        const HostOffer offer = SampleHosts::offer(Kind::Staging);
        m_desk->setOffers({SampleHosts::offer(Kind::Production), offer});
        QVERIFY(!opened<HostKeyDialog>());
        Q_EMIT m_desk->connected(u"fleetpass/staging:app-1"_s, offer.offer.error);
        auto* dialog = opened<HostKeyDialog>();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(dialog->acceptButton());
        // What nobody asked for opens no dialog.
        dialog->reject();
        QTRY_VERIFY(!opened<HostKeyDialog>());
        Q_EMIT m_desk->connected(u"fleetpass/staging:app-1"_s, offer.offer.error);
        QVERIFY(!opened<HostKeyDialog>());
    }

    void whatCanBeDoneFollowsTheConnection()
    {
        using Phase = Ssh::ConnectionState::Phase;
        RowTable* links = table(u"Connections"_s);
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        links->selectRow(4);
        links->setFocus();
        QVERIFY(button(u"Connect"_s)->isEnabled());
        QVERIFY(!button(u"Disconnect"_s)->isEnabled());
        QTest::keyClick(links, Qt::Key_Delete);
        QVERIFY(m_desk->asked.isEmpty());
        const QString id = u"fleetpass/staging:idle"_s;
        for (const auto& [phase, text, ends] :
             {std::tuple(Phase::Open, u"Reconnect"_s, true), std::tuple(Phase::Waiting, u"Start anew"_s, true),
              std::tuple(Phase::Connecting, u"Start anew"_s, true),
              std::tuple(Phase::Refused, u"Try the login again"_s, false)}) {
            m_desk->lines[4].link.phase = phase;
            Q_EMIT m_desk->hostsChanged();
            QVERIFY(button(text));
            QCOMPARE(button(u"Disconnect"_s)->isEnabled(), ends);
            m_desk->asked.clear();
            QTest::mouseClick(button(text), Qt::LeftButton);
            links->setFocus();
            QTest::keyClick(links, Qt::Key_Delete);
            QCOMPARE(m_desk->asked,
                     ends ? (QStringList{u"reconnect "_s + id, u"end "_s + id}) : QStringList{u"reconnect "_s + id});
        }
    }

    void theRowsMenuHasTheSameActs()
    {
        RowTable* links = table(u"Connections"_s);
        QVERIFY(QMetaObject::invokeMethod(
            links, "customContextMenuRequested",
            Q_ARG(QPoint, links->visualRect(links->model()->index(0, LinkModel::Host)).center())));
        const auto* menu = m_page->findChild<QMenu*>();
        QVERIFY(menu);
        const auto actions = menu->actions();
        QCOMPARE(actions.size(), 3);
        for (QAction* action : actions) {
            QVERIFY(action->isEnabled());
            action->trigger();
        }
        const QString id = u"fleetpass/production:app-1"_s;
        QCOMPARE(m_desk->asked, (QStringList{u"reconnect "_s + id, u"end "_s + id, u"terminal "_s + id}));
    }

    void theKeyOfAHostOnTheWayIsShown()
    {
        table(u"Connections"_s)->selectRow(0);
        QTest::mouseClick(button(u"Reconnect"_s), Qt::LeftButton);
        HostOffer hop = SampleHosts::offer(Kind::Production);
        hop.offer.endpoint.name = u"gateway"_s;
        m_desk->setOffers({hop});
        Q_EMIT m_desk->connected(u"fleetpass/production:app-1"_s, hop.offer.error);
        QVERIFY(opened<HostKeyDialog>());
    }

    void aKeyIsAcceptedOnlyAfterItWasCompared()
    {
        m_desk->setOffers({SampleHosts::offer(Kind::Staging)});
        QVERIFY(table(u"Keys that were refused"_s)->isVisible());
        QTest::mouseClick(button(u"Look at it"_s), Qt::LeftButton);
        auto* dialog = opened<HostKeyDialog>();
        QVERIFY(dialog);
        QPushButton* accept = dialog->acceptButton();
        QVERIFY(accept && !accept->isEnabled());
        // A wrong fingerprint is not to be clicked away.
        QTest::keyClicks(dialog->field(), u"SHA256:something-else"_s);
        QVERIFY(!accept->isEnabled() && !dialog->box()->isEnabled());
        dialog->field()->setText(u"256 %1 root@app-1 (ED25519)"_s.arg(sampleKey('n').fingerprint()));
        QVERIFY(accept->isEnabled());
        dialog->field()->clear();
        QVERIFY(!accept->isEnabled());
        dialog->box()->click();
        QVERIFY(accept->isEnabled());
        QTest::mouseClick(accept, Qt::LeftButton);
        QCOMPARE(m_desk->asked, QStringList{u"accept "_s + sampleKey('n').fingerprint()});
        QTRY_VERIFY(!opened<HostKeyDialog>());
    }

    void enterAcceptsNothing()
    {
        m_desk->setOffers({SampleHosts::offer(Kind::Staging)});
        m_page->review(m_desk->refused.front());
        auto* dialog = opened<HostKeyDialog>();
        dialog->box()->click();
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY(!opened<HostKeyDialog>());
        QVERIFY(m_desk->asked.isEmpty());
    }

    void productionOffersProvisioningAndNoAcceptance()
    {
        m_page->review(SampleHosts::offer(Kind::Production));
        auto* dialog = opened<HostKeyDialog>();
        QVERIFY(dialog);
        QVERIFY(!dialog->acceptButton() && !dialog->box());
        QTest::mouseClick(dialog->findChild<QPushButton*>(u"provision"_s), Qt::LeftButton);
        QVERIFY(opened<ProvisionDialog>());
        QCOMPARE(opened<ProvisionDialog>()->name()->text(), u"10.0.0.5"_s);
        QVERIFY(m_desk->asked.isEmpty());
    }

    void aChangedKeyHasNoButtonButClose()
    {
        for (const Kind kind : {Kind::Staging, Kind::Production}) {
            m_page->review(SampleHosts::offer(kind, SampleHosts::changedKey()));
            auto* dialog = opened<HostKeyDialog>();
            QVERIFY(dialog);
            QVERIFY(!dialog->acceptButton());
            QCOMPARE(dialog->buttons()->buttons().size(), 1);
            dialog->close();
            QTRY_VERIFY(!opened<HostKeyDialog>());
        }
    }

    void onlyOwnLinesAreForgottenAndOnlyAfterTheQuestion()
    {
        RowTable* keys = table(u"Known keys"_s);
        QCOMPARE(keys->model()->rowCount(), 4);
        QPushButton* forget = button(u"Forget"_s);
        QVERIFY(!forget->isEnabled());
        keys->selectRow(2);
        QVERIFY(!forget->isEnabled()); // of another file
        keys->selectRow(0);
        QTest::mouseClick(forget, Qt::LeftButton);
        auto* dialog = opened<ForgetDialog>();
        QVERIFY(dialog);
        QTest::keyClick(dialog, Qt::Key_Return); // keeps them
        QTRY_VERIFY(!opened<ForgetDialog>());
        QVERIFY(m_desk->asked.isEmpty());
        QTest::mouseClick(forget, Qt::LeftButton);
        QTest::mouseClick(opened<ForgetDialog>()->findChild<QPushButton*>(u"forget"_s), Qt::LeftButton);
        QCOMPARE(m_desk->asked, QStringList{u"forget app-1"_s});
    }

    void keysAreFoundByHostAndFingerprint()
    {
        const RowTable* keys = table(u"Known keys"_s);
        auto* filter = m_page->findChild<QLineEdit*>();
        filter->setText(u"APP-1"_s);
        QCOMPARE(keys->model()->rowCount(), 1);
        filter->setText(sampleKey('h', "ecdsa-sha2-nistp256").fingerprint().mid(7, 10));
        QCOMPARE(keys->model()->rowCount(), 1);
        QCOMPARE(cell(*keys, 0, KeyModel::Type), u"ECDSA P-256"_s);
        filter->clear();
        QCOMPARE(keys->model()->rowCount(), 4);
    }

    void proposedKeysAreShownBeforeTheyAreAdded()
    {
        m_page->openProvision();
        auto* dialog = opened<ProvisionDialog>();
        QVERIFY(dialog);
        QVERIFY(!dialog->addButton()->isEnabled());
        dialog->text()->setPlainText(u"ssh-ed25519 AAAA"_s);
        dialog->name()->setText(u"App-2, [10.0.0.5]:2222"_s);
        QCOMPARE(m_desk->asked.last(), u"propose 16 app-2,[10.0.0.5]:2222"_s);
        // An answer to an older question does not count.
        Q_EMIT m_desk->proposed(m_desk->request - 1, SampleHosts::proposals());
        QCOMPARE(dialog->proposals().rowCount(), 0);
        Q_EMIT m_desk->proposed(m_desk->request, SampleHosts::proposals());
        QCOMPARE(dialog->proposals().rowCount(), 5);
        QVERIFY(dialog->addButton()->isEnabled());
        dialog->readFile(u"/tmp/keys"_s);
        QVERIFY(m_desk->asked.last().startsWith(u"file /tmp/keys app-2"_s));
        Q_EMIT m_desk->proposed(m_desk->request, fail(ErrorKind::Invalid, u"There is no host key in it."_s));
        QVERIFY(!dialog->addButton()->isEnabled());
        Q_EMIT m_desk->proposed(m_desk->request, SampleHosts::proposals());
        QTest::mouseClick(dialog->addButton(), Qt::LeftButton);
        QCOMPARE(m_desk->asked.last(), u"provision 5"_s);
    }

    void aKeptAnswerIsForgottenAfterTheQuestion()
    {
        RowTable* answers = table(u"Kept answers to logins"_s);
        QVERIFY(answers && answers->isVisible());
        QCOMPARE(answers->model()->rowCount(), 2);
        QCOMPARE(cell(*answers, 0, AnswerModel::Kind), u"passphrase"_s);
        QCOMPARE(cell(*answers, 0, AnswerModel::When), u"2 h ago"_s);
        answers->selectRow(1);
        auto* forget = button(u"Forget"_s, answers->parentWidget());
        QVERIFY(forget && forget->isEnabled());
        QTest::mouseClick(forget, Qt::LeftButton);
        auto* box = opened<QMessageBox>();
        QVERIFY(box && box->text().contains(u"deploy@app-1"_s));
        QTest::keyClick(box, Qt::Key_Return); // keeps it
        QTRY_VERIFY(!opened<QMessageBox>());
        QVERIFY(m_desk->asked.isEmpty());
        QTest::mouseClick(forget, Qt::LeftButton);
        QTest::mouseClick(opened<QMessageBox>()->findChild<QPushButton*>(u"forget"_s), Qt::LeftButton);
        QCOMPARE(m_desk->asked, QStringList{u"forget deploy@app-1 (10.0.0.5:22)"_s});
        m_desk->answers.clear();
        m_desk->listAnswers();
        QVERIFY(!answers->isVisible());
    }

    void aFileThatCannotBeReadIsSaid()
    {
        Q_EMIT m_desk->listed(fail(Ssh::TrustWords::knownHostsUnusable(u"/etc/ssh/ssh_known_hosts: not a file"_s)));
        QCOMPARE(table(u"Known keys"_s)->model()->rowCount(), 0);
        auto* again = button(u"Read again"_s);
        QVERIFY(again && again->isVisible());
        QTest::mouseClick(again, Qt::LeftButton);
        QCOMPARE(table(u"Known keys"_s)->model()->rowCount(), 4);
        QVERIFY(!again->isVisible());
    }
};

PILOTHOUSE_TEST(TestHostsPage)
#include "tst_hostspage.moc"
