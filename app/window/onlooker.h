// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/services.h"
#include "run/rundesk.h"
#include "run/sight.h"

namespace Pilothouse {

/// Watches one run at a time that this computer's store does not know, on its hosts, and takes it over. Window's
/// thread; the hosts are waited for on a worker.
class Onlooker final : public QObject
{
    Q_OBJECT
public:
    explicit Onlooker(Services& services);
    ~Onlooker() override;

    /// Looks for it on the hosts of that environment and watches it until it ends, or until another one is watched.
    void watch(const Ui::EnvironmentKey& key, const Id& run);
    void stop();
    /// Asks the hosts once more first, since its console may be back.
    void takeOver(const Id& run, const QString& typed);

Q_SIGNALS:
    void changed(const Pilothouse::Run::RunRecord& record);
    void grew(const Pilothouse::Id& run, const QString& stepKey, const QString& host, const QByteArray& bytes);
    void seen(const Pilothouse::Ui::RunSight& sight);
    void notFound(const Pilothouse::Id& run, const Pilothouse::Error& error);
    /// The hosts tell no more.
    void broken(const Pilothouse::Id& run, const Pilothouse::Error& error);
    void tookOver(const Pilothouse::Id& run, const std::optional<Pilothouse::Error>& error);

private:
    void begin(const Definitions::Place& place, const Run::Recalled& recalled);
    /// On a worker, until the run has nothing more to tell.
    void look(const System::Environment& environment, const Run::Recalled& recalled, quint64 turn,
              const std::stop_token& stop);

    Services& m_services;
    Ui::EnvironmentKey m_key;
    quint64 m_turn = 0; ///< of what was watched before nothing is told any more
    std::stop_source m_stop;
    Mailbox m_mailbox;
    Run::Workers m_workers; ///< last: joined before anything else goes
};

} // namespace Pilothouse
