// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/inspect.h"

#include <QJsonArray>

namespace Pilothouse::Checklist {

namespace {

using namespace Qt::StringLiterals;

class Writer
{
public:
    Writer(const MarkdownChecklist& checklist, bool repair)
        : m_checklist(checklist)
        , m_repair(repair)
    {
    }

    QJsonArray sections() const
    {
        QJsonArray out;
        int items = 0;
        int checked = 0;
        for (const Item& item : m_checklist.items()) {
            items += item.section < 0 ? 1 : 0;
            checked += item.section < 0 && item.checked ? 1 : 0;
        }
        if (items > 0)
            out << QJsonObject{{u"title"_s, QString()}, {u"items"_s, items}, {u"checked"_s, checked}, {u"line"_s, 1}};
        for (const Section& section : m_checklist.sections())
            if (section.items > 0)
                out << QJsonObject{{u"title"_s, text(section.title)},
                                   {u"items"_s, section.items},
                                   {u"checked"_s, section.checked},
                                   {u"level"_s, section.level},
                                   {u"line"_s, section.line}};
        return out;
    }

    QJsonArray signatures() const
    {
        QJsonArray out;
        for (const SignatureLine& line : m_checklist.signatures())
            out << QJsonObject{{u"role"_s, text(line.role)}, {u"line"_s, line.line}, {u"filled"_s, text(line.filled)}};
        return out;
    }

    QJsonArray commands() const
    {
        QJsonArray out;
        for (const CodeBlock& code : m_checklist.code())
            if (code.shell)
                out << QJsonObject{
                    {u"line"_s, code.line}, {u"language"_s, code.language}, {u"text"_s, text(code.text)}};
        return out;
    }

    QJsonArray unread() const
    {
        QJsonArray out;
        for (const Lookalike& line : m_checklist.unread())
            out << QJsonObject{{u"line"_s, line.line}, {u"text"_s, text(line.text)}, {u"checked"_s, line.checked}};
        return out;
    }

    QJsonObject misreadings() const
    {
        QJsonObject out;
        for (const MojibakeRun& run : m_checklist.mojibake()) {
            const QString name = misreadingName(run.misreading);
            out.insert(name, out.value(name).toInt() + 1);
        }
        return out;
    }

    QString text(const SafeText& text) const
    {
        return m_repair ? SafeText::fromUntrusted(repairMojibake(text.text())).text() : text.text();
    }

private:
    const MarkdownChecklist& m_checklist;
    bool m_repair;
};

} // namespace

QJsonObject inspectChecklist(const MarkdownChecklist& checklist, bool repair)
{
    const Writer writer(checklist, repair);
    return {{u"title"_s, writer.text(checklist.title())},
            {u"sha256"_s, checklist.sha256()},
            {u"items"_s, int(checklist.items().size())},
            {u"checked"_s, checklist.checked()},
            {u"sections"_s, writer.sections()},
            {u"claims"_s, checklist.claims()},
            {u"signatures"_s, writer.signatures()},
            {u"commands"_s, checklist.commands()},
            {u"commandBlocks"_s, writer.commands()},
            {u"mojibake"_s, int(checklist.mojibake().size())},
            {u"misreadings"_s, writer.misreadings()},
            {u"tableBoxes"_s, checklist.tableBoxes()},
            {u"unread"_s, int(checklist.unread().size())},
            {u"unreadLines"_s, writer.unread()}};
}

} // namespace Pilothouse::Checklist
