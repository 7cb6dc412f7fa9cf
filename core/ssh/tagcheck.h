// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Pilothouse::Ssh {

/// Whether the libssh of this machine notices with AES-GCM that a packet was changed on the way. Without the mend for
/// CVE-2026-59847 it takes OpenSSL's refusal of the tag for success and hands out what was changed; no number tells
/// which one it is (Debian 12 has both kinds as 0.10.6). So it is tried, once in a process and within some
/// milliseconds: two sessions of the library talk with each other in memory, and one bit of a tag is changed between
/// them. Anything but a packet that came whole and another that was refused is "no". Any thread.
bool noticesChangedTags();

} // namespace Pilothouse::Ssh
