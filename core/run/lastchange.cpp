// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/lastchange.h"

#include "base/clock.h"
#include "base/safetext.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortHash = 12;

/// Both may be shortened, as locks have them.
bool isSame(const QString& one, const QString& other)
{
    const qsizetype size = std::min(one.size(), other.size());
    return one.left(size) == other.left(size);
}

bool isHash(const QString& text)
{
    static const QRegularExpression hash(u"\\A[0-9a-f]{12,64}\\z"_s);
    return hash.match(text).hasMatch();
}

QString safe(const QString& text) { return SafeText::oneLine(text, 120).text(); }

} // namespace

LastChange lastChangeFrom(const QByteArrayList& lines)
{
    LastChange last;
    for (const QByteArray& line : lines) {
        const QString text = QString::fromUtf8(line);
        if (!text.startsWith("last "_L1))
            continue;
        const QString keyword = text.section(u' ', 1, 1);
        const QString value = text.section(u' ', 2);
        if (keyword == u"definition" && isHash(value))
            last.definition = value;
        else if (keyword == u"run")
            last.run = value;
        else if (keyword == u"by")
            last.by = value;
        else if (keyword == u"did")
            last.did = value;
        else if (keyword == u"at")
            last.at = value;
    }
    return last;
}

QByteArray lastChangeText(const RunRecord& record, const QString& owner)
{
    return u"definition %1\nrun %2\nby %3\ndid %4 of %5\nat %6"_s
        .arg(record.plan.definition, record.info.id.toString(), safe(owner), record.plan.procedure,
             record.plan.target(), isoUtc(record.info.started))
        .toUtf8();
}

QString otherDefinitionWords(const LastChange& last, const QString& ours)
{
    if (last.definition.isEmpty() || ours.isEmpty() || isSame(last.definition, ours))
        return {};
    return QCoreApplication::translate("Run", "this environment was last changed with another version of the "
                                              "definition (%1, by %2, %3, %4); yours is %5")
        .arg(last.definition.left(shortHash), safe(last.by), safe(last.did), safe(last.at), ours.left(shortHash));
}

QString otherHolderWords(const QString& holder, const QString& ours)
{
    static const QRegularExpression named(u", definition ([0-9a-f]{12,64})\\z"_s);
    const QString theirs = named.match(holder.trimmed()).captured(1);
    if (theirs.isEmpty() || ours.isEmpty() || isSame(theirs, ours))
        return {};
    return QCoreApplication::translate("Run", "its holder has another version of the definition (%1); yours is %2")
        .arg(theirs.left(shortHash), ours.left(shortHash));
}

} // namespace Pilothouse::Run
