// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testmain.h"

#include <cstdio>
#include <cstring>

/// Part of Qt Test, exported and in none of its public headers. Once a class is skipped, or the last function of one,
/// Qt 6.4 runs no test of any later class in the same program, and says that none of them failed.
class QTestResult
{
public:
    __attribute__((weak)) static void setSkipCurrentTest(bool value);
};

namespace Pilothouse::Test {

namespace {
std::vector<std::pair<const char*, Factory>>& registrations()
{
    static std::vector<std::pair<const char*, Factory>> all;
    return all;
}
} // namespace

Registration::Registration(const char* name, Factory factory)
{
    registrations().emplace_back(name, std::move(factory));
}

int runAll(int argc, char** argv)
{
    if (argc > 1 && std::strcmp(argv[1], "-list") == 0) {
        for (const auto& [name, factory] : registrations())
            std::puts(name);
        return 0;
    }
    // Started by hand or by CTest: what the person at this machine has in ssh_config is no part of a test.
    if (qEnvironmentVariableIsEmpty("PILOTHOUSE_SSH_CONFIG"))
        qputenv("PILOTHOUSE_SSH_CONFIG", "none");
    const char* only = argc > 1 && argv[1][0] != '-' ? argv[1] : nullptr;
    // Qt's handler of signals asks a debugger for the stack, again and again where that takes long: a program that was
    // to end hung until it was killed.
    char noHandler[] = "-nocrashhandler";
    std::vector<char*> rest{argv[0], noHandler};
    for (int i = only ? 2 : 1; i < argc; ++i)
        rest.push_back(argv[i]);
    int failed = 0;
    bool ran = false;
    for (const auto& [name, factory] : registrations()) {
        if (only && std::strcmp(only, name) != 0)
            continue;
        if (ran && !QTestResult::setSkipCurrentTest) {
            std::fprintf(stderr, "this Qt cannot run several classes in one program; run them one by one (-list)\n");
            return 2;
        }
        if (ran)
            QTestResult::setSkipCurrentTest(false);
        ran = true;
        const auto test = factory();
        if (QTest::qExec(test.get(), int(rest.size()), rest.data()) != 0)
            ++failed;
    }
    if (!ran) {
        std::fprintf(stderr, "no such test class: %s\n", only ? only : "(none registered)");
        return 2;
    }
    return failed == 0 ? 0 : 1;
}

} // namespace Pilothouse::Test
