// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>
#include <cstdlib>
#include <vector>

/// A fuzz target is one file fuzz_NAME.cpp that says once
///
///     PILOTHOUSE_FUZZ_TARGET(NAME) { … read `input` …; FUZZ_CHECK(what must hold); }
///
/// and names what it links in a line "// links: pilothouse_system". With the preset fuzz it becomes a program for
/// libFuzzer; everywhere else test_fuzz replays its seeds (corpus/NAME) and some thousand changes of them, the same
/// ones each time.
namespace Pilothouse::Fuzz {

using Function = void (*)(const QByteArray& input);

struct Target
{
    const char* name;
    Function function;
};

inline std::vector<Target>& targets()
{
    static std::vector<Target> all;
    return all;
}

struct Registration
{
    Registration(const char* name, Function function) { targets().push_back({.name = name, .function = function}); }
};

} // namespace Pilothouse::Fuzz

/// Ends the program, so that a sanitizer or a debugger shows where, when a property does not hold.
#define FUZZ_CHECK(condition)                                                                                          \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            std::fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);                        \
            std::abort();                                                                                              \
        }                                                                                                              \
    } while (false)

#ifdef PILOTHOUSE_LIBFUZZER
#define PILOTHOUSE_FUZZ_TARGET(name)                                                                                   \
    static void fuzz_##name(const QByteArray& input);                                                                  \
    extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)                                            \
    {                                                                                                                  \
        fuzz_##name(QByteArray(reinterpret_cast<const char*>(data), qsizetype(size)));                                 \
        return 0;                                                                                                      \
    }                                                                                                                  \
    static void fuzz_##name(const QByteArray& input)
#else
#define PILOTHOUSE_FUZZ_TARGET(name)                                                                                   \
    static void fuzz_##name(const QByteArray& input);                                                                  \
    static const Pilothouse::Fuzz::Registration registration_##name(#name, fuzz_##name);                               \
    static void fuzz_##name(const QByteArray& input)
#endif
