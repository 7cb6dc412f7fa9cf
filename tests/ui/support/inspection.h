// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

namespace Pilothouse::Test {

/// What is wrong with a window as it is laid out now, one line each: text that is cut off without being meant to,
/// widgets that stick out of their parent, widgets that take the focus and have no name for assistive technology.
QStringList layoutFaults(QWidget& window);

/// Shows the window at `size` and lets layouts settle.
void showSettled(QWidget& window, const QSize& size);

/// Lets everything that is due within a tenth of a second happen: layouts, batches of output. For pictures; a test
/// waits for what it wants to see.
void settle();

/// Saves what the window shows; the folder is made. Returns the file's name.
QString savePicture(QWidget& window, const QString& folder, const QString& name);

} // namespace Pilothouse::Test
