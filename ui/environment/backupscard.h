// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "widgets/card.h"
#include "widgets/snapshot.h"

class QListView;

namespace Pilothouse::Ui {

class BackupRowsModel;
class StatusMark;

/// How old the newest proven backup is against what is allowed, and the newest archives with what is known of them.
class BackupsCard final : public Card
{
    Q_OBJECT
public:
    BackupsCard(const Theme& theme, Clock& clock);

    void setBackups(const BackupClock& clock, const std::vector<BackupRow>& rows);

Q_SIGNALS:
    void opened(const QString& page, const QString& subject);

private:
    void refreshClock();

    Clock& m_clock;
    BackupClock m_backup;
    StatusMark* m_mark;
    TextLabel* m_age;
    TextLabel* m_words;
    BackupRowsModel* m_model;
    QListView* m_list;
    TextLabel* m_empty;
    std::unique_ptr<Timer> m_timer;
};

} // namespace Pilothouse::Ui
