// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/backupmodel.h"
#include "base/error.h"
#include "widgets/card.h"
#include "widgets/labels.h"
#include "widgets/repeat.h"
#include "widgets/rows.h"
#include "widgets/statusmark.h"

#include <QComboBox>
#include <QPushButton>
#include <QWidget>

namespace Pilothouse::Ui {

/// The backups of an environment, one of the definition's at a time: its newest verified one against what the
/// definition expects, and every file with what was proved of it. Shows values it is given and says what a person
/// wants; whoever owns it carries that out.
class BackupPage final : public QWidget
{
    Q_OBJECT
public:
    BackupPage(const Theme& theme, Clock& clock, QWidget* parent = nullptr);

    /// The backups that the definition names, in its order; the first is shown.
    void setNames(const QStringList& names);
    /// What the folder of one of them holds; ends the error of a listing before.
    void setCatalogue(const Backup::Catalogue& catalogue);
    /// The folder could not be listed: what was shown before stays, with the error above it until a listing succeeds.
    void setListError(const QString& backup, const Error& error);
    /// A file is being read to its end.
    void setVerifying(const QString& backup, const QString& file);
    /// It was read, or why not: that stays until the next one is.
    void setVerified(const QString& backup, const std::optional<Error>& error);
    /// Shows a backup by its name, or chooses a file by its own.
    void showSubject(const QString& subject);
    QString currentName() const { return m_chooser->currentText(); }
    QString selectedFile() const;
    /// The errors that are shown now; empty if there are none.
    QString errorText() const;

Q_SIGNALS:
    void refreshRequested();
    void createRequested(const QString& backup);
    void verifyRequested(const QString& backup, const QString& file);
    void restoreRequested(const QString& backup, const QString& file);

private:
    /// What is known of one backup of the definition.
    struct Known
    {
        std::optional<Backup::Catalogue> catalogue = {};
        std::optional<Error> listError = {};
        std::optional<Error> verifyError = {};
        QString verifying = {};
    };

    QPushButton* addButton(const QString& text, const QString& tip);
    Known& current() { return m_known[currentName()]; }
    void showCurrent();
    void showErrors();
    void updateButtons();
    void summarise();
    void tick();

    Clock& m_clock;
    std::map<QString, Known> m_known;
    BackupModel* m_model;
    Card* m_summaryCard;
    QComboBox* m_chooser;
    StatusMark* m_mark;
    TextLabel* m_headline;
    TextLabel* m_detail;
    TextLabel* m_error;
    Card* m_listCard;
    RowTable* m_table;
    QPushButton* m_again;
    QPushButton* m_verify;
    QPushButton* m_restore;
    QPushButton* m_create;
    Repeat m_tick;
};

} // namespace Pilothouse::Ui
