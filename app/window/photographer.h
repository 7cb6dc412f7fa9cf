// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "widgets/theme.h"

#include <QObject>
#include <QWidget>

#include <deque>

namespace Pilothouse {

/// Takes pictures of the window one after the other: shows a page, waits until what it needs is there (or 30 s), lets
/// it settle, and saves it. Leaves the colours as they were. For `--pictures`. Window's thread.
class Photographer final : public QObject
{
    Q_OBJECT
public:
    struct Shot
    {
        QString name;
        std::function<void()> arrange;
        std::function<bool()> ready = {};
        std::function<bool()> wanted = {}; ///< asked when its turn comes; left out without being a failure if false
    };

    Photographer(QWidget& window, Ui::Theme& theme, Clock& clock, QString folder);

    /// Watches for `after`, takes all shots in light and then in dark, and emits finished().
    void take(const std::vector<Shot>& shots, std::chrono::seconds after = {});

Q_SIGNALS:
    /// `failures`: pictures that could not be saved, or whose page never got ready.
    void finished(const QStringList& failures);

private:
    void next();
    void waitFor(int tries);
    void save();

    QWidget& m_window;
    Ui::Theme& m_theme;
    Clock& m_clock;
    QString m_folder;
    Ui::ColourScheme m_before;
    std::deque<std::pair<Ui::ColourScheme, Shot>> m_left;
    QStringList m_failures;
    std::unique_ptr<Timer> m_timer;
};

} // namespace Pilothouse
