// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Pilothouse::Test {

/// An SFTP server that does not mean well, on standard input and output, until its input ends. Every path is a folder
/// when it ends with "tree", else a file of a few bytes. What is wrong with it:
/// - "names": folders list names that lead elsewhere, and links to other places
/// - "short": reads give at most 1000 bytes
/// - "greedy": reads give more than was asked for
/// - "mute": opens are never answered
/// - "confused": opens are answered with a number that nobody asked with
int fakeSftp(const QString& fault);
/// The line of sshd_config that has this program serve so.
QString fakeSubsystem(const QString& fault);
/// What its files hold.
QByteArray fakeContent();

} // namespace Pilothouse::Test
