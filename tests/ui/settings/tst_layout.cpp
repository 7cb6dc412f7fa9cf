// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplehosts.h"
#include "settings/forgetdialog.h"
#include "settings/hostkeydialog.h"
#include "settings/hostspage.h"
#include "settings/provisiondialog.h"
#include "support/layoutwalk.h"
#include "support/testmain.h"
#include "widgets/rows.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>

using namespace Pilothouse;
using namespace Pilothouse::Ui;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

using Kind = System::EnvironmentKind;

/// Walks through the page of hosts and its dialogs: nothing there, everything there, each kind of refused key.
class TestHostsLayout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsCutOff_data() { LayoutWalk::addRows(); }
    void nothingIsCutOff()
    {
        QFETCH(bool, dark);
        QFETCH(QString, language);
        QFETCH(QSize, size);
        LayoutWalk walk(dark, language, size);
        WindowBench& bench = walk.bench();
        SampleHosts desk;
        HostsPage* page = nullptr;
        auto parts = bench.parts();
        parts.pages = {{u"hosts"_s, u"Hosts"_s, [&](QWidget* parent) -> QWidget* {
                            return page = new HostsPage(bench.theme, bench.clock, desk, parent);
                        }}};
        MainWindow window(parts);
        window.showPage(u"hosts"_s);
        QVERIFY(page);
        walk.check(window, u"hosts"_s);
        desk.lines[3].noWay =
            u"KnownHostsCommand in /home/ops/.ssh/config:5 is not done here; take it out for app-1."_s;
        desk.lines[3].link.problem = desk.lines[3].noWay;
        desk.lines[4].link.phase = Ssh::ConnectionState::Phase::Refused;
        desk.lines[4].link.problem = u"idle (10.0.0.5:22) refused the login of deploy."_s;
        Q_EMIT desk.hostsChanged();
        for (RowTable* table : page->findChildren<RowTable*>())
            table->selectRow(table->model()->rowCount() - 1);
        walk.check(window, u"refused login"_s);
        page->findChild<QScrollArea*>()->verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMaximum);
        walk.check(window, u"end of the page"_s);
        desk.setOffers({SampleHosts::offer(Kind::Staging), SampleHosts::offer(Kind::Production),
                        SampleHosts::offer(Kind::Staging, SampleHosts::changedKey())});
        desk.listing.unread = {desk.ownFile() + u":17"_s};
        desk.list();
        walk.check(window, u"refused keys"_s);
        for (const HostOffer& offer : desk.offers()) {
            page->review(offer);
            auto* dialog = page->findChild<HostKeyDialog*>();
            QVERIFY(dialog);
            if (dialog->field())
                dialog->field()->setText(u"SHA256:another"_s);
            walk.check(*dialog, u"key"_s);
            delete dialog;
        }
        page->openProvision();
        auto* provision = page->findChild<ProvisionDialog*>();
        QVERIFY(provision);
        walk.check(*provision, u"provision"_s);
        provision->text()->setPlainText(u"keys"_s);
        Q_EMIT desk.proposed(desk.request, SampleHosts::proposals());
        walk.check(*provision, u"proposed"_s);
        delete provision;
        ForgetDialog forget(bench.theme, desk.listing.keys, page);
        forget.setAttribute(Qt::WA_DeleteOnClose, false);
        walk.check(forget, u"forget"_s);
        desk.lines.clear();
        Q_EMIT desk.hostsChanged();
        Q_EMIT desk.listed(fail(Ssh::TrustWords::knownHostsUnusable(u"/etc/ssh/ssh_known_hosts: not a file"_s)));
        walk.check(window, u"nothing"_s);
        walk.end();
    }
};

PILOTHOUSE_TEST(TestHostsLayout)
#include "tst_layout.moc"
