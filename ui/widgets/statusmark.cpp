// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statusmark.h"

#include "base/units.h"
#include "widgets/theme.h"
#include "widgets/timetext.h"

#include <QPainter>

namespace Pilothouse::Ui {

using namespace std::chrono_literals;

StatusMark::StatusMark(const Theme& theme, Clock& clock, QWidget* parent)
    : PaintedWidget(parent)
    , m_theme(theme)
    , m_clock(clock)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFont(theme.font(TextStyle::Body));
    refresh();
}

void StatusMark::setEvidence(const Evidence& evidence)
{
    m_evidence = evidence;
    refresh();
}

void StatusMark::setMaintenance(bool maintenance)
{
    m_maintenance = maintenance;
    refresh();
}

void StatusMark::setWordShown(bool shown)
{
    m_wordShown = shown;
    updateGeometry();
    update();
}

void StatusMark::setMarkSize(int pixels)
{
    m_markSize = pixels;
    updateGeometry();
    update();
}

Sign StatusMark::sign() const
{
    const Sign sign = signOf(m_evidence.verdictAt(m_clock.now()));
    return m_maintenance && sign != Sign::Healthy ? Sign::Maintenance : sign;
}

void StatusMark::refresh()
{
    m_timer.reset();
    const QDateTime now = m_clock.now();
    if (m_evidence.isFresh(now)) {
        const auto left = m_evidence.goodFor - between(m_evidence.observedAt, now) + 1ms;
        // A QTimer counts in int milliseconds; evidence that lasts for months is looked at again each day.
        m_timer = m_clock.after(this, std::min<std::chrono::milliseconds>(left, 24h), [this] { refresh(); });
    }
    setToolTip(evidenceTip(m_evidence, now));
    const Sign shown = sign();
    update();
    if (shown == m_shown)
        return;
    m_shown = shown;
    updateGeometry();
    announce();
    Q_EMIT signChanged();
}

QString StatusMark::accessibleValue() const
{
    const QString word = signWord(sign());
    return m_evidence.statement.isEmpty() ? word
                                          : tr("%1: %2", "sign: statement").arg(word, m_evidence.statement.text());
}

QSize StatusMark::sizeHint() const
{
    if (!m_wordShown)
        return {m_markSize + 2, std::max(m_markSize + 2, 14)};
    const QFontMetrics metrics(font());
    return {m_markSize + 8 + metrics.horizontalAdvance(signWord(sign())), std::max(m_markSize + 2, metrics.height())};
}

void StatusMark::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    const Sign now = sign();
    paintSign(painter, QRectF(1, (height() - m_markSize) / 2.0, m_markSize, m_markSize), now, m_theme);
    if (!m_wordShown)
        return;
    painter.setPen(m_theme.color(signRole(now)));
    painter.drawText(rect().adjusted(m_markSize + 7, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, signWord(now));
}

QString evidenceTip(const Evidence& evidence, const QDateTime& now)
{
    QStringList lines;
    if (!evidence.statement.isEmpty())
        lines << evidence.statement.text();
    if (!evidence.observedAt.isValid()) {
        lines << StatusMark::tr("Never observed");
    } else {
        lines << StatusMark::tr("Observed %1 (%2)").arg(ago(evidence.observedAt, now), localTime(evidence.observedAt));
        if (!evidence.isFresh(now))
            lines << StatusMark::tr("Too old to be believed: good for %1").arg(formatDuration(evidence.goodFor));
    }
    if (!evidence.source.isEmpty())
        lines << StatusMark::tr("Source: %1").arg(evidence.source);
    return lines.join(u'\n');
}

} // namespace Pilothouse::Ui
