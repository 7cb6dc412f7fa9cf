// SPDX-License-Identifier: GPL-3.0-or-later
#include "sshfarm.h"

#include "benchtools.h"
#include "ssh/fanout.h"
#include "support/sshserver.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace Pilothouse::Bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Test::SshServer;

namespace {

constexpr int coldRounds = 5;
constexpr int clushRounds = 3;
constexpr int warmRounds = 9;
constexpr int stepRounds = 3;
constexpr int parallel = 50;

bool isInstalled(const QString& program) { return !QStandardPaths::findExecutable(program).isEmpty(); }

void write(const QString& name, const QByteArray& text)
{
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(name));
}

class Farm
{
public:
    explicit Farm(int count)
        : m_server({.maxSessions = 100,
                    .maxStartups = u"1000"_s,
                    .configuration = {u"LogLevel ERROR"_s, u"PerSourceMaxStartups none"_s},
                    .everyAddress = true})
    {
        if (!m_server.isRunning())
            qFatal("%s", qPrintable(m_server.error()));
        const QByteArray line = m_server.knownHostsLine();
        const QByteArray port = QByteArray::number(m_server.port());
        QByteArray known;
        QByteArray hosts;
        QByteArray definition = "apiVersion: pilothouse/v1\nsystem: farm\ntitle: Farm\nenvironments:\n  bench:\n"
                                "    kind: staging\n    hosts:\n";
        for (int i = 0; i < count; ++i) {
            const QByteArray address =
                "127.78." + QByteArray::number(i / 200 + 1) + '.' + QByteArray::number(i % 200 + 1);
            known += '[' + address + "]:" + port + line.mid(line.indexOf(' '));
            hosts += address + '\n';
            definition += "      h" + QByteArray::number(i + 1) + ": { ssh: \"" + m_server.endpoint().user.toUtf8() +
                          '@' + address + ':' + port + "\", roles: [app] }\n";
            auto endpoint = m_server.endpoint(u"h%1"_s.arg(i + 1));
            endpoint.address = QString::fromLatin1(address);
            m_endpoints.push_back(endpoint);
        }
        write(path(u"known"_s), known);
        write(path(u"hosts"_s), hosts);
        const QByteArray config = "Host *\n  Port " + port + "\n  User " + m_server.endpoint().user.toUtf8() +
                                  "\n  IdentityFile " + m_server.keyFile().toUtf8() +
                                  "\n  IdentitiesOnly yes\n  IdentityAgent none\n  UserKnownHostsFile " +
                                  path(u"known"_s).toUtf8() +
                                  "\n  GlobalKnownHostsFile /dev/null\n  StrictHostKeyChecking yes\n  BatchMode yes\n"
                                  "  LogLevel ERROR\n";
        write(path(u"config"_s), config);
        QDir().mkpath(path(u"ours/systems"_s));
        write(path(u"ours/systems/farm.yaml"_s), definition);
        m_environment.insert(u"PILOTHOUSE_SSH_CONFIG"_s, path(u"config"_s));
        m_environment.insert(u"HOME"_s, path(u"ours"_s));
    }
    ~Farm()
    {
        if (!m_multiplexed)
            return;
        QProcess process; // some may have ended
        process.start(u"xargs"_s, QStringList{u"-a"_s, path(u"hosts"_s), u"-P"_s, u"8"_s, u"-I@"_s, u"ssh"_s, u"-F"_s,
                                              path(u"config"_s)} +
                                      multiplexer() + QStringList{u"-O"_s, u"exit"_s, u"@"_s});
        process.waitForFinished(60'000);
    }
    Farm(const Farm&) = delete;
    Farm& operator=(const Farm&) = delete;

    void ours() const
    {
        check(outputOf(QStringLiteral(PILOTHOUSE_BINARIES "/pilothousectl"),
                       {u"--config"_s, path(u"ours"_s), u"--data"_s, path(u"ours/data"_s), u"exec"_s, u"farm/bench"_s,
                        u"--parallel"_s, QString::number(parallel), u"--"_s, u"uname"_s, u"-a"_s},
                       {}, m_environment));
    }
    void ssh() const { processes({u"-o"_s, u"KexAlgorithms=curve25519-sha256"_s}); }
    void clush() const
    {
        check(outputOf(u"clush"_s, {u"-f"_s, QString::number(parallel), u"-o"_s, u"-F "_s + path(u"config"_s),
                                    u"--hostfile"_s, path(u"hosts"_s), u"uname"_s, u"-a"_s}));
    }
    void multiplexed()
    {
        m_multiplexed = true;
        processes(multiplexer());
    }
    /// The line that ssh gets, on connections that are open.
    void pooled(Ssh::Pool& pool) const
    {
        std::vector<QFuture<Result<Ssh::Finished>>> all;
        for (const Ssh::Endpoint& endpoint : m_endpoints)
            all.push_back(pool.exec(endpoint, {.line = "uname -a"}));
        for (const auto& one : all) {
            if (!must(one).output.startsWith("Linux"))
                qFatal("no answer");
        }
    }
    /// With all that `exec` does beyond that: one result for every login shell, and a leader by which it can be ended.
    void fannedOut(Ssh::Pool& pool) const
    {
        std::atomic_int answers = 0;
        Ssh::Fanout fanout(pool, m_endpoints, "exec \"$@\"", {"uname", "-a"},
                           {.parallel = parallel, .onResult = [&](size_t, const Result<Ssh::Finished>& result) {
                                answers += result && result->succeeded() && result->output.startsWith("Linux") ? 1 : 0;
                            }});
        [[maybe_unused]] const auto done = await(fanout.finished(), {}, 10min);
        if (answers != int(m_endpoints.size()))
            qFatal("%d of %d answers", int(answers), int(m_endpoints.size()));
    }
    Ssh::Pool::Options options() const { return optionsOf(m_server.keyFile(), path(u"known"_s)); }

private:
    QString path(const QString& name) const { return m_server.path(name); }
    QStringList multiplexer() const
    {
        return {u"-o"_s, u"ControlMaster=auto"_s,
                u"-o"_s, u"ControlPersist=300"_s,
                u"-o"_s, u"ControlPath="_s + path(u"m-%h"_s)};
    }
    void processes(const QStringList& more) const
    {
        check(outputOf(u"xargs"_s, QStringList{u"-a"_s, path(u"hosts"_s), u"-P"_s, QString::number(parallel), u"-I@"_s,
                                               u"ssh"_s, u"-F"_s, path(u"config"_s)} +
                                       more + QStringList{u"@"_s, u"uname"_s, u"-a"_s}));
    }
    void check(const QByteArray& output) const
    {
        if (output.count("Linux ") != qsizetype(m_endpoints.size()))
            qFatal("%d of %d answers", int(output.count("Linux ")), int(m_endpoints.size()));
    }

    SshServer m_server;
    std::vector<Ssh::Endpoint> m_endpoints;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    bool m_multiplexed = false;
};

} // namespace

