// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_metrics Qt6::Network
//
// The store of series: samples a second in, bytes a sample, a month of one series as 1,000 points, and what a year of a
// thousand series takes. Without arguments it makes its own streams (shares, counters, times of answers, whether
// something is up; every 10 s, now and then late), stores them, and asks a Prometheus on loopback, filled with the same
// by promtool, the same question in turns. With the arguments FOLDER SET FILE it stores the OpenMetrics text FILE in
// FOLDER and prints one JSON object: samples, insert_s, bytes, and warm_ms and cold_ms for a set B.
#include "base/await.h"
#include "benchtools.h"
#include "metrics/seriesstore.h"
#include "streams.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QUrlQuery>

#include <cstdio>
#include <fcntl.h>
#include <thread>
#include <unistd.h>

using namespace Pilothouse;
using namespace Pilothouse::Bench;
using namespace Pilothouse::Metrics;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int pointsAsked = 1000;
constexpr size_t batch = 1'000'000;

template <typename T> T answerOf(const QFuture<Result<T>>& future)
{
    auto answer = await(future, {}, 10min);
    if (!answer)
        qFatal("%s %s", qPrintable(answer.error().message), qPrintable(answer.error().detail));
    if constexpr (!std::is_void_v<T>)
        return std::move(*answer);
}

/// A store in a folder; closing it leaves nothing but the file.
struct Kept
{
    SystemClock clock;
    Store::Database cache;
    SeriesStore store;

    explicit Kept(const QString& folder)
        : cache(Store::Database::Kind::Cache, folder + u"/cache.db"_s, cacheMigrations(), clock)
        // Retention is about the age of values; these are from long ago, and are measured as values.
        , store(cache, clock, {.values = std::chrono::hours(24 * 36500)})
    {
        answerOf(cache.opened());
    }
};

qint64 bytesIn(const QString& folder)
{
    qint64 sum = 0;
    for (const QFileInfo& file : QDir(folder).entryInfoList(QDir::Files))
        sum += file.size();
    return sum;
}

/// Collects values until there are enough for an append, and knows how long the appends took.
class Filler
{
public:
    explicit Filler(SeriesStore& store)
        : m_store(store)
    {
    }
    void add(const QString& series, const Datum& each)
    {
        auto& data = m_values[series];
        data.push_back(each);
        if (++m_collected >= batch)
            send();
    }
    void send()
    {
        std::vector<Values> values;
        for (auto& [series, data] : m_values)
            values.push_back({series, std::exchange(data, {})});
        samples += std::exchange(m_collected, 0);
        QElapsedTimer timer;
        timer.start();
        answerOf(m_store.append(std::move(values)));
        seconds += double(timer.nsecsElapsed()) / 1e9;
    }
    size_t samples = 0;
    double seconds = 0;

private:
    SeriesStore& m_store;
    std::map<QString, std::vector<Datum>> m_values;
    size_t m_collected = 0;
};

double questionMs(SeriesStore& store, const QString& series, qint64 from, qint64 to)
{
    QElapsedTimer timer;
    timer.start();
    const auto points = answerOf(store.points(series, QDateTime::fromMSecsSinceEpoch(from, Qt::UTC),
                                              QDateTime::fromMSecsSinceEpoch(to, Qt::UTC), pointsAsked));
    const double took = double(timer.nsecsElapsed()) / 1e6;
    if (points.size() != size_t(pointsAsked))
        qFatal("%zu points", points.size());
    return took;
}

/// The file is read from the disk again, and the database opened anew.
double coldMs(const QString& folder, const QString& series, qint64 from, qint64 to)
{
    const QByteArray file = (folder + u"/cache.db"_s).toUtf8();
    const int descriptor = ::open(file.constData(), O_RDONLY);
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
    ::close(descriptor);
    QElapsedTimer timer;
    timer.start();
    Kept kept(folder);
    questionMs(kept.store, series, from, to);
    return double(timer.nsecsElapsed()) / 1e6;
}

