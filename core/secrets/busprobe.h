// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>

namespace Pilothouse::Secrets {

struct BusProbe
{
    enum class Outcome { Answers, Refuses, Mute };
    Outcome outcome = Outcome::Answers;
    QString detail = {};
};

/// Knocks at the session bus with the first words of the D-Bus protocol and waits for an answer. A library that
/// connects to a socket that takes connections and says nothing waits without an end, and Qt's then keeps the program
/// from ending; so nobody connects before this has succeeded. Blocks up to `timeout`. Looks only at buses on Unix
/// sockets; anything else counts as answering. https://dbus.freedesktop.org/doc/dbus-specification.html#auth-protocol
BusProbe probeSessionBus(std::chrono::milliseconds timeout);

} // namespace Pilothouse::Secrets
