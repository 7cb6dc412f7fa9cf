// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/services.h"
#include "run/rundesk.h"
#include "widgets/repeat.h"

#include <set>

namespace Pilothouse {

/// Runs as the window's pages ask for them, over the run engine. Events come from any thread and are brought here;
/// outputs are read from their files in pieces. Window's thread.
class LiveDesk final : public Ui::RunDesk
{
    Q_OBJECT
public:
    explicit LiveDesk(Services& services);
    ~LiveDesk() override;

    void list(const Ui::EnvironmentKey& key) override;
    std::vector<System::Procedure> procedures(const Ui::EnvironmentKey& key) const override;
    quint64 plan(const Ui::EnvironmentKey& key, const QString& procedure,
                 const std::map<QString, QString>& inputs) override;
    quint64 planResume(const Id& run) override;
    QString script(const Run::Plan& plan) const override;
    void apply(const Run::Plan& plan, const QString& typed) override;
    void follow(const Id& run) override;
    Id followed() const override { return m_followed; }
    void cancel(const Id& run) override;
    void decide(const Run::ApprovalAsked& asked, Run::Decision decision, const QString& reason,
                const QString& keyFile) override;

Q_SIGNALS:
    void runEnded(const Pilothouse::Run::RunRecord& record);

private:
    void planOn(quint64 request, const Run::RunRecord& failed);
    void handle(const Run::Event& event);
    void readOutput(const Id& run, const QString& step, const QString& host);
    void tellRecord(const Id& run);
    void watch(const Id& run);
    void tellEnd(const Id& run);
    void lookAround();
    void takeRuns(const std::vector<Run::RunInfo>& runs);

    Services& m_services;
    Id m_followed;
    std::unique_ptr<Run::Subscription> m_subscription;
    std::map<Id, std::unique_ptr<Run::Subscription>> m_watched; ///< open runs, to their end, whoever looks
    std::optional<std::set<Id>> m_known;                        ///< the newest runs when they were listed last
    quint64 m_planRequest = 0;
    std::map<std::pair<QString, QString>, qint64> m_offsets;
    bool m_recordAsked = false; ///< an answer is on its way
    bool m_recordStale = false; ///< and something happened since it was asked
    EventThread m_reader;       ///< reads files, so that a slow disk never holds up the window
    Mailbox m_mailbox;
    Ui::Repeat m_lookAround;
    Run::Workers m_signing; ///< ssh-keygen is waited for there
};

} // namespace Pilothouse
