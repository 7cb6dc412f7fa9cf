// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/rundesk.h"
#include "widgets/card.h"

class QLineEdit;
class QPushButton;

namespace Pilothouse::Ui {

class RowTable;
class RunListModel;
class TextLabel;

/// Runs that other computers started and that only the hosts know of: they are looked for when somebody asks, and one
/// is opened by its row or by its id.
class HostRunsCard final : public Card
{
    Q_OBJECT
public:
    HostRunsCard(const Theme& theme, Clock& clock, QWidget* parent = nullptr);

    void setTitles(std::map<QString, QString> titles);
    void setFound(const Result<HostRuns>& found);
    /// The hosts are asked now.
    void setLooking();
    /// Ages change without news.
    void touch();

Q_SIGNALS:
    void lookRequested();
    void openRequested(const Pilothouse::Id& run);

private:
    void openById();

    RunListModel* m_model;
    RowTable* m_table;
    QPushButton* m_look;
    QLineEdit* m_id;
    QPushButton* m_open;
    TextLabel* m_text;
};

} // namespace Pilothouse::Ui
