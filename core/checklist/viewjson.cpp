// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "checklist/checklistview.h"

#include <QJsonArray>

namespace Pilothouse::Checklist {

namespace {

using namespace Qt::StringLiterals;

QJsonValue timeOf(const QDateTime& time) { return time.isValid() ? QJsonValue(isoUtc(time)) : QJsonValue(); }

QJsonObject toJson(const ItemView& item)
{
    QJsonObject json{
        {u"number"_s, item.number},   {u"key"_s, item.key},         {u"text"_s, item.text.text()},
        {u"line"_s, item.line},       {u"depth"_s, item.depth},     {u"state"_s, itemStateName(item.state)},
        {u"claimed"_s, item.claimed}, {u"agedOut"_s, item.agedOut}, {u"version"_s, item.record.version}};
    if (!item.caption.isEmpty())
        json.insert(u"subsection"_s, item.caption.text());
    if (!item.role.isEmpty())
        json.insert(u"role"_s, item.role);
    if (item.record.version > 0) {
        const Evidence& evidence = item.record.evidence;
        json.insert(u"recorded"_s, itemStateName(item.record.state));
        json.insert(u"by"_s, item.record.by);
        json.insert(u"at"_s, timeOf(item.record.at));
        json.insert(u"reason"_s, item.record.reason.text());
        json.insert(u"until"_s, timeOf(item.record.until));
        json.insert(u"evidence"_s, QJsonObject{{u"verdict"_s, verdictName(evidence.verdict)},
                                               {u"statement"_s, evidence.statement.text()},
                                               {u"source"_s, evidence.source},
                                               {u"observedAt"_s, timeOf(evidence.observedAt)},
                                               {u"goodForSeconds"_s, qint64(evidence.goodFor.count() / 1000)},
                                               {u"artefacts"_s, QJsonArray::fromStringList(evidence.artefacts)}});
    }
    return json;
}

QJsonObject toJson(const RoleState& role)
{
    QJsonObject json{{u"role"_s, role.role}, {u"state"_s, signatureStateName(role.state)}};
    if (!role.waitsFor.isEmpty())
        json.insert(u"waitsFor"_s, QJsonArray::fromStringList(role.waitsFor));
    if (role.signature) {
        json.insert(u"by"_s, role.signature->by);
        json.insert(u"at"_s, timeOf(role.signature->at));
        json.insert(u"statement"_s, role.signature->statement.text());
        json.insert(u"contentHash"_s, role.signature->contentHash);
    }
    return json;
}

} // namespace

QJsonObject toJson(const Progress& progress)
{
    return {{u"total"_s, progress.total},     {u"held"_s, progress.held},
            {u"claimed"_s, progress.claimed}, {u"failing"_s, progress.failing},
            {u"waived"_s, progress.waived},   {u"notApplicable"_s, progress.notApplicable},
            {u"open"_s, progress.open},       {u"percent"_s, progress.percentHeld()}};
}

QJsonObject toJson(const ChecklistView& view, bool withItems)
{
    QJsonArray sections;
    for (const SectionView& section : view.sections) {
        QJsonObject json{{u"title"_s, section.title.text()}, {u"progress"_s, toJson(section.progress)}};
        if (withItems) {
            QJsonArray items;
            for (const ItemView& item : section.items)
                items << toJson(item);
            json.insert(u"items"_s, items);
        }
        sections << json;
    }
    QJsonArray roles;
    for (const RoleState& role : view.roles)
        roles << toJson(role);
    return {{u"system"_s, view.list.system},
            {u"environment"_s, view.list.environment},
            {u"name"_s, view.list.name},
            {u"title"_s, view.title.text()},
            {u"file"_s, view.file},
            {u"sha256"_s, view.sha256},
            {u"importedBy"_s, view.importedBy},
            {u"importedAt"_s, timeOf(view.importedAt)},
            {u"asOf"_s, timeOf(view.asOf)},
            {u"progress"_s, toJson(view.progress)},
            {u"complete"_s, view.progress.isComplete()},
            {u"signed"_s, !view.roles.empty() && view.isSigned()},
            {u"sections"_s, sections},
            {u"signatures"_s, roles},
            {u"nextSigner"_s, view.nextSigner},
            {u"contentHash"_s, view.contentHash},
            {u"claims"_s, view.claims},
            {u"unread"_s, view.unread},
            {u"mojibake"_s, view.mojibake},
            {u"orphans"_s, view.orphans}};
}

} // namespace Pilothouse::Checklist
