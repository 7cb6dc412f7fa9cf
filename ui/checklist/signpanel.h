// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checklist/checklistmodels.h"
#include "widgets/labels.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace Pilothouse::Ui {

class RowTable;

/// Who has signed, whose turn it is, and – opened on request – the question before signing: it says what is covered and
/// asks for a statement where items are not proved.
class SignPanel final : public QWidget
{
    Q_OBJECT
public:
    SignPanel(const Theme& theme, const Clock& clock, QWidget* parent = nullptr);

    void setView(const Checklist::ChecklistView& view);
    void begin(const QString& role);
    void setBusy(bool busy);
    void finish();

Q_SIGNALS:
    void signRequested(const Pilothouse::Checklist::SignRequest& request);

private:
    void refresh();
    void send();

    RoleModel* m_model;
    RowTable* m_table;
    TextLabel* m_empty;
    QWidget* m_form;
    TextLabel* m_question;
    QLineEdit* m_statement;
    QPushButton* m_send;
    QPushButton* m_cancel;
    QString m_role;
    QString m_contentHash; ///< of what is being signed
    QString m_newestHash;  ///< of what is shown
    int m_unproved = 0;
    bool m_busy = false;
};

} // namespace Pilothouse::Ui
