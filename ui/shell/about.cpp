// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/about.h"

#include "widgets/labels.h"

#include <QDialogButtonBox>

namespace Pilothouse::Ui {

AboutDialog::AboutDialog(const Theme& theme, QWidget* parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About Pilothouse"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(8);
    const auto add = [&](const QString& text, TextStyle style, Role role) {
        auto* label = new TextLabel(theme, text, style, role);
        label->setWordWrap(true);
        label->setMinimumWidth(360);
        column->addWidget(label);
    };
    add(tr("Pilothouse %1").arg(QStringLiteral(PILOTHOUSE_VERSION)), TextStyle::Title, Role::Text);
    add(tr("Runs production systems over SSH, without an agent. Nothing is green without proof, no work is lost with a "
           "connection."),
        TextStyle::Body, Role::Text);
    add(tr("Free software under the GNU General Public License, version 3 or later. There is no warranty."),
        TextStyle::Small, Role::Muted);
    add(tr("Built with Qt %1, libssh and KSyntaxHighlighting.").arg(QString::fromLatin1(qVersion())), TextStyle::Small,
        Role::Muted);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addSpacing(8);
    column->addWidget(buttons);
}

} // namespace Pilothouse::Ui
