// SPDX-License-Identifier: GPL-3.0-or-later
#include "killing.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace Pilothouse::Test {

KillingFloor::KillingFloor()
    : state(folder.filePath(u"state"_s))
    , server(std::make_unique<SshServer>(SshServer::Options{.configuration = {u"SetEnv XDG_STATE_HOME="_s + state}}))
{
}

std::unique_ptr<ShopFloor> KillingFloor::newShop(int consoleLostAfter, Deploy deploy)
{
    const QString place = folder.filePath(QString::number(++m_number));
    QDir().mkpath(place);
    const Ssh::Endpoint end = server->endpoint();
    QString hosts = u"      app-1: { ssh: %1@%2:%3, directory: DIRECTORY, roles: [app] }"_s.arg(end.user, end.address)
                        .arg(end.port);
    if (deploy == Deploy::OnTwoHosts)
        hosts += u'\n' + QString(hosts).replace(u"app-1"_s, u"app-2"_s).replace(u"DIRECTORY"_s, u"DIRECTORY-2"_s);
    auto floor = std::make_unique<ShopFloor>(place, hosts);
    floor->shop.knownHosts = server->knownHostsFile();
    floor->shop.keyFile = server->keyFile();
    floor->shop.consoleLostAfter = consoleLostAfter;
    if (deploy == Deploy::OnTwoHosts)
        floor->git(place, {u"clone"_s, u"-q"_s, u"origin"_s, floor->shop.directory + u"-2"_s});
    if (deploy == Deploy::InTwoSegments)
        floor->shop.yaml.replace(u"          - name: Build\n"_s,
                                 u"          - { name: Look, probes: [api], within: 5s }\n          - name: Build\n"_s);
    if (deploy == Deploy::WithAnApproval || deploy == Deploy::WithAShortApproval)
        floor->shop.yaml.replace(
            u"          - name: Migrate\n"_s,
            u"          - { name: Ask, approve: the build, by: other, within: %1 }\n"
            "          - name: Migrate\n"_s.arg(deploy == Deploy::WithAnApproval ? u"10m"_s : u"3s"_s));
    putOnDesk(*floor);
    return floor;
}

void KillingFloor::putOnDesk(const ShopFloor& floor) const
{
    QFile desk(deskFile());
    if (!desk.open(QIODevice::WriteOnly))
        qFatal("cannot write %s", qPrintable(deskFile()));
    desk.write(QJsonDocument(floor.shop.toJson()).toJson());
}

KillingFloor::Ended KillingFloor::console(const QStringList& arguments, const QStringList& environment) const
{
    QProcess process;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const QString& variable : environment)
        variables.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    process.setProcessEnvironment(variables);
    QElapsedTimer timer;
    timer.start();
    process.start(QStringLiteral(PILOTHOUSE_BINARY_DIR) + u"/tests/pilothouse_test_console"_s,
                  QStringList{deskFile()} + arguments);
    const bool finished = process.waitForFinished(150000);
    if (!finished)
        process.kill();
    process.waitForFinished();
    return {.killed = finished && process.exitStatus() == QProcess::CrashExit,
            .code = finished && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            .output = QString::fromUtf8(process.readAllStandardOutput()).trimmed(),
            .errors = QString::fromUtf8(process.readAllStandardError()).right(3000),
            .milliseconds = timer.elapsed()};
}

} // namespace Pilothouse::Test
