// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/safetext.h"
#include "widgets/theme.h"

#include <QLabel>

namespace Pilothouse::Ui {

/// A label in the house's type: plain text, a style and a colour role that follow the theme.
class TextLabel : public QLabel
{
    Q_OBJECT
public:
    TextLabel(const Theme& theme, const QString& text, TextStyle style = TextStyle::Body, Role role = Role::Text,
              QWidget* parent = nullptr);

    using QLabel::setText;
    void setText(const SafeText& text) { QLabel::setText(text.text()); }
    void setRole(Role role);
    void setStyle(TextStyle style);
    Role role() const { return m_role; }
    /// Text may be selected and copied by mouse and keyboard.
    void setCopyable(bool copyable);

protected:
    const Theme& theme() const { return m_theme; }

private:
    void recolour();

    const Theme& m_theme;
    Role m_role;
};

/// One line that gives way: it is cut with an ellipsis where there is no room, and then says itself in a tooltip.
class ElidedLabel : public TextLabel
{
    Q_OBJECT
public:
    ElidedLabel(const Theme& theme, const QString& text, TextStyle style = TextStyle::Body, Role role = Role::Text,
                QWidget* parent = nullptr);

    void setElideMode(Qt::TextElideMode mode);
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    bool isElided() const;

    Qt::TextElideMode m_mode = Qt::ElideRight;
};

/// "12 m ago", kept true as time passes; the full local time with zone is its tooltip.
class RelativeTime final : public TextLabel
{
    Q_OBJECT
public:
    RelativeTime(const Theme& theme, Clock& clock, TextStyle style = TextStyle::Body, Role role = Role::Muted,
                 QWidget* parent = nullptr);

    /// `pattern` contains %1 for the relative time ("deployed %1"); it must be translated already.
    void setTime(const QDateTime& at, const QString& pattern = QStringLiteral("%1"));

private:
    void refresh();

    Clock& m_clock;
    QDateTime m_at;
    QString m_pattern;
    std::unique_ptr<Timer> m_timer;
};

} // namespace Pilothouse::Ui
