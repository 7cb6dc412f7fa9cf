// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/environmentdialog.h"

#include "widgets/environmenttag.h"
#include "widgets/labels.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>

namespace Pilothouse::Ui {

namespace {
constexpr int frameWidth = 3;
}

EnvironmentDialog::EnvironmentDialog(const Theme& theme, const EnvironmentKey& key, System::EnvironmentKind kind,
                                     const QString& title, QWidget* parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_kind(kind)
    , m_content(new QVBoxLayout)
    , m_buttons(new QDialogButtonBox)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(420);
    setWindowTitle(tr("%1 – %2 [%3]", "title, environment, its kind").arg(title, key.id(), kindWord(kind)));
    auto* heading = new QHBoxLayout;
    heading->setSpacing(12);
    auto* words = new TextLabel(theme, title, TextStyle::Title);
    words->setWordWrap(true);
    heading->addWidget(words, 1);
    heading->addWidget(new TextLabel(theme, key.id(), TextStyle::Mono, Role::Muted));
    heading->addWidget(new EnvironmentTag(theme, kind));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    column->addLayout(heading);
    column->addLayout(m_content, 1);
    column->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void EnvironmentDialog::paintEvent(QPaintEvent* event)
{
    QDialog::paintEvent(event);
    if (m_kind != System::EnvironmentKind::Production)
        return;
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), frameWidth), m_theme.color(Role::Production));
}

} // namespace Pilothouse::Ui
