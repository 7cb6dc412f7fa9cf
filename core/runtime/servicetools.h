// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/tooltext.h"

namespace Pilothouse::Runtime {

/// One message of `nginx -t`.
struct NginxMessage
{
    QString level = {}; ///< emerg, alert, crit, error, warn, notice; empty for a result
    QString message;
    QString file = {};
    std::optional<qint64> line = {};

    bool operator==(const NginxMessage&) const = default;
};

struct NginxTest
{
    std::optional<bool> valid = {}; ///< none when the test did not say how it ended
    std::vector<NginxMessage> messages = {};

    bool operator==(const NginxTest&) const = default;
};

Result<NginxTest> readNginxTest(const QByteArray& output);
QJsonObject toJson(const NginxMessage& message);

/// A certificate as `openssl x509` or `certbot certificates` tells of it. Times are UTC.
struct CertificateDates
{
    QString name = {}; ///< certbot's
    QString subject = {};
    QString issuer = {};
    QStringList domains = {};
    QString notBefore = {};
    QString notAfter = {};
    std::optional<bool> valid = {}; ///< what certbot says; openssl does not judge
    QString status = {};            ///< what certbot says besides: EXPIRED, TEST_CERT, REVOKED
    QString path = {};

    bool operator==(const CertificateDates&) const = default;
};

/// Reads the dates that openssl prints (`-dates`, `-enddate`, `-text`, also with `-dateopt iso_8601`); a certificate
/// begins where one of its lines comes again.
Result<std::vector<CertificateDates>> readOpensslDates(const QByteArray& output);
Result<std::vector<CertificateDates>> readCertbot(const QByteArray& output);
QJsonObject toJson(const CertificateDates& certificate);

/// A line of a crontab. What its environment holds is not kept, only the names.
struct CronEntry
{
    int line = 0;
    QString schedule = {};
    bool valid = false;   ///< whether the schedule is one
    QString zone = {};    ///< of CRON_TZ
    QString user = {};    ///< in a system's crontab
    QString command = {}; ///< not kept when it looks as if it held a secret
    bool secret = false;

    bool operator==(const CronEntry&) const = default;
};

struct Crontab
{
    std::vector<CronEntry> entries = {};
    QStringList environment = {};

    bool operator==(const Crontab&) const = default;
};

/// Reads `crontab -l` or a file of /etc/cron.d. Those have a user in front of the command: taken for one where each
/// line of the file has a name of a system's account there.
Result<Crontab> readCrontab(const QByteArray& output);
QJsonObject toJson(const CronEntry& entry);

} // namespace Pilothouse::Runtime
