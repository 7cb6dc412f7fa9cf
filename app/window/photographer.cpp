// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/photographer.h"

#include <QDir>
#include <QPixmap>

namespace Pilothouse {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr int mostTries = 150; // of 200 ms
}

Photographer::Photographer(QWidget& window, Ui::Theme& theme, Clock& clock, QString folder)
    : m_window(window)
    , m_theme(theme)
    , m_clock(clock)
    , m_folder(std::move(folder))
    , m_before(theme.scheme())
{
    QDir().mkpath(m_folder);
}

void Photographer::take(const std::vector<Shot>& shots, std::chrono::seconds after)
{
    for (const Ui::ColourScheme scheme : {Ui::ColourScheme::Light, Ui::ColourScheme::Dark}) {
        for (const Shot& shot : shots)
            m_left.emplace_back(scheme, shot);
    }
    m_timer = m_clock.after(this, after, [this] { next(); });
}

void Photographer::next()
{
    while (!m_left.empty() && m_left.front().second.wanted && !m_left.front().second.wanted())
        m_left.pop_front();
    if (m_left.empty()) {
        m_theme.setScheme(m_before);
        Q_EMIT finished(m_failures);
        return;
    }
    m_theme.setScheme(m_left.front().first);
    m_left.front().second.arrange();
    waitFor(mostTries);
}

void Photographer::waitFor(int tries)
{
    const Shot& shot = m_left.front().second;
    const bool ready = !shot.ready || shot.ready();
    if (ready || tries == 0) {
        if (!ready)
            m_failures << shot.name + u": not ready"_s;
        // Layouts and the last repaint.
        m_timer = m_clock.after(this, 700ms, [this] { save(); });
        return;
    }
    m_timer = m_clock.after(this, 200ms, [this, tries] { waitFor(tries - 1); });
}

void Photographer::save()
{
    const auto& [scheme, shot] = m_left.front();
    const QString file =
        m_folder + u'/' + shot.name + (scheme == Ui::ColourScheme::Dark ? u"-dark.png"_s : u"-light.png"_s);
    // As small as the format allows: these are looked at more often than they are taken.
    if (!m_window.grab().save(file, "PNG", 0))
        m_failures << file;
    m_left.pop_front();
    m_timer = m_clock.after(this, 50ms, [this] { next(); });
}

} // namespace Pilothouse
