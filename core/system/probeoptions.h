// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system/condition.h"

#include <QJsonValue>
#include <QStringList>

#include <map>
#include <memory>

namespace Pilothouse::System {

/// One request of a scenario. `${name}` in address, headers and body is what an earlier step captured, `${secret:NAME}`
/// a secret of the keychain, `${unique}` a word of its own for each look.
struct ScenarioStep
{
    QString name;
    QString method = QStringLiteral("GET");
    QString url = {}; ///< whole
    std::map<QString, QString> headers = {};
    QString body = {};
    QJsonValue json = QJsonValue::Undefined; ///< of texts; said instead of a body
    std::map<QString, QString> capture = {}; ///< a placeholder such as [BODY].token by name
    std::vector<Condition> conditions = {};

    bool operator==(const ScenarioStep&) const = default;
};

/// What only some kinds of probes are told. What a kind does not use is empty.
struct ProbeOptions
{
    QString minimum = {};    ///< tls: "1.2" or "1.3"; empty: not looked at
    QString serverName = {}; ///< tls: whose certificate it has to be; empty: that of the address
    QString origin = {};     ///< cors: the foreign one
    QString allowed = {};    ///< cors: one that has to be let in; empty: none is tried
    QString method = {};     ///< body-limit, rate-limit
    qint64 bytes = 0;        ///< body-limit: what is more has to be refused; page: what it may weigh; 0: not said
    std::chrono::milliseconds within{0}; ///< page: load; cron, worker: age of the last success; 0: not said
    int limit = 0;                       ///< rate-limit: requests `per`
    std::chrono::milliseconds per{0};
    int burst = 0;           ///< rate-limit: how many are sent
    int connections = 0;     ///< rate-limit: at a time
    QStringList allow = {};  ///< rate-limit: environments in which the burst may be sent
    QString type = {};       ///< dns: "A", "MX"
    QString resolver = {};   ///< dns: address[:port]; empty: this machine's
    QString send = {};       ///< websocket
    QString answer = {};     ///< websocket: what has to come back, * for any text
    QString encryption = {}; ///< smtp: "starttls", "tls" or "none"
    QString file = {};       ///< cron: whose age tells of the last success
    QString queue = {};      ///< worker: of BullMQ
    QString prefix = {};     ///< worker: of BullMQ's keys
    QString waiting = {};    ///< worker: placeholder of an answer that tells how many wait
    QString last = {};       ///< worker: placeholder of an answer that tells when the last one was done
    qint64 most = -1;        ///< worker: how many may wait; -1: not said
    QString status = {};     ///< external: address of its status; empty: not asked
    QString check = {};      ///< external: address that accepts the key; empty: not asked
    std::vector<ScenarioStep> steps = {};

    bool operator==(const ProbeOptions&) const = default;
};

/// Options that many copies of a probe share; compared by value. An ordinary probe has none and pays a pointer.
class SharedOptions
{
public:
    SharedOptions() = default;
    explicit SharedOptions(ProbeOptions options)
        : m_options(std::make_shared<const ProbeOptions>(std::move(options)))
    {
    }
    const ProbeOptions* operator->() const { return &get(); }
    const ProbeOptions& get() const
    {
        static const ProbeOptions none;
        return m_options ? *m_options : none;
    }
    bool operator==(const SharedOptions& other) const { return m_options == other.m_options || get() == other.get(); }

private:
    std::shared_ptr<const ProbeOptions> m_options;
};

} // namespace Pilothouse::System
