// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/hostmodels.h"
#include "widgets/theme.h"

#include <QDialog>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace Pilothouse::Ui {

class Card;
class RowTable;
class TextLabel;

/// Keys from a file or from what is pasted, each shown with what would come of it, before those that are new are added.
/// Deletes itself when closed.
class ProvisionDialog final : public QDialog
{
    Q_OBJECT
public:
    ProvisionDialog(const Theme& theme, HostDesk& desk, QWidget* parent);

    void readFile(const QString& file);
    QPlainTextEdit* text() const { return m_text; }
    QLineEdit* name() const { return m_name; }
    QPushButton* addButton() const { return m_add; }
    const ProposalModel& proposals() const { return *m_model; }

Q_SIGNALS:
    void addRequested(const std::vector<Pilothouse::Ssh::ProposedKey>& keys);

private:
    void chooseFile();
    void ask();
    void take(const Result<std::vector<Ssh::ProposedKey>>& keys);

    HostDesk& m_desk;
    ProposalModel* m_model;
    RowTable* m_table;
    Card* m_found;
    QPlainTextEdit* m_text;
    QLineEdit* m_name;
    TextLabel* m_words;
    QPushButton* m_add;
    QString m_file; ///< what was read last; empty for what is pasted
    quint64 m_asked = 0;
};

} // namespace Pilothouse::Ui
