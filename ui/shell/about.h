// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace Pilothouse::Ui {

class Theme;

/// Version, licence and what it is built on. Opened, never run; deletes itself when closed.
class AboutDialog final : public QDialog
{
    Q_OBJECT
public:
    AboutDialog(const Theme& theme, QWidget* parent);
};

} // namespace Pilothouse::Ui
