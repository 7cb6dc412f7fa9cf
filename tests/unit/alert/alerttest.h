// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alert/alerts.h"
#include "base/await.h"
#include "maintenance/windows.h"
#include "notify/outbox.h"
#include "support/manualclock.h"

#include <QTemporaryDir>

namespace Pilothouse::Test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

template <typename T> Result<T> wait(const QFuture<Result<T>>& future) { return await(future, {}, 60s); }

/// A store of its own with everything that stands on it, as a program composes it.
struct Desk
{
    QTemporaryDir folder;
    ManualClock clock;
    Store::Database facts;
    Audit::Trail trail;
    Notify::Outbox outbox;
    Alert::Alerts alerts;
    System::Environment environment{.name = u"production"_s, .system = u"fleetpass"_s};

    explicit Desk(const QString& login = u"anna"_s, const QString& file = {})
        : facts(Store::Database::Kind::Facts, file.isEmpty() ? folder.filePath(u"facts.sqlite"_s) : file, schema(),
                clock)
        , trail(facts, {login, Id::make(clock.now())},
                (file.isEmpty() ? folder.filePath(u"anchors"_s) : file + u".anchors"_s), clock)
        , outbox(facts, clock)
        , alerts(facts, trail, clock)
    {
        environment.notify = {{.name = u"slack"_s, .channel = u"slack"_s, .from = u"warning"_s}};
    }
    ~Desk() { facts.close(); }

    static std::vector<Store::Migration> schema()
    {
        auto all = Audit::Trail::migrations();
        std::ranges::move(Notify::Outbox::migrations(), std::back_inserter(all));
        std::ranges::move(Maintenance::Windows::migrations(), std::back_inserter(all));
        std::ranges::move(Alert::Alerts::migrations(), std::back_inserter(all));
        return all;
    }

    /// An alert of which slack was told.
    Alert::Record opened(const QString& title = u"api"_s)
    {
        Alert::Record alert{.id = Id::make(clock.now()),
                            .system = environment.system,
                            .environment = environment.name,
                            .members = {{.subject = u"probe:"_s + title,
                                         .title = title,
                                         .statement = u"refused"_s,
                                         .since = clock.now()}},
                            .began = clock.now(),
                            .told = {{u"slack"_s, clock.now()}}};
        const auto done = wait(alerts.apply(
            environment, {.alert = alert, .opened = true, .tellings = {{.channels = environment.notify}}}));
        return done ? alert : Alert::Record{.system = {}, .environment = {}};
    }
    /// Titles of what was told, the oldest first.
    QStringList told()
    {
        QStringList out;
        for (const Notify::Delivery& delivery :
             wait(outbox.list({.system = {}})).value_or(std::vector<Notify::Delivery>()))
            out.prepend(delivery.message.title);
        return out;
    }
    QStringList audited()
    {
        QStringList out;
        for (const Audit::Record& record : wait(trail.entries({})).value_or(std::vector<Audit::Record>()))
            out.prepend(record.action);
        return out;
    }
};

} // namespace Pilothouse::Test
