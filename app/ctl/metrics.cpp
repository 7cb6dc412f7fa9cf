// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/aim.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"
#include "metrics/metric.h"
#include "metrics/prometheus.h"
#include "metrics/sampler.h"

#include <QJsonArray>

#include <cmath>

namespace Pilothouse::Ctl {

using Metrics::Figure;
using Metrics::Point;
using namespace Qt::StringLiterals;

namespace {

constexpr int mostPoints = 10'000;
constexpr int usualPoints = 300;
constexpr int columns = 48;

/// One measured thing: of a host, or of what else has the name.
struct Line
{
    QString part;
    QString metric;
    std::vector<Point> points = {};
};

struct Asked
{
    QString system;
    System::Environment environment;
    QString prefix; ///< of the names of its series
    QString part;   ///< a host; empty: all
    QString metric; ///< empty: a list is wanted
    QDateTime from = {};
    QDateTime to = {};
    int points = usualPoints;

    bool wants(const QString& which) const { return part.isEmpty() || part == which; }
};

/// Where the lines come from, and who could not be asked.
struct Found
{
    QString source;
    std::vector<Line> lines = {};
    std::vector<std::pair<QString, Error>> errors = {};
};

QString number(double value)
{
    return QString::number(value, 'f', std::abs(value) < 10 ? 2 : std::abs(value) < 1000 ? 1 : 0);
}

QString words(double value, const QString& unit)
{
    if (unit == u"B" || unit == u"B/s")
        return formatSize(qint64(value)) + (unit == u"B" ? QString() : u"/s"_s);
    return unit.isEmpty() ? number(value) : number(value) + u' ' + unit;
}

/// Eight heights from the least to the most of the range; a gap is a gap.
QString sparkline(const Asked& asked, const std::vector<Point>& points)
{
    static const QString heights = u"\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"_s;
    const auto [low, high] = std::ranges::minmax(points, {}, &Point::mean);
    const double span = high.mean - low.mean;
    QString out(columns, u' ');
    const double whole = double(std::max<qint64>(1, asked.from.msecsTo(asked.to)));
    for (const Point& point : points) {
        const auto column = qsizetype(double(asked.from.msecsTo(point.at)) / whole * columns);
        const auto height = span > 0 ? qsizetype((point.mean - low.mean) / span * 7.999) : 0;
        out[std::clamp<qsizetype>(column, 0, columns - 1)] = heights[std::clamp<qsizetype>(height, 0, 7)];
    }
    return out;
}

QJsonObject toJson(const Line& line)
{
    QJsonArray points;
    for (const Point& point : line.points)
        points.append(QJsonObject{
            {u"at"_s, isoUtc(point.at)}, {u"mean"_s, point.mean}, {u"least"_s, point.least}, {u"most"_s, point.most}});
    return {{u"of"_s, line.part},
            {u"metric"_s, line.metric},
            {u"unit"_s, Metrics::unitOf(line.metric)},
            {u"points"_s, points}};
}

Result<Asked> read(Call& call)
{
    const auto aim = aimOf(call);
    if (!aim)
        return fail(aim.error());
    Asked asked{.system = aim->target.system,
                .environment = aim->environment(),
                .prefix = aim->target.toString() + u':',
                .part = aim->target.part,
                .metric = call.words().value(1)};
    const auto range = parseDuration(call.value(u"range"_s, u"24h"_s));
    if (!range)
        return fail(range.error());
    bool ok = true;
    if (call.has(u"points"_s))
        asked.points = call.value(u"points"_s).toInt(&ok);
    if (!ok || asked.points < 1 || asked.points > mostPoints)
        return fail(ErrorKind::Invalid, translate("Ctl", "--points is a number from 1 to %1.").arg(mostPoints));
    asked.to = call.services().clock().now();
    asked.from = asked.to.addMSecs(-range->count());
    return asked;
}

/// The stored series of the environment that are asked for; of each only that it is there, where a list is wanted.
Result<std::vector<Line>> stored(Call& call, const Asked& asked)
{
    Metrics::SeriesStore store(call.services().cache(), call.services().clock());
    const auto known = call.wait(store.list(asked.prefix));
    if (!known)
        return fail(known.error());
    std::vector<Line> lines;
    for (const Metrics::SeriesInfo& each : *known) {
        const QString name = each.series.sliced(asked.prefix.size());
        Line line{.part = name.section(u' ', 0, 0), .metric = name.section(u' ', 1)};
        if (!asked.wants(line.part) || (!asked.metric.isEmpty() && line.metric != asked.metric) ||
            each.last < asked.from)
            continue;
        auto points =
            call.wait(store.points(each.series, asked.from, asked.to, asked.metric.isEmpty() ? columns : asked.points));
        if (!points)
            return fail(points.error());
        line.points = std::move(*points);
        if (!line.points.empty())
            lines.push_back(std::move(line));
    }
    return lines;
}

/// What the definition's Prometheus has.
Found fromPrometheus(Call& call, const Asked& asked)
{
    Found found{.source = u"prometheus"_s};
    Metrics::Prometheus prometheus(call.services().secrets(), call.services().clock());
    QStringList wanted{asked.metric};
    if (asked.metric.isEmpty()) {
        wanted.clear();
        for (const auto& [metric, query] : asked.environment.metrics.queries)
            wanted << metric;
    }
    using Future = QFuture<Result<std::vector<Metrics::RangeSeries>>>;
    std::vector<std::pair<QString, Future>> pending;
    for (const QString& metric : wanted)
        pending.emplace_back(metric, prometheus.range(asked.system, asked.environment, metric, asked.from, asked.to,
                                                      asked.metric.isEmpty() ? columns : asked.points));
    for (const auto& [metric, future] : pending) {
        const auto series = call.wait(future);
        if (!series) {
            found.errors.emplace_back(metric, series.error());
            continue;
        }
        for (const Metrics::RangeSeries& each : *series) {
            if (asked.wants(each.part) && !each.points.empty())
                found.lines.push_back({each.part, metric, each.points});
        }
    }
    return found;
}

Found measured(Call& call, const Asked& asked)
{
    Found live{.source = u"live"_s};
    using Future = QFuture<Result<Metrics::Sample>>;
    std::vector<std::pair<QString, Future>> pending;
    for (const System::Host& host : asked.environment.hosts) {
        if (host.local || !asked.wants(host.name))
            continue;
        const auto endpoint = call.services().endpoints().of(asked.environment, host);
        if (endpoint)
            pending.emplace_back(host.name,
                                 Metrics::sampleOnce(call.services().pool(), *endpoint, asked.environment, host));
        else
            live.errors.emplace_back(host.name, endpoint.error());
    }
    for (const auto& [host, future] : pending) {
        const auto sample = call.wait(future);
        if (!sample) {
            live.errors.emplace_back(host, sample.error());
            continue;
        }
        for (const Figure& figure : Metrics::metricsOf(*sample)) {
            if (asked.metric.isEmpty() || figure.metric == asked.metric)
                live.lines.push_back({host, figure.metric, {{sample->at, figure.value, figure.value, figure.value}}});
        }
    }
    return live;
}

void printTable(Call& call, const Asked& asked, const std::vector<Line>& lines, bool isLive)
{
    qsizetype width = 0;
    const auto title = [&asked](const Line& line) {
        return SafeText::oneLine(asked.metric.isEmpty() ? line.part + u' ' + line.metric : line.part, 80).text();
    };
    for (const Line& line : lines)
        width = std::max(width, title(line).size());
    for (const Line& line : lines) {
        const QString unit = Metrics::unitOf(line.metric);
        const Point& last = line.points.back();
        if (isLive) {
            call.print(u"%1  %2"_s.arg(title(line).leftJustified(width), words(last.mean, unit)));
            continue;
        }
        double sum = 0;
        for (const Point& point : line.points)
            sum += point.mean;
        const double least = std::ranges::min(line.points, {}, &Point::least).least;
        const double most = std::ranges::max(line.points, {}, &Point::most).most;
        call.print(translate("Ctl", "%1  %2  least %3  mean %4  most %5  last %6 (%7 ago)")
                       .arg(title(line).leftJustified(width), sparkline(asked, line.points), words(least, unit),
                            words(sum / double(line.points.size()), unit), words(most, unit), words(last.mean, unit),
                            formatDuration(std::chrono::milliseconds(last.at.msecsTo(asked.to)))));
    }
}

Exit metrics(Call& call)
{
    if (call.words().isEmpty() || call.words().size() > 2)
        return call.usage(translate("Ctl", "Write: pilothousectl metrics TARGET [METRIC]"));
    const auto asked = read(call);
    if (!asked)
        return call.report(asked.error());
    Found found;
    if (asked->environment.metrics.isDefined()) {
        found = fromPrometheus(call, *asked);
    } else {
        auto lines = stored(call, *asked);
        if (!lines)
            return call.report(lines.error());
        found = lines->empty() ? measured(call, *asked) : Found{.source = u"store"_s, .lines = std::move(*lines)};
    }
    if (call.json()) {
        QJsonArray series;
        for (const Line& line : found.lines)
            series.append(toJson(line));
        QJsonArray errors;
        for (const auto& [of, error] : found.errors)
            errors.append(
                QJsonObject{{u"of"_s, of}, {u"kind"_s, errorKindName(error.kind)}, {u"message"_s, error.message}});
        call.printJson({{u"target"_s, asked->prefix.chopped(1)},
                        {u"metric"_s, asked->metric.isEmpty() ? QJsonValue() : QJsonValue(asked->metric)},
                        {u"from"_s, isoUtc(asked->from)},
                        {u"to"_s, isoUtc(asked->to)},
                        {u"source"_s, found.lines.empty() ? u"none"_s : found.source},
                        {u"series"_s, series},
                        {u"errors"_s, errors}});
    } else {
        printTable(call, *asked, found.lines, found.source == u"live");
    }
    for (const auto& [of, error] : found.errors)
        call.note(of + u": "_s + error.message);
    if (!found.lines.empty()) {
        if (found.source == u"live")
            call.note(translate("Ctl", "Nothing is stored for this time, since nobody was watching; this was measured "
                                       "just now."));
        return Exit::Done;
    }
    call.note(
        asked->metric.isEmpty()
            ? translate("Ctl", "Nothing is known for this time.")
            : translate("Ctl", "Nothing is known of \"%1\" for this time; pilothousectl metrics %2 lists what is.")
                  .arg(asked->metric, asked->prefix.chopped(1)));
    return Exit::Unknown;
}

} // namespace

std::vector<Command> metricsCommands()
{
    return {{u"metrics"_s,
             u"TARGET [METRIC]"_s,
             translate("Ctl", "what was measured, as a series of points; without METRIC what there is"),
             {{u"range"_s, u"DURATION"_s, translate("Ctl", "how far back (default 24h)")},
              {u"points"_s, u"N"_s, translate("Ctl", "at most so many points of each series (default 300)")}},
             metrics}};
}

} // namespace Pilothouse::Ctl
