// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Pilothouse::Ui {

/// Lets assistive technology read every PaintedWidget. Called once by Theme::install().
void installAccessibility();

} // namespace Pilothouse::Ui
