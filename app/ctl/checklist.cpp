// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/checklist.h"

#include "app/ctl/aim.h"
#include "base/await.h"
#include "base/translate.h"
#include "base/units.h"
#include "checklist/checklists.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

namespace Pilothouse::Ctl {

using Checklist::Change;
using Checklist::ChecklistView;
using Checklist::ItemState;
using Checklist::ItemView;
using namespace Qt::StringLiterals;

namespace {

Result<ChecklistView> answer(Call& call, const QFuture<Result<ChecklistView>>& future)
{
    return await(future, call.stop(), call.timeout());
}

/// ● ○ ▲ and their like, so that a list can be read without colours.
QString mark(const ItemView& item)
{
    switch (item.state) {
    case ItemState::Held:
        return u"[x]"_s;
    case ItemState::Failing:
        return u"[!]"_s;
    case ItemState::Waived:
        return u"[~]"_s;
    case ItemState::NotApplicable:
        return u"[-]"_s;
    case ItemState::Claimed:
        return u"[?]"_s;
    case ItemState::Open:
        return u"[ ]"_s;
    }
    return {};
}

QString why(const ItemView& item)
{
    const Evidence& evidence = item.record.evidence;
    if (item.agedOut)
        return translate("Ctl", "aged out: %1").arg(evidence.statement.text());
    switch (item.state) {
    case ItemState::Held:
    case ItemState::Failing:
        return item.record.version == 0 ? QString() : evidence.statement.text() + u" – "_s + item.record.by;
    case ItemState::Waived:
        return translate("Ctl", "waived until %1: %2").arg(isoUtc(item.record.until), item.record.reason.text());
    case ItemState::NotApplicable:
        return translate("Ctl", "not applicable: %1").arg(item.record.reason.text());
    case ItemState::Claimed:
        return translate("Ctl", "claimed by the document, not shown");
    case ItemState::Open:
        return {};
    }
    return {};
}

QString summary(const ChecklistView& view)
{
    const Checklist::Progress& progress = view.progress;
    QStringList parts{
        translate("Ctl", "%1 of %2 held (%3 %)").arg(progress.held).arg(progress.total).arg(progress.percentHeld())};
    if (progress.failing > 0)
        parts << translate("Ctl", "%n failing", nullptr, progress.failing);
    if (progress.waived > 0)
        parts << translate("Ctl", "%n waived", nullptr, progress.waived);
    if (progress.notApplicable > 0)
        parts << translate("Ctl", "%n not applicable", nullptr, progress.notApplicable);
    if (progress.claimed > 0)
        parts << translate("Ctl", "%n only claimed", nullptr, progress.claimed);
    if (progress.open > 0)
        parts << translate("Ctl", "%n open", nullptr, progress.open);
    if (!view.nextSigner.isEmpty())
        parts << translate("Ctl", "next to sign: %1").arg(view.nextSigner);
    return view.list.name + u": "_s + parts.join(u", "_s);
}

void printList(Call& call, const ChecklistView& view)
{
    call.print(view.title.text());
    call.print(summary(view));
    for (const Checklist::SectionView& section : view.sections) {
        call.print({});
        call.print(u"%1  %2/%3"_s.arg(section.title.text()).arg(section.progress.held).arg(section.progress.total));
        for (const ItemView& item : section.items) {
            const QString reason = why(item);
            call.print(u"  %1 %2 %3%4%5"_s.arg(item.number, 3)
                           .arg(mark(item), QString(item.depth * 2, u' '), SafeText::oneLine(item.text.text()).text(),
                                reason.isEmpty() ? QString() : u"  ("_s + reason + u')'));
        }
    }
    if (!view.roles.empty())
        call.print({});
    for (const Checklist::RoleState& role : view.roles) {
        QString line = u"  "_s + role.role + u": "_s + signatureStateName(role.state);
        if (role.signature)
            line += u" ("_s + role.signature->by + u", "_s + isoUtc(role.signature->at) + u')';
        else if (!role.waitsFor.isEmpty())
            line += translate("Ctl", ", after %1").arg(role.waitsFor.join(u", "_s));
        call.print(line);
    }
    if (view.unread > 0)
        call.note(translate("Ctl",
                            "%n line(s) look like items and were not read as "
                            "items; take them with --take-unread.",
                            nullptr, view.unread));
    if (view.mojibake > 0)
        call.note(translate("Ctl", "The document has %n garbled place(s); --repair shows them put right.", nullptr,
                            view.mojibake));
}

Exit show(Call& call, const Result<ChecklistView>& view, bool whole = true)
{
    if (!view)
        return call.report(view.error());
    if (call.json())
        call.printJson(toJson(*view));
    else if (whole)
        printList(call, *view);
    else
        call.print(summary(*view));
    return Exit::Done;
}

Exit importLists(Call& call)
{
    const auto what = askedList(call, false);
    if (!what)
        return call.report(what.error());
    const QStringList wanted = call.words().mid(1);
    // Before anything is read: of a list with a typing error nothing is imported.
    for (const QString& name : wanted)
        if (std::ranges::find(what->defined, name, &System::ChecklistSpec::name) == what->defined.end())
            return call.report({ErrorKind::NotFound,
                                translate("Ctl", "%1 defines no checklist %2.").arg(what->target.toString(), name)});
    if (what->defined.empty())
        return call.report(
            {ErrorKind::NotFound, translate("Ctl", "%1 defines no checklist.").arg(what->target.toString())});
    QJsonArray done;
    for (const System::ChecklistSpec& spec : what->defined) {
        if (!wanted.isEmpty() && !wanted.contains(spec.name))
            continue;
        const auto view =
            answer(call, call.services().checklists().import(what->target.system, what->target.environment, spec,
                                                             call.has(u"take-unread"_s)));
        if (!view)
            return call.report(view.error());
        done << toJson(*view, false);
        if (!call.json())
            call.print(summary(*view));
        if (view->unread > 0)
            call.note(translate("Ctl",
                                "%n line(s) look like items and were not read as "
                                "items; take them with "
                                "--take-unread.",
                                nullptr, view->unread));
    }
    if (call.json())
        call.printJson({{u"target"_s, what->target.toString()}, {u"checklists"_s, done}});
    return Exit::Done;
}

Exit listAll(Call& call)
{
    const auto what = askedList(call, false);
    if (!what)
        return call.report(what.error());
    const auto views = await(call.services().checklists().list(what->target.system, what->target.environment),
                             call.stop(), call.timeout());
    if (!views)
        return call.report(views.error());
    QJsonArray out;
    for (const ChecklistView& view : *views) {
        out << toJson(view, false);
        if (!call.json())
            call.print(summary(view));
    }
    QJsonArray missing;
    for (const System::ChecklistSpec& spec : what->defined) {
        if (std::ranges::any_of(*views, [&spec](const ChecklistView& view) { return view.list.name == spec.name; }))
            continue;
        missing << spec.name;
        if (!call.json())
            call.print(translate("Ctl", "%1: not imported yet").arg(spec.name));
    }
    if (call.json())
        call.printJson({{u"target"_s, what->target.toString()}, {u"checklists"_s, out}, {u"notImported"_s, missing}});
    return Exit::Done;
}

Exit showOne(Call& call)
{
    const auto what = askedList(call, true);
    if (!what)
        return call.report(what.error());
    auto view = answer(call, call.services().checklists().show(what->list));
    if (view && call.has(u"repair"_s))
        view = repaired(std::move(*view));
    return show(call, view);
}

Exit check(Call& call)
{
    const auto what = askedList(call, true);
    if (!what)
        return call.report(what.error());
    const auto evidence = await(call.services().sources().ask({.system = what->target.system,
                                                               .environment = what->target.environment,
                                                               .kind = u"checklist"_s,
                                                               .subject = what->list.name,
                                                               .condition = call.value(u"condition"_s)}),
                                call.stop(), call.timeout());
    if (!evidence)
        return call.report(evidence.error());
    if (call.json())
        call.printJson({{u"target"_s, what->target.toString()},
                        {u"checklist"_s, what->list.name},
                        {u"verdict"_s, verdictName(evidence->verdict)},
                        {u"statement"_s, evidence->statement.text()}});
    else
        call.print(verdictWord(evidence->verdict) + u": "_s + evidence->statement.text());
    switch (evidence->verdict) {
    case Verdict::Holds:
        return Exit::Done;
    case Verdict::Weak:
    case Verdict::Fails:
        return Exit::Failed;
    case Verdict::Unknown:
        return Exit::Unknown;
    }
    return Exit::Unknown;
}

/// A file as proof is remembered with its hash, so that it can be told from a
/// later one.
Result<QStringList> artefacts(Call& call)
{
    QStringList out = call.values(u"artefact"_s);
    for (const QString& path : call.values(u"file"_s)) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorKind::Invalid, translate("Ctl", "%1 cannot be read: %2.").arg(path, file.errorString()));
        // In pieces: what proves something may be a dump of many gigabytes.
        QCryptographicHash hash(QCryptographicHash::Sha256);
        if (!hash.addData(&file) || file.error() != QFileDevice::NoError)
            return fail(ErrorKind::Invalid, translate("Ctl", "%1 cannot be read: %2.").arg(path, file.errorString()));
        out << QFileInfo(path).fileName() + u" sha256:"_s + QString::fromLatin1(hash.result().toHex());
    }
    return out;
}

