// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/commands.h"
#include "widgets/page.h"

class QSettings;

namespace Pilothouse::Ui {

/// A language the program can speak: its code and its own name for itself.
struct Language
{
    QString code;
    QString name;
};

/// What can be set in this version: colours, language, shortcuts. Takes effect at once, except the language.
class SettingsPage final : public Page
{
    Q_OBJECT
public:
    SettingsPage(Theme& theme, Commands& commands, const std::vector<Language>& languages, QSettings& settings,
                 QWidget* parent = nullptr);

private:
    QWidget* appearanceCard(const std::vector<Language>& languages);
    QWidget* shortcutsCard();

    Theme& m_theme;
    Commands& m_commands;
    QSettings& m_settings;
};

/// The scheme that the settings ask for.
ColourScheme schemeOf(const QSettings& settings);
void rememberScheme(QSettings& settings, ColourScheme scheme);

} // namespace Pilothouse::Ui
