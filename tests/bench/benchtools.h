// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/await.h"
#include "ssh/pool.h"

#include <QElapsedTimer>
#include <QProcess>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <sys/resource.h>

/// What measurements share: both sides in turns, the median of the ratios within a round, and a bar.
namespace Pilothouse::Bench {

/// Milliseconds, of the clock and of the processor: this process and those that it started and that have ended.
struct Took
{
    double wall = 0;
    double cpu = 0;
};

inline double processorTime()
{
    double sum = 0;
    for (const auto who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
        rusage used = {};
        getrusage(who, &used);
        for (const timeval& time : {used.ru_utime, used.ru_stime})
            sum += double(time.tv_sec) * 1e3 + double(time.tv_usec) / 1e3;
    }
    return sum;
}

inline Took measured(const std::function<void()>& work)
{
    const double before = processorTime();
    QElapsedTimer timer;
    timer.start();
    work();
    return {.wall = double(timer.nsecsElapsed()) / 1e6, .cpu = processorTime() - before};
}

inline double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : values[values.size() / 2];
}

inline void head(const char* other) { std::printf("%-52s %11s  %11s\n", "", "ours", other); }

/// One line of the result.
inline void tell(const char* what, double ours, double theirs, double ratio, double bar)
{
    std::printf("%-52s %8.1f ms  %8.1f ms  ratio %.3f (wanted: at most %.2f)%s\n", what, ours, theirs, ratio, bar,
                ratio > bar ? "  MISSED" : "");
    std::fflush(stdout);
}

/// The rounds of two sides.
struct Rounds
{
    std::vector<Took> ours;
    std::vector<Took> theirs;

    void tell(const char* what, double Took::*of, double bar) const
    {
        std::vector<double> a;
        std::vector<double> b;
        std::vector<double> ratios;
        for (size_t i = 0; i < ours.size(); ++i) {
            a.push_back(ours[i].*of);
            b.push_back(theirs[i].*of);
            ratios.push_back(a.back() / b.back());
        }
        Bench::tell(what, median(a), median(b), median(ratios), bar);
    }
};

/// Runs a program to its end and answers what it printed; anything but success ends the measurement.
inline QByteArray outputOf(const QString& program, const QStringList& arguments, const QByteArray& input = {},
                           const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment())
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(600'000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        qFatal("%s: %s", qPrintable(program), process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

inline Ssh::Finished must(const QFuture<Result<Ssh::Finished>>& future)
{
    const auto done = await(future, {}, std::chrono::minutes(10));
    if (!done || !done->succeeded())
        qFatal("%s", qPrintable(done ? QString::fromUtf8(done->errors) : done.error().message + done.error().detail));
    return *done;
}

inline Ssh::Pool::Options optionsOf(const QString& key, const QString& knownHosts)
{
    return {.knownHostsFiles = {knownHosts}, .identity = {.agent = false, .keyFiles = {key}}};
}

} // namespace Pilothouse::Bench
