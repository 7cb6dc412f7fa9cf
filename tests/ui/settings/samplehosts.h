// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/hostdesk.h"
#include "ssh/trustwords.h"
#include "support/sampleconsole.h"

namespace Pilothouse::Test {

inline Ssh::HostKey sampleKey(char body, const QByteArray& type = "ssh-ed25519")
{
    const QByteArray size("\0\0\0", 3);
    return {.type = type, .blob = size + char(type.size()) + type + size + char(32) + QByteArray(32, body)};
}

/// A HostDesk with values made for tests; remembers what it was asked for and answers only when a test says so.
class SampleHosts final : public Ui::HostDesk
{
    Q_OBJECT
public:
    SampleHosts()
    {
        using Phase = Ssh::ConnectionState::Phase;
        lines.reserve(8); // the lines are filled in place
        const auto line = [this](const QString& environment, System::EnvironmentKind kind, const Ssh::Endpoint& to,
                                 Phase phase) -> Ssh::ConnectionState& {
            lines.push_back({.environment = {QStringLiteral("fleetpass"), environment}, .kind = kind, .link = {}});
            lines.back().link.endpoint = to;
            lines.back().link.phase = phase;
            lines.back().link.since = sampleTime().addSecs(-720);
            return lines.back().link;
        };
        auto app = endpoint(QStringLiteral("app-1"));
        app.jump = {endpoint(QStringLiteral("bastion")), endpoint(QStringLiteral("gateway"))};
        auto& open = line(QStringLiteral("production"), System::EnvironmentKind::Production, app, Phase::Open);
        open.facts.hostKeyType = QStringLiteral("ssh-ed25519");
        open.facts.fingerprint = sampleKey('a').fingerprint();
        open.latency = std::chrono::microseconds(1840);
        auto& certified = line(QStringLiteral("production"), System::EnvironmentKind::Production,
                               endpoint(QStringLiteral("db-1")), Phase::Open);
        certified.facts = open.facts;
        certified.facts.authority = sampleKey('c').describe();
        certified.latency = std::chrono::milliseconds(240);
        line(QStringLiteral("production"), System::EnvironmentKind::Production, endpoint(QStringLiteral("worker-1")),
             Phase::Connecting);
        line(QStringLiteral("staging"), System::EnvironmentKind::Staging, endpoint(QStringLiteral("app-1")),
             Phase::Closed)
            .problem =
            QStringLiteral("The host key of app-1 (10.0.0.5:22) is unknown; compare it with the host itself.");
        line(QStringLiteral("staging"), System::EnvironmentKind::Staging, endpoint(QStringLiteral("idle")),
             Phase::Closed)
            .since = {};
        listing.keys.push_back({.names = QStringLiteral("app-1.example.org,10.0.0.5"),
                                .key = sampleKey('a'),
                                .file = ownFile(),
                                .line = 3,
                                .isOwn = true,
                                .text = "app-1"});
        listing.keys.push_back({.names = QStringLiteral("*.example.org"),
                                .key = sampleKey('c'),
                                .marker = Ssh::KnownHosts::Marker::Authority,
                                .file = ownFile(),
                                .line = 4,
                                .isOwn = true,
                                .text = "authority"});
        listing.keys.push_back({.names = {},
                                .key = sampleKey('h', "ecdsa-sha2-nistp256"),
                                .file = QStringLiteral("/home/ops/.ssh/known_hosts"),
                                .line = 112,
                                .text = "|1|hashed"});
        listing.keys.push_back({.names = QStringLiteral("*"),
                                .key = sampleKey('r', "ssh-rsa"),
                                .marker = Ssh::KnownHosts::Marker::Revoked,
                                .file = QStringLiteral("/etc/ssh/ssh_known_hosts"),
                                .line = 1,
                                .text = "@revoked"});
    }

