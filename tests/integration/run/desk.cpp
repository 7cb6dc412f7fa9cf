// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include "base/await.h"

#include <QDir>
#include <QFile>
#include <QProcess>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Pilothouse::Test {

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

Ssh::Pool::Options poolOptions(const Shop& shop)
{
    return {.knownHostsFiles = {shop.knownHosts}, .identity = {.agent = false, .keyFiles = {shop.keyFile}}};
}

} // namespace

QFuture<Result<Evidence>> FileProbe::ask(const Question&)
{
    const QByteArray seen = contents(m_file).trimmed();
    return answered<Evidence>(
        Evidence{.verdict = seen.isEmpty() || seen.startsWith("broken") ? Verdict::Fails : Verdict::Holds,
                 .statement = SafeText::fromUntrusted(QByteArrayView(seen)),
                 .observedAt = QDateTime::currentDateTimeUtc(),
                 .goodFor = 60s,
                 .source = u"probe api"_s});
}

QFuture<Result<Evidence>> FileVersion::ask(const Question&)
{
    const QByteArray seen = contents(m_file).trimmed();
    Evidence evidence{.verdict = seen.isEmpty() ? Verdict::Unknown : Verdict::Holds,
                      .statement = SafeText::fromUntrusted(QByteArrayView(seen)),
                      .observedAt = QDateTime::currentDateTimeUtc(),
                      .goodFor = 60s,
                      .source = u"probe api"_s};
    if (!seen.isEmpty())
        evidence.artefacts = {QString::fromUtf8(seen)};
    return answered<Evidence>(std::move(evidence));
}

QFuture<Result<Secret>> KnownSecrets::secret(const SecretRef& ref)
{
    const auto it = values.find(ref.name);
    if (it == values.end())
        return answered<Secret>(fail(ErrorKind::NotFound, u"no such secret"_s, ref.name));
    return answered<Secret>(Secret(QByteArray(it->second.constData(), it->second.size())));
}

QJsonObject Shop::toJson() const
{
    return {{u"data"_s, data},
            {u"directory"_s, directory},
            {u"witness"_s, witness},
            {u"yaml"_s, yaml},
            {u"knownHosts"_s, knownHosts},
            {u"keyFile"_s, keyFile},
            {u"hold"_s, consoleLostAfter},
            {u"actor"_s, actor}};
}

Shop Shop::fromJson(const QJsonObject& json)
{
    return {.data = json[u"data"_s].toString(),
            .directory = json[u"directory"_s].toString(),
            .witness = json[u"witness"_s].toString(),
            .yaml = json[u"yaml"_s].toString(),
            .knownHosts = json[u"knownHosts"_s].toString(),
            .keyFile = json[u"keyFile"_s].toString(),
            .consoleLostAfter = json[u"hold"_s].toInt(),
            .actor = json[u"actor"_s].toString()};
}

Desk::Desk(const Shop& theShop, Run::Checkpoint checkpoint)
    : shop(theShop)
    , probe(theShop.directory + u"/live"_s)
    , version(theShop.directory + u"/commit"_s)
{
    QDir().mkpath(shop.data);
    auto reading = System::readDefinition(shop.yaml.toUtf8(), shop.data + u"/shop.yaml"_s);
    for (const System::Fault& fault : reading.faults)
        qWarning("%d:%d: %s", fault.line, fault.column, qPrintable(fault.message));
    if (!reading.definition)
        qFatal("the definition of the test is not valid");
    definition = *reading.definition;
    secrets.values[u"TOKEN"_s] = "canary-of-the-shop";
    evidence.add(probe);
    evidence.add(version);
    pool = std::make_unique<Ssh::Pool>(poolOptions(shop), clock);
    shells = std::make_unique<Run::HostShells>(*pool, [](const System::Environment&, const System::Host& host) {
        return Ssh::Endpoint{.name = host.name, .address = host.address, .port = host.port, .user = host.user};
    });
    auto migrations = Audit::Trail::migrations();
    std::ranges::move(Run::Runs::migrations(), std::back_inserter(migrations));
    facts = std::make_unique<Store::Database>(Store::Database::Kind::Facts, shop.data + u"/facts.db"_s,
                                              std::move(migrations), clock);
    trail =
        std::make_unique<Audit::Trail>(*facts, Audit::Actor{.login = shop.actor, .installation = Id::make(clock.now())},
                                       shop.data + u"/anchors"_s, clock);
    probes = std::make_unique<Run::ProbesStep>(evidence, clock);
    runs =
        std::make_unique<Run::Runs>(Run::RunsSettings{.dataFolder = shop.data,
                                                      .actor = shop.actor,
                                                      .owner = u"tester@desk"_s,
                                                      .consoleLostAfter = std::chrono::seconds(shop.consoleLostAfter),
                                                      .proofWithin = 2s},
                                    *shells, secrets, evidence, *facts, *trail, clock, std::move(checkpoint));
    approvals = std::make_unique<Run::Approvals>(*facts, *trail, clock);
    approve = std::make_unique<Run::ApproveStep>(*approvals, clock);
    runs->add(*probes);
    runs->use(*approvals);
    runs->add(*approve);
    locks = std::make_unique<Run::Locks>(*shells, *trail, clock, u"tester@desk"_s);
}

Desk::~Desk()
{
    runs.reset();
    approve.reset();
    probes.reset();
}

