// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "notify/attempt.h"
#include "notify/message.h"
#include "store/database.h"

namespace Pilothouse::Notify {

enum class DeliveryState {
    Waiting,   ///< for its first or next try
    Delivered, ///< accepted by the other side
    GivenUp,   ///< refused for good, or tried often enough
    Expired,   ///< its time was over before it could be delivered
    Held,      ///< one too many in an hour; never sent
};
/// The stable machine word ("waiting", "given-up"), and the same for people.
QString deliveryStateName(DeliveryState state);
QString deliveryStateWord(DeliveryState state);

/// One message on one channel: what became of it so far.
struct Delivery
{
    Id id = {};
    Message message = {};
    QString channel = {}; ///< name of the entry of `notify:`
    QString kind = {};    ///< "mail"
    DeliveryState state = DeliveryState::Waiting;
    int attempts = 0;
    QDateTime next = {};      ///< not before this
    QDateTime last = {};      ///< when it was last tried; invalid: never
    QString detail = {};      ///< what came of the last try
    QStringList reached = {}; ///< people or places that accepted it
    QStringList refused = {};
    QStringList left = {}; ///< mail: who still gets it; empty before the first try
    QString claim = {};    ///< of whoever tries it now

    bool operator==(const Delivery&) const = default;
};

struct DeliveryFilter
{
    QString system = {}; ///< empty: all
    QString environment = {};
    QString group = {};
    Id message = {};
    int limit = 100;
};

/// The messages of this installation and what became of them, in the `facts` database. Whoever posts a message is done:
/// it is delivered by whichever program runs next. A program that tries a delivery claims it for some minutes; nobody
/// else tries it meanwhile. One that dies between the other side's yes and its record sends it again: at least once,
/// not exactly once. Any thread; answers as Store::Database does.
class Outbox
{
public:
    /// So many alerts an hour on one channel of one environment; what comes more is held back, and the next one says
    /// so.
    static constexpr int alertsAnHour = 30;

    Outbox(Store::Database& facts, Clock& clock);

    static std::vector<Store::Migration> migrations();

    /// Writes the message down for these channels; false where one of the same key `once` was there before. In a
    /// transaction of the caller, so that what is told and what is done cannot fall apart.
    static Result<bool> post(QSqlDatabase& database, Message message, const std::vector<System::NotifyTarget>& channels,
                             const QDateTime& now);
    QFuture<Result<bool>> post(Message message, std::vector<System::NotifyTarget> channels);

    /// Takes what is due, for so long. What expired meanwhile is marked so.
    QFuture<Result<std::vector<Delivery>>> claim(std::chrono::milliseconds lease, int most, Id only = {});
    /// Brings down what came of a try of a claimed delivery.
    QFuture<Result<void>> record(Delivery delivery, Attempt attempt);
    QFuture<Result<std::vector<Delivery>>> list(DeliveryFilter filter);
    static Result<std::vector<Delivery>> select(QSqlDatabase& database, const DeliveryFilter& filter);
    /// When the next try is due; nothing when nothing waits.
    QFuture<Result<std::optional<QDateTime>>> nextDue();

private:
    Store::Database& m_facts;
    Clock& m_clock;
};

} // namespace Pilothouse::Notify
