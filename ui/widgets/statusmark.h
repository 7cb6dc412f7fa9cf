// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "evidence/evidence.h"
#include "widgets/paintedwidget.h"
#include "widgets/sign.h"

namespace Pilothouse::Ui {

class Theme;

/// The sign of one piece of evidence, with its word if wanted. It has no colour setter: what it shows follows from the
/// evidence and the clock, and it turns into "unknown" by itself at the moment the evidence ages out.
class StatusMark final : public PaintedWidget
{
    Q_OBJECT
public:
    StatusMark(const Theme& theme, Clock& clock, QWidget* parent = nullptr);

    void setEvidence(const Evidence& evidence);
    const Evidence& evidence() const { return m_evidence; }
    /// The target is meant to be away; fresh evidence that it is fine still shows as healthy.
    void setMaintenance(bool maintenance);
    void setWordShown(bool shown);
    void setMarkSize(int pixels);

    Sign sign() const;
    QString accessibleValue() const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// The sign differs from before, by new evidence or by age.
    void signChanged();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    const Theme& m_theme;
    Clock& m_clock;
    Evidence m_evidence;
    bool m_maintenance = false;
    bool m_wordShown = false;
    int m_markSize = 10;
    Sign m_shown = Sign::Unknown;
    std::unique_ptr<Timer> m_timer;
};

/// Tooltip of evidence: statement, who looked, when, how long it is good for.
QString evidenceTip(const Evidence& evidence, const QDateTime& now);

} // namespace Pilothouse::Ui
