// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testmain.h"
#include "system/definition.h"

#include <QDir>
#include <QFile>

using namespace Pilothouse;
using namespace Pilothouse::System;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString faultsOf(const Reading& reading)
{
    QStringList lines;
    for (const Fault& fault : reading.faults)
        lines.append(u"%1:%2: %3"_s.arg(fault.line).arg(fault.column).arg(fault.message));
    return lines.join(u'\n');
}

} // namespace

class TestDefinition : public QObject
{
    Q_OBJECT

    Definition m_definition;
    const Environment& production() const { return *m_definition.environment(u"production"_s); }
    const Environment& staging() const { return *m_definition.environment(u"staging"_s); }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(QStringLiteral(PILOTHOUSE_SOURCE_DIR) + u"/tests/unit/system/data/whole.yaml"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Reading reading = readDefinition(file.readAll(), u"/etc/pilothouse/systems/fleetpass.yaml"_s);
        QCOMPARE(faultsOf(reading), QString());
        QVERIFY(reading.definition);
        m_definition = *reading.definition;
    }
    void readsTheWholeSystem()
    {
        QCOMPARE(m_definition.system, u"fleetpass"_s);
        QCOMPARE(m_definition.title, u"FleetPass"_s);
        QCOMPARE(m_definition.contacts.size(), size_t(1));
        QCOMPARE(m_definition.contacts[0].phone, u"+49 30 1"_s);
        QCOMPARE(m_definition.links[0].url, u"https://dashboard.fleetpass.example.com"_s);
        QCOMPARE(m_definition.environments.size(), size_t(2));
        QCOMPARE(m_definition.environments[0].name, u"staging"_s);
        QCOMPARE(m_definition.file, u"/etc/pilothouse/systems/fleetpass.yaml"_s);
        QCOMPARE(m_definition.sha256.size(), 64);
        QVERIFY(!m_definition.environment(u"nothing"_s));
    }
    void readsHosts()
    {
        const Host* host = production().host(u"app-1"_s);
        QVERIFY(host);
        QCOMPARE(host->user, u"deploy"_s);
        QCOMPARE(host->address, u"127.0.10.1"_s);
        QCOMPARE(host->port, quint16(2201));
        QCOMPARE(host->directory, u"/opt/fleetpass"_s);
        QCOMPARE(host->jump, QStringList{u"bastion"_s});
        QCOMPARE(host->variables.at(u"PM2_HOME"_s), u"/opt/pm2"_s);
        QCOMPARE(production().host(u"bastion"_s)->port, quint16(22));
        QCOMPARE(production().host(u"app-2"_s)->address, u"::1"_s);
        QVERIFY(production().host(u"build"_s)->local);
    }
    void tellsAPortThatIsWrittenDown()
    {
        const auto reading = readDefinition("apiVersion: pilothouse/v1\nsystem: shop\ntitle: Shop\nenvironments:\n"
                                            "  staging:\n    kind: staging\n    hosts:\n      a: { ssh: web }\n"
                                            "      b: { ssh: \"web:22\" }\n      c: { ssh: \"web:2222\" }\n",
                                            u"shop.yaml"_s);
        QVERIFY(reading.definition);
        const auto& hosts = reading.definition->environments.front().hosts;
        QCOMPARE(hosts.size(), size_t(3));
        QVERIFY(!hosts[0].usualPortSaid && hosts[1].usualPortSaid && !hosts[2].usualPortSaid);
        QCOMPARE(hosts[0].port, quint16(22));
        QCOMPARE(hosts[2].port, quint16(2222));
    }
    void readsHowHostsAreLoggedInTo()
    {
        const Host* host = production().host(u"app-1"_s);
        QVERIFY(host);
        QCOMPARE(host->login, QStringList{u"key"_s}); // as the environment says
        QCOMPARE(host->identity,
                 (QStringList{u"/etc/pilothouse/systems/keys/deploy"_s, QDir::homePath() + u"/.ssh/deploy"_s}));
        QCOMPARE(host->passphrase, u"KEY_PASSPHRASE"_s);
        const Host* bastion = production().host(u"bastion"_s);
        QCOMPARE(bastion->login, (QStringList{u"key"_s, u"password"_s}));
        QCOMPARE(bastion->password, u"OPS_PASSWORD"_s);
        QVERIFY(bastion->identity.isEmpty());
        QVERIFY(production().host(u"build"_s)->login.isEmpty());
        QCOMPARE(production().system, u"fleetpass"_s);
    }
    void findsHostsByNameAndRole()
    {
        const auto names = [&](const QStringList& on) {
            QStringList all;
            for (const Host* host : production().hostsOn(on))
                all.append(host->name);
            return all.join(u' ');
        };
        QCOMPARE(names({u"app"_s}), u"app-1 app-2"_s);
        QCOMPARE(names({u"build"_s, u"app-2"_s}), u"app-2 build"_s);
        QCOMPARE(names({u"app"_s, u"app-1"_s}), u"app-1 app-2"_s);
        QCOMPARE(names({}), u"bastion app-1 app-2 build"_s);
        QCOMPARE(names({u"nothing"_s}), QString());
    }
    void readsServices()
    {
        const Service* backend = production().service(u"backend"_s);
        QVERIFY(backend);
        QCOMPARE(backend->runtime, Runtime::Compose);
        QCOMPARE(backend->on, QStringList{u"app"_s});
        QCOMPARE(backend->after, QStringList{u"postgres"_s});
        QCOMPARE(backend->limits.cpu, std::optional(1.0));
        QCOMPARE(backend->reservations.memory, std::optional(qint64(512) << 20));
    }
    void readsProbes()
    {
        const ProbeSpec* api = production().probe(u"api"_s);
        QVERIFY(api);
        QCOMPARE(api->target, u"https://api.fleetpass.example.com/api/v1/health"_s);
        QCOMPARE(api->via, u"app-1"_s);
        QCOMPARE(api->every, 15000ms);
        QCOMPARE(api->timeout, 5000ms);
        QCOMPARE(api->failuresToDown, 2);
        QCOMPARE(api->successesToUp, 1);
        QCOMPARE(api->headers.at(u"Accept"_s), u"application/json"_s);
        QCOMPARE(api->conditions.size(), size_t(3));
        QCOMPARE(production().probe(u"certificate"_s)->target, u"api.fleetpass.example.com:443"_s);
        QCOMPARE(production().probe(u"certificate"_s)->every, 30000ms);
        const ProbeSpec* rows = production().probe(u"rows"_s);
        QCOMPARE(rows->kind, ProbeKind::Postgres);
        QCOMPARE(rows->via, u"app-1"_s);
        QCOMPARE(rows->port, quint16(5432));
        QCOMPARE(rows->password, u"POSTGRES_PASSWORD"_s);
        QCOMPARE(rows->query, u"SELECT 1"_s);
        QCOMPARE(production().probe(u"cache"_s)->port, quint16(6380));
        QCOMPARE(production().probe(u"cache"_s)->target, u"127.0.0.1"_s);
        QCOMPARE(production().probe(u"disk-root"_s)->target, u"df -P /"_s);
        QCOMPARE(production().probe(u"hsts"_s)->kind, ProbeKind::Headers);
        QCOMPARE(probeKindName(ProbeKind::RateLimit), u"rate-limit"_s);
        QCOMPARE(probeKindName(ProbeKind::Disk), u"disk"_s);
    }
    void readsWhatKindsAreTold()
    {
        QCOMPARE(production().probe(u"protocols"_s)->options->minimum, u"1.2"_s);
        QCOMPARE(production().probe(u"protocols"_s)->options->serverName, u"api.fleetpass.example.com"_s);
        QCOMPARE(production().probe(u"large"_s)->options->bytes, qint64(10) << 20);
        QCOMPARE(production().probe(u"mail-name"_s)->options->type, u"MX"_s);
        QCOMPARE(production().probe(u"mails"_s)->options->prefix, u"bull"_s);
        QCOMPARE(production().probe(u"mails"_s)->via, u"app-1"_s);
        QCOMPARE(production().probe(u"stripe"_s)->password, u"STRIPE_SECRET_KEY"_s);
        QVERIFY(production().probe(u"stripe"_s)->options->check.startsWith(u"https://api.stripe.com/"));
        QVERIFY(production().probe(u"sentry"_s)->options->check.isEmpty());
        QCOMPARE(production().probe(u"front"_s)->options->within, 3000ms);
        const ProbeSpec* scenario = production().probe(u"sign-up"_s);
        QCOMPARE(scenario->options->steps.size(), size_t(2));
        QCOMPARE(scenario->options->steps[0].url, u"https://api.fleetpass.example.com/api/v1/auth/login"_s);
        QCOMPARE(scenario->options->steps[0].capture.at(u"token"_s), u"[BODY].token"_s);
        QVERIFY(*scenario == *production().probe(u"sign-up"_s));
    }
    void burstsAreOnlyWhereTheyAreAllowed()
    {
        QVERIFY(!production().probe(u"login-limit"_s));
        const auto staging = std::ranges::find(m_definition.environments, u"staging"_s, &Environment::name);
        QVERIFY(staging != m_definition.environments.end());
        const ProbeSpec* limit = staging->probe(u"login-limit"_s);
        QVERIFY(limit);
        QCOMPARE(limit->options->burst, 30);
        QVERIFY(!limit->isWatched());
    }
    void readsWhatIsWatched()
    {
        QCOMPARE(production().version->equals, u"[BODY].version"_s);
        QCOMPARE(production().version->services, QStringList{u"backend"_s});
        QCOMPARE(production().objectives[0].below, u"200ms"_s);
        QCOMPARE(production().objectives[1].above, u"99.9%"_s);
        QCOMPARE(production().thresholds[0].above, 80.0);
        QCOMPARE(production().thresholds[0].lasting, 300000ms);
        QCOMPARE(production().notify[0].secret, u"SLACK_HOOK"_s);
        QCOMPARE(production().freeze[0].length, 60h);
        QVERIFY(!production().freeze[0].announce);
        QCOMPARE(production().maintenance[0].announce, std::optional<std::chrono::milliseconds>(72h));
        QCOMPARE(production().maintenance[1].announce, std::optional<std::chrono::milliseconds>(0h));
        QCOMPARE(production().page.on, QStringList{u"app"_s});
        QCOMPARE(production().page.check, u"test -e /srv/maintenance"_s);
        QCOMPARE(production().freeze[0].start.zone(), QTimeZone("Europe/Berlin"));
        QCOMPARE(production().logs[0].file, u"/var/log/nginx/access.log"_s);
        QCOMPARE(production().certificateAuthority, u"/etc/pilothouse/systems/lab/ca.pem"_s);
    }
    void readsWhoIsTold()
    {
        const auto& all = production().notify;
        QStringList names;
        for (const NotifyTarget& each : all)
            names += each.name;
        QCOMPARE(names.join(u' '), u"slack mail chat webhook pagerduty pagerduty-2 desktop"_s);
        QVERIFY(all[0].alerts && all[0].announcements);
        QCOMPARE(all[1].mail, (MailSpec{.to = {u"ops@example.com"_s, u"users@example.com"_s},
                                        .from = u"status@example.com"_s,
                                        .server = u"smtp.example.com"_s,
                                        .port = 465,
                                        .tls = MailTls::Implicit,
                                        .user = u"status"_s,
                                        .password = u"SMTP_PASSWORD"_s}));
        QVERIFY(!all[1].alerts && all[1].announcements);
        QCOMPARE(all[2].address, u"https://hooks.fleetpass.example.com/pilothouse"_s);
        QCOMPARE(all[2].signing, u"HOOK_KEY"_s);
        QCOMPARE(all[3].secret, u"OTHER_HOOK"_s);
        QVERIFY(all[4].alerts && !all[4].announcements);
        QVERIFY(all[5].announcements);
        QCOMPARE(all[5].address, u"https://events.eu.pagerduty.com/v2/enqueue"_s);
        QVERIFY(!all[6].announcements);
    }
    void readsBackups()
    {
        const BackupSpec* backup = production().backup(u"database"_s);
        QVERIFY(backup);
        QCOMPARE(backup->pattern, u"fleetpass_{YYYYMMDD}_{HHMMSS}.sql.gz"_s);
        QCOMPARE(backup->keep.age, std::optional<std::chrono::milliseconds>(720h));
        QCOMPARE(backup->keep.last, 5);
        QCOMPARE(backup->encryption, u"gpg:backup@example.com"_s);
        QCOMPARE(backup->copies, QStringList{u"s3://bucket/fleetpass.example.com"_s});
        QCOMPARE(backup->rpo, std::optional<std::chrono::milliseconds>(24h));
        QCOMPARE(backup->database, u"rows"_s);
        QCOMPARE(backup->drill.assertions.size(), 1);
        QCOMPARE(backup->schedule->cron(), u"0 2 * * *"_s);
        QCOMPARE(production().backup(u"uploads"_s)->directories, QStringList{u"uploads"_s});
    }
    void readsSecretsAndFiles()
    {
        QCOMPARE(production().secrets.size(), size_t(4));
        QCOMPARE(production().secrets[0].generate, u"base64:64"_s);
        QCOMPARE(production().secrets[0].minimum, 32);
        QCOMPARE(production().secrets[1].prefix, u"sk_live_"_s);
        QCOMPARE(production().files[0].mode, u"0600"_s);
    }
    void readsProcedures()
    {
        const Procedure* deploy = production().procedure(u"deploy"_s);
        QVERIFY(deploy);
        QCOMPARE(deploy->confirm, Confirmation::Typed);
        QCOMPARE(deploy->whenConsoleLost, WhenConsoleLost::Rollback);
        QCOMPARE(deploy->requirements[0],
                 (Requirement{u"backup"_s, u"database"_s, u"rung=complete younger-than=24h"_s}));
        QCOMPARE(deploy->requirements.back(), (Requirement{u"ran"_s, u"staging"_s, u"for=24h"_s}));
        QCOMPARE(deploy->requirements[3], (Requirement{u"incident"_s, u"none"_s}));
        QCOMPARE(deploy->requirements[4].subject, u"other"_s);
        QCOMPARE(deploy->requirements[4].condition, u"younger-than=8h"_s);
        QVERIFY(deploy->requirements[4].signers.endsWith(u"/allowed_signers"_s));
        // What staging inherits asks nothing of itself.
        QVERIFY(std::ranges::none_of(staging().procedure(u"deploy"_s)->requirements,
                                     [](const Requirement& each) { return each.kind == u"ran"_s; }));
        QCOMPARE(staging().procedure(u"deploy"_s)->requirements.size(), deploy->requirements.size() - 1);
        QCOMPARE(deploy->inputs[0].type, InputType::GitRef);
        QCOMPARE(deploy->onFailure, u"rollback"_s);
        QCOMPARE(deploy->steps.size(), size_t(8));
        QCOMPARE(deploy->steps[0].id, u"pull"_s);
        QCOMPARE(deploy->steps[0].strategy, Strategy::Batches);
        QCOMPARE(deploy->steps[0].batch, 2);
        QCOMPARE(deploy->steps[0].pause, 5min);
        QCOMPARE(deploy->steps[0].maxFailures, (FailureLimit{.amount = 25, .percent = true}));
        QCOMPARE(deploy->steps[0].maxFailures.of(7), 1);
        QCOMPARE(deploy->steps[0].maxFailures.of(3), 0);
        QVERIFY2(deploy->steps[0].argument.endsWith(u"# {domain}"), "values are never pasted into a script");
        QCOMPARE(deploy->steps[1].id, u"build-and-start"_s);
        QCOMPARE(deploy->steps[1].strategy, Strategy::Canary);
        QCOMPARE(deploy->steps[1].batch, 2);
        QCOMPARE(deploy->steps[1].maxFailures, (FailureLimit{.amount = 1}));
        QCOMPARE(deploy->steps[2].maxFailures, FailureLimit{}); // stops at the first
        QCOMPARE(deploy->steps[1].timeout, 20min);
        QVERIFY(!deploy->steps[2].reversible);
        QCOMPARE(deploy->steps[2].secrets, QStringList{u"DATABASE_URL"_s});
        QCOMPARE(deploy->steps[3].hold, 30s);
        QCOMPARE(deploy->steps[4].action, StepAction::Approve);
        QCOMPARE(deploy->steps[4].within, 4h);
        QCOMPARE(deploy->steps[4].by, Approver::Other);
        QCOMPARE(deploy->steps[4].signers, u"/etc/pilothouse/systems/allowed_signers"_s);
        QCOMPARE(deploy->steps[5].argument, u"10s"_s);
        QCOMPARE(deploy->steps[6].id, u"dump"_s);
        QCOMPARE(deploy->steps[6].destroys, u"its scratch database"_s);
        QCOMPARE(deploy->steps[7].destroys, u"the cache is rebuilt"_s);
    }
    void knowsWhichWayAProcedureLeads()
    {
        QCOMPARE(production().procedure(u"deploy"_s)->way, Way::Forward);
        QCOMPARE(production().procedure(u"rollback"_s)->way, Way::Back);
        QCOMPARE(production().procedure(u"diagnose"_s)->way, Way::Care);
        QCOMPARE(production().procedure(u"restart"_s)->way, Way::Care);
    }
    void typedConfirmationIsImpliedInProduction()
    {
        QCOMPARE(production().procedure(u"rollback"_s)->confirm, Confirmation::Typed);
        QCOMPARE(staging().procedure(u"rollback"_s)->confirm, Confirmation::Click);
        QVERIFY(production().procedure(u"diagnose"_s)->readOnly);
        const Step& guarded = production().procedure(u"close-ports"_s)->steps.front();
        QCOMPARE(guarded.revert, u"nft -f old.nft"_s);
        QCOMPARE(guarded.revertAfter, std::chrono::milliseconds(90s));
        QCOMPARE(production().procedure(u"diagnose"_s)->confirm, Confirmation::None);
    }
    void readsChecklists()
    {
        const ChecklistSpec* list = production().checklist(u"go-live"_s);
        QVERIFY(list);
        QCOMPARE(list->file, u"/etc/pilothouse/systems/docs/CHECKLIST.md"_s);
        QCOMPARE(list->roles[1].after, QStringList{u"QA Lead"_s});
        QCOMPARE(list->roles[1].signers, u"/etc/pilothouse/systems/allowed_signers"_s);
        QCOMPARE(production().checklist(u"monthly"_s)->section, u"monthly"_s);
    }
    void inheritsAndReplaces()
    {
        QCOMPARE(staging().kind, EnvironmentKind::Staging);
        QCOMPARE(production().kind, EnvironmentKind::Production);
        QVERIFY(!staging().host(u"app-2"_s));
        QCOMPARE(staging().host(u"app-1"_s)->address, u"127.0.11.1"_s);
        QCOMPARE(staging().host(u"app-1"_s)->directory, u"/opt/fleetpass"_s);
        QCOMPARE(staging().probe(u"api"_s)->target, u"https://api.staging.example.com/api/v1/health"_s);
        QCOMPARE(staging().procedures.size(), production().procedures.size());
    }
};

PILOTHOUSE_TEST(TestDefinition)
#include "tst_definition.moc"
