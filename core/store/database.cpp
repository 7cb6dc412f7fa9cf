// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/database.h"

#include "store/connection.h"
#include "store/query.h"

namespace Pilothouse::Store {

using namespace Qt::StringLiterals;

namespace {

/// Qt (6.4 at least) registers the clean-up of its connections at the first use of QSqlDatabase and takes no lock for
/// it. Two stores that open at once on their threads may register it twice, and then the program never ends: the second
/// clean-up registers itself anew, for ever. So the first use is here, before the store's thread has work.
void useSqlFirstHere() { [[maybe_unused]] static const bool available = QSqlDatabase::isDriverAvailable(u"QSQLITE"_s); }

} // namespace

Database::Database(Kind kind, QString file, std::vector<Migration> migrations, Clock& clock, Limits limits)
    : m_file(std::move(file))
    , m_connection(std::make_unique<Connection>(kind, m_file, std::move(migrations), clock, limits))
    , m_thread(kind == Kind::Facts ? u"facts"_s : u"cache"_s, ThreadRole::Store)
{
    useSqlFirstHere();
    post([this] { (void)m_connection->ensureOpen(); });
}

Database::~Database() { close(); }

void Database::close()
{
    post([this] { m_connection->close(); });
    m_thread.finish();
}

QFuture<Result<void>> Database::opened()
{
    const Promise<void> promise;
    post([this, promise] { promise.answer(m_connection->openResult()); });
    return promise.future();
}

QFuture<Result<QStringList>> Database::check()
{
    return read<QStringList>([](QSqlDatabase& database) { return quickCheck(database); });
}

bool Database::isReadOnly() const { return m_connection->isReadOnly(); }

QStringList Database::notices() const { return m_connection->notices(); }

void Database::post(std::function<void()> work) { m_thread.post(std::move(work)); }

Result<void> Database::transact(bool writes, const Work& work, const std::function<Result<void>()>& after)
{
    return m_connection->transact(writes, work, after);
}

} // namespace Pilothouse::Store
