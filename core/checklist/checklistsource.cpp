// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/checklistsource.h"

#include "base/mailbox.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace Pilothouse::Checklist {

namespace {

using namespace Qt::StringLiterals;

/// The answer is read from the records at once, so it is as good as new for a moment only.
constexpr std::chrono::seconds goodFor{60};

QString statementOf(const ChecklistView& view)
{
    QStringList parts{
        QCoreApplication::translate("Checklist", "%1 of %2 held").arg(view.progress.held).arg(view.progress.total)};
    auto add = [&parts](int count, const QString& word) {
        if (count > 0)
            parts << word.arg(count);
    };
    add(view.progress.failing, QCoreApplication::translate("Checklist", "%1 failing"));
    add(view.progress.waived, QCoreApplication::translate("Checklist", "%1 waived"));
    add(view.progress.notApplicable, QCoreApplication::translate("Checklist", "%1 not applicable"));
    add(view.progress.claimed, QCoreApplication::translate("Checklist", "%1 only claimed"));
    add(view.progress.open, QCoreApplication::translate("Checklist", "%1 open"));
    if (!view.nextSigner.isEmpty())
        parts << QCoreApplication::translate("Checklist", "next to sign: %1").arg(view.nextSigner);
    else if (!view.roles.empty() && view.isSigned())
        parts << QCoreApplication::translate("Checklist", "signed by all");
    return parts.join(u", "_s);
}

/// Signature lines become held by signing: what is asked of the items alone must not wait for them.
bool isComplete(const ChecklistView& view)
{
    Progress progress;
    for (const SectionView& section : view.sections)
        for (const ItemView& item : section.items)
            if (item.role.isEmpty())
                progress.add(item.state);
    return progress.isComplete();
}

} // namespace

Result<Evidence> judge(const ChecklistView& view, const QString& condition)
{
    static const QRegularExpression share(u"^held>=(\\d{1,3})%?$"_s);
    bool holds = true;
    QStringList words = condition.split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        words = view.roles.empty() ? QStringList{u"complete"_s} : QStringList{u"complete"_s, u"signed"_s};
    for (const QString& word : words) {
        if (word == u"complete") {
            holds = holds && isComplete(view);
        } else if (word == u"signed") {
            // Where nobody has to sign, nobody has signed.
            holds = holds && !view.roles.empty() && view.isSigned();
        } else if (const auto match = share.match(word); match.hasMatch() && match.captured(1).toInt() <= 100) {
            holds = holds && view.progress.total > 0 && view.progress.percentHeld() >= match.captured(1).toInt();
        } else {
            return fail(ErrorKind::Invalid,
                        QCoreApplication::translate("Checklist",
                                                    "A checklist cannot be asked for \"%1\"; write complete, signed or "
                                                    "held>=90%.")
                            .arg(word.left(60)));
        }
    }
    return Evidence{.verdict = holds ? Verdict::Holds : Verdict::Fails,
                    .statement = SafeText::oneLine(statementOf(view)),
                    .observedAt = view.asOf,
                    .goodFor = goodFor,
                    .source = u"checklist "_s + view.list.name,
                    .artefacts = {u"sha256:"_s + view.contentHash}};
}

ChecklistSource::ChecklistSource(Repository& repository, const Clock& clock)
    : m_repository(repository)
    , m_clock(clock)
{
}

QFuture<Result<Evidence>> ChecklistSource::ask(const Question& question)
{
    Promise<Evidence> promise;
    const ListName name{question.system, question.environment, question.subject};
    whenAnswered(m_repository.find(name), [promise, question, now = m_clock.now()](const Result<StoredList>& stored) {
        if (!stored) {
            // Not imported or not to be asked: nothing is known, which is an answer.
            promise.answer(Evidence{.verdict = Verdict::Unknown,
                                    .statement = SafeText::oneLine(stored.error().message),
                                    .observedAt = now,
                                    .goodFor = goodFor,
                                    .source = u"checklist "_s + question.subject});
            return;
        }
        const auto list = ReadList::from(*stored);
        const auto view = list ? viewOf(*list, now) : Result<ChecklistView>(fail(list.error()));
        promise.answer(view ? judge(*view, question.condition) : Result<Evidence>(fail(view.error())));
    });
    return promise.future();
}

} // namespace Pilothouse::Checklist
