// SPDX-License-Identifier: GPL-3.0-or-later
// pilothouse_gallery FOLDER [light|dark] [WIDTHxHEIGHT]: pictures of every widget and page with test values.
#include "environment/environmentpage.h"
#include "fleet/fleetpage.h"
#include "shell/about.h"
#include "support/inspection.h"
#include "support/pseudolocale.h"
#include "support/windowbench.h"
#include "widgets/card.h"
#include "widgets/codeview.h"
#include "widgets/environmentdialog.h"
#include "widgets/environmenttag.h"
#include "widgets/labels.h"
#include "widgets/outputpanel.h"
#include "widgets/progress.h"
#include "widgets/states.h"
#include "widgets/statusmark.h"
#include "widgets/steplist.h"
#include "widgets/typedconfirmation.h"
#include "widgets/verdicttext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QMenu>

using namespace Pilothouse;
using namespace Pilothouse::Ui;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const char* const script = "# secrets: DATABASE_URL, on standard input\n"
                           "for m in $migrations; do\n"
                           "  docker-compose -f docker-compose.prod.yml exec -T backend \\\n"
                           "    ./migrate down \"$m\"\n"
                           "done\n";

const char* const output = "03:16:02 reverting 20261119_add_slot_index … \x1b[32mdone\x1b[0m 0.8 s\n"
                           "03:16:03 reverting 20261120_slots_not_null …\n"
                           "03:16:05 \x1b[33mNOTICE: relation \"slots_tmp\" does not exist, skipping\x1b[0m\n"
                           "03:16:09 rows rewritten 412,880 of 1,204,311\n"
                           "03:16:09 password=•••••••• (masked)\n"
                           "03:16:10 \x1b[1;31mERROR\x1b[0m: could not extend file: No space left \x1b]52;c;eA==\x07\n";

