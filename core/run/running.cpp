// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/running.h"

#include "base/mailbox.h"
#include "base/promise.h"
#include "run/denylist.h"
#include "run/request.h"

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

QFuture<Result<QString>> readRunning(HostShells& shells, const System::Environment& environment)
{
    const auto hosts = environment.version && !environment.version->read.isEmpty() && !environment.version->on.isEmpty()
                           ? environment.hostsOn({environment.version->on})
                           : std::vector<const System::Host*>();
    // As a plan has it: what destroys data in production is not carried out to read something.
    if (hosts.empty() || (environment.kind == System::EnvironmentKind::Production &&
                          !findDestruction(environment.version->read).found.isEmpty()))
        return answered<QString>(QString());
    const System::Host& host = *hosts.front();
    Request request("once");
    request.value("cwd", host.directory.toUtf8());
    for (const auto& [name, value] : host.variables)
        request.value("env " + name.toUtf8(), value.toUtf8());
    request.value("script", environment.version->read.toUtf8());
    auto command = request.command();
    if (!command)
        return answered<QString>(fail(command.error()));
    command->deadline = 60s;
    const Promise<QString> promise;
    auto shell = shells.open(environment, host);
    whenAnswered(shell->exec(std::move(*command)),
                 [promise, shell, nonce = request.nonce()](const Result<Ssh::Finished>& finished) {
                     if (!finished)
                         return promise.answer(fail(finished.error()));
                     const auto said = afterSentinel(finished->output, nonce);
                     promise.answer(said && finished->succeeded() ? QString::fromUtf8(*said).trimmed() : QString());
                 });
    return promise.future();
}

} // namespace Pilothouse::Run
