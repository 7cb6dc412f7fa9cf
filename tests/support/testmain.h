// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTest>

#include <functional>
#include <memory>
#include <vector>

/// One test program holds many test classes: each registers itself with PILOTHOUSE_TEST(Class) at the end of its file,
/// and testmain.cpp runs them all. `test_room ClassName [function...]` runs one class; `-list` prints the classes. A
/// program that needs widgets defines PILOTHOUSE_TEST_APPLICATION (see tests/ui).
namespace Pilothouse::Test {

using Factory = std::function<std::unique_ptr<QObject>()>;

struct Registration
{
    Registration(const char* name, Factory factory);
};

int runAll(int argc, char** argv);

} // namespace Pilothouse::Test

#define PILOTHOUSE_TEST(Class)                                                                                         \
    static const Pilothouse::Test::Registration registration_##Class(#Class, [] { return std::make_unique<Class>(); });