int storeFile(const QString& folder, const QString& set, const QString& name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(name));
    QDir().mkpath(folder);
    QJsonObject out;
    QString asked;
    qint64 first = latestTime;
    qint64 last = 0;
    {
        Kept kept(folder);
        Filler filler(kept.store);
        std::map<QByteArray, QString> names;
        while (!file.atEnd()) {
            const QByteArray line = file.readLine();
            const qsizetype end = line.lastIndexOf(' ');
            const qsizetype value = end > 0 ? line.lastIndexOf(' ', end - 1) : -1;
            if (line.startsWith('#') || value < 0)
                continue;
            QString& series = names[line.left(value)];
            if (series.isEmpty())
                series = QString::fromUtf8(line.left(value));
            const qint64 at = std::llround(line.mid(end + 1).trimmed().toDouble() * 1000);
            filler.add(series, {at, line.mid(value + 1, end - value - 1).toDouble()});
            first = std::min(first, at);
            last = std::max(last, at);
            // As the peers are asked: the 24th series, whichever comes.
            if (asked.isEmpty() && names.size() == 24)
                asked = series;
        }
        filler.send();
        out[u"samples"_s] = qint64(filler.samples);
        out[u"insert_s"_s] = filler.seconds;
    }
    out[u"bytes"_s] = bytesIn(folder);
    if (set == u"B") {
        std::vector<double> warm;
        std::vector<double> cold;
        {
            Kept kept(folder);
            questionMs(kept.store, asked, first, last);
            for (int i = 0; i < 11; ++i)
                warm.push_back(questionMs(kept.store, asked, first, last));
        }
        for (int i = 0; i < 3; ++i)
            cold.push_back(coldMs(folder, asked, first, last));
        out[u"warm_ms"_s] = median(warm);
        out[u"cold_ms"_s] = median(cold);
    }
    std::printf("%s\n", QJsonDocument(out).toJson(QJsonDocument::Compact).constData());
    return 0;
}

// ------------------------------------------------------------------------------------------------------- on our own

void bar(const char* what, double value, const char* unit, double wanted, bool atMost)
{
    const bool missed = atMost ? value > wanted : value < wanted;
    std::printf("%-52s %11.3f %s (wanted: at %s %g)%s\n", what, value, unit, atMost ? "most" : "least", wanted,
                missed ? "  MISSED" : "");
    std::fflush(stdout);
}

/// A thousand series for a day: samples a second.
void measureAppends()
{
    QTemporaryDir folder;
    Kept kept(folder.path());
    Filler filler(kept.store);
    Streams streams(1000);
    for (int step = 0; step < 10'000; ++step) {
        for (int i = 0; i < streams.count(); ++i)
            filler.add(streams.name(i), streams.next(i));
        streams.advance();
    }
    filler.send();
    bar("appended, batches of a million", double(filler.samples) / filler.seconds / 1e6, "M/s", 1, false);
}

/// A year of some of a thousand series, a day at a time as time goes by.
void measureYear()
{
    struct Moved final : Clock
    {
        SystemClock real;
        QDateTime at;
        QDateTime now() const override { return at; }
        std::chrono::milliseconds monotonic() const override { return real.monotonic(); }
        std::unique_ptr<Timer> after(QObject* context, std::chrono::milliseconds delay,
                                     std::function<void()> work) override
        {
            return real.after(context, delay, std::move(work));
        }
    };
    constexpr int series = 12;
    constexpr int daySteps = 8640;
    QTemporaryDir folder;
    {
        Moved clock;
        Streams streams(series);
        clock.at = QDateTime::fromMSecsSinceEpoch(streams.now(), Qt::UTC);
        Store::Database cache(Store::Database::Kind::Cache, folder.filePath(u"cache.db"_s), cacheMigrations(), clock);
        SeriesStore store(cache, clock);
        Filler filler(store);
        for (int day = 0; day < 365; ++day) {
            for (int step = 0; step < daySteps; ++step) {
                for (int i = 0; i < series; ++i)
                    filler.add(streams.name(i), streams.next(i));
                streams.advance();
            }
            filler.send();
            clock.at = QDateTime::fromMSecsSinceEpoch(streams.now(), Qt::UTC);
            while (answerOf(store.tidy())) {
            }
        }
    }
    bar("a year of 1,000 series, from a year of 12", double(bytesIn(folder.path())) / series * 1000 / 1e9, "GB", 5,
        true);
}

