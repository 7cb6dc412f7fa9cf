// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusVariant>
#include <QObject>

namespace Pilothouse::Ui {

/// What the desktop prefers: dark colours, reduced motion. Asked from the XDG settings portal without waiting, because
/// Qt tells it only from 6.5 on; until an answer comes the palette that the platform plugin brought decides.
class SystemAppearance final : public QObject
{
    Q_OBJECT
public:
    explicit SystemAppearance(QObject* parent = nullptr);

    bool isDark() const { return m_dark; }
    bool reducesMotion() const { return m_reducesMotion; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void onSettingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void ask(const QString& group, const QString& key);
    void take(const QString& group, const QString& key, QVariant value);

    bool m_dark = false;
    bool m_reducesMotion = false;
};

} // namespace Pilothouse::Ui
