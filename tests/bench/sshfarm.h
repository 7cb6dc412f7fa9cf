// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Pilothouse::Bench {

/// One command on many hosts at once, which are the addresses of one sshd: connecting anew against clush and against
/// ssh processes, and over open connections against ssh through multiplexers. The new connections are those of
/// pilothousectl, as a person would run it.
void measureFarm(int hosts);

/// Ten commands one after another, a process of its own that connects first, against ansible-playbook where that is
/// installed. It is this program with the arguments "steps …".
void measureSteps();

} // namespace Pilothouse::Bench
