// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_checklist
#include "checklist/inspect.h"
#include "fuzz/fuzztarget.h"

#include <QJsonArray>
#include <QSet>

using namespace Pilothouse::Checklist;

/// Whatever the document: a box is where its item says, ticking it changes one byte and no other item, identities are
/// different, and counts agree with each other.
PILOTHOUSE_FUZZ_TARGET(checklist)
{
    const auto list = MarkdownChecklist::read(input);
    if (!list)
        return;
    QSet<QString> keys;
    int inSections = 0;
    for (const Item& item : list->items()) {
        FUZZ_CHECK(item.line > 0 && item.parent < int(list->items().size()) &&
                   item.section < int(list->sections().size()));
        FUZZ_CHECK(!keys.contains(item.key));
        keys.insert(item.key);
        inSections += item.section < 0 ? 1 : 0;
    }
    for (const Section& section : list->sections())
        inSections += section.items;
    FUZZ_CHECK(inSections == int(list->items().size()));
    FUZZ_CHECK(inspectChecklist(*list, true).value(QStringLiteral("unread")).toInt() == int(list->unread().size()));
    const size_t tried = std::min<size_t>(list->items().size(), 4);
    for (size_t i = 0; i < tried; ++i) {
        const Item& item = list->items()[i];
        const auto turned = list->withMark(item.mark, !item.checked);
        FUZZ_CHECK(turned && turned->size() == input.size());
        const auto again = MarkdownChecklist::read(*turned);
        FUZZ_CHECK(again && again->items().size() == list->items().size());
        for (size_t j = 0; j < list->items().size(); ++j)
            FUZZ_CHECK(again->items()[j].checked == (list->items()[j].checked != (i == j)));
    }
    for (const Lookalike& line : list->unread())
        FUZZ_CHECK(line.mark < 0 || list->withMark(line.mark, true));
    FUZZ_CHECK(list->withLookalikes().items().size() == list->items().size() + list->unread().size());
}
