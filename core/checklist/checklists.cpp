// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/checklists.h"

#include "base/canonical.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace Pilothouse::Checklist {

namespace {

Result<QByteArray> contentsOf(const QString& path)
{
    QFile file(path);
    if (!QFileInfo::exists(path))
        return fail(ErrorKind::NotFound,
                    QCoreApplication::translate("Checklist", "There is no file %1; correct from: in the definition.")
                        .arg(path));
    // A device or pipe could go on for ever.
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return fail(
            ErrorKind::Failed,
            QCoreApplication::translate("Checklist", "The file %1 cannot be read; check its permissions.").arg(path),
            file.errorString());
    const QByteArray bytes = file.read(MarkdownChecklist::maximumBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorKind::Failed,
                    QCoreApplication::translate("Checklist", "The file %1 cannot be read to its end.").arg(path),
                    file.errorString());
    return bytes;
}

Result<void> checkSize(const MarkdownChecklist& document)
{
    if (int(document.items().size()) > Checklists::maximumItems ||
        int(document.sections().size()) > Checklists::maximumSections)
        return fail(
            ErrorKind::Invalid,
            QCoreApplication::translate(
                "Checklist", "The document has more than %1 items or sections; split it into several checklists.")
                .arg(Checklists::maximumItems));
    return {};
}

Result<ChecklistView> viewOfStored(const StoredList& stored, const QDateTime& now)
{
    const auto list = ReadList::from(stored);
    return list ? viewOf(*list, now) : Result<ChecklistView>(fail(list.error()));
}

} // namespace

Checklists::Checklists(Repository& repository, const Clock& clock)
    : m_repository(repository)
    , m_clock(clock)
    , m_thread(std::make_unique<EventThread>(QStringLiteral("checklist"), ThreadRole::Io))
    , m_mailbox(m_thread->context())
{
}

Checklists::~Checklists()
{
    // Work that is under way may still ask the (closed) mailbox: it has to be the thread that goes first.
    m_mailbox.close();
    m_thread.reset();
}

void Checklists::answerWith(QFuture<Result<StoredList>> stored, const Promise<ChecklistView>& promise)
{
    whenAnswered(std::move(stored), m_mailbox.slot(), [this, promise](const Result<StoredList>& list) {
        promise.answer(list ? viewOfStored(*list, m_clock.now()) : Result<ChecklistView>(fail(list.error())));
    });
}

void Checklists::showInto(const ListName& list, const Promise<ChecklistView>& promise)
{
    answerWith(m_repository.find(list), promise);
}

QFuture<Result<ChecklistView>> Checklists::import(const QString& system, const QString& environment,
                                                  const System::ChecklistSpec& spec, bool lookalikes)
{
    Promise<ChecklistView> promise;
    m_mailbox.post([this, promise, system, environment, spec, lookalikes] {
        const auto bytes = contentsOf(spec.file);
        const auto read = bytes ? MarkdownChecklist::read(*bytes) : Result<MarkdownChecklist>(fail(bytes.error()));
        if (!read) {
            promise.answer(fail(read.error()));
            return;
        }
        const auto fits = checkSize(lookalikes ? read->withLookalikes() : *read);
        const auto section = read->sectionNamed(spec.section);
        if (!fits || !section) {
            promise.answer(fail(fits ? section.error() : fits.error()));
            return;
        }
        Document document{.list = {system, environment, spec.name},
                          .file = spec.file,
                          .section = spec.section,
                          .bytes = *bytes,
                          .sha256 = read->sha256(),
                          .lookalikes = lookalikes,
                          .roles = spec.roles};
        if (spec.every) {
            document.cron = spec.every->cron();
            document.zone = QString::fromUtf8(spec.every->zone().id());
        }
        answerWith(m_repository.put(document), promise);
    });
    return promise.future();
}

QFuture<Result<std::vector<ChecklistView>>> Checklists::list(const QString& system, const QString& environment)
{
    Promise<std::vector<ChecklistView>> promise;
    whenAnswered(m_repository.all(system, environment), m_mailbox.slot(),
                 [this, promise](const Result<std::vector<StoredList>>& lists) {
                     if (!lists) {
                         promise.answer(fail(lists.error()));
                         return;
                     }
                     std::vector<ChecklistView> views;
                     for (const StoredList& stored : *lists) {
                         auto view = viewOfStored(stored, m_clock.now());
                         if (!view) {
                             promise.answer(fail(view.error()));
                             return;
                         }
                         views.push_back(std::move(*view));
                     }
                     promise.answer(std::move(views));
                 });
    return promise.future();
}

