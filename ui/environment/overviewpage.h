// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/console.h"
#include "widgets/page.h"

class QBoxLayout;
class QSettings;

namespace Pilothouse::Ui {

class BackupsCard;
class ChangesCard;
class ChartsCard;
class ChecklistsCard;
class ServicesCard;

/// "Is it well?" at a glance: services, what changed before, charts, backups, checklists. Two columns where there is
/// room for them, one otherwise.
class OverviewPage final : public Page
{
    Q_OBJECT
public:
    OverviewPage(const Theme& theme, Clock& clock, Console& console, QSettings& settings, const EnvironmentKey& key,
                 QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();

    Console& m_console;
    EnvironmentKey m_key;
    ServicesCard* m_services;
    ChangesCard* m_changes;
    ChartsCard* m_charts;
    BackupsCard* m_backups;
    ChecklistsCard* m_checklists;
    QBoxLayout* m_upper;
    QBoxLayout* m_lower;
};

} // namespace Pilothouse::Ui
