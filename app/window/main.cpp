// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interrupt.h"
#include "app/window/photographer.h"
#include "app/window/windowprogram.h"
#include "app/window/windowprompter.h"
#include "backup/procedures.h"
#include "base/translate.h"
#include "environment/environmentpage.h"
#include "translations/translations.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QListView>
#include <QMessageBox>
#include <QSettings>
#include <QUrl>

#include <cstdio>

using namespace Pilothouse;
using namespace Qt::StringLiterals;

namespace {

using Shot = Photographer::Shot;

bool showsPlan(const Ui::MainWindow& window)
{
    const auto* page = window.environmentPage();
    const auto* plan = page ? page->findChild<QWidget*>(u"plan"_s) : nullptr;
    return plan && plan->isVisible();
}

/// The run that tells most: the newest that failed, else the newest.
QString runOf(const EnvironmentState* state)
{
    if (!state || state->runs.empty())
        return {};
    const auto failed = std::ranges::find(state->runs, Run::RunState::Failed, &Run::RunInfo::state);
    return (failed == state->runs.end() ? state->runs.front() : *failed).id.toString();
}

/// The newest backup that was read to its end, as the plan of its restore.
QString restoreOf(const EnvironmentState* state)
{
    if (!state || state->catalogues.empty())
        return {};
    const auto& [name, catalogue] = *state->catalogues.begin();
    const Backup::Entry* newest = catalogue.newest(Backup::Rung::Complete);
    return newest ? u"plan:"_s + Backup::restoreProcedureName(name) + u":BACKUP="_s + newest->name : QString();
}

/// One of each page, with what has to be there before it is worth a picture: the first environment, and the plan of the
/// last, which is where a new version comes first.
std::vector<Shot> shotsOf(Ui::MainWindow& window, LiveConsole& console)
{
    const auto keys = console.environments();
    if (keys.empty())
        return {{.name = u"fleet"_s, .arrange = [&window] { window.showFleet(); }}};
    const Ui::EnvironmentKey& key = keys.front();
    const auto state = [&console, key] { return console.state(key); };
    const auto healthKnown = [state] {
        const EnvironmentState* now = state();
        return now &&
               qsizetype(now->probes.size()) ==
                   std::ranges::count_if(now->environment.probes, &System::ProbeSpec::isWatched) &&
               !now->catalogues.empty() && !now->hosts.empty() && now->hosts.begin()->second.size() > 2;
    };
    const auto tab = [&window, key](const QString& id) {
        return [&window, key, id] { window.showEnvironment(key, id); };
    };
    const auto runs = [&window](const Ui::EnvironmentKey& of, const auto& subject) {
        return [&window, of, subject] { window.showEnvironment(of, u"runs"_s, subject()); };
    };
    const auto planReady = [&window] { return showsPlan(window); };
    const auto top = [&window] {
        if (window.environmentPage())
            window.environmentPage()->showTop();
    };

    std::vector<Shot> shots;
    shots.push_back({u"fleet"_s, [&window] { window.showFleet(); }, healthKnown});
    shots.push_back({u"environment"_s, tab(u"overview"_s), healthKnown});
    shots.push_back({u"runs"_s, [&window, key, top] {
                         window.showEnvironment(key, u"runs"_s);
                         top();
                     }});
    shots.push_back({u"run"_s, runs(key, [state] { return runOf(state()); })});
    const Ui::EnvironmentKey& last = keys.back();
    const EnvironmentState* first = console.state(last);
    if (first && first->environment.procedure(u"deploy"_s))
        shots.push_back({u"plan"_s, runs(last, [] { return u"plan:deploy"_s; }), planReady});
    if (state() && !state()->environment.backups.empty())
        shots.push_back({u"restore"_s,
                         [&window, key, top, state] {
                             window.showEnvironment(key, u"runs"_s);
                             top();
                             window.showEnvironment(key, u"runs"_s, restoreOf(state()));
                         },
                         planReady,
                         // Only what was read to its end can be restored, and nobody may have read one yet.
                         [state] { return !restoreOf(state()).isEmpty(); }});
    shots.push_back({u"backups"_s, tab(u"backups"_s)});
    shots.push_back({u"checklists"_s, [&window, key] {
                         window.showEnvironment(key, u"checklists"_s);
                         // The first sections of a list are settled late; the fourth has something of everything.
                         if (auto* sections = window.environmentPage()->findChild<QListView*>(u"sections"_s))
                             sections->setCurrentIndex(sections->model()->index(3, 0));
                     }});
    shots.push_back({u"incidents"_s, tab(u"incidents"_s)});
    shots.push_back({u"maintenance"_s, tab(u"maintenance"_s)});
    shots.push_back({u"hosts"_s, [&window] { window.showPage(u"hosts"_s); }});
    shots.push_back({u"settings"_s, [&window] { window.showPage(u"settings"_s); }});
    shots.push_back({u"palette"_s, [&window, key] {
                         window.showEnvironment(key, u"overview"_s);
                         window.openPalette();
                     }});
    return shots;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"pilothouse"_s);
    QApplication::setApplicationDisplayName(u"Pilothouse"_s);
    QApplication::setApplicationVersion(QStringLiteral(PILOTHOUSE_VERSION));
    QApplication::setDesktopFileName(u"org.pilothouse.Pilothouse"_s);
    setThreadRole(ThreadRole::Window);

