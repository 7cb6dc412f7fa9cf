// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/servicefigures.h"

#include "base/safetext.h"

#include <QList>

#include <cmath>

namespace Pilothouse::Metrics {

using namespace Qt::StringLiterals;

namespace {

std::optional<double> numberOf(const QByteArray& text)
{
    bool ok = false;
    const double value = text.trimmed().toDouble(&ok);
    return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// How much of a share `part` has of what both gained since the last time; none while nothing happened.
std::optional<double> shareSince(ServiceCounters& counters, const QString& part, double partNow, const QString& rest,
                                 double restNow)
{
    std::optional<double> share;
    if (counters.contains(part) && counters.contains(rest)) {
        const double gained = partNow - counters[part];
        const double other = restNow - counters[rest];
        if (gained >= 0 && other >= 0 && gained + other > 0)
            share = 100 * gained / (gained + other);
    }
    counters[part] = partNow;
    counters[rest] = restNow;
    return share;
}

double rounded(double value, double power) { return std::nearbyint(value * power) / power; }

} // namespace

QByteArray postgresQuestion()
{
    return "SELECT 'connections|' || count(*) FROM pg_stat_activity WHERE datname = current_database();\n"
           "SELECT 'connections-' || replace(translate(state, '()', ''), ' ', '-') || '|' || count(*) FROM "
           "pg_stat_activity WHERE datname = current_database() AND state IS NOT NULL GROUP BY state;\n"
           "SELECT 'size|' || pg_database_size(current_database());\n"
           "SELECT '!hit|' || blks_hit FROM pg_stat_database WHERE datname = current_database();\n"
           "SELECT '!read|' || blks_read FROM pg_stat_database WHERE datname = current_database();\n"
           "SELECT 'lag|' || CASE WHEN pg_is_in_recovery() THEN extract(epoch FROM now() - "
           "pg_last_xact_replay_timestamp()) ELSE (SELECT max(extract(epoch FROM replay_lag)) FROM "
           "pg_stat_replication) "
           "END WHERE pg_is_in_recovery() OR EXISTS (SELECT 1 FROM pg_stat_replication);\n"
           "SELECT to_regclass('pg_stat_statements') IS NOT NULL AS has_statements, "
           "current_setting('server_version_num')::int >= 130000 AS has_mean_exec \\gset\n"
           "\\if :has_statements\n\\if :has_mean_exec\n"
           "SELECT '!slow|' || round(mean_exec_time::numeric, 3) || '|' || left(query, 300) FROM pg_stat_statements "
           "WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) "
           // Only of these are the constants taken out; ALTER ROLE … PASSWORD stands there as it was typed.
           "AND query ~* '^[[:space:]]*(select|insert|update|delete|with)[[:space:]]' ORDER BY mean_exec_time DESC "
           "LIMIT 5;\n\\endif\n\\endif\n";
}

ServiceAnswer readPostgres(const QByteArray& output, ServiceCounters& counters)
{
    ServiceAnswer answer;
    double hit = NAN;
    double read = NAN;
    for (const QByteArray& row : output.split('\0')) {
        const qsizetype bar = row.indexOf('|');
        if (bar < 1)
            continue;
        const QByteArray name = row.first(bar).trimmed();
        QByteArray rest = row.sliced(bar + 1);
        if (name == "!slow") {
            const qsizetype end = rest.indexOf('|');
            const auto mean = numberOf(rest.first(std::max<qsizetype>(0, end)));
            if (mean && answer.slowest.size() < 5)
                answer.slowest.emplace_back(*mean,
                                            SafeText::oneLine(QString::fromUtf8(rest.sliced(end + 1)), 300).text());
            continue;
        }
        const auto value = numberOf(rest);
        if (!value)
            continue;
        if (name == "!hit")
            hit = *value;
        else if (name == "!read")
            read = *value;
        else if (answer.figures.size() < 64)
            answer.figures.push_back({SafeText::oneLine(QString::fromUtf8(name), 60).text(), rounded(*value, 1000)});
    }
    if (std::isfinite(hit) && std::isfinite(read)) {
        if (const auto share = shareSince(counters, u"hit"_s, hit, u"read"_s, read))
            answer.figures.push_back({u"cache-hit"_s, rounded(*share, 100)});
    }
    if (!answer.slowest.empty())
        answer.figures.push_back({u"query"_s, answer.slowest.front().first});
    return answer;
}

ServiceAnswer readRedis(const QByteArray& output, double seconds, ServiceCounters& counters)
{
    std::map<QByteArray, double> info;
    for (const QByteArray& line : output.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (const auto value = colon > 0 ? numberOf(line.sliced(colon + 1)) : std::nullopt)
            info[line.first(colon)] = *value;
    }
    ServiceAnswer answer;
    const auto add = [&](const QByteArray& field, const QString& metric) {
        if (const auto found = info.find(field); found != info.end())
            answer.figures.push_back({metric, found->second});
    };
    add("used_memory", u"memory-bytes"_s);
    add("connected_clients", u"clients"_s);
    if (info.contains("used_memory") && info.contains("maxmemory") && info["maxmemory"] > 0)
        answer.figures.push_back({u"memory-limit"_s, rounded(100 * info["used_memory"] / info["maxmemory"], 100)});
    if (info.contains("keyspace_hits") && info.contains("keyspace_misses")) {
        if (const auto share =
                shareSince(counters, u"hits"_s, info["keyspace_hits"], u"misses"_s, info["keyspace_misses"]))
            answer.figures.push_back({u"hit-rate"_s, rounded(*share, 100)});
    }
    if (info.contains("evicted_keys")) {
        const double now = info["evicted_keys"];
        if (counters.contains(u"evicted"_s) && now >= counters[u"evicted"_s] && seconds > 0)
            answer.figures.push_back({u"evictions"_s, rounded((now - counters[u"evicted"_s]) / seconds, 1000)});
        counters[u"evicted"_s] = now;
    }
    return answer;
}

ServiceAnswer readAccessLog(const QByteArray& output, double seconds, QByteArray& at)
{
    ServiceAnswer answer;
    const bool known = !at.isEmpty();
    bool complete = true;
    std::optional<double> lines;
    std::map<int, double> classes;
    std::vector<Figure> times;
    for (const QByteArray& line : output.split('\n')) {
        const QList<QByteArray> words = line.trimmed().split(' ');
        if (words.first() == "at" && words.size() == 2)
            at = words[1].left(64);
        else if (words.first() == "skipped")
            complete = false;
        else if (words.first() == "lines")
            lines = numberOf(words.value(1));
        else if (words.first() == "class" && words.size() == 3)
            classes[words[1].toInt()] = numberOf(words[2]).value_or(0);
        else if (words.first() == "time" && words.size() == 5) {
            const double count = numberOf(words[1]).value_or(0);
            if (count > 0)
                times = {{u"latency"_s, rounded(1000 * numberOf(words[2]).value_or(0) / count, 1000)},
                         {u"latency-p95"_s, rounded(1000 * numberOf(words[3]).value_or(0), 1000)}};
        }
    }
    if (!known || !lines || seconds <= 0)
        return answer;
    // Of lines that were skipped nothing is known, so there is no rate; shares of those that were read still hold.
    if (complete) {
        answer.figures.push_back({u"requests"_s, rounded(*lines / seconds, 1000)});
        for (int each = 2; each <= 5; ++each)
            answer.figures.push_back({u"responses-%1xx"_s.arg(each), rounded(classes[each] / seconds, 1000)});
    }
    if (*lines > 0)
        answer.figures.push_back({u"errors"_s, rounded(100 * classes[5] / *lines, 1000)});
    answer.figures.insert(answer.figures.end(), times.begin(), times.end());
    return answer;
}

} // namespace Pilothouse::Metrics
