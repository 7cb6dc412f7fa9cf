// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "run/planwork.h"
#include "run/runs.h"

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

QFuture<Result<KeptReport>> Runs::versions(System::Environment environment)
{
    return m_workers.run<KeptReport>([this, environment = std::move(environment)](
                                         const std::stop_token& stop) -> Result<KeptReport> {
        const QStringList names = keepingHosts(environment);
        if (names.isEmpty())
            return fail(ErrorKind::NotFound,
                        QCoreApplication::translate("Run", "The definition keeps no versions of %1/%2: write keep: "
                                                           "with images: or release:.")
                            .arg(environment.system, environment.name));
        PlanWork work{.shells = m_shells, .evidence = m_evidence, .stop = stop, .environment = environment, .past = {}};
        KeptReport report;
        std::optional<Error> error;
        bool answered = false;
        for (const QString& name : names) {
            auto kept = work.askKept(*environment.host(name), u"list"_s);
            if (!kept && stop.stop_requested())
                return fail(kept.error());
            if (!kept)
                error = kept.error();
            answered = answered || kept.has_value();
            report.hosts.push_back(kept ? std::move(*kept) : HostKept{.host = name, .error = kept.error().message});
        }
        if (!answered)
            return fail(*error);
        if (auto read = work.readVersion(); read)
            report.running = work.plan.running;
        report.retained = retainedOn(environment, report.hosts, names);
        report.wayBack = wayBackFrom(report.hosts, report.retained, report.running);
        return report;
    });
}

std::function<std::optional<PastRun>()> Runs::pastRuns(const QString& system, const QString& environment,
                                                       const std::stop_token& stop)
{
    struct Walk
    {
        std::optional<std::vector<RunInfo>> runs = {};
        size_t next = 0;
    };
    return [this, system, environment, stop, walk = std::make_shared<Walk>()]() -> std::optional<PastRun> {
        if (!walk->runs)
            walk->runs = await(m_index.list({.system = system, .environment = environment}), stop, 10s)
                             .value_or(std::vector<RunInfo>{});
        while (walk->next < walk->runs->size()) {
            const RunInfo& info = (*walk->runs)[walk->next++];
            const auto content = Journal::read(journalFile(info.id));
            const auto record =
                content ? RunRecord::replay(info.id, content->entries) : Result<RunRecord>(fail(content.error()));
            return record ? pastRunOf(*record) : PastRun{.id = info.id, .readable = false};
        }
        return {};
    };
}

} // namespace Pilothouse::Run
