// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/rundesk.h"

namespace Pilothouse::Test {

/// A desk whose answers the test gives.
class ScriptedDesk final : public Ui::RunDesk
{
public:
    void list(const Ui::EnvironmentKey& key) override { Q_EMIT listed(key, runs); }
    std::vector<System::Procedure> procedures(const Ui::EnvironmentKey&) const override
    {
        return {{.name = QStringLiteral("deploy"), .title = QStringLiteral("Deploy"), .inputs = inputs}};
    }
    void plan(const Ui::EnvironmentKey&, const QString& procedure, const std::map<QString, QString>& given) override
    {
        asked << procedure;
        lastInputs = given;
    }
    void apply(const Run::Plan&, const QString& typed) override { applied << typed; }
    void follow(const Id& run) override { followed = run; }
    void cancel(const Id& run) override { cancelled = run; }

    std::vector<System::Input> inputs{{.name = QStringLiteral("ref"),
                                       .type = System::InputType::GitRef,
                                       .defaultValue = QStringLiteral("origin/main")}};
    std::vector<Run::RunInfo> runs;
    QStringList asked;
    std::map<QString, QString> lastInputs;
    QStringList applied;
    Id followed;
    Id cancelled;
};

} // namespace Pilothouse::Test
