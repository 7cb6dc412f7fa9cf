// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/plan.h"
#include "widgets/card.h"

class QComboBox;
class QLineEdit;
class QPushButton;

namespace Pilothouse::Ui {

/// An open incident that a run may be bound to.
struct IncidentChoice
{
    QString id;
    QString title;

    bool operator==(const IncidentChoice&) const = default;
};

/// Under a plan whose gates are missing something: for the sake of which open incident, and why, they are to be passed.
/// Of a plan that passes them it says so in red.
class BypassPanel final : public Card
{
    Q_OBJECT
public:
    BypassPanel(const Theme& theme, QWidget* parent = nullptr);

    /// Hidden where nothing is missing that could be passed.
    void setPlan(const Run::Plan& plan, const QDateTime& now);
    void setIncidents(const std::vector<IncidentChoice>& incidents);

Q_SIGNALS:
    /// A plan that passes the gates is wanted; both empty: one that does not.
    void planRequested(const QString& incident, const QString& reason);

private:
    void refresh();

    bool m_passes = false;
    TextLabel* m_text;
    QWidget* m_fields;
    QComboBox* m_incidents;
    QLineEdit* m_reason;
    QPushButton* m_plan;
    QPushButton* m_without;
};

} // namespace Pilothouse::Ui
