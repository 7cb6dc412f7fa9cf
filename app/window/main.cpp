// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interrupt.h"
#include "app/window/photographer.h"
#include "app/window/windowprogram.h"
#include "base/translate.h"
#include "environment/environmentpage.h"
#include "translations/translations.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QMessageBox>
#include <QSettings>
#include <QUrl>

#include <cstdio>

using namespace Pilothouse;
using namespace Qt::StringLiterals;

namespace {

/// One of each page, with what has to be there before it is worth a picture.
std::vector<Photographer::Shot> shotsOf(Ui::MainWindow& window, LiveConsole& console)
{
    std::vector<Photographer::Shot> shots;
    const auto keys = console.environments();
    if (keys.empty())
        return {{.name = u"fleet"_s, .arrange = [&window] { window.showFleet(); }}};
    const Ui::EnvironmentKey key = keys.front();
    const auto healthKnown = [&console, key] {
        const EnvironmentState* state = console.state(key);
        return state && state->probes.size() == state->environment.probes.size() && !state->catalogues.empty() &&
               !state->hosts.empty() && state->hosts.begin()->second.size() > 2;
    };
    const auto tab = [&window, key](const QString& id, const QString& subject = {}) {
        return [&window, key, id, subject] { window.showEnvironment(key, id, subject); };
    };
    shots.push_back({u"fleet"_s, [&window] { window.showFleet(); }, healthKnown});
    shots.push_back({u"environment"_s, tab(u"overview"_s), healthKnown});
    shots.push_back({u"runs"_s, tab(u"runs"_s)});
    const EnvironmentState* state = console.state(key);
    if (state && state->environment.procedure(u"deploy"_s))
        shots.push_back({u"plan"_s, tab(u"runs"_s, u"plan:deploy"_s), [&window] {
                             return window.environmentPage() &&
                                    window.environmentPage()->findChild<QWidget*>(u"plan"_s) &&
                                    window.environmentPage()->findChild<QWidget*>(u"plan"_s)->isVisible();
                         }});
    shots.push_back({u"run"_s, [&window, &console, key] {
                         const EnvironmentState* state = console.state(key);
                         window.showEnvironment(key, u"runs"_s,
                                                state && !state->runs.empty() ? state->runs.front().id.toString()
                                                                              : QString());
                     }});
    shots.push_back({u"backups"_s, tab(u"backups"_s)});
    shots.push_back({u"checklists"_s, tab(u"checklists"_s)});
    shots.push_back({u"settings"_s, [&window] { window.showPage(u"settings"_s); }});
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
    auto services = Services::create(options);
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
        photographer->take(shotsOf(window, program.console()));
    }
    window.setVisible(true);
    return QApplication::exec();
}
