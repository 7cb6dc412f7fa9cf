// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_run pilothouse_test_support
// sources: ../integration/run/desk.cpp
//
// A run of ten steps that outlives its console, against OpenSSH's client with the same ten commands as one script, from
// the first byte to the last; and the end of an output of a gigabyte, against `ssh HOST tail`. Round by round on a
// private sshd of this machine; only the ratios mean something elsewhere. BENCH_ONLY chooses a part: steps
// (then from further away as well), attach.
#include "benchtools.h"
#include "integration/run/desk.h"
#include "support/faultproxy.h"
#include "support/sshserver.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <thread>

using namespace Pilothouse;
using namespace Pilothouse::Bench;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The switch to a release with cheap commands: what is measured is what runs them.
const QStringList& commands()
{
    static const QStringList list{u"mkdir -p releases/new shared"_s,
                                  u"printf 'version=1\\n' >releases/new/VERSION"_s,
                                  u"cp releases/new/VERSION shared/VERSION.new"_s,
                                  u"sed -i s/version=1/version=2/ releases/new/VERSION"_s,
                                  u"sha256sum releases/new/VERSION >releases/new/SUM"_s,
                                  u"sha256sum -c releases/new/SUM"_s,
                                  u"test -d shared && touch shared/maintenance"_s,
                                  u"ln -sfn releases/new current"_s,
                                  u"rm -f shared/maintenance"_s,
                                  u"cat current/VERSION"_s};
    return list;
}

template <typename T> T must(Result<T> result)
{
    if (!result)
        qFatal("%s %s", qPrintable(result.error().message), qPrintable(result.error().detail));
    return std::move(*result);
}

void ready(Desk& desk)
{
    if (const auto opened = await(desk.facts->opened(), {}, 10s); !opened)
        qFatal("%s", qPrintable(opened.error().message));
}

/// A host, a definition with one procedure of ten steps, and OpenSSH's client for the same host.
struct Scene
{
    QTemporaryDir folder;
    SshServer server{{.configuration = {u"SetEnv XDG_STATE_HOME="_s + folder.filePath(u"state"_s)}}};
    FaultProxy proxy{server.address(), server.port()};
    bool isNear = true; ///< straight to the server; the proxy ends connections, and would hold back acknowledgements
    int consoles = 0;

    quint16 port() const { return isNear ? server.port() : proxy.port(); }
    Shop shop()
    {
        Shop made;
        made.data = folder.filePath(u"data-%1"_s.arg(++consoles));
        made.directory = folder.filePath(u"app"_s);
        made.knownHosts = knownHosts();
        made.keyFile = server.keyFile();
        QDir().mkpath(made.directory);
        made.yaml = uR"(apiVersion: pilothouse/v1
system: shop
title: Shop
environments:
  production:
    kind: staging
    hosts:
      app-1: { ssh: %1@%2:%3, directory: %4, roles: [app] }
    procedures:
      release:
        confirm: none
        steps:
)"_s.arg(server.endpoint().user, proxy.address())
                        .arg(port())
                        .arg(made.directory);
        for (const QString& command : commands())
            made.yaml += u"          - { name: Step %1, on: app, run: \"%2\" }\n"_s.arg(++m_step).arg(
                QString(command).replace(u'\\', u"\\\\"_s));
        m_step = 0;
        return made;
    }
    QStringList ssh() const
    {
        return {u"-F"_s,
                u"none"_s,
                u"-i"_s,
                server.keyFile(),
                u"-p"_s,
                QString::number(port()),
                u"-o"_s,
                u"IdentityAgent=none"_s,
                u"-o"_s,
                u"UserKnownHostsFile="_s + knownHosts(),
                u"-o"_s,
                u"GlobalKnownHostsFile=/dev/null"_s,
                u"-o"_s,
                u"BatchMode=yes"_s,
                u"-o"_s,
                u"KexAlgorithms=curve25519-sha256"_s,
                server.endpoint().user + u'@' + proxy.address()};
    }
    QByteArray script() const
    {
        QByteArray text = "set -e\ncd '" + folder.filePath(u"app"_s).toUtf8() + "'\n";
        for (const QString& command : commands())
            text += command.toUtf8() + '\n';
        return text;
    }

