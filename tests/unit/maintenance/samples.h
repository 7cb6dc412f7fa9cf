// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "maintenance/windows.h"
#include "support/manualclock.h"
#include "support/testmain.h"

#include <QTemporaryDir>

namespace Pilothouse::Test {

/// shop/production, of which users hear by mail and a chat.
inline System::Environment shop()
{
    using namespace Qt::StringLiterals;
    System::Environment out{.name = u"production"_s, .system = u"shop"_s};
    out.notify = {{.name = u"mail"_s, .channel = u"mail"_s, .from = u"info"_s},
                  {.name = u"slack"_s, .channel = u"slack"_s, .from = u"critical"_s},
                  {.name = u"pagerduty"_s, .channel = u"pagerduty"_s, .from = u"critical"_s, .announcements = false}};
    return out;
}

/// Tuesdays at two in Berlin for two hours, announced two days before.
inline System::WindowSpec patches()
{
    using namespace Qt::StringLiterals;
    return {.title = u"Patches"_s,
            .start = *Schedule::parse(u"0 2 * * TUE"_s, u"Europe/Berlin"_s),
            .length = std::chrono::hours(2),
            .announce = std::chrono::hours(48)};
}

template <typename T> Result<T> answerOf(QFuture<Result<T>> future)
{
    future.waitForFinished();
    return future.resultCount() > 0 ? future.result() : fail(ErrorKind::Cancelled, QStringLiteral("no answer"));
}

/// A store with everything that windows are written down in. The clock stands at Friday, 2026-11-20 03:00 UTC.
struct Shelf
{
    QTemporaryDir folder;
    ManualClock clock;
    Store::Database store{Store::Database::Kind::Facts, folder.filePath(QStringLiteral("facts.sqlite")), migrations(),
                          clock};
    Audit::Trail trail{
        store, {QStringLiteral("anna"), Id::make(clock.now())}, folder.filePath(QStringLiteral("anchors")), clock};
    Notify::Outbox outbox{store, clock};
    Maintenance::Windows windows{store, trail, clock};

    static std::vector<Store::Migration> migrations()
    {
        auto all = Audit::Trail::migrations();
        std::ranges::move(Notify::Outbox::migrations(), std::back_inserter(all));
        std::ranges::move(Maintenance::Windows::migrations(), std::back_inserter(all));
        return all;
    }
    ~Shelf() { store.close(); }

    /// What waits is delivered to these channels, and refused by the others.
    int deliver(const QStringList& channels)
    {
        const auto claimed =
            answerOf(outbox.claim(std::chrono::minutes(5), 100)).value_or(std::vector<Notify::Delivery>());
        for (const Notify::Delivery& each : claimed) {
            const bool well = channels.contains(each.channel);
            const auto done = answerOf(
                outbox.record(each, well ? Notify::Attempt{.outcome = Notify::Attempt::Outcome::Delivered,
                                                           .reached = {each.channel + QStringLiteral("@example.com")}}
                                         : Notify::Attempt{.outcome = Notify::Attempt::Outcome::Permanent,
                                                           .detail = QStringLiteral("no")}));
            if (!done)
                return -1;
        }
        return int(claimed.size());
    }
    std::vector<Maintenance::Window> all()
    {
        return answerOf(windows.list({}, {}, std::chrono::hours(24 * 30))).value_or(std::vector<Maintenance::Window>());
    }
    std::vector<Notify::Delivery> messages()
    {
        return answerOf(outbox.list({})).value_or(std::vector<Notify::Delivery>());
    }
};

} // namespace Pilothouse::Test