/// The change that a command asks for, made from the item as it is and the
/// words given.
using MakeChange = Result<Change> (*)(Call& call, const ItemView& item);

Exit changeItem(Call& call, MakeChange make)
{
    if (call.words().size() < 2)
        return call.usage(translate("Ctl", "Say which item: TARGET [NAME] ITEM."));
    // The item is the last word, so that the list's name may be left out.
    const QString which = call.words().constLast();
    auto what = askedList(call, call.words().size() > 2);
    if (what && call.words().size() == 2) {
        if (what->defined.size() != 1)
            return call.usage(translate("Ctl", "Say which checklist: TARGET NAME ITEM."));
        what->list.name = what->defined.front().name;
    }
    if (!what)
        return call.report(what.error());
    const auto before = answer(call, call.services().checklists().show(what->list));
    if (!before)
        return call.report(before.error());
    const auto item = before->find(which);
    if (!item)
        return call.report(item.error());
    const auto change = make(call, *item);
    if (!change)
        return call.report(change.error());
    auto after = answer(call, call.services().checklists().change(what->list, *change));
    if (after && call.has(u"write-back"_s))
        after = answer(call, call.services().checklists().writeBack(what->list));
    return show(call, after, false);
}

Result<std::chrono::milliseconds> goodFor(Call& call)
{
    return call.has(u"good-for"_s) ? parseDuration(call.value(u"good-for"_s))
                                   : Result<std::chrono::milliseconds>(Checklist::defaultGoodFor);
}