Result<Run::Plan> Desk::plan(const QString& procedure, const std::map<QString, QString>& inputs)
{
    return await(
        runs->plan(
            {.definition = definition, .environment = u"production"_s, .procedure = procedure, .inputs = inputs}),
        {}, 60s);
}

Result<Id> Desk::start(const Run::Plan& plan, Run::StartOptions options)
{
    return await(runs->start(plan, definition, std::move(options)), {}, 60s);
}

Result<Id> Desk::deploy(const QString& ref)
{
    const auto made = plan(u"deploy"_s, {{u"ref"_s, ref}});
    if (!made)
        return fail(made.error());
    return start(*made);
}

Result<Run::RunRecord> Desk::record(Id id) { return await(runs->find(id), {}, 10s); }

Result<Run::RunRecord> Desk::waitFor(Id id, std::chrono::milliseconds deadline)
{
    Run::Bell bell;
    bool ended = false;
    const auto watching = runs->attach(id, [&](const Run::Event& event) {
        if (event.kind == Run::Event::Kind::State && !Run::isOpen(event.state))
            bell.ring([&] { ended = true; });
    });
    if (!bell.wait({}, deadline, [&] { return ended; }))
        return fail(ErrorKind::Timeout, u"the run did not end"_s);
    return record(id);
}

ShopFloor::ShopFloor(const QString& folder, const QString& hosts, const QString& deployExtra)
    : m_origin(folder + u"/origin"_s)
{
    shop.data = folder + u"/data"_s;
    shop.directory = folder + u"/app"_s;
    shop.witness = folder + u"/witness"_s;
    QDir().mkpath(m_origin);
    git(m_origin, {u"init"_s, u"-q"_s, u"-b"_s, u"main"_s});
    first = commit(u"1.0.0"_s);
    git(folder, {u"clone"_s, u"-q"_s, m_origin, shop.directory});
    git(shop.directory, {u"checkout"_s, u"-q"_s, u"--detach"_s, first});
    QFile::copy(shop.directory + u"/version"_s, shop.directory + u"/live"_s);
    write(shop.directory + u"/commit"_s, first.toUtf8() + '\n');
    good = commit(u"1.1.0"_s);
    git(m_origin, {u"branch"_s, u"good"_s});
    broken = commit(u"broken"_s);
    git(m_origin, {u"branch"_s, u"broken"_s});
    git(m_origin, {u"reset"_s, u"-q"_s, u"--hard"_s, good});
    QString hostLines = hosts;
    hostLines.replace(u"DIRECTORY"_s, shop.directory);
    QString extra = deployExtra;
    const QString note = u"echo \"$PILOTHOUSE_RUN $PILOTHOUSE_HOST $PILOTHOUSE_STEP\" >> %1"_s.arg(shop.witness);
    shop.yaml = uR"(apiVersion: pilothouse/v1
system: shop
title: Shop
environments:
  production:
    kind: staging
    hosts:
%1
    version: { on: app-1, read: git rev-parse HEAD, probe: api, equals: "[BODY].commit" }
    probes:
      - { name: api, tcp: "127.0.0.1:1" }
    secrets:
      TOKEN: { minimum: 8 }
    procedures:
      deploy:
        confirm: none
        when-console-lost: rollback
        inputs: { ref: { type: git-ref, default: origin/main } }
        steps:
          - name: Pull
            on: app
            run: |
              %2
              git fetch -q origin
              git checkout -q --detach "$ref"
          - name: Build
            on: app
            secrets: [TOKEN]
            run: |
              %2
              i=0
              while [ $i -lt 40 ]; do
                echo "line $i of the build"
                echo "and an error line" >&2
                i=$((i + 1))
                sleep 0.02
              done
              [ -n "$TOKEN" ]
              git rev-parse HEAD >commit
              cp version live
          - name: Migrate
            on: app-1
            run: |
              %2
              printf 'no newline at the end'
          - { name: Verify, probes: [api], within: 2s, hold: 300ms }
        on-failure: rollback
      rollback:
        confirm: none
        steps:
          - name: Check out
            on: app
            run: |
              %2
              git checkout -q --detach "$previous"
          - name: Start
            on: app
            run: |
              %2
              sleep 0.3
              git rev-parse HEAD >commit
              cp version live
              echo back to $previous
          - { name: Verify, probes: [api], within: 5s }
%3)"_s.arg(hostLines, note, extra);
}

QString ShopFloor::git(const QString& folder, const QStringList& arguments) const
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"git"_s, QStringList{u"-c"_s, u"user.name=t"_s, u"-c"_s, u"user.email=t@localhost"_s} + arguments);
    if (!process.waitForFinished(20000) || process.exitCode() != 0)
        qFatal("git %s: %s", qPrintable(arguments.join(u' ')), process.readAll().constData());
    return QString::fromUtf8(process.readAll()).trimmed();
}

QString ShopFloor::commit(const QString& version) const
{
    write(m_origin + u"/version"_s, version.toUtf8() + '\n');
    git(m_origin, {u"add"_s, u"-A"_s});
    git(m_origin, {u"commit"_s, u"-q"_s, u"-m"_s, u"Release "_s + version});
    return git(m_origin, {u"rev-parse"_s, u"HEAD"_s});
}

QString ShopFloor::running() const { return QString::fromUtf8(contents(shop.directory + u"/live"_s)).trimmed(); }

QStringList ShopFloor::witnessed() const
{
    return QString::fromUtf8(contents(shop.witness)).split(u'\n', Qt::SkipEmptyParts);
}

} // namespace Pilothouse::Test
