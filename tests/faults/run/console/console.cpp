// SPDX-License-Identifier: GPL-3.0-or-later
//
// A console that drives a run and may be killed: `pilothouse_test_console SHOP.json start REF` or `... adopt`.
// KILL_AT=POINT[:N] ends it by SIGKILL when POINT is reached for the Nth time, KILL_AFTER=MS after that time.
// Prints `ID STATE SUMMARY` of every run that ended.
#include "base/await.h"
#include "desk.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <thread>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

int drive(const QStringList& arguments)
{
    QFile file(arguments.value(1));
    if (!file.open(QIODevice::ReadOnly))
        return 2;
    const Shop shop = Shop::fromJson(QJsonDocument::fromJson(file.readAll()).object());
    const QByteArray killAt = qgetenv("KILL_AT");
    const QByteArray point = killAt.split(':').first();
    std::atomic<int> left = std::max(1, killAt.split(':').value(1).toInt());
    Desk desk(shop, [&](const char* reached) {
        if (point == reached && --left == 0)
            ::raise(SIGKILL);
    });
    std::vector<Id> ids;
    if (arguments.value(2) == u"start"_s) {
        const auto id = desk.deploy(arguments.value(3));
        if (!id) {
            std::fprintf(stderr, "%s\n%s\n", qPrintable(id.error().message), qPrintable(id.error().detail));
            return 1;
        }
        ids.push_back(*id);
    } else {
        const auto adopted = await(desk.runs->adoptOpenRuns(), {}, 30s);
        if (!adopted)
            return 1;
        ids = *adopted;
    }
    for (const Id& id : ids) {
        const auto record = desk.waitFor(id, 120s);
        if (!record) {
            std::fprintf(stderr, "%s: %s\n", qPrintable(id.toString()), qPrintable(record.error().message));
            return 1;
        }
        std::printf("%s %s %s\n", qPrintable(id.toString()), qPrintable(Run::runStateName(record->info.state)),
                    qPrintable(record->info.summary));
    }
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    // Before anything else, so that every moment of a run can be hit.
    const int after = qEnvironmentVariableIntValue("KILL_AFTER");
    std::jthread killer;
    if (after > 0)
        killer = std::jthread([after](const std::stop_token& stop) {
            Run::Bell bell;
            if (!bell.wait(stop, std::chrono::milliseconds(after), [&] { return stop.stop_requested(); }))
                ::raise(SIGKILL);
        });
    int result = 1;
    std::thread worker([&] { result = drive(QCoreApplication::arguments()); });
    worker.join();
    killer.request_stop();
    return result;
}
