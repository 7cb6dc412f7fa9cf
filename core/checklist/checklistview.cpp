// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/checklistview.h"

#include "base/canonical.h"
#include "checklist/itemkey.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace Pilothouse::Checklist {

namespace {

constexpr int comfortable = 24; ///< items that a section may show without being divided

/// Chooses the sections to show: which group each of the document's sections belongs to.
class Grouping
{
public:
    explicit Grouping(const ReadList& list)
        : m_sections(list.document.sections())
        , m_own(m_sections.size(), 0)
        , m_below(m_sections.size(), 0)
        , m_children(m_sections.size(), 0)
        , m_group(m_sections.size(), -1)
    {
        for (const Item& item : list.items)
            if (item.section >= 0)
                ++m_own[size_t(item.section)];
        for (size_t i = m_sections.size(); i-- > 0;) {
            m_below[i] += m_own[i];
            const int parent = m_sections[i].parent;
            if (parent >= 0) {
                m_below[size_t(parent)] += m_below[i];
                m_children[size_t(parent)] += m_below[i] > 0 ? 1 : 0;
            }
        }
        // A section stands behind the one around it, whose place is known by then.
        for (size_t i = 0; i < m_sections.size(); ++i) {
            const int parent = m_sections[i].parent;
            const bool own = parent < 0 || (m_group[size_t(parent)] == parent && isDivided(size_t(parent)));
            m_group[i] = own ? int(i) : m_group[size_t(parent)];
        }
    }

    /// The section under whose title `section` is shown; -1 for what stands before the first heading.
    int groupOf(int section) const { return section < 0 ? -1 : m_group[size_t(section)]; }

private:
    bool isDivided(size_t section) const
    {
        const bool title = m_sections[section].level == 1;
        const bool shell = m_own[section] == 0 && m_children[section] == 1;
        return title || (m_below[section] > comfortable && (m_children[section] > 1 || shell));
    }

    const std::vector<Section>& m_sections;
    std::vector<int> m_own;
    std::vector<int> m_below;    ///< items of it and its subsections
    std::vector<int> m_children; ///< subsections with items
    std::vector<int> m_group;
};

CommandView commandOf(const CodeBlock& code) { return {code.text, code.language, code.shell}; }

} // namespace

bool ChecklistView::isSigned() const
{
    return std::ranges::all_of(roles, [](const RoleState& role) { return role.state == SignatureState::Signed; });
}

const ItemView* ChecklistView::item(const QString& key) const
{
    for (const SectionView& section : sections)
        for (const ItemView& item : section.items)
            if (item.key == key)
                return &item;
    return nullptr;
}

Result<ItemView> ChecklistView::find(const QString& words) const
{
    bool isNumber = false;
    const int number = words.toInt(&isNumber);
    const QString wanted = normalised(words);
    std::vector<ItemView> similar;
    for (const SectionView& section : sections) {
        for (const ItemView& item : section.items) {
            const QString text = normalised(item.text.text());
            if ((isNumber && words.size() < 6 && item.number == number) ||
                (words.size() >= 6 && item.key.startsWith(words)) || text == wanted)
                return item;
            if (!isNumber && !wanted.isEmpty() && text.contains(wanted))
                similar.push_back(item);
        }
    }
    if (similar.size() == 1)
        return similar.front();
    if (similar.size() > 1)
        return fail(ErrorKind::Invalid,
                    QCoreApplication::translate("Checklist", "\"%1\" may be item %2 or %3; give the number.")
                        .arg(words.left(60))
                        .arg(similar[0].number)
                        .arg(similar[1].number));
    return fail(ErrorKind::NotFound,
                QCoreApplication::translate("Checklist", "There is no item \"%1\"; the list shows their numbers.")
                    .arg(words.left(60)));
}