Exit tick(Call& call)
{
    return changeItem(call, [](Call& from, const ItemView& item) -> Result<Change> {
        const auto proof = artefacts(from);
        const auto limit = goodFor(from);
        if (!proof || !limit)
            return fail(proof ? limit.error() : proof.error());
        const QString note = from.value(u"evidence"_s);
        return from.has(u"fails"_s) ? Change::fail(item.key, item.record.version, note, *proof, *limit)
                                    : Change::tick(item.key, item.record.version, note, *proof, *limit);
    });
}

Exit untick(Call& call)
{
    return changeItem(call, [](Call&, const ItemView& item) -> Result<Change> {
        return Change::untick(item.key, item.record.version);
    });
}

Exit waive(Call& call)
{
    return changeItem(call, [](Call& from, const ItemView& item) -> Result<Change> {
        if (from.has(u"not-applicable"_s))
            return Change::notApplicable(item.key, item.record.version, from.value(u"reason"_s));
        const QDate day = QDate::fromString(from.value(u"until"_s), Qt::ISODate);
        return Change::waive(item.key, item.record.version, from.value(u"reason"_s),
                             day.isValid() ? QDateTime(day, QTime(23, 59, 59), Qt::UTC) : QDateTime());
    });
}

Exit sign(Call& call)
{
    const auto what = askedList(call, true);
    if (!what)
        return call.report(what.error());
    if (!call.has(u"as"_s))
        return call.usage(translate("Ctl", "Say the role that signs: --as ROLE."));
    return show(call,
                answer(call, call.services().checklists().sign(
                                 what->list, {.role = call.value(u"as"_s),
                                              .statement = SafeText::fromUntrusted(call.value(u"statement"_s)),
                                              .contentHash = call.value(u"content"_s)})),
                false);
}

