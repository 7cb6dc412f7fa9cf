// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_ui_test_support pilothouse_window pilothouse_test_fleet pilothouse_test_keyring
// sources: ../integration/window/windowworld.cpp
//
// The whole window, offscreen, while a step of the run that it shows prints 100,000 lines a second for ten seconds: how
// long the window's event loop was away at worst. The run is a real one on this machine.
#include "integration/window/windowworld.h"
#include "lateness.h"
#include "run/planview.h"
#include "run/runview.h"
#include "widgets/outputpanel.h"
#include "widgets/typedconfirmation.h"

#include <QApplication>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace Pilothouse;
using namespace Pilothouse::Bench;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 lines = 1'000'000;
constexpr double bar = 50;

const auto definition = uR"(apiVersion: pilothouse/v1
system: shop
title: Shop
environments:
  staging:
    kind: staging
    hosts:
      here: { local: true, directory: %1, roles: [app] }
    procedures:
      print:
        title: Print
        confirm: none
        steps:
          - name: Print
            on: app
            run: |
              i=0
              while [ $i -lt 200 ]; do
                seq -f 'compiling part %08.0f of a large program' 5000
                sleep 0.045
                i=$((i + 1))
              done
)"_s;

template <typename T> T* shown(QWidget& place)
{
    T* found = nullptr;
    const auto visible = [&] {
        for (T* candidate : place.findChildren<T*>()) {
            if (candidate->isVisible())
                found = candidate;
        }
        return found != nullptr;
    };
    if (!QTest::qWaitFor(visible, 60'000))
        qFatal("the window does not show what was asked for");
    return found;
}

void measure()
{
    const QTemporaryDir folder;
    qputenv("XDG_STATE_HOME", folder.filePath(u"state"_s).toUtf8());
    const Options options = Options::fromUser(folder.filePath(u"config"_s), folder.filePath(u"data"_s));
    QDir().mkpath(options.configDir + u"/systems"_s);
    QDir().mkpath(folder.filePath(u"app"_s));
    QFile file(options.configDir + u"/systems/shop.yaml"_s);
    if (!file.open(QIODevice::WriteOnly) || file.write(definition.arg(folder.filePath(u"app"_s)).toUtf8()) <= 0)
        qFatal("%s cannot be written", qPrintable(file.fileName()));
    file.close();

    Test::WholeProgram program(options);
    program.window().resize(1280, 800);
    program.window().setVisible(true);
    program.window().showEnvironment({u"shop"_s, u"staging"_s}, u"runs"_s, u"plan:print"_s);
    auto* plan = shown<Ui::PlanView>(program.window());
    QTest::mouseClick(plan->findChild<Ui::TypedConfirmation*>()->button(), Qt::LeftButton);
    auto* run = shown<Ui::RunView>(program.window());
    const Ui::OutputView* output = run->findChild<Ui::OutputPanel*>()->view();
    const auto printed = [output] { return output->store().endLine(); };
    if (!QTest::qWaitFor([&] { return printed() > 0; }, 60'000))
        qFatal("the step prints nothing");
    Lateness lateness;
    lateness.watch(&program.window());
    QElapsedTimer timer;
    timer.start();
    const qint64 before = printed();
    if (!QTest::qWaitFor([&] { return printed() >= lines; }, 120'000))
        qFatal("only %lld lines were shown", printed());
    const double rate = double(lines - before) * 1000 / double(timer.elapsed());
    std::printf(
        "%-52s %8.1f ms, without waits for a processor %.1f ms, at %.0f lines a second (wanted: at most %.0f)%s\n",
        "longest turn of the window while output comes", lateness.worst(), lateness.worstOwn(), rate, bar,
        lateness.worstOwn() > bar ? "  MISSED" : "");
}

} // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    measure();
    return 0;
}
