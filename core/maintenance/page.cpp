// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintenance/page.h"

#include "base/await.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "run/request.h"

namespace Pilothouse::Maintenance {

using namespace Qt::StringLiterals;

namespace {

constexpr auto patience = std::chrono::minutes(2);

Result<Ssh::Finished> once(Run::HostShells& shells, const System::Environment& environment, const System::Host& host,
                           const QString& script, const std::stop_token& stop)
{
    Run::Request request("once");
    request.value("cwd", host.directory.toUtf8());
    for (const auto& [name, value] : host.variables)
        request.value("env " + name.toUtf8(), value.toUtf8());
    request.value("script", script.toUtf8());
    auto command = request.command();
    if (!command)
        return fail(command.error());
    command->deadline = patience;
    const auto shell = shells.open(environment, host);
    auto finished = await(shell->exec(std::move(*command)), stop, patience * 2);
    if (finished && !Run::afterSentinel(finished->output, request.nonce()))
        return fail(ErrorKind::Unknown, translate("Maintenance", "it did not answer as expected"));
    return finished;
}

QString failureWords(const Result<Ssh::Finished>& finished)
{
    if (!finished)
        return finished.error().message;
    const QString said = SafeText::oneLine(QString::fromUtf8(finished->errors), 200).text();
    const QString status = finished->exitStatus ? QString::number(*finished->exitStatus) : finished->signal;
    return said.isEmpty() ? translate("Maintenance", "exit status %1").arg(status)
                          : translate("Maintenance", "exit status %1: %2").arg(status, said);
}

} // namespace

PageOutcome switchPage(Run::HostShells& shells, const System::Environment& environment, bool up,
                       const std::stop_token& stop)
{
    const System::PageSpec& page = environment.page;
    PageOutcome out;
    if (!page.isDefined())
        return out;
    QStringList lines;
    const auto hosts = environment.hostsOn(page.on);
    for (const System::Host* host : hosts) {
        const auto switched = once(shells, environment, *host, up ? page.show : page.hide, stop);
        if (!switched || !switched->succeeded()) {
            out.done = false;
            lines << (up ? translate("Maintenance", "The page could not be put up on %1: %2.")
                         : translate("Maintenance", "The page could not be taken down on %1: %2."))
                         .arg(host->name, failureWords(switched));
            continue;
        }
        if (page.check.isEmpty()) {
            out.proved = false;
            lines << (up ? translate("Maintenance", "The page was put up on %1; nothing checks whether it is shown.")
                         : translate("Maintenance",
                                     "The page was taken down on %1; nothing checks whether it is gone."))
                         .arg(host->name);
            continue;
        }
        const auto seen = once(shells, environment, *host, page.check, stop);
        const bool known = seen && seen->exitStatus;
        if (known && seen->succeeded() == up) {
            lines << (up ? translate("Maintenance", "The page is shown on %1.")
                         : translate("Maintenance", "The page is gone on %1."))
                         .arg(host->name);
            continue;
        }
        out.proved = false;
        if (known)
            out.done = false;
        const QString why = failureWords(seen);
        lines
            << (!known
                    ? translate("Maintenance", "Whether the page is shown on %1 is not known: %2.").arg(host->name, why)
                : up ? translate("Maintenance", "The page is not shown on %1, although the command succeeded (%2).")
                           .arg(host->name, why)
                     : translate("Maintenance", "The page is still shown on %1, although the command succeeded.")
                           .arg(host->name));
    }
    if (hosts.empty())
        lines << translate("Maintenance", "The page has no host.");
    out.done = out.done && !hosts.empty();
    out.proved = out.proved && out.done;
    out.words = lines.join(u'\n');
    return out;
}

} // namespace Pilothouse::Maintenance
