// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/settingspage.h"

#include "widgets/card.h"
#include "widgets/labels.h"

#include <QComboBox>
#include <QGridLayout>
#include <QKeySequenceEdit>
#include <QScrollArea>
#include <QSettings>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

namespace {

const std::vector<std::pair<ColourScheme, QString>>& schemeNames()
{
    static const std::vector<std::pair<ColourScheme, QString>> names{
        {ColourScheme::FollowSystem, u"system"_s}, {ColourScheme::Light, u"light"_s}, {ColourScheme::Dark, u"dark"_s}};
    return names;
}

constexpr int columnWidth = 640;

} // namespace

ColourScheme schemeOf(const QSettings& settings)
{
    const QString wanted = settings.value(u"appearance/scheme"_s).toString();
    for (const auto& [scheme, name] : schemeNames()) {
        if (name == wanted)
            return scheme;
    }
    return ColourScheme::FollowSystem;
}

void rememberScheme(QSettings& settings, ColourScheme scheme)
{
    for (const auto& [each, name] : schemeNames()) {
        if (each == scheme)
            settings.setValue(u"appearance/scheme"_s, name);
    }
}

SettingsPage::SettingsPage(Theme& theme, Commands& commands, const std::vector<Language>& languages,
                           QSettings& settings, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_commands(commands)
    , m_settings(settings)
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(Theme::pageMargin, Theme::pageMargin, Theme::pageMargin, Theme::pageMargin);
    column->setSpacing(Theme::gap);
    column->addWidget(new TextLabel(theme, tr("Settings"), TextStyle::Title));
    column->addWidget(appearanceCard(languages));
    column->addWidget(shortcutsCard());
    column->addStretch();
    content->setMaximumWidth(columnWidth);

    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(area);
}

QWidget* SettingsPage::appearanceCard(const std::vector<Language>& languages)
{
    auto* card = new Card(m_theme, tr("Appearance"));
    auto* grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    const auto addRow = [&](int row, const QString& text, QComboBox* choice, const QString& remark) {
        auto* label = new TextLabel(m_theme, text);
        label->setBuddy(choice);
        choice->setAccessibleName(Commands::plainText(text));
        choice->setMinimumWidth(180);
        grid->addWidget(label, row, 0);
        grid->addWidget(choice, row, 1, Qt::AlignLeft);
        auto* note = new TextLabel(m_theme, remark, TextStyle::Small, Role::Muted);
        note->setWordWrap(true);
        // It belongs to the field above it.
        note->setContentsMargins(0, 0, 0, 8);
        grid->addWidget(note, row + 1, 1);
    };

    auto* scheme = new QComboBox;
    scheme->addItem(tr("As the system"), int(ColourScheme::FollowSystem));
    scheme->addItem(tr("Light"), int(ColourScheme::Light));
    scheme->addItem(tr("Dark"), int(ColourScheme::Dark));
    scheme->setCurrentIndex(scheme->findData(int(m_theme.scheme())));
    connect(scheme, &QComboBox::activated, this, [this, scheme] {
        const auto chosen = ColourScheme(scheme->currentData().toInt());
        m_theme.setScheme(chosen);
        rememberScheme(m_settings, chosen);
    });
    connect(&m_theme, &Theme::changed, scheme,
            [this, scheme] { scheme->setCurrentIndex(scheme->findData(int(m_theme.scheme()))); });
    addRow(0, tr("&Colours"), scheme, tr("Changes at once, in every window."));

    auto* language = new QComboBox;
    language->addItem(tr("As the system"), QString());
    for (const Language& each : languages)
        language->addItem(each.name, each.code);
    language->setCurrentIndex(std::max(0, language->findData(m_settings.value(u"appearance/language"_s).toString())));
    connect(language, &QComboBox::activated, this,
            [this, language] { m_settings.setValue(u"appearance/language"_s, language->currentData().toString()); });
    addRow(2, tr("&Language"), language, tr("Takes effect when Pilothouse is started again."));
    card->content()->addLayout(grid);
    return card;
}

QWidget* SettingsPage::shortcutsCard()
{
    auto* card = new Card(m_theme, tr("Shortcuts"));
    auto* grid = new QGridLayout;
    grid->setColumnStretch(0, 1);
    grid->setVerticalSpacing(4);
    int row = 0;
    for (const Command& command : m_commands.all()) {
        const QString name = Commands::plainText(command.text);
        auto* field = new QKeySequenceEdit(command.shortcut);
        field->setAccessibleName(tr("Shortcut of %1").arg(name));
        field->setFixedWidth(180);
        connect(field, &QKeySequenceEdit::editingFinished, this, [this, field, id = command.id] {
            if (const Command* now = m_commands.find(id); now && now->shortcut != field->keySequence())
                m_commands.setShortcut(id, field->keySequence(), m_settings);
        });
        connect(&m_commands, &Commands::changed, field, [this, field, id = command.id] {
            if (const Command* now = m_commands.find(id); now && !field->hasFocus())
                field->setKeySequence(now->shortcut);
        });
        grid->addWidget(new ElidedLabel(m_theme, name), row, 0);
        grid->addWidget(field, row, 1);
        ++row;
    }
    card->content()->addLayout(grid);
    return card;
}

} // namespace Pilothouse::Ui
