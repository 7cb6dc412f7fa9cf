// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/backupscard.h"

#include "environment/backuprows.h"
#include "widgets/labels.h"
#include "widgets/rows.h"
#include "widgets/statusmark.h"
#include "widgets/timetext.h"

#include <QListView>

namespace Pilothouse::Ui {

using namespace std::chrono_literals;

namespace {
constexpr size_t mostRows = 2;
}

BackupsCard::BackupsCard(const Theme& theme, Clock& clock)
    : Card(theme, tr("Backups"))
    , m_clock(clock)
    , m_mark(new StatusMark(theme, clock))
    , m_age(new TextLabel(theme, {}, TextStyle::Figure))
    , m_words(new TextLabel(theme, {}, TextStyle::Small, Role::Muted))
    , m_model(new BackupRowsModel(clock, this))
    , m_list(new QListView)
    , m_empty(new TextLabel(theme, {}, TextStyle::Body, Role::Muted))
{
    auto* figure = new QHBoxLayout;
    figure->setSpacing(6);
    m_mark->setMarkSize(14);
    figure->addWidget(m_mark);
    figure->addWidget(m_age);
    figure->addStretch(1);
    auto* left = new QVBoxLayout;
    left->setSpacing(2);
    left->addLayout(figure);
    left->addWidget(m_words);
    left->addStretch(1);
    dressRows(*m_list, theme);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new BackupRowDelegate(theme, *m_model, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Newest backups"));
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addLayout(left);
    row->addWidget(m_list, 1, Qt::AlignTop);
    content()->addLayout(row);
    m_empty->setWordWrap(true);
    content()->addWidget(m_empty);
    content()->addStretch(1);
    const auto open = [this](const QModelIndex& index) {
        Q_EMIT opened(QStringLiteral("backups"), m_model->backup(index.row()).name.text());
    };
    connect(m_list, &QListView::activated, this, open);
    connect(m_list, &QListView::clicked, this, open);
    connect(m_mark, &StatusMark::signChanged, this, &BackupsCard::refreshClock);
}

void BackupsCard::setBackups(const BackupClock& backup, const std::vector<BackupRow>& rows)
{
    m_backup = backup;
    const std::vector<BackupRow> shown(rows.begin(), rows.begin() + qint64(std::min(rows.size(), mostRows)));
    m_model->setRows(shown);
    m_mark->setEvidence(backup.newestProven);
    m_mark->setVisible(backup.defined);
    m_age->setVisible(backup.defined);
    m_words->setVisible(backup.defined);
    m_list->setVisible(backup.defined && !rows.empty());
    m_list->setFixedHeight(int(shown.size()) * BackupRowDelegate::height);
    m_empty->setText(backup.defined ? tr("No archive has been found yet.")
                                    : tr("The definition names no backups of this environment."));
    m_empty->setVisible(!backup.defined || rows.empty());
    refreshClock();
}

void BackupsCard::refreshClock()
{
    const QDateTime now = m_clock.now();
    m_age->setText(m_backup.provenAt.isValid() ? age(between(m_backup.provenAt, now)) : tr("none"));
    m_age->setRole(signRole(m_mark->sign()));
    m_words->setText(m_backup.rpo ? tr("newest verified · RPO %1").arg(age(*m_backup.rpo)) : tr("newest verified"));
    m_timer = m_clock.after(this, 30s, [this] { refreshClock(); });
}

} // namespace Pilothouse::Ui
