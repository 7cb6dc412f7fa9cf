// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fleet/demofleet.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>

namespace Pilothouse::Test {

using namespace Qt::StringLiterals;

namespace {

constexpr int startSeconds = 120; // initdb on a machine that does other things as well

struct Answer
{
    int status = -1;
    QString output = {};
    QString error = {};
};

Answer run(const QString& program, const QStringList& arguments, int seconds = 60)
{
    QProcess process;
    process.start(program, arguments);
    process.closeWriteChannel();
    if (!process.waitForFinished(seconds * 1000)) {
        process.kill();
        process.waitForFinished();
        return {.error = program + u" did not end"_s};
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
}

QString fleetScript() { return QStringLiteral(PILOTHOUSE_SOURCE_DIR "/resources/demo/fleet"); }

} // namespace

DemoFleet::DemoFleet()
    : m_folder(QDir::tempPath() + u"/fleet-XXXXXX"_s)
{
    // As root the servers run as a user of their own, who has to get in.
    QFile::setPermissions(m_folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadGroup |
                                               QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther);
}

DemoFleet::~DemoFleet() { call({u"wipe"_s}); }

QString DemoFleet::missing()
{
    const QStringList places = qEnvironmentVariable("PATH").split(u':') + QStringList{u"/usr/sbin"_s, u"/sbin"_s};
    for (const auto& [program, package] : {std::pair{u"sshd"_s, u"openssh-server"_s},
                                           {u"redis-server"_s, u"redis-server"_s},
                                           {u"nginx"_s, u"nginx"_s},
                                           {u"git"_s, u"git"_s},
                                           {u"curl"_s, u"curl"_s},
                                           {u"openssl"_s, u"openssl"_s}}) {
        if (QStandardPaths::findExecutable(program, places).isEmpty())
            return package;
    }
    if (run(u"/usr/bin/python3"_s, {u"-c"_s, u"import psycopg2"_s}).status != 0)
        return u"python3-psycopg2"_s;
    return {};
}

QString DemoFleet::start()
{
    const Answer answer = run(fleetScript(), {u"--dir"_s, folder(), u"up"_s}, startSeconds);
    return answer.status == 0 ? QString() : u"the fleet did not start: "_s + answer.error;
}

std::optional<QString> DemoFleet::call(const QStringList& arguments)
{
    const Answer answer = run(fleetScript(), QStringList{u"--dir"_s, folder()} + arguments);
    return answer.status == 0 ? std::optional(answer.output) : std::nullopt;
}

QString DemoFleet::onHost(const QString& host, const QString& script)
{
    // The way an operator would take: the host's own login, with the fleet's key.
    const QString whole = u"cd fleetpass && sh -c '. ./scripts/env.sh && use_database && %1' ./scripts/x"_s.arg(script);
    const QString ssh = configDir() + u"/ssh/"_s;
    QFile definition(configDir() + u"/systems/fleetpass.yaml"_s);
    if (!definition.open(QIODevice::ReadOnly))
        return u"failed: there is no definition"_s;
    const QString start = u"      %1: { ssh: \""_s.arg(host);
    const QString text = QString::fromUtf8(definition.readAll());
    const qsizetype found = text.indexOf(start);
    if (found < 0)
        return u"failed: there is no host "_s + host;
    const QString address = text.mid(found + start.size()).section(u'"', 0, 0);
    const Answer answer = run(
        u"ssh"_s, {u"-F"_s, u"none"_s, u"-i"_s, ssh + u"id_ed25519"_s, u"-o"_s, u"IdentitiesOnly=yes"_s, u"-o"_s,
                   u"UserKnownHostsFile="_s + ssh + u"known_hosts"_s, u"-o"_s, u"StrictHostKeyChecking=yes"_s, u"-o"_s,
                   u"BatchMode=yes"_s, u"-p"_s, address.section(u':', 1), address.section(u':', 0, 0), whole});
    return answer.status == 0 ? answer.output.trimmed() : u"failed: "_s + answer.error;
}

std::map<QString, QByteArray> DemoFleet::secrets(const QString& environment)
{
    std::map<QString, QByteArray> out;
    const QStringList lines = call({u"secrets"_s, environment}).value_or(QString()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString& line : lines)
        out[line.section(u' ', 0, 0)] = line.section(u' ', 1).toUtf8();
    return out;
}

} // namespace Pilothouse::Test