private:
    /// The server's key, at both ways to it.
    QString knownHosts() const
    {
        QFile file(folder.filePath(u"known_hosts"_s));
        const QByteArray near = server.knownHostsLine();
        QByteArray far = near;
        far.replace("]:" + QByteArray::number(server.port()), "]:" + QByteArray::number(proxy.port()));
        if (!file.open(QIODevice::WriteOnly) || file.write(near + far) <= 0)
            qFatal("%s cannot be written", qPrintable(file.fileName()));
        return file.fileName();
    }

    int m_step = 0;
};

void compareSteps(Scene& scene, std::chrono::milliseconds rtt)
{
    FaultProxy::Plan road;
    road.up.delay = road.down.delay = rtt / 2;
    scene.proxy.setPlan(road);
    scene.isNear = rtt == 0ms;
    Rounds rounds;
    for (int round = 0; round <= 9; ++round) {
        Desk planner(scene.shop());
        const Run::Plan plan = must(planner.plan(u"release"_s));
        Desk desk(scene.shop());
        ready(desk);
        const Took ours = measured([&] {
            const Id id = must(desk.start(plan));
            const Run::RunRecord record = must(desk.waitFor(id));
            if (record.info.state != Run::RunState::Succeeded && record.info.state != Run::RunState::Unproven)
                qFatal("%s", qPrintable(record.info.summary));
        });
        const Took theirs = measured([&] { outputOf(u"ssh"_s, scene.ssh() + QStringList{u"sh"_s}, scene.script()); });
        if (round == 0)
            continue; // warms up
        rounds.ours.push_back(ours);
        rounds.theirs.push_back(theirs);
    }
    rounds.tell(qPrintable(u"ten steps that outlive the console, %1 ms away"_s.arg(rtt.count())), &Took::wall, 1.2);
}

void compareAttach(Scene& scene)
{
    scene.isNear = true;
    Desk driver(scene.shop());
    const Id id = must(driver.start(must(driver.plan(u"release"_s))));
    must(driver.waitFor(id));
    // The last step's output becomes a gigabyte, as if it had printed that much.
    const QDir run(scene.folder.filePath(u"state/pilothouse/runs/"_s + id.toString()));
    QString output;
    for (const QString& segment : run.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QDir steps(run.filePath(segment + u"/steps"_s));
        for (const QString& step : steps.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            output = steps.filePath(step + u"/output"_s);
    }
    QFile file(output);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("%s cannot be written", qPrintable(output));
    QByteArray lines;
    for (int i = 0; i < 16384; ++i)
        lines +=
            QByteArray::number(i).rightJustified(8, '0') + " a line as a build prints it, of sixty-four bytes...\n";
    for (qint64 written = 0; written < (1LL << 30); written += lines.size())
        file.write(lines);
    file.close();
    const QByteArray last = lines.last(lines.size() / 16384);

    Rounds rounds;
    for (int round = 0; round <= 9; ++round) {
        Desk desk(scene.shop());
        ready(desk);
        const System::Environment environment = *desk.definition.environment(u"production"_s);
        const Took ours = measured([&] {
            const auto recalled =
                must(await(desk.runs->recall(id, environment, u"shop"_s, 1000 * last.size()), {}, 60s));
            const auto spectator = desk.runs->spectate(recalled, environment, 1000 * last.size());
            bool seen = false;
            while (!seen) {
                const auto all = must(spectator->next({}));
                if (all.empty())
                    qFatal("the end is missing");
                for (const auto& news : all)
                    seen = seen || (news.event.kind == Run::FollowEvent::Kind::Data && news.event.data.endsWith(last));
            }
        });
        const Took theirs = measured([&] {
            if (!outputOf(u"ssh"_s, scene.ssh() + QStringList{u"tail"_s, u"-n"_s, u"1000"_s, output}).endsWith(last))
                qFatal("the end is missing");
        });
        if (round == 0)
            continue;
        rounds.ours.push_back(ours);
        rounds.theirs.push_back(theirs);
    }
    rounds.tell("the last 1000 lines of a gigabyte", &Took::wall, 0.5);
}

int measure()
{
    Scene scene;
    if (!scene.server.isRunning() || !scene.proxy.isRunning())
        qFatal("no sshd: %s", qPrintable(scene.server.error()));
    const QByteArray only = qgetenv("BENCH_ONLY");
    head("ssh");
    if (only.isEmpty() || only == "steps") {
        compareSteps(scene, 0ms);
        compareSteps(scene, 20ms);
        if (only == "steps")
            compareSteps(scene, 200ms); // where only the ways there and back count
    }
    if (only.isEmpty() || only == "attach")
        compareAttach(scene);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    int result = 1;
    std::thread worker([&] { result = measure(); });
    worker.join();
    return result;
}
