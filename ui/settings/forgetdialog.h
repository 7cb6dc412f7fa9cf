// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/knownkeys.h"
#include "widgets/theme.h"

#include <QDialog>

namespace Pilothouse::Ui {

/// Which lines would be taken out, and what that means. accepted() when the person wants it; deletes itself when
/// closed.
class ForgetDialog final : public QDialog
{
    Q_OBJECT
public:
    ForgetDialog(const Theme& theme, const std::vector<Ssh::KnownKey>& keys, QWidget* parent);
};

} // namespace Pilothouse::Ui
