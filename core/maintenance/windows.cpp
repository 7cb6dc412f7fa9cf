// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintenance/windows.h"

#include "base/translate.h"
#include "base/units.h"
#include "maintenance/rows.h"
#include "maintenance/texts.h"
#include "store/query.h"

namespace Pilothouse::Maintenance {

using namespace Qt::StringLiterals;

namespace {

using Work = std::function<Result<Window>(QSqlDatabase&, Audit::Entry&)>;

Error nobodyListens(const System::Environment& environment)
{
    return {ErrorKind::Refused,
            translate("Maintenance",
                      "%1/%2 has no entry in notify: that hears of maintenance, so nobody would be told. Add "
                      "one, or say why it opens all the same.")
                .arg(environment.system, environment.name)};
}

Result<void> makesSense(const Announcement& wanted, const System::Environment& environment, const QDateTime& now)
{
    if (wanted.title.trimmed().isEmpty())
        return fail(ErrorKind::Invalid, translate("Maintenance", "Say what the maintenance is for."));
    if (wanted.length.count() <= 0 || wanted.length > Windows::longest)
        return fail(ErrorKind::Invalid, translate("Maintenance", "A maintenance window lasts for up to 14 days."));
    if (!wanted.starts.isValid() || wanted.starts.addMSecs(wanted.length.count()) <= now)
        return fail(ErrorKind::Refused, translate("Maintenance", "That time is over; nobody can be told before."));
    const auto before = std::chrono::milliseconds(now.msecsTo(wanted.starts));
    if (before < environment.announce && wanted.shortNotice.trimmed().isEmpty())
        return fail(ErrorKind::Refused,
                    translate("Maintenance",
                              "It would begin in %1, and maintenance of %2/%3 is announced %4 before. Choose a "
                              "later time, or say why it is at short notice.")
                        .arg(formatDuration(std::max(before, std::chrono::milliseconds(0))), environment.system,
                             environment.name, formatDuration(environment.announce)));
    return {};
}

/// Writes the newest row of the history down, and what people are told of it.
Result<Window> writeNewest(QSqlDatabase& database, const System::Environment& environment, const Window& window,
                           const QDateTime& now)
{
    if (auto written = insertEntry(database, window, window.now()); !written)
        return fail(written.error());
    const Notify::Message message = messageOf(window, now);
    const auto channels = listeners(environment);
    if (!message.title.isEmpty() && !channels.empty()) {
        if (auto posted = Notify::Outbox::post(database, message, channels, now); !posted)
            return fail(posted.error());
    }
    return readWindow(database, window.id);
}

QJsonObject payloadOf(const Window& window)
{
    const Entry& entry = window.now();
    QJsonObject out{{u"window"_s, window.id.toString()}, {u"version"_s, entry.version},
                    {u"title"_s, window.title},          {u"starts"_s, isoUtc(entry.starts)},
                    {u"ends"_s, isoUtc(entry.ends)},     {u"zone"_s, QString::fromLatin1(window.zone.id())}};
    if (!entry.reason.isEmpty())
        out.insert(u"reason"_s, entry.reason);
    if (!window.shortNotice.isEmpty())
        out.insert(u"shortNotice"_s, window.shortNotice);
    if (!entry.report.isEmpty())
        out.insert(u"report"_s, entry.report);
    return out;
}

} // namespace

Windows::Windows(Store::Database& facts, Audit::Trail& trail, Clock& clock)
    : m_facts(facts)
    , m_trail(trail)
    , m_clock(clock)
    , m_holder(Id::make(clock.now()))
{
}

std::vector<Store::Migration> Windows::migrations() { return windowMigrations(); }

QFuture<Result<std::vector<Window>>> Windows::list(const QString& system, const QString& environment,
                                                   std::chrono::milliseconds since)
{
    return m_facts.read<std::vector<Window>>([=, &clock = m_clock](QSqlDatabase& database) {
        return readWindows(database, system, environment, clock.now().addMSecs(-since.count()));
    });
}

QFuture<Result<Window>> Windows::find(Id id)
{
    return m_facts.read<Window>([id](QSqlDatabase& database) { return readWindow(database, id); });
}

QFuture<Result<Window>> Windows::announce(const System::Environment& environment, const Announcement& announcement)
{
    const QDateTime now = m_clock.now();
    if (auto sense = makesSense(announcement, environment, now); !sense)
        return answered<Window>(fail(sense.error()));
    const QString unannounced = announcement.unannounced.trimmed();
    if (listeners(environment).empty() && unannounced.isEmpty())
        return answered<Window>(fail(nobodyListens(environment)));
    Window window{.id = Id::make(now),
                  .system = environment.system,
                  .environment = environment.name,
                  .title = announcement.title.trimmed(),
                  .zone = announcement.zone,
                  .notice = environment.announce,
                  .shortNotice = announcement.shortNotice.trimmed()};
    // A reason that is not needed would be shown for ever as if it had been.
    if (now.addMSecs(window.notice.count()) <= announcement.starts)
        window.shortNotice.clear();
    window.history = {{.starts = announcement.starts,
                       .ends = announcement.starts.addMSecs(announcement.length.count()),
                       .actor = m_trail.actor().login,
                       .at = now}};
    return begin(environment, std::move(window), u"maintenance.announced"_s, unannounced);
}

QFuture<Result<Window>> Windows::adopt(const System::Environment& environment, const System::WindowSpec& spec,
                                       const QDateTime& starts)
{
    const QDateTime now = m_clock.now();
    Window window{.id = Id::make(now),
                  .system = environment.system,
                  .environment = environment.name,
                  .title = spec.title.isEmpty() ? translate("Maintenance", "Regular maintenance") : spec.title,
                  .zone = spec.start.zone(),
                  .notice = spec.announce.value_or(std::chrono::milliseconds(0)),
                  .occurrence = occurrenceOf(spec, starts)};
    window.history = {
        {.starts = starts, .ends = starts.addMSecs(spec.length.count()), .actor = m_trail.actor().login, .at = now}};
    return begin(environment, std::move(window), u"maintenance.announced"_s, {});
}

QFuture<Result<Window>> Windows::begin(const System::Environment& environment, Window window, const QString& action,
                                       const QString& unannounced)
{
    Audit::Entry entry{
        .action = action, .target = window.target(), .payload = payloadOf(window), .dangerous = !unannounced.isEmpty()};
    if (!unannounced.isEmpty())
        entry.payload.insert(u"unannounced"_s, unannounced);
    const Work work = [window, environment, unannounced, &clock = m_clock](QSqlDatabase& database,
                                                                           Audit::Entry&) mutable -> Result<Window> {
        if (auto written = insertWindow(database, window); !written)
            return fail(written.error());
        auto done = writeNewest(database, environment, window, clock.now());
        if (!done || unannounced.isEmpty())
            return done;
        Entry allowed = window.now();
        allowed.version = 2;
        allowed.change = Change::Allowed;
        allowed.reason = unannounced;
        window.history.push_back(allowed);
        return writeNewest(database, environment, window, clock.now());
    };
    return m_trail.write<Window>(std::move(entry), work);
}

QFuture<Result<Window>> Windows::extend(const System::Environment& environment, const Window& window,
                                        std::chrono::milliseconds by, const QString& reason)
{
    const bool over = window.state() == State::Ended || window.state() == State::Cancelled;
    const QDateTime ends = window.now().ends.addMSecs(by.count());
    if (over || window.now().ends <= m_clock.now())
        return answered<Window>(
            fail(ErrorKind::Refused, translate("Maintenance", "That window is over; announce another one.")));
    if (by.count() <= 0 || window.starts().msecsTo(ends) > std::chrono::milliseconds(longest).count())
        return answered<Window>(
            fail(ErrorKind::Invalid, translate("Maintenance", "A maintenance window lasts for up to 14 days.")));
    return advance(environment, window,
                   {.change = Change::Extended, .state = window.state(), .ends = ends, .reason = reason});
}

QFuture<Result<Window>> Windows::cancel(const System::Environment& environment, const Window& window,
                                        const QString& reason)
{
    if (window.state() == State::Started)
        return answered<Window>(
            fail(ErrorKind::Refused,
                 translate("Maintenance", "It has begun; end it instead, so that its page is taken down.")));
    if (window.state() != State::Announced)
        return answered<Window>(fail(ErrorKind::Refused, translate("Maintenance", "That window is over.")));
    return advance(environment, window, {.change = Change::Cancelled, .state = State::Cancelled, .reason = reason});
}

QFuture<Result<Window>> Windows::allow(const System::Environment& environment, const Window& window,
                                       const QString& reason)
{
    if (reason.trimmed().isEmpty())
        return answered<Window>(
            fail(ErrorKind::Invalid, translate("Maintenance", "Say why it opens although nobody was told.")));
    if (window.provenEnd().isValid())
        return answered<Window>(
            fail(ErrorKind::Refused, translate("Maintenance", "Somebody was told of it, so it opens by itself.")));
    if (window.state() == State::Ended || window.state() == State::Cancelled)
        return answered<Window>(fail(ErrorKind::Refused, translate("Maintenance", "That window is over.")));
    return advance(environment, window,
                   {.change = Change::Allowed, .state = window.state(), .reason = reason.trimmed()});
}

QFuture<Result<Window>> Windows::advance(const System::Environment& environment, Window window, const Next& next)
{
    const QDateTime now = m_clock.now();
    Entry entry = window.now();
    ++entry.version;
    entry.change = next.change;
    entry.state = next.state;
    entry.ends = next.ends.isValid() ? next.ends : entry.ends;
    entry.reason = next.reason;
    entry.report = next.report;
    entry.actor = m_trail.actor().login;
    entry.at = now;
    window.history.push_back(entry);
    Audit::Entry told{.action = u"maintenance."_s + changeName(next.change),
                      .target = window.target(),
                      .payload = payloadOf(window),
                      .dangerous = next.change == Change::Allowed};
    const Work work = [window, environment, &clock = m_clock](QSqlDatabase& database, Audit::Entry&) {
        return writeNewest(database, environment, window, clock.now());
    };
    return m_trail.write<Window>(std::move(told), work).then(QtFuture::Launch::Sync, [](Result<Window> done) {
        if (!done && done.error().kind == ErrorKind::Conflict)
            return Result<Window>(
                fail(ErrorKind::Conflict,
                     translate("Maintenance", "The window was changed by somebody else meanwhile; look again.")));
        return done;
    });
}

QFuture<Result<bool>> Windows::claim(Id window, std::chrono::milliseconds lease)
{
    return m_facts.write<bool>([=, holder = m_holder, &clock = m_clock](QSqlDatabase& database) -> Result<bool> {
        const QDateTime now = clock.now();
        const auto done = Store::execute(
            database,
            u"INSERT INTO maintenance_claims (window, holder, until) VALUES (:window, :holder, :until) ON CONFLICT "
            u"(window) "
            "DO UPDATE SET holder = excluded.holder, until = excluded.until WHERE maintenance_claims.until <= :now OR "
            "maintenance_claims.holder = excluded.holder"_s,
            {{u"window"_s, window}, {u"holder"_s, holder}, {u"until"_s, now.addMSecs(lease.count())}, {u"now"_s, now}});
        if (!done)
            return fail(done.error());
        return *done > 0;
    });
}

QFuture<Result<void>> Windows::release(Id window)
{
    return m_facts.write<void>([window, holder = m_holder](QSqlDatabase& database) -> Result<void> {
        const auto done =
            Store::execute(database, u"DELETE FROM maintenance_claims WHERE window = :window AND holder = :holder"_s,
                           {{u"window"_s, window}, {u"holder"_s, holder}});
        return done ? Result<void>() : Result<void>(fail(done.error()));
    });
}

} // namespace Pilothouse::Maintenance
