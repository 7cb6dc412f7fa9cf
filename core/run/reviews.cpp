// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/reviews.h"

#include "base/safetext.h"
#include "run/approval.h"
#include "run/index.h"
#include "store/query.h"

#include <QCoreApplication>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

Result<RunInfo> knownRun(QSqlDatabase& database, const Id& run)
{
    const auto found = findRow(database, run);
    if (!found)
        return fail(found.error());
    if (!*found)
        return fail(ErrorKind::NotFound,
                    QCoreApplication::translate("Run", "Run %1 is not known here.").arg(run.toString()));
    return **found;
}

Result<void> mayReview(const RunInfo& info, const QString& who)
{
    if (!info.bypass)
        return fail(ErrorKind::Refused,
                    QCoreApplication::translate("Run", "Run %1 passed no gate, so there is nothing to review.")
                        .arg(info.id.toString()));
    if (info.bypass->isReviewed())
        return fail(ErrorKind::Conflict,
                    QCoreApplication::translate("Run", "That was reviewed already: %1").arg(bypassWords(*info.bypass)));
    if (isOpen(info.state))
        return fail(ErrorKind::Refused,
                    QCoreApplication::translate("Run", "The run goes on; review it when it has ended."));
    if (isSamePerson(who, info.actor))
        return fail(ErrorKind::Refused,
                    QCoreApplication::translate("Run", "%1 passed the gates; somebody else has to review that.")
                        .arg(info.actor));
    return {};
}

} // namespace

Reviews::Reviews(Store::Database& facts, Audit::Trail& trail, const Clock& clock)
    : m_facts(facts)
    , m_trail(trail)
    , m_clock(clock)
{
}

std::vector<Store::Migration> Reviews::migrations()
{
    return {{.room = u"run"_s,
             .number = 4,
             .statements = {u"ALTER TABLE runs ADD COLUMN bypass TEXT NOT NULL DEFAULT ''"_s,
                            u"CREATE TABLE run_reviews (run TEXT PRIMARY KEY NOT NULL, reviewer TEXT NOT NULL, "
                            "written_by TEXT NOT NULL, observer TEXT, comment TEXT NOT NULL, at INTEGER NOT NULL) "
                            "WITHOUT ROWID"_s}}};
}

QFuture<Result<Bypass>> Reviews::review(const Id& run, const QString& comment, const QString& as)
{
    const QString said = SafeText::fromUntrusted(comment.trimmed()).text();
    if (said.isEmpty())
        return answered<Bypass>(
            fail(ErrorKind::Invalid, QCoreApplication::translate("Run", "Say what you found: the comment is empty.")));
    const QString login = m_trail.actor().login;
    const QString who = as.trimmed().isEmpty() ? login : SafeText::oneLine(as.trimmed(), 80).text();
    const auto work = [=, observer = m_trail.actor().installation,
                       &clock = m_clock](QSqlDatabase& database, Audit::Entry& row) -> Result<Bypass> {
        const auto known = knownRun(database, run);
        if (!known)
            return fail(known.error());
        if (auto may = mayReview(*known, who); !may)
            return fail(may.error());
        // Whoever passed the gates may lend the keyboard, but not pass for the one who looks.
        Bypass bypass = *known->bypass;
        bypass.reviewedBy = who;
        bypass.writtenBy = login;
        bypass.reviewedAt = clock.now();
        bypass.comment = said;
        const auto done = Store::execute(
            database,
            u"INSERT INTO run_reviews (run, reviewer, written_by, observer, comment, at) VALUES (:run, :reviewer, "
            ":by, :observer, :comment, :at)"_s,
            {{u"run"_s, run},
             {u"reviewer"_s, who},
             {u"by"_s, login},
             {u"observer"_s, observer},
             {u"comment"_s, said},
             {u"at"_s, bypass.reviewedAt}});
        if (!done)
            return fail(done.error());
        row.target = known->system + u'/' + known->environment;
        row.payload = {{u"run"_s, run.toString()},       {u"procedure"_s, known->procedure},
                       {u"incident"_s, bypass.incident}, {u"by"_s, who},
                       {u"writtenBy"_s, login},          {u"comment"_s, said}};
        return bypass;
    };
    return m_trail.write<Bypass>({.action = u"run.reviewed"_s},
                                 std::function<Result<Bypass>(QSqlDatabase&, Audit::Entry&)>(work));
}

QFuture<Result<std::optional<Bypass>>> Reviews::find(const Id& run)
{
    return m_facts.read<std::optional<Bypass>>([run](QSqlDatabase& database) -> Result<std::optional<Bypass>> {
        const auto known = knownRun(database, run);
        if (!known)
            return fail(known.error());
        return known->bypass;
    });
}

} // namespace Pilothouse::Run
