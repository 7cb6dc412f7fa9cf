// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/entities.h"

#include <array>
#include <utility>

namespace Pilothouse::Checklist {

namespace {

constexpr std::array<std::pair<std::string_view, char16_t>, 26> named{{
    {"amp", u'&'},   {"lt", u'<'},     {"gt", u'>'},    {"quot", u'"'},   {"apos", u'\''}, {"nbsp", u'\u00a0'},
    {"copy", u'©'},  {"reg", u'®'},    {"trade", u'™'}, {"hellip", u'…'}, {"mdash", u'—'}, {"ndash", u'–'},
    {"lsquo", u'‘'}, {"rsquo", u'’'},  {"ldquo", u'“'}, {"rdquo", u'”'},  {"laquo", u'«'}, {"raquo", u'»'},
    {"bull", u'•'},  {"middot", u'·'}, {"times", u'×'}, {"rarr", u'→'},   {"larr", u'←'},  {"check", u'✓'},
    {"le", u'≤'},    {"ge", u'≥'},
}};

} // namespace

QString decodeEntity(QByteArrayView entity)
{
    const QByteArray name = entity.size() > 2 ? entity.sliced(1, entity.size() - 2).toByteArray() : QByteArray();
    if (name.startsWith('#')) {
        const bool hex = name.size() > 1 && (name.at(1) == 'x' || name.at(1) == 'X');
        bool ok = false;
        const uint number = hex ? name.mid(2).toUInt(&ok, 16) : name.mid(1).toUInt(&ok, 10);
        const bool character = ok && number != 0 && number <= 0x10ffff && (number < 0xd800 || number > 0xdfff);
        const char32_t code = character ? number : 0xfffd;
        return QString::fromUcs4(&code, 1);
    }
    for (const auto& [known, character] : named)
        if (known == std::string_view(name.constData(), size_t(name.size())))
            return QString(QChar(character));
    return QString::fromUtf8(entity);
}

} // namespace Pilothouse::Checklist
