// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/backupmodel.h"
#include "widgets/card.h"
#include "widgets/labels.h"
#include "widgets/rows.h"
#include "widgets/statusmark.h"

#include <QPushButton>
#include <QWidget>

namespace Pilothouse::Ui {

/// The backups of an environment: the newest verified one against its RPO, and every file with what was proved of it.
/// Shows values it is given and says what a person wants; whoever owns it carries that out.
class BackupPage final : public QWidget
{
    Q_OBJECT
public:
    BackupPage(const Theme& theme, Clock& clock, QWidget* parent = nullptr);

    void setCatalogue(const Backup::Catalogue& catalogue);
    /// Nothing could be listed: what was shown before stays, with the error above it.
    void setError(const Error& error);
    /// A file that is being read to its end at the moment; empty when none is.
    void setVerifying(const QString& file);
    QString selectedFile() const;

Q_SIGNALS:
    void refreshRequested();
    void createRequested(const QString& backup);
    void verifyRequested(const QString& backup, const QString& file);
    void restoreRequested(const QString& backup, const QString& file);

private:
    QPushButton* addButton(const QString& text, const QString& tip);
    void updateButtons();
    void summarise();

    Backup::Catalogue m_catalogue;
    QString m_verifying;
    BackupModel* m_model;
    Card* m_summaryCard;
    StatusMark* m_mark;
    TextLabel* m_headline;
    TextLabel* m_detail;
    TextLabel* m_error;
    Card* m_listCard;
    RowTable* m_table;
    QPushButton* m_verify;
    QPushButton* m_restore;
    QPushButton* m_create;
};

} // namespace Pilothouse::Ui
