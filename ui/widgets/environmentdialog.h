// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/snapshot.h"

#include <QDialog>

class QBoxLayout;
class QDialogButtonBox;

namespace Pilothouse::Ui {

/// A dialog about one environment. Which one and of what kind stands in its title, in its frame and beside its heading,
/// so that production cannot be taken for anything else. Open it with open(); it deletes itself when closed.
class EnvironmentDialog : public QDialog
{
    Q_OBJECT
public:
    EnvironmentDialog(const Theme& theme, const EnvironmentKey& key, System::EnvironmentKind kind, const QString& title,
                      QWidget* parent);

    /// Vertical, between heading and buttons.
    QBoxLayout* content() const { return m_content; }
    /// Empty until filled; rejected() closes the dialog.
    QDialogButtonBox* buttons() const { return m_buttons; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    System::EnvironmentKind m_kind;
    QBoxLayout* m_content;
    QDialogButtonBox* m_buttons;
};

} // namespace Pilothouse::Ui
