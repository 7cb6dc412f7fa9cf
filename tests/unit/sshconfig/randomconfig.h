// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <random>

namespace Pilothouse::Test {

/// An ssh_config file put together at random, mostly a valid one. At depth 0 it may include DIR/one and DIR/two.
QByteArray randomConfig(std::mt19937& random, int depth);
/// A host for which such files have something to say.
QByteArray randomHost(std::mt19937& random);

} // namespace Pilothouse::Test
