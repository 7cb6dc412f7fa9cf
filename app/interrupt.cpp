// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interrupt.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace Pilothouse {

namespace {

std::array<int, 2> pipeEnds{-1, -1};

// Only async-signal-safe calls here.
void onSignal(int signal)
{
    const char byte = char(signal);
    [[maybe_unused]] const ssize_t written = write(pipeEnds[1], &byte, 1);
    if (signal == SIGINT)
        std::signal(SIGINT, SIG_DFL);
}

constexpr std::array signals{SIGINT, SIGTERM, SIGHUP};

} // namespace

Interrupt::Interrupt(std::function<void()> onInterrupt)
    : m_onInterrupt(std::move(onInterrupt))
{
    if (pipe2(pipeEnds.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(pipeEnds[0], QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        while (read(pipeEnds[0], &byte, 1) == 1)
            m_onInterrupt();
    });
    for (const int signal : signals)
        std::signal(signal, onSignal);
}

Interrupt::~Interrupt()
{
    for (const int signal : signals)
        std::signal(signal, SIG_DFL);
    m_notifier.reset();
    for (int& end : pipeEnds) {
        if (end >= 0)
            close(end);
        end = -1;
    }
}

} // namespace Pilothouse
