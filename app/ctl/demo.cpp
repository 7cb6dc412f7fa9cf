// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command.h"
#include "app/resources.h"
#include "base/translate.h"

#include <QProcess>

namespace Pilothouse::Ctl {

using namespace Qt::StringLiterals;

namespace {

/// The demo fleet is a script of its own; this only finds it and hands it the terminal.
Exit fleet(Call& call, const QString& verb, const QStringList& rest)
{
    const QString script = resourceFile(u"demo/fleet"_s);
    if (script.isEmpty())
        return call.report({ErrorKind::NotFound, translate("Ctl", "The demo fleet is not installed here.")});
    QStringList arguments{verb};
    if (call.has(u"dir"_s))
        arguments << u"--dir"_s << call.value(u"dir"_s);
    if (call.json())
        arguments << u"--json"_s;
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(script, arguments + rest);
    if (!process.waitForStarted() || !process.waitForFinished(-1) || process.exitStatus() != QProcess::NormalExit)
        return call.report(
            {ErrorKind::Failed, translate("Ctl", "The demo fleet could not be run: %1.").arg(process.errorString())});
    return process.exitCode() == 0 ? Exit::Done : process.exitCode() == 2 ? Exit::Usage : Exit::Failed;
}

Command command(const QString& verb, const QString& arguments, const QString& summary)
{
    return {u"demo "_s + verb,
            arguments,
            summary,
            {{u"dir"_s, u"DIR"_s, translate("Ctl", "where the fleet keeps its servers and data")}},
            [verb](Call& call) { return fleet(call, verb, call.words()); },
            false};
}

} // namespace

std::vector<Command> demoCommands()
{
    return {command(u"up"_s, {}, translate("Ctl", "start the demo fleet on loopback")),
            command(u"down"_s, {}, translate("Ctl", "stop the demo fleet")),
            command(u"status"_s, {}, translate("Ctl", "say what of the demo fleet runs")),
            command(u"break"_s, u"NAME"_s, translate("Ctl", "break the demo fleet in a named way")),
            command(u"mend"_s, u"[NAME]"_s, translate("Ctl", "undo what was broken"))};
}

} // namespace Pilothouse::Ctl
