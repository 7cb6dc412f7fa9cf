// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/forgetdialog.h"

#include "settings/hostmodels.h"
#include "widgets/card.h"
#include "widgets/labels.h"
#include "widgets/rows.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QPushButton>

namespace Pilothouse::Ui {

namespace {
constexpr int mostRows = 8;
constexpr int dialogWidth = 900;
} // namespace

ForgetDialog::ForgetDialog(const Theme& theme, const std::vector<Ssh::KnownKey>& keys, QWidget* parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(dialogWidth);
    setWindowTitle(tr("Forget host keys"));
    auto* model = new KeyModel(this);
    model->setRows(keys);
    auto* table = new RowTable(theme);
    table->setAccessibleName(tr("Keys to be forgotten"));
    table->setModel(model);
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setMostRows(mostRows);
    table->setColumnWidths({{ColumnWidth::By::Weight, 3},
                            {ColumnWidth::By::Content, 14},
                            {ColumnWidth::By::Content, 46},
                            {ColumnWidth::By::Content, 18},
                            {ColumnWidth::By::Weight, 2}});
    auto* lines = new Card(theme, tr("Keys to be forgotten"));
    lines->content()->addWidget(table);
    auto* words =
        new TextLabel(theme,
                      tr("These lines are taken out of this console's own file. Nobody gets to these hosts from here "
                         "before their keys "
                         "are known again, unless another known_hosts file or an authority vouches for them."),
                      TextStyle::Body, Role::Muted);
    words->setWordWrap(true);
    auto* buttons = new QDialogButtonBox;
    auto* forget = buttons->addButton(tr("&Forget %n key(s)", nullptr, int(keys.size())), QDialogButtonBox::ActionRole);
    forget->setAutoDefault(false); // Enter takes nothing out
    forget->setObjectName(QStringLiteral("forget"));
    buttons->addButton(tr("&Keep"), QDialogButtonBox::RejectRole)->setDefault(true);
    connect(forget, &QPushButton::clicked, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    column->addWidget(new TextLabel(theme, tr("Forget host keys"), TextStyle::Title));
    column->addWidget(words);
    column->addWidget(lines);
    column->addStretch(1);
    column->addWidget(buttons);
}

} // namespace Pilothouse::Ui
