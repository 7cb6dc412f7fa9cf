// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/clientcommand.h"

#include <QFileInfo>

namespace Pilothouse::Runtime {

namespace {

// The first line of standard input is the password. A POSIX shell reads a pipe byte by byte, so the rest stays for the
// client.
constexpr char psqlScript[] =
    "IFS= read -r PGPASSWORD; export PGPASSWORD; PGCONNECT_TIMEOUT=$5; export PGCONNECT_TIMEOUT; "
    "exec psql -X -A -t -0 -q -w -v ON_ERROR_STOP=1 -h \"$1\" -p \"$2\" -U \"$3\" -d \"$4\" -f -";
constexpr char redisScript[] =
    "IFS= read -r REDISCLI_AUTH; [ -z \"$REDISCLI_AUTH\" ] || export REDISCLI_AUTH; h=$1 p=$2; shift 2; "
    "exec redis-cli --no-auth-warning -h \"$h\" -p \"$p\" \"$@\"";

// $1 folder, $2 service or container, $3 what the container's sh carries out with the other arguments. Compose's labels
// lead to the container without starting Compose, which takes a second of Python each time in its first version; they
// name the folder as Compose found it, through links or not.
constexpr char composeScript[] =
    "case $1 in '~') d=$HOME ;; '~/'*) d=$HOME/${1#'~/'} ;; *) d=${1:-$HOME} ;; esac; cd -- \"$d\" || exit 126; c=; "
    "for w in \"$(pwd -P)\" \"$PWD\"; do [ -n \"$c\" ] || c=$(docker ps --no-trunc -q "
    "--filter \"label=com.docker.compose.service=$2\" --filter \"label=com.docker.compose.project.working_dir=$w\" "
    "--filter label=com.docker.compose.oneoff=False </dev/null) || exit; done; "
    "[ -n \"$c\" ] || { printf 'no container of %s is running for %s\\n' \"$2\" \"$d\" >&2; exit 1; }; "
    "for c in $c; do break; done; q=$3; shift 3; exec docker exec -i \"$c\" sh -c \"$q\" sh \"$@\"";
constexpr char dockerScript[] = "c=$2 q=$3; shift 3; exec docker exec -i \"$c\" sh -c \"$q\" sh \"$@\"";

QByteArrayList bytesOf(const QStringList& arguments)
{
    QByteArrayList bytes;
    for (const QString& argument : arguments)
        bytes << argument.toUtf8();
    return bytes;
}

Secret passwordLine(const Secret& password)
{
    QByteArray line = password.bytes().toByteArray();
    line += '\n';
    return Secret(std::move(line));
}

QString hostOf(const System::ProbeSpec& probe)
{
    return probe.target.isEmpty() ? QStringLiteral("localhost") : probe.target;
}

ClientCommand inContainer(ClientCommand command, const std::optional<Container>& container)
{
    if (!container)
        return command;
    command.arguments =
        bytesOf({container->directory, container->name}) + QByteArrayList{command.script} + command.arguments;
    command.script = container->directory.isEmpty() ? dockerScript : composeScript;
    return command;
}

} // namespace

std::optional<Container> containerOf(const System::Environment& environment, const System::ProbeSpec& probe)
{
    if (!probe.target.isEmpty() || probe.service.isEmpty())
        return {};
    const auto service = std::ranges::find(environment.services, probe.service, &System::Service::name);
    if (service == environment.services.end())
        return {};
    const QString name = service->unit.isEmpty() ? service->name : service->unit;
    if (service->runtime == System::Runtime::Docker)
        return Container{.directory = {}, .name = name};
    if (service->runtime != System::Runtime::Compose)
        return {};
    const System::Host* host = environment.host(probe.via);
    const QString home = host && !host->directory.isEmpty() ? host->directory : QStringLiteral("~");
    const QString folder = QFileInfo(service->file).path();
    if (folder.startsWith(u'/'))
        return Container{.directory = folder, .name = name};
    return Container{.directory = folder == u"." ? home : home + u'/' + folder, .name = name};
}

ClientCommand psql(const System::ProbeSpec& probe, const Secret& password, const QByteArray& sql,
                   const std::optional<Container>& container)
{
    const QString port = QString::number(probe.port ? probe.port : 5432);
    const QString seconds = QString::number(std::max<qint64>(1, probe.timeout.count() / 1000));
    return inContainer({.script = psqlScript,
                        .arguments = bytesOf({hostOf(probe), port, probe.user, probe.database, seconds}),
                        .secretInput = passwordLine(password),
                        .input = sql.trimmed().endsWith(';') ? sql + '\n' : sql + ";\n"},
                       container);
}

ClientCommand redisCli(const System::ProbeSpec& probe, const Secret& password, const QStringList& words,
                       const std::optional<Container>& container)
{
    const QString port = QString::number(probe.port ? probe.port : 6379);
    return inContainer({.script = redisScript,
                        .arguments = bytesOf(QStringList{hostOf(probe), port} + words),
                        .secretInput = passwordLine(password)},
                       container);
}

} // namespace Pilothouse::Runtime
