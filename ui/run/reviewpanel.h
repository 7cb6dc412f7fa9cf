// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/run.h"
#include "widgets/card.h"

class QLineEdit;
class QPushButton;

namespace Pilothouse::Ui {

/// Of a run that passed gates: which, why, and who looked at it since; red, and with a place to say so, as long as
/// nobody did.
class ReviewPanel final : public Card
{
    Q_OBJECT
public:
    ReviewPanel(const Theme& theme, QWidget* parent = nullptr);

    /// Hidden where it passed nothing.
    void setRun(const Run::RunInfo& info);
    void answer(const Result<Run::Bypass>& review);

Q_SIGNALS:
    /// `as`: whose review it is; empty: of whoever uses this window.
    void reviewed(const Pilothouse::Id& run, const QString& comment, const QString& as);

private:
    void refresh();

    Id m_run;
    TextLabel* m_text;
    QWidget* m_fields;
    QLineEdit* m_comment;
    QLineEdit* m_as;
    QPushButton* m_review;
    TextLabel* m_outcome;
};

} // namespace Pilothouse::Ui