Exit writeBack(Call& call)
{
    const auto what = askedList(call, true);
    return what ? show(call, answer(call, call.services().checklists().writeBack(what->list)), false)
                : call.report(what.error());
}

} // namespace

Result<AskedList> askedList(Call& call, bool named)
{
    const auto aim = aimOf(call);
    if (!aim)
        return fail(aim.error());
    AskedList out{aim->target,
                  aim->environment().checklists,
                  {aim->target.system, aim->target.environment, call.words().value(1)}};
    if (!named)
        return out;
    QStringList names;
    for (const System::ChecklistSpec& spec : out.defined)
        names << spec.name;
    if (out.list.name.isEmpty() && names.size() == 1)
        out.list.name = names.first();
    if (!names.contains(out.list.name))
        return fail(ErrorKind::NotFound, names.isEmpty()
                                             ? translate("Ctl", "%1 defines no checklist.").arg(aim->toString())
                                             : translate("Ctl", "Say which checklist: %1.").arg(names.join(u", "_s)));
    return out;
}

std::vector<Command> checklistCommands()
{
    const Option back{u"write-back"_s, {}, translate("Ctl", "tick the boxes of held items in the file as well")};
    return {{u"checklist import"_s,
             u"TARGET [NAME…]"_s,
             translate("Ctl", "read the checklists that the definition names; what "
                              "was recorded stays"),
             {{u"take-unread"_s, {}, translate("Ctl", "take lines that only look like items as items")}},
             importLists},
            {u"checklist list"_s,
             u"TARGET"_s,
             translate("Ctl", "list the imported checklists with their progress"),
             {},
             listAll},
            {u"checklist show"_s,
             u"TARGET [NAME]"_s,
             translate("Ctl", "show a checklist item by item"),
             {{u"repair"_s, {}, translate("Ctl", "put garbled text right")}},
             showOne},
            {u"checklist check"_s,
             u"TARGET [NAME]"_s,
             translate("Ctl", "tell whether a checklist is complete and signed"),
             {{u"condition"_s, u"WORDS"_s, translate("Ctl", "complete, signed or held>=90% instead")}},
             check},
            {u"checklist tick"_s,
             u"TARGET [NAME] ITEM"_s,
             translate("Ctl", "record what was seen about an item"),
             {{u"evidence"_s, u"TEXT"_s, translate("Ctl", "what was seen; without it nothing is ticked")},
              {u"artefact"_s, u"TEXT"_s, translate("Ctl", "where it can be seen (may be given again)")},
              {u"file"_s, u"PATH"_s,
               translate("Ctl", "a file that shows it, remembered by its hash (may "
                                "be given again)")},
              {u"good-for"_s, u"DURATION"_s, translate("Ctl", "how long it may be believed (90d)")},
              {u"fails"_s, {}, translate("Ctl", "it was seen to be false")},
              back},
             tick},
            {u"checklist untick"_s,
             u"TARGET [NAME] ITEM"_s,
             translate("Ctl", "take back what was recorded about an item"),
             {},
             untick},
            {u"checklist waive"_s,
             u"TARGET [NAME] ITEM"_s,
             translate("Ctl", "accept an item as it is until a day"),
             {{u"reason"_s, u"TEXT"_s, translate("Ctl", "why")},
              {u"until"_s, u"YYYY-MM-DD"_s, translate("Ctl", "the last day")},
              {u"not-applicable"_s, {}, translate("Ctl", "the item does not concern this environment")}},
             waive},
            {u"checklist sign"_s,
             u"TARGET [NAME]"_s,
             translate("Ctl", "sign a checklist as it is now"),
             {{u"as"_s, u"ROLE"_s, translate("Ctl", "the role that signs")},
              {u"statement"_s, u"TEXT"_s, translate("Ctl", "why you sign, where items are not proved")},
              {u"content"_s, u"HASH"_s, translate("Ctl", "sign only this content, as checklist show --json names it")}},
             sign},
            {u"checklist write-back"_s,
             u"TARGET [NAME]"_s,
             translate("Ctl", "tick the boxes of held items in the file"),
             {},
             writeBack}};
}

} // namespace Pilothouse::Ctl