QFuture<Result<ChecklistView>> Checklists::show(const ListName& list)
{
    Promise<ChecklistView> promise;
    showInto(list, promise);
    return promise.future();
}

QFuture<Result<ChecklistView>> Checklists::change(const ListName& list, const Change& change)
{
    Promise<ChecklistView> promise;
    const auto recorded =
        m_repository.record(list, [change, now = m_clock.now()](const StoredList& stored) -> Result<ItemRecord> {
            const auto read = ReadList::from(stored);
            return read ? decideChange(*read, change, now) : Result<ItemRecord>(fail(read.error()));
        });
    whenAnswered(recorded, m_mailbox.slot(), [this, promise, list](const Result<ItemRecord>& record) {
        if (record)
            showInto(list, promise);
        else
            promise.answer(fail(record.error()));
    });
    return promise.future();
}

QFuture<Result<ChecklistView>> Checklists::sign(const ListName& list, const SignRequest& request)
{
    Promise<ChecklistView> promise;
    const auto made =
        m_repository.sign(list, [request, now = m_clock.now()](const StoredList& stored) -> Result<SignatureRecord> {
            const auto read = ReadList::from(stored);
            return read ? decideSignature(*read, request, now) : Result<SignatureRecord>(fail(read.error()));
        });
    whenAnswered(made, m_mailbox.slot(), [this, promise, list](const Result<SignatureRecord>& signature) {
        if (signature)
            showInto(list, promise);
        else
            promise.answer(fail(signature.error()));
    });
    return promise.future();
}

QFuture<Result<Dossier>> Checklists::dossier(const ListName& list)
{
    Promise<Dossier> promise;
    whenAnswered(m_repository.find(list), m_mailbox.slot(), [this, promise](const Result<StoredList>& stored) {
        const auto view = stored ? viewOfStored(*stored, m_clock.now()) : Result<ChecklistView>(fail(stored.error()));
        promise.answer(
            view ? Result<Dossier>(Dossier{.list = *stored, .exportedAt = view->asOf, .contentHash = view->contentHash})
                 : Result<Dossier>(fail(view.error())));
    });
    return promise.future();
}

QFuture<Result<ChecklistView>> Checklists::writeBack(const ListName& list)
{
    Promise<ChecklistView> promise;
    whenAnswered(m_repository.find(list), m_mailbox.slot(), [this, promise](const Result<StoredList>& stored) {
        if (stored)
            storeWritten(*stored, promise);
        else
            promise.answer(fail(stored.error()));
    });
    return promise.future();
}

void Checklists::storeWritten(const StoredList& stored, const Promise<ChecklistView>& promise)
{
    const auto bytes = contentsOf(stored.document.file);
    const auto list = ReadList::from(stored);
    if (!bytes || !list) {
        promise.answer(fail(bytes ? list.error() : bytes.error()));
        return;
    }
    if (*bytes != stored.document.bytes) {
        promise.answer(fail(ErrorKind::Conflict,
                            QCoreApplication::translate(
                                "Checklist", "The file %1 changed since it was imported; import it again and repeat.")
                                .arg(stored.document.file)));
        return;
    }
    QByteArray ticked = *bytes;
    const auto view = viewOf(*list, m_clock.now());
    for (const Item& item : list->items) {
        const ItemView* shown = view ? view->item(item.key) : nullptr;
        if (item.checked || item.mark < 0 || !shown || shown->state != ItemState::Held)
            continue;
        if (const auto once = list->document.withMark(item.mark, true))
            ticked[item.mark] = once->at(item.mark);
    }
    if (ticked != *bytes) {
        QSaveFile file(stored.document.file);
        if (!file.open(QIODevice::WriteOnly) || file.write(ticked) != ticked.size() || !file.commit()) {
            promise.answer(
                fail(ErrorKind::Failed,
                     QCoreApplication::translate("Checklist", "The file %1 could not be written; it is unchanged.")
                         .arg(stored.document.file),
                     file.errorString()));
            return;
        }
    }
    Document document = stored.document;
    document.bytes = ticked;
    document.sha256 = sha256Hex(ticked);
    answerWith(m_repository.put(document), promise);
}

} // namespace Pilothouse::Checklist
