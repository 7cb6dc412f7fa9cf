// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/await.h"
#include "secrets/vault.h"
#include "store/query.h"
#include "support/testmain.h"

#include <QTemporaryDir>

/// Each test class of this program runs in a process of its own, in a world of its own: a process has one session bus
/// for life. main.cpp prepares the world that worldOf() names and starts the program again in it.
namespace Pilothouse::Test {

using namespace Qt::StringLiterals;

enum class World {
    Unlocked,  ///< gnome-keyring, unlocked
    Locked,    ///< gnome-keyring, its login keyring locked
    NeverMade, ///< gnome-keyring without a keyring
    NoService, ///< a bus, and nobody on it
    NoBus,     ///< no bus
    MuteBus,   ///< a socket that takes connections and says nothing
    NoGlib,    ///< unlocked, but Qt runs without GLib
    Kde,       ///< unlocked, on what looks like a desktop whose keychain QtKeychain would prefer
};

struct InWorld
{
    InWorld(const char* testClass, World world);
};
World worldOf(const QString& testClass);

/// What is missing to prepare the world; empty if nothing is.
QString worldProblem();
/// The process ids of the world's daemons, 0 if there are none.
qint64 keyringPid();
qint64 busPid();

template <typename T> Result<T> wait(const QFuture<Result<T>>& future)
{
    return await(future, {}, std::chrono::seconds(60));
}

/// A vault with all it needs, in a folder.
struct Desk
{
    SystemClock clock;
    QTemporaryDir folder;
    Store::Database facts{Store::Database::Kind::Facts, folder.filePath(u"facts.db"_s), schema(), clock};
    Audit::Trail audit{
        facts, {.login = u"ada"_s, .installation = Id::make(clock.now())}, folder.filePath(u"audit.anchors"_s), clock};
    Secrets::Vault vault;

    explicit Desk(const Secrets::VaultOptions& options = {})
        : vault(facts, audit, clock, options)
    {
    }
    static std::vector<Store::Migration> schema()
    {
        auto all = Audit::Trail::migrations();
        const auto own = Secrets::Vault::migrations();
        all.insert(all.end(), own.begin(), own.end());
        return all;
    }
    static SecretRef ref(const QString& name) { return {u"fleetpass"_s, u"staging"_s, name}; }
    Result<void> set(const QString& name, const QByteArray& value)
    {
        return wait(vault.set(ref(name), Secret(QByteArray(value.constData(), value.size())), {.name = name}));
    }
    Result<QByteArray> read(const QString& name)
    {
        return wait(vault.secret(ref(name))).map([](const Secret& value) { return value.bytes().toByteArray(); });
    }
    std::vector<Secrets::StoredSecret> list() { return wait(vault.list(u"fleetpass"_s, u"staging"_s)).value(); }
    Secrets::KeychainState state() { return wait(vault.status()).value().state; }
    /// The actions of the audit trail, oldest first.
    QStringList actions()
    {
        QStringList actions;
        const auto records = wait(audit.entries({}));
        for (const auto& record : records.value())
            actions.prepend(record.action);
        return actions;
    }
};

} // namespace Pilothouse::Test

#define PILOTHOUSE_TEST_IN(Class, world)                                                                               \
    static const Pilothouse::Test::InWorld world_##Class(#Class, Pilothouse::Test::World::world);                      \
    PILOTHOUSE_TEST(Class)
