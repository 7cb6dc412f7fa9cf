// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/verdicttext.h"

#include "widgets/labels.h"
#include "widgets/statusmark.h"
#include "widgets/timetext.h"

#include <QHBoxLayout>

namespace Pilothouse::Ui {

using namespace std::chrono_literals;

Sign verdictSign(const Evidence& evidence, const QDateTime& now, bool maintenance)
{
    const Sign sign = signOf(evidence.verdictAt(now));
    return maintenance && sign != Sign::Healthy ? Sign::Maintenance : sign;
}

QString verdictSentence(const Evidence& evidence, const QDateTime& since, const QDateTime& now, bool maintenance)
{
    if (!evidence.observedAt.isValid())
        return maintenance ? VerdictText::tr("In maintenance") : VerdictText::tr("Not checked yet");
    const bool fresh = evidence.isFresh(now);
    const QDateTime from = !fresh ? evidence.observedAt : since.isValid() ? since : evidence.observedAt;
    const QString length = age(std::max(between(from, now), 0ms));
    QString sentence;
    switch (verdictSign(evidence, now, maintenance)) {
    case Sign::Healthy:
        return VerdictText::tr("Healthy for %1").arg(length);
    case Sign::Degraded:
        sentence = VerdictText::tr("Degraded for %1").arg(length);
        break;
    case Sign::Down:
        sentence = VerdictText::tr("Down for %1").arg(length);
        break;
    case Sign::Maintenance:
        sentence = VerdictText::tr("In maintenance for %1").arg(length);
        break;
    case Sign::Unknown:
    case Sign::Underway:
    case Sign::Unproven:
        sentence = VerdictText::tr("No data for %1").arg(length);
        break;
    }
    if (evidence.statement.isEmpty())
        return sentence;
    // What was true when somebody last looked is said as such.
    const QString reason =
        fresh ? evidence.statement.text() : VerdictText::tr("last: %1").arg(evidence.statement.text());
    return VerdictText::tr("%1: %2", "verdict: reason").arg(sentence, reason);
}

VerdictText::VerdictText(const Theme& theme, Clock& clock, TextStyle style, QWidget* parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_style(style)
    , m_mark(new StatusMark(theme, clock))
    , m_text(new TextLabel(theme, {}, style))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_mark, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    const int height = m_text->fontMetrics().height();
    m_mark->setMarkSize(style == TextStyle::Title ? 15 : 10);
    m_mark->setFixedHeight(height);
    m_text->setWordWrap(true);
    m_text->setCopyable(true);
    m_text->setFocusPolicy(Qt::NoFocus);
    connect(m_mark, &StatusMark::signChanged, this, &VerdictText::refresh);
    refresh();
}

void VerdictText::setVerdict(const Evidence& evidence, const QDateTime& since, bool maintenance)
{
    m_evidence = evidence;
    m_since = since;
    m_maintenance = maintenance;
    m_mark->setMaintenance(maintenance);
    m_mark->setEvidence(evidence);
    refresh();
}

QString VerdictText::text() const { return m_text->text(); }

void VerdictText::refresh()
{
    const QDateTime now = m_clock.now();
    m_text->setText(verdictSentence(m_evidence, m_since, now, m_maintenance));
    const Sign sign = verdictSign(m_evidence, now, m_maintenance);
    if (m_style != TextStyle::Title)
        m_text->setRole(signRole(sign));
    setAccessibleName(m_text->text());
    m_timer.reset();
    const QDateTime from = m_since.isValid() ? m_since : m_evidence.observedAt;
    if (from.isValid())
        m_timer = m_clock.after(this, textLifetime(between(from, now)), [this] { refresh(); });
}

} // namespace Pilothouse::Ui