void measureFarm(int hosts)
{
    Farm farm(hosts);
    const bool hasClush = isInstalled(u"clush"_s);
    Rounds ssh;
    Rounds clush;
    farm.ours();
    farm.ssh();
    for (int i = 0; i < coldRounds; ++i) {
        const Took ours = measured([&] { farm.ours(); });
        ssh.ours.push_back(ours);
        ssh.theirs.push_back(measured([&] { farm.ssh(); }));
        if (hasClush && i < clushRounds) {
            clush.ours.push_back(ours);
            clush.theirs.push_back(measured([&] { farm.clush(); }));
        }
    }
    const QByteArray on = "one command on " + QByteArray::number(hosts) + " hosts, ";
    head("ssh");
    ssh.tell((on + "connecting").constData(), &Took::wall, 0.8);
    ssh.tell("  processor time of the client", &Took::cpu, 0.2);
    SystemClock clock;
    {
        Ssh::Pool pool(farm.options(), clock);
        farm.pooled(pool);
        farm.multiplexed();
        Rounds warm;
        std::vector<double> framed;
        for (int i = 0; i < warmRounds; ++i) {
            warm.ours.push_back(measured([&] { farm.pooled(pool); }));
            warm.theirs.push_back(measured([&] { farm.multiplexed(); }));
            framed.push_back(measured([&] { farm.fannedOut(pool); }).wall / warm.theirs.back().wall);
        }
        warm.tell((on + "connected").constData(), &Took::wall, 0.5);
        std::printf("  framed for every login shell, and with a leader  ratio %.3f\n", median(framed));
    }
    if (!hasClush)
        return void(std::printf("clush is not installed: not compared with it\n"));
    head("clush");
    clush.tell((on + "connecting").constData(), &Took::wall, 0.25);
}

