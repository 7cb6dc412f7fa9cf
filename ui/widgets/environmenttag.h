// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system/target.h"
#include "widgets/paintedwidget.h"
#include "widgets/palette.h"

namespace Pilothouse::Ui {

class Theme;

/// "PRODUCTION", "STAGING", "DEVELOPMENT", translated.
QString kindWord(System::EnvironmentKind kind);
Role kindRole(System::EnvironmentKind kind);

/// The mark of an environment's kind: word, colour, and for production a flag, which is never the mark of being down.
void paintEnvironmentTag(QPainter& painter, const QRectF& rect, System::EnvironmentKind kind, const Theme& theme);
QSize environmentTagSize(System::EnvironmentKind kind, const Theme& theme);

class EnvironmentTag final : public PaintedWidget
{
    Q_OBJECT
public:
    explicit EnvironmentTag(const Theme& theme, System::EnvironmentKind kind = System::EnvironmentKind::Production,
                            QWidget* parent = nullptr);

    void setKind(System::EnvironmentKind kind);
    QString accessibleValue() const override { return kindWord(m_kind); }
    QSize sizeHint() const override { return environmentTagSize(m_kind, m_theme); }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    System::EnvironmentKind m_kind;
};

} // namespace Pilothouse::Ui
