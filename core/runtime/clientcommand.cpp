// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/clientcommand.h"

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

} // namespace

ClientCommand psql(const System::ProbeSpec& probe, const Secret& password, const QByteArray& sql)
{
    const QString port = QString::number(probe.port ? probe.port : 5432);
    const QString seconds = QString::number(std::max<qint64>(1, probe.timeout.count() / 1000));
    return {.script = psqlScript,
            .arguments = bytesOf({hostOf(probe), port, probe.user, probe.database, seconds}),
            .secretInput = passwordLine(password),
            .input = sql.trimmed().endsWith(';') ? sql + '\n' : sql + ";\n"};
}

ClientCommand redisCli(const System::ProbeSpec& probe, const Secret& password, const QStringList& words)
{
    const QString port = QString::number(probe.port ? probe.port : 6379);
    return {.script = redisScript,
            .arguments = bytesOf(QStringList{hostOf(probe), port} + words),
            .secretInput = passwordLine(password)};
}

} // namespace Pilothouse::Runtime
