// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/rundesk.h"

namespace Pilothouse::Test {

/// A desk whose answers the test gives.
class ScriptedDesk final : public Ui::RunDesk
{
public:
    void list(const Ui::EnvironmentKey& key) override
    {
        if (listError)
            Q_EMIT notListed(key, *listError);
        else
            Q_EMIT listed(key, runs);
    }
    std::vector<System::Procedure> procedures(const Ui::EnvironmentKey&) const override
    {
        return {{.name = QStringLiteral("deploy"),
                 .title = QStringLiteral("Deploy"),
                 .requirements = requirements,
                 .inputs = inputs}};
    }
    quint64 plan(const Ui::EnvironmentKey&, const QString& procedure, const std::map<QString, QString>& given) override
    {
        asked << procedure;
        lastInputs = given;
        return quint64(asked.size());
    }
    quint64 planResume(const Id& run) override
    {
        asked << QStringLiteral("resume ") + run.toString();
        return quint64(asked.size());
    }
    QString script(const Run::Plan& plan) const override { return QStringLiteral("#!/bin/sh\n# ") + plan.procedure; }
    /// Answers what was asked last.
    void answer(const Result<Run::Plan>& plan) { Q_EMIT planned(quint64(asked.size()), plan); }
    void apply(const Run::Plan&, const QString& typed) override { applied << typed; }
    void follow(const Ui::EnvironmentKey&, const Id& run) override { m_followed = run; }
    Id followed() const override { return m_followed; }
    void cancel(const Id& run) override { cancelled = run; }
    void lookOnHosts(const Ui::EnvironmentKey& key) override
    {
        ++looks;
        if (found)
            Q_EMIT foundOnHosts(key, *found);
    }
    void takeOver(const Id& run, const QString& typed, bool cancel) override
    {
        takeovers << run.toString() + u'|' + typed + (cancel ? QStringLiteral("|cancel") : QString());
    }
    void listIncidents(const Ui::EnvironmentKey& key) override { Q_EMIT incidentsListed(key, incidents); }
    quint64 planBound(const Ui::EnvironmentKey& key, const QString& procedure, const std::map<QString, QString>& given,
                      const QString& incident, const QString& reason) override
    {
        bound << incident + u'|' + reason;
        return plan(key, procedure, given);
    }
    void decidePlan(const Run::Plan& plan, Run::Decision decision, const QString& reason,
                    const QString& keyFile) override
    {
        decisions << QStringList{plan.hash.left(8), decisionName(decision), reason, keyFile}.join(u'|');
    }
    QString person() const override { return QStringLiteral("anna"); }
    void review(const Id&, const QString& comment, const QString& as) override { reviews << comment + u'|' + as; }
    void decide(const Run::ApprovalAsked& question, Run::Decision decision, const QString& reason,
                const QString& keyFile) override
    {
        decisions << QStringList{question.step, decisionName(decision), reason, keyFile}.join(u'|');
    }

    std::vector<System::Input> inputs{{.name = QStringLiteral("ref"),
                                       .type = System::InputType::GitRef,
                                       .defaultValue = QStringLiteral("origin/main")}};
    std::vector<System::Requirement> requirements;
    std::vector<Run::RunInfo> runs;
    QStringList asked;
    std::map<QString, QString> lastInputs;
    QStringList applied;
    QStringList decisions;
    QStringList bound;
    QStringList reviews;
    std::vector<Ui::IncidentChoice> incidents;
    std::optional<Error> listError;
    Id cancelled;
    int looks = 0;
    std::optional<Result<Ui::HostRuns>> found;
    QStringList takeovers;

private:
    Id m_followed;
};

} // namespace Pilothouse::Test