Result<ChecklistView> viewOf(const ReadList& list, const QDateTime& now)
{
    const auto content = contentOf(list);
    const auto roles = roleStates(list);
    if (!content || !roles)
        return fail(content ? roles.error() : content.error());
    const MarkdownChecklist& document = list.document;
    ChecklistView view{.id = list.stored.id,
                       .list = list.stored.document.list,
                       .title = document.title(),
                       .file = list.stored.document.file,
                       .sha256 = list.stored.document.sha256,
                       .importedBy = list.stored.importedBy,
                       .importedAt = list.stored.importedAt,
                       .asOf = now,
                       .roles = *roles,
                       .contentHash = sha256Hex(*content),
                       .claims = document.claims(),
                       .unread = int(document.unread().size()),
                       .mojibake = int(document.mojibake().size())};
    const auto root = document.sectionNamed(list.stored.document.section);
    if (root && *root >= 0)
        view.title = document.sections()[size_t(*root)].title;
    for (const RoleState& role : view.roles)
        if (view.nextSigner.isEmpty() &&
            (role.state == SignatureState::Next || role.state == SignatureState::ContentChanged))
            view.nextSigner = role.role;

    const Grouping grouping(list);
    std::map<int, size_t> placeOf; ///< of a group in view.sections
    auto sectionFor = [&](int group) -> SectionView& {
        const auto [place, added] = placeOf.emplace(group, view.sections.size());
        if (added)
            view.sections.push_back({group < 0 ? view.title : document.sections()[size_t(group)].title});
        return view.sections[place->second];
    };
    QSet<QString> keys;
    int number = 0;
    for (const Item& item : list.items) {
        const int group = grouping.groupOf(item.section);
        SectionView& section = sectionFor(group);
        ItemView shown{.number = ++number,
                       .key = item.key,
                       .text = item.text,
                       .depth = item.depth,
                       .line = item.line,
                       .claimed = item.checked,
                       .role = list.roleOf(item),
                       .notes = item.notes};
        if (item.section >= 0 && item.section != group)
            shown.caption = document.sections()[size_t(item.section)].title;
        if (const ItemRecord* record = list.recordOf(item))
            shown.record = *record;
        if (!shown.role.isEmpty()) {
            const auto role = std::ranges::find(view.roles, shown.role, &RoleState::role);
            const bool stands = role != view.roles.end() && role->state == SignatureState::Signed;
            shown.state = stands ? ItemState::Held : item.checked ? ItemState::Claimed : ItemState::Open;
        }
        for (const int code : item.code)
            shown.commands.push_back(commandOf(document.code()[size_t(code)]));
        keys.insert(item.key);
        section.items.push_back(std::move(shown));
    }
    for (const CodeBlock& code : document.code())
        if (const auto place = placeOf.find(grouping.groupOf(code.section)); code.item < 0 && place != placeOf.end())
            view.sections[place->second].commands.push_back(commandOf(code));
    for (const auto& [key, record] : list.stored.records)
        view.orphans += keys.contains(key) ? 0 : 1;
    return agedTo(std::move(view), now);
}

ChecklistView repaired(ChecklistView view)
{
    auto repair = [](SafeText& text) { text = SafeText::fromUntrusted(repairMojibake(text.text())); };
    repair(view.title);
    for (SectionView& section : view.sections) {
        repair(section.title);
        for (ItemView& item : section.items) {
            repair(item.text);
            repair(item.caption);
            std::ranges::for_each(item.notes, repair);
        }
    }
    return view;
}

ChecklistView agedTo(ChecklistView view, const QDateTime& now)
{
    view.asOf = now;
    view.progress = {};
    for (SectionView& section : view.sections) {
        section.progress = {};
        for (ItemView& item : section.items) {
            if (item.role.isEmpty()) {
                const ItemState state = item.record.stateAt(now);
                item.agedOut = item.record.state != ItemState::Open && state == ItemState::Open;
                item.state = state == ItemState::Open && item.claimed ? ItemState::Claimed : state;
            }
            section.progress.add(item.state);
            view.progress.add(item.state);
        }
    }
    return view;
}

} // namespace Pilothouse::Checklist
