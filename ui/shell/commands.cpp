// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commands.h"

#include <QSettings>

namespace Pilothouse::Ui {

namespace {
QString settingOf(const QString& id) { return QStringLiteral("shortcuts/") + id; }
} // namespace

void Commands::add(Command command)
{
    if (Command* old = get(command.id))
        *old = std::move(command);
    else
        m_commands.push_back(std::move(command));
    Q_EMIT changed();
}

Command* Commands::get(const QString& id)
{
    const auto at = std::ranges::find(m_commands, id, &Command::id);
    return at == m_commands.end() ? nullptr : &*at;
}

const Command* Commands::find(const QString& id) const { return const_cast<Commands*>(this)->get(id); }

QString Commands::refusal(const QString& id, const CommandContext& context) const
{
    const Command* command = find(id);
    if (!command || !command->run)
        return tr("There is no command called %1.").arg(id);
    if (command->scope == CommandScope::Environment && !context.environment)
        return tr("Choose an environment first.");
    return command->refusal ? command->refusal(context) : QString();
}

bool Commands::run(const QString& id, const CommandContext& context)
{
    const QString reason = refusal(id, context);
    if (!reason.isEmpty()) {
        Q_EMIT refused(id, reason);
        return false;
    }
    // A handler may add commands; a copy stays valid whatever it does.
    const auto work = find(id)->run;
    work(context);
    return true;
}

void Commands::loadShortcuts(const QSettings& settings)
{
    for (Command& command : m_commands) {
        const QVariant own = settings.value(settingOf(command.id));
        if (own.isValid())
            command.shortcut = QKeySequence(own.toString(), QKeySequence::PortableText);
    }
    Q_EMIT changed();
}

void Commands::setShortcut(const QString& id, const QKeySequence& shortcut, QSettings& settings)
{
    Command* command = get(id);
    if (!command)
        return;
    // Two commands with one shortcut are two that do nothing: whoever had it before gives it up.
    for (Command& other : m_commands) {
        if (&other == command || shortcut.isEmpty() || other.shortcut != shortcut)
            continue;
        other.shortcut = {};
        settings.setValue(settingOf(other.id), QString());
    }
    command->shortcut = shortcut;
    settings.setValue(settingOf(id), shortcut.toString(QKeySequence::PortableText));
    Q_EMIT changed();
}

QString Commands::plainText(const QString& text)
{
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == u'&' && i + 1 < text.size())
            ++i;
        plain += text.at(i);
    }
    if (plain.endsWith(u'…'))
        plain.chop(1);
    return plain;
}

} // namespace Pilothouse::Ui
