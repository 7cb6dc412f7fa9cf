// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/commands.h"
#include "widgets/console.h"

#include <QAbstractListModel>
#include <QFrame>
#include <QPointer>

class QLineEdit;
class QListView;

namespace Pilothouse::Ui {

/// One thing the palette offers: a command, an environment, or a procedure of an environment.
struct PaletteEntry
{
    QString title;
    QString note = {};    ///< at the right: the shortcut, or the kind of environment
    QString refusal = {}; ///< why it cannot be chosen now
    QString command = {};
    std::optional<EnvironmentKey> environment = {};
    QString procedure = {}; ///< of that environment; its plan is opened
    bool onlyAsked = false; ///< shown to who types, not in the list of everything
    std::optional<Evidence> state = {};
    bool maintenance = false;
    System::EnvironmentKind kind = System::EnvironmentKind::Development;
    QList<qsizetype> places = {}; ///< matched characters of the title
    int score = 0;
};

class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    PaletteModel(const Clock& clock, const Console& console, const Commands& commands, QObject* parent = nullptr);

    /// Everything that can be reached from `context`: acts on its environment, environments (worst first), the rest.
    void begin(const CommandContext& context);
    /// Only what matches, best first.
    void filter(const QString& query);
    const PaletteEntry& entry(int row) const { return m_shown[size_t(row)]; }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void addCommands(CommandScope scope, const CommandContext& context);
    void addEnvironments(const std::vector<EnvironmentSnapshot>& snapshots);
    /// Of the environment of the context, or of all others.
    void addProcedures(const std::vector<EnvironmentSnapshot>& snapshots, const CommandContext& context, bool here);

    const Clock& m_clock;
    const Console& m_console;
    const Commands& m_commands;
    std::vector<std::pair<PaletteEntry, QString>> m_all; ///< with the words it is found by beside its title
    std::vector<PaletteEntry> m_shown;
};

/// Ctrl+K: every command, every environment and each of its procedures by typing a few letters. A part of the window,
/// not a dialog.
class CommandPalette final : public QFrame
{
    Q_OBJECT
public:
    CommandPalette(const Theme& theme, const Clock& clock, const Console& console, const Commands& commands,
                   QWidget* window);

    void open(const CommandContext& context);

Q_SIGNALS:
    void commandChosen(const QString& id);
    void environmentChosen(const Pilothouse::Ui::EnvironmentKey& key);
    void procedureChosen(const Pilothouse::Ui::EnvironmentKey& key, const QString& procedure);
    void refused(const QString& reason);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void place();
    void choose();
    void leave();
    void move(int rows);

    const Theme& m_theme;
    QLineEdit* m_query;
    QListView* m_list;
    PaletteModel* m_model;
    QPointer<QWidget> m_focusBefore;
};

} // namespace Pilothouse::Ui
