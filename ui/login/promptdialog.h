// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/prompter.h"
#include "widgets/theme.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;
class QVBoxLayout;

namespace Pilothouse::Ui {

/// What a login asks a person: for which host, on which way, why, and whether that is production. Open it with open();
/// it deletes itself when closed. Nothing typed stays in it afterwards.
class PromptDialog final : public QDialog
{
    Q_OBJECT
public:
    PromptDialog(const Theme& theme, const Ssh::Prompt& prompt, QWidget* parent);

    /// What was typed, one for each question; empties the fields.
    Ssh::Answers takeAnswers();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addPlace(QVBoxLayout* column, const Ssh::Prompt& prompt);
    void addWords(QVBoxLayout* column, const Ssh::Prompt& prompt);
    void addQuestions(QVBoxLayout* column, const Ssh::Prompt& prompt);

    const Theme& m_theme;
    bool m_production;
    std::vector<QLineEdit*> m_fields;
    QCheckBox* m_keep = nullptr;
};

} // namespace Pilothouse::Ui
