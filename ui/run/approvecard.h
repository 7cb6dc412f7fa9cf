// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/planhandover.h"
#include "system/procedure.h"
#include "widgets/card.h"

class QComboBox;
class QLineEdit;
class QPushButton;

namespace Pilothouse::Ui {

class TextLabel;

/// Where somebody who was asked to approve a plan pastes what was handed on, and opens it.
class ApproveCard final : public Card
{
    Q_OBJECT
public:
    ApproveCard(const Theme& theme, const QString& target, QWidget* parent = nullptr);

    /// Only those that ask for somebody's word can be approved; the card is hidden where there is none.
    void setProcedures(const std::vector<System::Procedure>& procedures);
    void clear();

Q_SIGNALS:
    void openRequested(const Pilothouse::Ui::PlanHandover& handover);

private:
    void take();
    void open();

    QString m_target;
    PlanHandover m_handover;
    QLineEdit* m_text;
    QComboBox* m_procedure;
    QPushButton* m_open;
    TextLabel* m_problem;
};

} // namespace Pilothouse::Ui
