// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <chrono>

namespace Pilothouse::System {

/// How a mail gets its encryption: `None` only to this machine.
enum class MailTls { StartTls, Implicit, None };

struct MailSpec
{
    QStringList to = {};
    QString from = {};
    QString server = {};
    quint16 port = 587;
    MailTls tls = MailTls::StartTls;
    QString user = {};
    QString password = {}; ///< name of a secret

    bool operator==(const MailSpec&) const = default;
};

/// One entry of `notify:`: a channel on which people or programs are told something.
struct NotifyTarget
{
    QString name;         ///< unique in the environment: "slack", "mail-2"
    QString channel;      ///< slack pagerduty webhook mail desktop
    QString secret = {};  ///< name of the secret that is the address (slack, webhook) or the key (pagerduty)
    QString address = {}; ///< of a webhook that is no secret; of pagerduty, when it is not the usual one
    QString signing = {}; ///< name of the secret that a webhook's requests are signed with
    MailSpec mail = {};
    QString from = {};                   ///< lowest severity of alerts
    std::chrono::milliseconds after{0};  ///< of an alert nobody took, how long it waits before it is told
    std::chrono::milliseconds remind{0}; ///< told again so often while nobody takes it; zero: never
    bool alerts = true;
    bool announcements = true;

    bool operator==(const NotifyTarget&) const = default;
};

/// Who is told that somebody watches, so that silence is noticed elsewhere.
struct DeadManSpec
{
    QString address = {}; ///< name of the secret that is the address; empty: nobody
    std::chrono::milliseconds every{std::chrono::minutes(1)};

    bool operator==(const DeadManSpec&) const = default;
};

} // namespace Pilothouse::System
