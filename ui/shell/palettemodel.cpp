// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commandpalette.h"
#include "shell/fuzzy.h"
#include "widgets/environmenttag.h"
#include "widgets/verdicttext.h"

namespace Pilothouse::Ui {

PaletteModel::PaletteModel(const Clock& clock, const Console& console, const Commands& commands, QObject* parent)
    : QAbstractListModel(parent)
    , m_clock(clock)
    , m_console(console)
    , m_commands(commands)
{
}

void PaletteModel::begin(const CommandContext& context)
{
    m_all.clear();
    std::vector<EnvironmentSnapshot> snapshots;
    for (const EnvironmentKey& key : m_console.environments())
        snapshots.push_back(m_console.snapshot(key));
    std::ranges::stable_sort(snapshots, {}, [this](const EnvironmentSnapshot& each) {
        return signOrder(verdictSign(each.overall, m_clock.now(), each.maintenance));
    });
    addCommands(CommandScope::Environment, context);
    addProcedures(snapshots, context, true);
    addEnvironments(snapshots);
    addCommands(CommandScope::Window, context);
    addProcedures(snapshots, context, false);
    filter({});
}

void PaletteModel::addCommands(CommandScope scope, const CommandContext& context)
{
    for (const Command& command : m_commands.all()) {
        const bool here = scope == CommandScope::Window || context.environment;
        // The palette does not offer itself.
        if (command.scope != scope || !here || command.id == QStringLiteral("go.palette"))
            continue;
        PaletteEntry entry;
        entry.title = Commands::plainText(command.text);
        // What acts on an environment says on which one, before anybody presses Return.
        if (command.scope == CommandScope::Environment)
            entry.title =
                tr("%1 %2", "command and the environment it acts on").arg(entry.title, context.environment->id());
        entry.note = command.shortcut.toString(QKeySequence::NativeText);
        entry.refusal = m_commands.refusal(command.id, context);
        entry.command = command.id;
        if (command.scope == CommandScope::Environment)
            entry.kind = context.kind;
        m_all.emplace_back(entry, command.keywords);
    }
}

void PaletteModel::addEnvironments(const std::vector<EnvironmentSnapshot>& snapshots)
{
    for (const EnvironmentSnapshot& snapshot : snapshots) {
        PaletteEntry entry;
        entry.title = snapshot.key.id();
        entry.note = kindWord(snapshot.kind);
        entry.environment = snapshot.key;
        entry.state = snapshot.overall;
        entry.maintenance = snapshot.maintenance;
        entry.kind = snapshot.kind;
        m_all.emplace_back(entry, snapshot.systemTitle);
    }
}

void PaletteModel::addProcedures(const std::vector<EnvironmentSnapshot>& snapshots, const CommandContext& context,
                                 bool here)
{
    for (const EnvironmentSnapshot& snapshot : snapshots) {
        if ((snapshot.key == context.environment) != here)
            continue;
        for (const ProcedureName& procedure : m_console.procedures(snapshot.key)) {
            // What has a command of its own stands among the commands already.
            if (here && m_commands.find(QStringLiteral("run.") + procedure.name))
                continue;
            PaletteEntry entry;
            entry.title = tr("%1 \u25b8 %2: %3\u2026", "system, environment and what is run there")
                              .arg(snapshot.systemTitle.isEmpty() ? snapshot.key.system : snapshot.systemTitle,
                                   snapshot.key.environment, procedure.title);
            entry.environment = snapshot.key;
            entry.procedure = procedure.name;
            entry.kind = snapshot.kind;
            entry.onlyAsked = !here;
            m_all.emplace_back(entry, procedure.name + u' ' + snapshot.key.id());
        }
    }
}

void PaletteModel::filter(const QString& query)
{
    beginResetModel();
    m_shown.clear();
    const bool asked = !query.trimmed().isEmpty();
    for (const auto& [entry, words] : m_all) {
        if (entry.onlyAsked && !asked)
            continue;
        const auto direct = fuzzyMatch(query, entry.title);
        const auto wider = direct ? direct : fuzzyMatch(query, entry.title + u' ' + words);
        if (!wider)
            continue;
        PaletteEntry shown = entry;
        // What is here comes first: somebody who looks at production does not mean staging, whose name is shorter.
        shown.score = wider->score - (direct ? 0 : 10) - (entry.refusal.isEmpty() ? 0 : 5) - (entry.onlyAsked ? 15 : 0);
        for (const qsizetype place : wider->places) {
            if (place < entry.title.size())
                shown.places << place;
        }
        m_shown.push_back(std::move(shown));
    }
    if (asked)
        std::ranges::stable_sort(m_shown, std::greater{}, &PaletteEntry::score);
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_shown.size()); }

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const PaletteEntry& entry = m_shown[size_t(index.row())];
    if (role == Qt::DisplayRole)
        return entry.title;
    if (role == Qt::AccessibleTextRole)
        return entry.note.isEmpty() ? entry.title : tr("%1, %2").arg(entry.title, entry.note);
    if (role == Qt::ToolTipRole)
        return entry.refusal;
    return {};
}

} // namespace Pilothouse::Ui
