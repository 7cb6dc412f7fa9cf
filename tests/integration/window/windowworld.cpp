// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowworld.h"

#include <QApplication>
#include <QTest>

namespace Pilothouse::Test {

using namespace Qt::StringLiterals;

namespace {

const Ui::EnvironmentKey production{u"fleetpass"_s, u"production"_s};
const Ui::EnvironmentKey staging{u"fleetpass"_s, u"staging"_s};

} // namespace

QString WindowWorld::missing()
{
    if (const QString package = DemoFleet::missing(); !package.isEmpty())
        return package;
    return firstMissing({u"dbus-daemon"_s, u"gnome-keyring-daemon"_s});
}

QString WindowWorld::start()
{
    if (const QString problem = m_bus.start(); !problem.isEmpty())
        return problem;
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.address().toUtf8());
    if (const QString problem = m_keyring.start(m_bus, Keyring::Login::Unlocked); !problem.isEmpty())
        return problem;
    if (const QString problem = m_fleet.start(); !problem.isEmpty())
        return problem;
    // As an operator gives them: through the vault, so that the console knows that they were given to it.
    const auto services = Services::create(options());
    if (!services)
        return services.error().message;
    for (const Ui::EnvironmentKey& key : {production, staging}) {
        const auto place = (*services)->definitions().find(key.system, key.environment);
        if (!place)
            return place.error().message;
        for (const auto& [name, value] : m_fleet.secrets(key.environment)) {
            const auto spec = std::ranges::find(place->environment.secrets, name, &System::SecretSpec::name);
            if (spec == place->environment.secrets.end())
                continue;
            const auto stored =
                (*services)->vault().set({key.system, key.environment, name}, Secret(QByteArray(value)), *spec);
            if (!QTest::qWaitFor([&stored] { return stored.isFinished(); }, 30'000))
                return u"the keyring does not answer"_s;
            if (const Result<void> answer = stored.result(); !answer)
                return answer.error().message;
        }
    }
    return {};
}

Options WindowWorld::options() const { return Options::fromUser(m_fleet.configDir(), m_fleet.dataDir()); }

WholeProgram::WholeProgram(const Options& options)
    : settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat)
    , theme(Ui::ColourScheme::Light)
{
    theme.install(*qApp);
    auto made = Services::create(options);
    if (!made)
        qFatal("%s", qPrintable(made.error().message));
    services = std::move(*made);
    program = std::make_unique<WindowProgram>(*services, theme, settings);
}

} // namespace Pilothouse::Test