void measureSteps()
{
    if (!isInstalled(u"ansible-playbook"_s))
        return void(std::printf("ansible-playbook is not installed: not compared with it\n"));
    const SshServer server;
    const auto endpoint = server.endpoint();
    const auto path = [&server](const char* name) { return server.path(QString::fromLatin1(name)); };
    const QByteArray folder = path("app").toUtf8();
    QByteArrayList commands{"mkdir -p F/releases/r1 F/shared",
                            "printf 'version=1\\n' > F/releases/r1/VERSION",
                            "cp F/releases/r1/VERSION F/shared/VERSION.new",
                            "sed -i 's/version=1/version=2/' F/releases/r1/VERSION",
                            "sha256sum F/releases/r1/VERSION > F/releases/r1/SUM",
                            "sha256sum -c F/releases/r1/SUM",
                            "test -d F/shared && touch F/shared/maintenance",
                            "ln -sfn releases/r1 F/current",
                            "rm -f F/shared/maintenance",
                            "cat F/current/VERSION"};
    QByteArray play = "- hosts: all\n  gather_facts: no\n  tasks:\n";
    for (QByteArray& command : commands) {
        command.replace("F/", folder + '/');
        play += "    - ansible.builtin.shell: '" + QByteArray(command).replace('\'', "''") + "'\n";
    }
    write(path("steps"), commands.join('\n') + '\n');
    write(path("play.yml"), play);
    write(path("inventory"), server.address().toUtf8() + " ansible_python_interpreter=/usr/bin/python3 ansible_port=" +
                                 QByteArray::number(server.port()) + " ansible_user=" + endpoint.user.toUtf8() + '\n');
    write(path("ansible.cfg"), "[defaults]\nlocal_tmp = " + path("ansible").toUtf8() +
                                   "\n[ssh_connection]\npipelining = True\ncontrol_path_dir = " + path("cp").toUtf8() +
                                   "\nssh_args = -F none -o ControlMaster=auto -o ControlPersist=20s -o "
                                   "IdentityAgent=none -o GlobalKnownHostsFile=/dev/null -o IdentityFile=" +
                                   server.keyFile().toUtf8() +
                                   " -o UserKnownHostsFile=" + server.knownHostsFile().toUtf8() + '\n');
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"ANSIBLE_CONFIG"_s, path("ansible.cfg"));
    const auto deployed = [&](const std::function<void()>& deploy) {
        QDir(path("app")).removeRecursively();
        const Took took = measured(deploy);
        QFile version(path("app/current/VERSION"));
        if (!version.open(QIODevice::ReadOnly) || version.readAll() != "version=2\n")
            qFatal("not deployed");
        return took;
    };
    Rounds rounds;
    for (int i = 0; i < stepRounds; ++i) {
        rounds.ours.push_back(deployed([&] {
            outputOf(QCoreApplication::applicationFilePath(),
                     {u"steps"_s, server.address(), QString::number(server.port()), endpoint.user, server.keyFile(),
                      server.knownHostsFile(), path("steps")});
        }));
        rounds.theirs.push_back(deployed([&] {
            outputOf(u"ansible-playbook"_s, {u"-i"_s, path("inventory"), path("play.yml")}, {}, environment);
        }));
    }
    head("ansible");
    rounds.tell("ten commands one after another", &Took::wall, 1.0 / 15);
}

} // namespace Pilothouse::Bench
