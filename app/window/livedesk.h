// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/services.h"
#include "app/window/onlooker.h"
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
    void follow(const Ui::EnvironmentKey& key, const Id& run) override;
    Id followed() const override { return m_followed; }
    void cancel(const Id& run) override;
    void lookOnHosts(const Ui::EnvironmentKey& key) override;
    void takeOver(const Id& run, const QString& typed, bool cancel) override;
    void listIncidents(const Ui::EnvironmentKey& key) override;
    quint64 planBound(const Ui::EnvironmentKey& key, const QString& procedure, const std::map<QString, QString>& inputs,
                      const QString& incident, const QString& reason) override;
    void decidePlan(const Run::Plan& plan, Run::Decision decision, const QString& reason,
                    const QString& keyFile) override;
    QString person() const override;
    void review(const Id& run, const QString& comment, const QString& as) override;
    void decide(const Run::ApprovalAsked& asked, Run::Decision decision, const QString& reason,
                const QString& keyFile) override;

Q_SIGNALS:
    void runEnded(const Pilothouse::Run::RunRecord& record);

private:
    /// Signs the decision with that key if there is one, and hands it on.
    void sign(const Run::ApprovalAsked& asked, Run::Decision decision, const QString& reason, const QString& keyFile,
              std::function<void(const Result<Run::Approval>&)> then);
    void planOn(quint64 request, const Run::RunRecord& failed);
    void handle(const Run::Event& event);
    void readOutput(const Id& run, const QString& step, const QString& host);
    void connectOnlooker();
    void tellRecord(const Id& run);
    void watch(const Id& run);
    void tellEnd(const Id& run);
    void tellReview(const Id& run);
    void tellChanged(Run::RunRecord record);
    void lookAround();
    void takeRuns(const std::vector<Run::RunInfo>& runs);

    Services& m_services;
    Id m_followed;
    Ui::EnvironmentKey m_followedIn;
    Id m_toCancel; ///< as soon as it was taken over
    std::unique_ptr<Run::Subscription> m_subscription;
    std::map<Id, std::unique_ptr<Run::Subscription>> m_watched; ///< open runs, to their end, whoever looks
    std::optional<std::set<Id>> m_known;                        ///< the newest runs when they were listed last
    quint64 m_planRequest = 0;
    std::map<std::pair<QString, QString>, qint64> m_offsets;
    bool m_recordAsked = false; ///< an answer is on its way
    bool m_recordStale = false; ///< and something happened since it was asked
    EventThread m_reader;       ///< reads files, so that a slow disk never holds up the window
    Mailbox m_mailbox;
    Onlooker m_onlooker;
    Ui::Repeat m_lookAround;
    Run::Workers m_signing; ///< ssh-keygen is waited for there
};

} // namespace Pilothouse
