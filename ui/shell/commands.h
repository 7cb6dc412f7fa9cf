// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/command.h"

#include <QObject>

class QSettings;

namespace Pilothouse::Ui {

/// The table of everything a person can tell the program to do: menus, palette, shortcuts and buttons all are made from
/// it, so nothing exists that the palette cannot reach. Filled while the window is composed. Window's thread.
class Commands final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Ids are unique; a second command with the same id replaces the first.
    void add(Command command);
    const std::vector<Command>& all() const { return m_commands; }
    const Command* find(const QString& id) const;

    /// Empty if the command exists and can be run there.
    QString refusal(const QString& id, const CommandContext& context) const;
    /// Runs it unless it is refused; the refusal is told by refused().
    bool run(const QString& id, const CommandContext& context);

    /// Shortcuts that differ from the table's, as `shortcuts/run.deploy=Ctrl+D`.
    void loadShortcuts(const QSettings& settings);
    void setShortcut(const QString& id, const QKeySequence& shortcut, QSettings& settings);

    /// The text without mnemonic and ellipsis, as a title.
    static QString plainText(const QString& text);

Q_SIGNALS:
    void changed();
    void refused(const QString& id, const QString& reason);

private:
    Command* get(const QString& id);

    std::vector<Command> m_commands;
};

} // namespace Pilothouse::Ui