    static Ssh::Endpoint endpoint(const QString& name)
    {
        return {.name = name, .address = QStringLiteral("10.0.0.5"), .user = QStringLiteral("deploy")};
    }
    /// A refused key: an unknown one unless `error` says something else.
    static Ui::HostOffer offer(System::EnvironmentKind kind, std::optional<Error> error = {})
    {
        const bool production = kind == System::EnvironmentKind::Production;
        Ssh::KeyOffer refused{
            .endpoint = endpoint(QStringLiteral("app-1")), .key = sampleKey('n'), .error = {}, .at = sampleTime()};
        refused.endpoint.jump = {endpoint(QStringLiteral("bastion"))};
        refused.endpoint.policy = production ? Ssh::HostKeyPolicy::Provisioned : Ssh::HostKeyPolicy::Strict;
        refused.error = error.value_or(Ssh::TrustWords::keyUnknown(refused.endpoint, refused.key));
        return {.environment = {QStringLiteral("fleetpass"),
                                production ? QStringLiteral("production") : QStringLiteral("staging")},
                .kind = kind,
                .offer = refused};
    }
    static Error changedKey()
    {
        return Ssh::TrustWords::keyChanged(endpoint(QStringLiteral("app-1")), sampleKey('a').describe(), sampleKey('n'),
                                           QStringLiteral("/home/ops/.config/Pilothouse/ssh/known_hosts:3"));
    }

    std::vector<Ui::HostLine> hosts() const override { return lines; }
    std::vector<Ui::HostOffer> offers() const override { return refused; }
    QString ownFile() const override { return QStringLiteral("/home/ops/.config/Pilothouse/ssh/known_hosts"); }
    void list() override { Q_EMIT listed(listing); }
    void connectTo(const Ui::HostLine& host) override { asked << QStringLiteral("connect ") + host.id(); }
    void reconnect(const Ui::HostLine& host) override { asked << QStringLiteral("reconnect ") + host.id(); }
    void endConnection(const Ui::HostLine& host) override { asked << QStringLiteral("end ") + host.id(); }
    void openTerminal(const Ui::HostLine& host) override { asked << QStringLiteral("terminal ") + host.id(); }
    quint64 propose(const QByteArray& text, const QByteArray& name) override
    {
        asked << QStringLiteral("propose %1 %2").arg(text.size()).arg(QString::fromUtf8(name));
        return ++request;
    }
    quint64 proposeFile(const QString& file, const QByteArray& name) override
    {
        asked << QStringLiteral("file %1 %2").arg(file, QString::fromUtf8(name));
        return ++request;
    }
    void provision(const std::vector<Ssh::ProposedKey>& keys) override
    {
        asked << QStringLiteral("provision %1").arg(keys.size());
    }
    void forget(const std::vector<Ssh::KnownKey>& keys) override
    {
        for (const Ssh::KnownKey& key : keys)
            asked << QStringLiteral("forget ") + QString::fromUtf8(key.text);
    }
    void accept(const Ssh::KeyOffer& offer) override { asked << QStringLiteral("accept ") + offer.key.fingerprint(); }

    void listAnswers() override { Q_EMIT answersListed(answers); }
    void forgetAnswer(const Ui::KeptAnswer& answer) override { asked << QStringLiteral("forget ") + answer.name; }

    void setOffers(std::vector<Ui::HostOffer> now)
    {
        refused = std::move(now);
        Q_EMIT offersChanged();
    }
    static std::vector<Ssh::ProposedKey> proposals()
    {
        using State = Ssh::ProposedKey::State;
        return {{.state = State::New, .names = "app-2.example.org", .key = sampleKey('x'), .line = 1},
                {.state = State::Known, .names = "app-1.example.org", .key = sampleKey('a'), .line = 2},
                {.state = State::Conflict,
                 .names = "db-1.example.org",
                 .key = sampleKey('y'),
                 .line = 3,
                 .instead = sampleKey('a').describe()},
                {.state = State::NoName, .key = sampleKey('z'), .line = 5},
                {.state = State::Unreadable, .line = 6}};
    }

    std::vector<Ui::HostLine> lines;
    std::vector<Ui::HostOffer> refused;
    Ssh::KnownKeys::Listing listing;
    std::vector<Ui::KeptAnswer> answers{{.name = QStringLiteral("/home/ops/.ssh/id_ed25519"),
                                         .at = sampleTime().addSecs(-7200),
                                         .by = QStringLiteral("ops")},
                                        {.kind = Ssh::Prompt::Kind::Sudo,
                                         .name = QStringLiteral("deploy@app-1 (10.0.0.5:22)"),
                                         .at = {},
                                         .by = QStringLiteral("ops")}};
    QStringList asked;
    quint64 request = 0;
};

} // namespace Pilothouse::Test
