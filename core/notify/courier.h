// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secretsource.h"
#include "base/thread.h"
#include "notify/outbox.h"

#include <functional>

class QNetworkAccessManager;

namespace Pilothouse::Notify {

/// Limits and addresses that tests change.
struct CourierOptions
{
    QString pagerDuty = QStringLiteral("https://events.pagerduty.com/v2/enqueue");
    std::chrono::milliseconds httpDeadline{20000};
    std::chrono::milliseconds mailDeadline{60000};
    /// Longer than the keychain and the slowest channel together, so that nobody tries what is being tried.
    std::chrono::milliseconds lease{std::chrono::minutes(5)};
    /// How often a program that stays looks for what others posted.
    std::chrono::milliseconds interval{15000};
    /// On an I/O thread, after the other side's answer and before its record; for tests that end the program there.
    std::function<void()> beforeRecord = {};
};

/// Delivers what is in the outbox, on an I/O thread of its own: finds the channel in the definition, its secrets in the
/// keychain, sends, and writes down what came of it. Thread-safe. What is under way when it goes is tried again by
/// whichever program runs next, once its claim has lapsed.
class Courier
{
public:
    /// The environment as it is defined now; nothing where it is defined no more. Called on the I/O thread.
    using Finder = std::function<std::optional<System::Environment>(const QString&, const QString&)>;

    /// Everything must outlive it.
    Courier(Outbox& outbox, SecretSource& secrets, Clock& clock, Finder finder, CourierOptions options = {});
    ~Courier();
    Courier(const Courier&) = delete;
    Courier& operator=(const Courier&) = delete;

    /// Tries everything that is due, or the deliveries of one message; answers how many tries were made.
    QFuture<Result<int>> deliver(Id only = {});
    /// From now on without being asked, until it goes.
    void keepDelivering();

private:
    struct Round;
    void startRound(const std::shared_ptr<Round>& round);
    QFuture<Result<Attempt>> send(const Delivery& delivery);
    QFuture<Result<Attempt>> sendWith(const Delivery& delivery, const System::Environment& environment,
                                      const System::NotifyTarget& target, const Secret& secret, const Secret& other);
    void again();

    Outbox& m_outbox;
    SecretSource& m_secrets;
    Clock& m_clock;
    Finder m_finder;
    CourierOptions m_options;
    EventThread m_thread;
    std::unique_ptr<QNetworkAccessManager> m_network; ///< lives on m_thread, as the timer does
    std::unique_ptr<Timer> m_timer;
    bool m_closing = false;
};

} // namespace Pilothouse::Notify
