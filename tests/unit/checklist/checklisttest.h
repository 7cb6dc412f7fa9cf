// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/await.h"
#include "checklist/checklists.h"
#include "checklist/sqlrepository.h"
#include "support/manualclock.h"

#include <QFile>
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
    Checklist::SqlRepository repository;
    Checklist::Checklists lists;

    explicit Desk(const QString& login = u"anna"_s, const QString& file = {})
        : facts(Store::Database::Kind::Facts, file.isEmpty() ? folder.filePath(u"facts.sqlite"_s) : file, schema(),
                clock)
        , trail(facts, {login, Id::make(clock.now())},
                (file.isEmpty() ? folder.filePath(u"anchors"_s) : file + u".anchors"_s), clock)
        , repository(facts, trail, clock)
        , lists(repository, clock)
    {
    }

    static std::vector<Store::Migration> schema()
    {
        auto all = Audit::Trail::migrations();
        std::ranges::move(Checklist::SqlRepository::migrations(), std::back_inserter(all));
        return all;
    }

    QString path(const QString& name) const { return folder.filePath(name); }
    QString write(const QString& name, const QByteArray& text) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
    }
    static QByteArray read(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    Result<Checklist::ChecklistView> import(const System::ChecklistSpec& spec, bool lookalikes = false)
    {
        return wait(lists.import(u"fleetpass"_s, u"production"_s, spec, lookalikes));
    }
    std::vector<Audit::Record> audit() { return wait(trail.entries({})).value_or(std::vector<Audit::Record>()); }
};

inline const Checklist::ListName goLive{u"fleetpass"_s, u"production"_s, u"go-live"_s};

inline const QByteArray goLiveText =
    "# Go-live\n\n"
    "## 1. Code\n\n- [x] Tests pass\n  ```sh\n  make test\n  ```\n- [ ] Lint clean\n\n"
    "## 2. Data\n\n- [ ] Backup\n  - daily\n\n"
    "## Sign-off\n\n- [ ] **Developer**: ____ Date: ____\n- [ ] **CTO**: ____ Date: ____\n";

} // namespace Pilothouse::Test