    QCommandLineParser parser;
    parser.setApplicationDescription(translate("Window", "Run production systems over SSH."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption({u"config"_s, translate("Window", "where definitions and SSH files are"), u"DIR"_s});
    parser.addOption({u"data"_s, translate("Window", "where the store and the records of runs are"), u"DIR"_s});
    parser.addOption(
        {u"pictures"_s, translate("Window", "save a picture of every page, light and dark, and end"), u"DIR"_s});
    parser.addOption(
        {u"pictures-after"_s, translate("Window", "watch for so many seconds before the first picture"), u"SECONDS"_s});
    parser.addPositionalArgument(u"link"_s, translate("Window", "a pilothouse:// link to open"), u"[link]"_s);
    parser.process(application);

    const Options options = Options::fromUser(parser.value(u"config"_s), parser.value(u"data"_s));
    QSettings settings(options.configDir + u"/window.ini"_s, QSettings::IniFormat);
    // The language of the settings, unless the environment asks for another.
    const QString language = settings.value(u"appearance/language"_s).toString();
    if (!language.isEmpty() && !qEnvironmentVariableIsSet("PILOTHOUSE_LANGUAGE"))
        qputenv("PILOTHOUSE_LANGUAGE", language.toUtf8());
    installTranslations(application);

    Ui::Theme theme(Ui::schemeOf(settings));
    theme.install(application);
    Ui::PromptQueue prompts(theme);
    auto services = Services::create(options, std::make_shared<WindowPrompter>(prompts));
    if (!services) {
        std::fprintf(stderr, "%s\n", qPrintable(services.error().message));
        auto* box =
            new QMessageBox(QMessageBox::Critical, QApplication::applicationDisplayName(), services.error().message);
        box->setTextFormat(Qt::PlainText);
        box->setAttribute(Qt::WA_DeleteOnClose);
        QObject::connect(box, &QMessageBox::finished, &application, [] { QApplication::exit(1); });
        box->open();
        return QApplication::exec();
    }

    WindowProgram program(**services, theme, settings);
    Ui::MainWindow& window = program.window();
    QObject::connect(&prompts, &Ui::PromptQueue::unlocked, &program.hosts(), &LiveHosts::takeUnlocked);
    prompts.setWindow(&window);
    const Interrupt interrupt([] { QApplication::quit(); });
    if (!parser.positionalArguments().isEmpty())
        window.openLink(QUrl(parser.positionalArguments().first()));

    std::unique_ptr<Photographer> photographer;
    if (parser.isSet(u"pictures"_s)) {
        window.resize(1280, 800);
        photographer = std::make_unique<Photographer>(window, theme, (*services)->clock(), parser.value(u"pictures"_s));
        QObject::connect(photographer.get(), &Photographer::finished, &application, [](const QStringList& failures) {
            for (const QString& failure : failures)
                std::fprintf(stderr, "%s\n", qPrintable(failure));
            QApplication::exit(failures.isEmpty() ? 0 : 1);
        });
        photographer->take(shotsOf(window, program.console()),
                           std::chrono::seconds(parser.value(u"pictures-after"_s).toInt()));
    }
    window.setVisible(true);
    return QApplication::exec();
}
