// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "evidence/evidence.h"
#include "widgets/sign.h"
#include "widgets/theme.h"

#include <QWidget>

namespace Pilothouse::Ui {

class StatusMark;
class TextLabel;

/// "Down for 6 m: backend cannot reach its database", "Healthy for 12 d", "No data for 14 m: bastion unreachable". Once
/// the evidence has aged out it says that instead of what was true before. `since` is when the verdict began.
QString verdictSentence(const Evidence& evidence, const QDateTime& since, const QDateTime& now,
                        bool maintenance = false);
/// The sign that goes with the sentence.
Sign verdictSign(const Evidence& evidence, const QDateTime& now, bool maintenance = false);

/// A verdict as the heading of a page: sign and sentence, kept true as time passes.
class VerdictText final : public QWidget
{
    Q_OBJECT
public:
    VerdictText(const Theme& theme, Clock& clock, TextStyle style = TextStyle::Title, QWidget* parent = nullptr);

    void setVerdict(const Evidence& evidence, const QDateTime& since, bool maintenance = false);
    QString text() const;

private:
    void refresh();

    Clock& m_clock;
    TextStyle m_style;
    Evidence m_evidence;
    QDateTime m_since;
    bool m_maintenance = false;
    StatusMark* m_mark;
    TextLabel* m_text;
    std::unique_ptr<Timer> m_timer;
};

} // namespace Pilothouse::Ui
