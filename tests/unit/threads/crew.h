// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/testmain.h"

#include <barrier>
#include <thread>

namespace Pilothouse::Test {

/// Runs `work(0)` … `work(count - 1)` on threads that all begin together, and waits for them.
template <typename Work> void together(int count, const Work& work)
{
    std::barrier start(count);
    std::vector<std::jthread> threads;
    threads.reserve(size_t(count));
    for (int i = 0; i < count; ++i) {
        threads.emplace_back([&, i] {
            start.arrive_and_wait();
            work(i);
        });
    }
}

} // namespace Pilothouse::Test
