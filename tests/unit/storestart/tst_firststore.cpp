// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "store/database.h"
#include "support/testmain.h"

#include <QTemporaryDir>

#include <dlfcn.h>
#include <mutex>
#include <thread>
#include <vector>

using namespace Pilothouse;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

std::mutex mutex;
std::vector<std::thread::id> registeredBySql; ///< the threads on which QtSql asked for its clean-up at the end

} // namespace

/// Stands in for Qt's own, which it calls: whoever looks for this name finds the program's first.
__attribute__((visibility("default"), noinline)) void qAddPostRoutine(QtCleanUpFunction routine)
{
    Dl_info caller{};
    if (dladdr(__builtin_return_address(0), &caller) != 0 && QByteArray(caller.dli_fname).contains("Qt6Sql")) {
        const std::lock_guard lock(mutex);
        registeredBySql.push_back(std::this_thread::get_id());
    }
    static const auto real =
        reinterpret_cast<void (*)(QtCleanUpFunction)>(dlsym(RTLD_NEXT, "_Z15qAddPostRoutinePFvvE"));
    real(routine);
}

/// The first stores of a process.
class FirstStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sqlIsFirstUsedByWhoMakesTheStore()
    {
        const QTemporaryDir folder;
        SystemClock clock;
        Store::Database facts(Store::Database::Kind::Facts, folder.filePath(u"facts.sqlite"_s), {}, clock);
        Store::Database cache(Store::Database::Kind::Cache, folder.filePath(u"cache.sqlite"_s), {}, clock);
        QVERIFY(await(facts.opened(), {}, 10s));
        QVERIFY(await(cache.opened(), {}, 10s));
        const std::lock_guard lock(mutex);
        QCOMPARE(registeredBySql.size(), size_t(1));
        QVERIFY(registeredBySql.front() == std::this_thread::get_id());
    }
};

PILOTHOUSE_TEST(FirstStoreTest)
#include "tst_firststore.moc"
