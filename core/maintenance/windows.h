// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/trail.h"
#include "maintenance/window.h"
#include "store/database.h"

namespace Pilothouse::Maintenance {

/// What somebody announces.
struct Announcement
{
    QString title; ///< what it is for; people read it
    QDateTime starts = {};
    std::chrono::milliseconds length{0};
    QTimeZone zone = QTimeZone::utc();
    QString shortNotice = {}; ///< why it is later than the environment promises
    QString unannounced = {}; ///< why it opens although nobody is told
};

/// A change of a window that others may have changed meanwhile.
struct Next
{
    Change change = Change::Started;
    State state = State::Started;
    QDateTime ends = {}; ///< invalid: as it was
    QString reason = {};
    QString report = {};
};

/// The announced windows of this installation, in the `facts` database: a row for each window, a row for each change of
/// it, never changed. A change, what people are told of it and its entry in the audit trail are one transaction. Any
/// thread; answers as Store::Database does.
///
/// Errors: Invalid for what makes no sense, Refused for what comes too late or reaches nobody, Conflict when another
/// program was first.
class Windows
{
public:
    static constexpr std::chrono::hours longest{14 * 24};

    /// Everything must outlive it.
    Windows(Store::Database& facts, Audit::Trail& trail, Clock& clock);

    static std::vector<Store::Migration> migrations();

    /// Those of an environment that are not over, or ended within `since`; all of the system's with an empty name.
    QFuture<Result<std::vector<Window>>> list(const QString& system, const QString& environment,
                                              std::chrono::milliseconds since);
    QFuture<Result<Window>> find(Id id);

    QFuture<Result<Window>> announce(const System::Environment& environment, const Announcement& announcement);
    /// The occurrence of a repeated window. Conflict when it is known.
    QFuture<Result<Window>> adopt(const System::Environment& environment, const System::WindowSpec& spec,
                                  const QDateTime& starts);
    QFuture<Result<Window>> extend(const System::Environment& environment, const Window& window,
                                   std::chrono::milliseconds by, const QString& reason);
    QFuture<Result<Window>> cancel(const System::Environment& environment, const Window& window, const QString& reason);
    /// It opens although nobody was told; refused where somebody was.
    QFuture<Result<Window>> allow(const System::Environment& environment, const Window& window, const QString& reason);
    /// The next row of its history; Conflict when `window` is not the newest.
    QFuture<Result<Window>> advance(const System::Environment& environment, Window window, const Next& next);

    /// Takes the beginning or the end of a window in hand, so that of several programs one does it; false where another
    /// has it. Lapses by itself.
    QFuture<Result<bool>> claim(Id window, std::chrono::milliseconds lease);
    QFuture<Result<void>> release(Id window);

private:
    QFuture<Result<Window>> begin(const System::Environment& environment, Window window, const QString& action,
                                  const QString& unannounced);

    Store::Database& m_facts;
    Audit::Trail& m_trail;
    Clock& m_clock;
    Id m_holder; ///< this program, in claims
};

} // namespace Pilothouse::Maintenance
