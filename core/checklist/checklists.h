// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/mailbox.h"
#include "base/thread.h"
#include "checklist/change.h"
#include "checklist/checklistview.h"
#include "checklist/dossier.h"

namespace Pilothouse::Checklist {

/// What window and pilothousectl do with checklists. Each answer is the list as it is afterwards. Files are read and
/// documents parsed on a thread of its own; any thread may call. Errors: those of the repository, of MarkdownChecklist
/// and of decideChange / decideSignature; NotFound for a file that is not there, Conflict when it changed on disk.
class Checklists
{
public:
    static constexpr int maximumItems = 5000;
    static constexpr int maximumSections = 5000;

    /// Both must outlive this object.
    Checklists(Repository& repository, const Clock& clock);
    /// What was asked and is not answered yet is answered Cancelled.
    ~Checklists();
    Checklists(const Checklists&) = delete;
    Checklists& operator=(const Checklists&) = delete;

    /// Reads the file that the definition names. Importing again keeps what was recorded; when nothing changed nothing
    /// is written. `lookalikes` takes lines that only look like items as items.
    QFuture<Result<ChecklistView>> import(const QString& system, const QString& environment,
                                          const System::ChecklistSpec& spec, bool lookalikes = false);
    /// The imported lists of an environment.
    QFuture<Result<std::vector<ChecklistView>>> list(const QString& system, const QString& environment);
    QFuture<Result<ChecklistView>> show(const ListName& list);

    QFuture<Result<ChecklistView>> change(const ListName& list, const Change& change);
    QFuture<Result<ChecklistView>> sign(const ListName& list, const SignRequest& request);

    /// The list with all that was recorded and signed, to be handed on; the audit trail's links are the caller's to
    /// add.
    QFuture<Result<Dossier>> dossier(const ListName& list);

    /// Ticks the boxes of held items in the file; changes one byte for each and never clears one. Conflict when the
    /// file is not the one that was imported.
    QFuture<Result<ChecklistView>> writeBack(const ListName& list);

private:
    /// Answers `promise` with the view of what `stored` brings.
    void answerWith(QFuture<Result<StoredList>> stored, const Promise<ChecklistView>& promise);
    void showInto(const ListName& list, const Promise<ChecklistView>& promise);
    void storeWritten(const StoredList& stored, const Promise<ChecklistView>& promise);

    Repository& m_repository;
    const Clock& m_clock;
    std::unique_ptr<EventThread> m_thread;
    Mailbox m_mailbox;
};

} // namespace Pilothouse::Checklist