QWidget* stepsAndOutput(WindowBench& bench)
{
    auto* card = new Card(bench.theme, u"Steps"_s);
    card->setRemark(u"runs on the hosts; closing this window stops nothing"_s);
    card->addControl(new TextLabel(bench.theme, u"0:41 of about 1:50"_s, TextStyle::Body, Role::Muted));
    card->addControl(new QPushButton(u"Cancel…"_s));
    auto* steps = new StepList(bench.theme, bench.clock);
    const auto step = [](int n, const QString& name, StepState state, std::optional<std::chrono::milliseconds> time) {
        Step s{.id = QString::number(n), .name = name, .state = state};
        (state == StepState::Waiting ? s.typical : s.elapsed) = time;
        return s;
    };
    std::vector<Step> all{step(1, u"Lock app-1, app-2"_s, StepState::Succeeded, 400ms),
                          step(2, u"Safety dump, read to the end"_s, StepState::Succeeded, 33'100ms),
                          step(3, u"Undo 2 migrations"_s, StepState::Running, {}),
                          step(4, u"Start v1.3.2 on app-1"_s, StepState::Waiting, 9s),
                          step(5, u"Verify api, hold 30 s"_s, StepState::Failed, 34s),
                          step(6, u"Start v1.3.2 on app-2"_s, StepState::Unknown, 9s),
                          step(7, u"Verify, prove version, unlock"_s, StepState::Cancelled, 11s)};
    all[2].startedAt = bench.clock.now().addSecs(-7);
    all[4].remark = u"exit status 1"_s;
    steps->setSteps(all);
    auto* panel = new OutputPanel(bench.theme, u"app-1"_s);
    panel->setEnvironmentKind(System::EnvironmentKind::Production);
    panel->view()->append(output);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(steps, 1);
    row->addWidget(panel, 2);
    card->content()->addLayout(row);
    return card;
}

QWidget* smallThings(WindowBench& bench)
{
    auto* card = new Card(bench.theme, u"Small things"_s);
    auto* marks = new QHBoxLayout;
    for (const Verdict verdict : {Verdict::Holds, Verdict::Weak, Verdict::Fails, Verdict::Unknown}) {
        auto* mark = new StatusMark(bench.theme, bench.clock);
        mark->setWordShown(true);
        mark->setEvidence(
            {.verdict = verdict, .statement = safe(u"probe"_s), .observedAt = bench.clock.now(), .goodFor = 1h});
        marks->addWidget(mark);
    }
    auto* maintenance = new StatusMark(bench.theme, bench.clock);
    maintenance->setWordShown(true);
    maintenance->setMaintenance(true);
    marks->addWidget(maintenance);
    using System::EnvironmentKind;
    for (const auto kind : {EnvironmentKind::Production, EnvironmentKind::Staging, EnvironmentKind::Development})
        marks->addWidget(new EnvironmentTag(bench.theme, kind));
    auto* ring = new ProgressRing(bench.theme);
    ring->setProgress({.done = 67, .total = 86});
    marks->addWidget(ring);
    auto* bar = new ProgressBarThin(bench.theme);
    bar->setProgress({.done = 59, .total = 59, .proven = true});
    marks->addWidget(bar);
    auto* busy = new ProgressBarThin(bench.theme);
    busy->setBusy(true);
    marks->addWidget(busy);
    marks->addStretch();
    card->content()->addLayout(marks);

    auto* buttons = new QHBoxLayout;
    const auto button = [&](const QString& text, Emphasis emphasis, bool enabled = true) {
        auto* b = new QPushButton(text);
        setEmphasis(b, emphasis);
        b->setEnabled(enabled);
        buttons->addWidget(b);
    };
    button(u"Roll back to v1.3.2…"_s, Emphasis::Primary);
    button(u"Deploy…"_s, Emphasis::Normal);
    button(u"Restore…"_s, Emphasis::Careful);
    button(u"Restore staging"_s, Emphasis::Dangerous);
    button(u"Quiet"_s, Emphasis::Quiet);
    button(u"Refused"_s, Emphasis::Primary, false);
    auto* check = new QCheckBox(u"Only failures"_s);
    check->setChecked(true);
    buttons->addWidget(check);
    buttons->addWidget(new QCheckBox(u"Everything"_s));
    auto* combo = new QComboBox;
    combo->addItems({u"app-1"_s, u"app-2"_s});
    buttons->addWidget(combo);
    buttons->addStretch();
    card->content()->addLayout(buttons);

    auto* code = new CodeView(bench.theme);
    code->setCode(safe(QString::fromUtf8(script)));
    code->setFixedHeight(110);
    card->content()->addWidget(code);
    auto* confirm =
        new TypedConfirmation(bench.theme, u"fleetpass/production"_s, u"Roll back fleetpass/production to v1.3.2"_s);
    confirm->field()->setText(u"fleetpass/production"_s);
    confirm->addButton(new QPushButton(u"Dry run"_s));
    card->content()->addWidget(confirm);
    auto* wrong = new TypedConfirmation(bench.theme, u"fleetpass/production"_s, u"Restore"_s);
    wrong->field()->setText(u"fleetpass/staging"_s);
    card->content()->addWidget(wrong);
    return card;
}

void widgetsPicture(WindowBench& bench, const QString& folder, const QString& suffix, QSize size)
{
    QWidget sheet;
    auto* column = new QVBoxLayout(&sheet);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(stepsAndOutput(bench), 1);
    column->addWidget(smallThings(bench));
    auto* states = new QHBoxLayout;
    auto* empty = new EmptyState(
        bench.theme, u"backup"_s, u"No backups yet"_s,
        u"Here every archive will be listed with what is known of it: that it exists, can be read, is complete, has been restored."_s);
    empty->setAct(u"Back up now"_s);
    auto* error = new ErrorPanel(bench.theme);
    error->setError({ErrorKind::Unreachable,
                     u"app-1 could not be reached; check that the bastion is up and try again."_s,
                     u"connect to 127.0.10.1:2201: Connection refused"_s});
    error->setAct(u"Try again"_s);
    states->addWidget(empty, 1);
    states->addWidget(error, 1);
    column->addLayout(states);
    showSettled(sheet, size);
    settle();
    savePicture(sheet, folder, u"widgets-"_s + suffix);
}

} // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const QString folder = arguments.value(1, u"pictures"_s);
    const QString suffix = arguments.value(2, u"light"_s);
    const QStringList wh = arguments.value(3, u"1280x800"_s).split(u'x');
    const QSize size(wh.value(0).toInt(), wh.value(1).toInt());
    PseudoLocale pseudo;
    if (arguments.contains(u"pseudo"_s))
        QApplication::installTranslator(&pseudo);

    WindowBench bench(suffix.startsWith(u"dark"_s) ? ColourScheme::Dark : ColourScheme::Light);
    if (arguments.contains(u"long"_s))
        bench.console.lengthen();
    widgetsPicture(bench, folder, suffix, size);
    const auto dummy = [](const EnvironmentKey&, QWidget* parent) { return new QWidget(parent); };
    MainWindow window(bench.parts({{u"runs"_s, u"Runs"_s, dummy},
                                   {u"backups"_s, u"Backups"_s, dummy},
                                   {u"checklists"_s, u"Checklists"_s, dummy},
                                   {u"incidents"_s, u"Incidents"_s, dummy}}));
    showSettled(window, size);
    savePicture(window, folder, u"fleet-"_s + suffix);
    window.showEnvironment(SampleConsole::fleetpassProduction());
    settle();
    savePicture(window, folder, u"environment-"_s + suffix);
    window.openMenu();
    settle();
    for (QMenu* menu : window.findChildren<QMenu*>()) {
        if (menu->title() != MainWindow::tr("&Environment"))
            continue;
        menu->popup({0, 0});
        settle();
        savePicture(*menu, folder, u"menu-"_s + suffix);
        menu->close();
    }
    auto* group = window.environmentPage()->findChild<ChartGroup*>();
    group->setCrosshair(bench.clock.now().addSecs(-900).toMSecsSinceEpoch());
    settle();
    savePicture(window, folder, u"crosshair-"_s + suffix);
    group->setShowsTables(true);
    settle();
    savePicture(window, folder, u"tables-"_s + suffix);
    group->setShowsTables(false);
    auto* dialog = new EnvironmentDialog(bench.theme, SampleConsole::fleetpassProduction(),
                                         System::EnvironmentKind::Production, u"Restore"_s, &window);
    dialog->content()->addWidget(new TextLabel(bench.theme, u"fleetpass_20261120_020000.sql.gz, 412 MiB, complete"_s));
    dialog->buttons()->setStandardButtons(QDialogButtonBox::Cancel);
    dialog->open();
    settle();
    savePicture(*dialog, folder, u"dialog-"_s + suffix);
    dialog->close();
    window.openPalette();
    settle();
    savePicture(window, folder, u"palette-"_s + suffix);
    window.showEnvironment({u"bouncepro"_s, u"production"_s});
    window.setFocus();
    settle();
    savePicture(window, folder, u"empty-environment-"_s + suffix);
    window.showPage(u"settings"_s);
    settle();
    savePicture(window, folder, u"settings-"_s + suffix);
    window.tell(u"Choose an environment first."_s, Sign::Degraded);
    window.showFleet();
    bench.console.addMany(500);
    bench.clock.advance(1s);
    settle();
    savePicture(window, folder, u"fleet-many-"_s + suffix);
    bench.console.clear();
    settle();
    savePicture(window, folder, u"fleet-empty-"_s + suffix);
    auto* about = new AboutDialog(bench.theme, &window);
    about->open();
    savePicture(*about, folder, u"about-"_s + suffix);
    return 0;
}