/// Debian's own, on loopback, with the same samples.
class Prometheus
{
public:
    Prometheus(const QString& text, const QString& folder)
    {
        const QString data = folder + u"/tsdb"_s;
        outputOf(u"promtool"_s,
                 {u"tsdb"_s, u"create-blocks-from"_s, u"openmetrics"_s, u"--max-block-duration=2160h"_s, text, data});
        for (const QFileInfo& block : QDir(data).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            bytes += bytesIn(block.filePath()) + bytesIn(block.filePath() + u"/chunks"_s);
        }
        QFile configuration(folder + u"/prometheus.yml"_s);
        if (!configuration.open(QIODevice::WriteOnly) || configuration.write("global: {}\n") < 0)
            qFatal("no configuration");
        configuration.close();
        QTcpServer free;
        free.listen(QHostAddress::LocalHost);
        const QString address = u"127.0.0.1:%1"_s.arg(free.serverPort());
        free.close();
        m_base = u"http://"_s + address;
        m_process.setReadChannel(QProcess::StandardError);
        m_process.start(u"prometheus"_s,
                        {u"--config.file="_s + configuration.fileName(), u"--storage.tsdb.path="_s + data,
                         u"--storage.tsdb.retention.time=30y"_s, u"--web.listen-address="_s + address});
        QByteArray said;
        while (!said.contains("Server is ready")) {
            if (!m_process.waitForReadyRead(60'000))
                qFatal("Prometheus does not start: %s", said.constData());
            said += m_process.readAllStandardError();
        }
    }
    ~Prometheus()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }
    /// Milliseconds for the mean, the least and the most, one question each.
    std::pair<double, double> questionMs(const QString& selector, qint64 from, qint64 to)
    {
        const qint64 step = (to - from) / 1000 / pointsAsked;
        double mean = 0;
        double all = 0;
        for (const QString& function : {u"avg"_s, u"min"_s, u"max"_s}) {
            QUrl url(m_base + u"/api/v1/query_range"_s);
            QUrlQuery query;
            query.addQueryItem(u"query"_s, u"%1_over_time(%2[%3s])"_s.arg(function, selector).arg(step));
            query.addQueryItem(u"start"_s, QString::number(from / 1000 + step));
            query.addQueryItem(u"end"_s, QString::number(from / 1000 + step * pointsAsked));
            query.addQueryItem(u"step"_s, QString::number(step));
            url.setQuery(query);
            QElapsedTimer timer;
            timer.start();
            const QByteArray answer = ask(url);
            const double took = double(timer.nsecsElapsed()) / 1e6;
            if (answer.count("\",") + answer.count("\"]") < pointsAsked)
                qFatal("Prometheus: %s", answer.left(300).constData());
            mean += function == u"avg" ? took : 0;
            all += took;
        }
        return {mean, all};
    }
    qint64 bytes = 0;

private:
    /// With a connection of its own kind kept open, as a console would; curl would count its own start.
    QByteArray ask(const QUrl& url)
    {
        QNetworkReply* reply = m_network.get(QNetworkRequest(url));
        QElapsedTimer timer;
        timer.start();
        while (!reply->isFinished() && timer.elapsed() < 60'000)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 10);
        const QByteArray answer = reply->readAll();
        reply->deleteLater();
        return answer;
    }
    QNetworkAccessManager m_network;
    QProcess m_process;
    QString m_base;
};

int measure()
{
    measureAppends();
    // Forty series for thirty days.
    QTemporaryDir folder;
    const QString ours = folder.filePath(u"ours"_s);
    const QString text = folder.filePath(u"openmetrics"_s);
    QDir().mkpath(ours);
    Streams streams(40);
    const qint64 from = streams.now();
    const bool withPeer = QProcess::execute(u"sh"_s, {u"-c"_s, u"command -v promtool prometheus >/dev/null"_s}) == 0;
    size_t samples = 0;
    {
        Kept kept(ours);
        Filler filler(kept.store);
        QFile file(text);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("%s cannot be written", qPrintable(text));
        for (int step = 0; step < 259'200; ++step) {
            for (int i = 0; i < streams.count(); ++i) {
                const Datum each = streams.next(i);
                filler.add(streams.name(i), each);
                if (withPeer)
                    file.write(streams.name(i).toUtf8() + ' ' + QByteArray::number(each.value, 'g', 12) + ' ' +
                               QByteArray::number(double(each.at) / 1000, 'f', 3) + '\n');
            }
            streams.advance();
        }
        file.write("# EOF\n");
        filler.send();
        samples = filler.samples;
    }
    const qint64 to = streams.now() - 1;
    bar("bytes a sample", double(bytesIn(ours)) / double(samples), "B", 2, true);
    Kept kept(ours);
    const QString asked = streams.name(23);
    questionMs(kept.store, asked, from, to);
    if (withPeer) {
        Prometheus peer(text, folder.path());
        peer.questionMs(asked, from, to);
        std::printf("%-52s %11.3f B\n", "bytes a sample of Prometheus", double(peer.bytes) / double(samples));
        head("prometheus");
        std::vector<double> mine;
        std::array<std::vector<double>, 2> theirs;
        std::array<std::vector<double>, 2> ratios;
        for (int round = 0; round < 11; ++round) {
            mine.push_back(questionMs(kept.store, asked, from, to));
            const auto [mean, all] = peer.questionMs(asked, from, to);
            theirs[0].push_back(all);
            theirs[1].push_back(mean);
            ratios[0].push_back(mine.back() / all);
            ratios[1].push_back(mine.back() / mean);
        }
        tell("30 days as 1,000 points, min, max and mean", median(mine), median(theirs[0]), median(ratios[0]), 0.3);
        tell("- against the mean alone", median(mine), median(theirs[1]), median(ratios[1]), 0.3);
    } else {
        std::printf("prometheus and promtool are not installed: no comparison\n");
    }
    measureYear();
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4)
        return storeFile(arguments[1], arguments[2], arguments[3]);
    if (arguments.size() != 1)
        qFatal("usage: bench_series [FOLDER SET FILE]");
    return measure();
}
