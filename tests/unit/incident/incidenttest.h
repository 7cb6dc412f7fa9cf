// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/await.h"
#include "incident/incidentsource.h"
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
    Incident::Incidents incidents;

    explicit Desk(const QString& login = u"anna"_s, const QString& file = {})
        : facts(Store::Database::Kind::Facts, file.isEmpty() ? folder.filePath(u"facts.sqlite"_s) : file, schema(),
                clock)
        , trail(facts, {login, Id::make(clock.now())},
                (file.isEmpty() ? folder.filePath(u"anchors"_s) : file + u".anchors"_s), clock)
        , incidents(facts, trail, clock)
    {
    }
    ~Desk() { facts.close(); }

    static std::vector<Store::Migration> schema()
    {
        auto all = Audit::Trail::migrations();
        std::ranges::move(Incident::Incidents::migrations(), std::back_inserter(all));
        return all;
    }

    Result<Incident::Record> open(const QString& title, const QStringList& targets = {u"fleetpass/production"_s})
    {
        return wait(incidents.open({.targets = targets, .title = SafeText::fromUntrusted(title)}));
    }
    void happened(const QString& action, const QJsonObject& payload, const QString& target = u"fleetpass/production"_s)
    {
        wait(trail.append({.action = action, .target = target, .payload = payload}));
    }
    std::vector<Audit::Record> audit() { return wait(trail.entries({})).value_or(std::vector<Audit::Record>()); }
};

} // namespace Pilothouse::Test
