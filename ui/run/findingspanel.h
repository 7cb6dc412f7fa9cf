// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/record.h"
#include "widgets/card.h"

class QGridLayout;

namespace Pilothouse::Ui {

/// Under a run with look steps: what they found, worst first, or that nothing is wrong. Hidden for other runs and until
/// a look has ended.
class FindingsPanel final : public Card
{
    Q_OBJECT
public:
    FindingsPanel(const Theme& theme, QWidget* parent = nullptr);

    /// Another run, whose output may come before its record.
    void begin();
    /// Output of a step ("look@app"); what does not begin as a look's output is not kept.
    void append(const QString& stepId, const QByteArray& bytes);
    void setRun(const Run::RunRecord& record);
    const std::optional<Run::Found>& found() const { return m_found; }

Q_SIGNALS:
    void foundChanged();

private:
    void refresh();

    const Theme& m_theme;
    QGridLayout* m_lines;
    std::map<QString, QByteArray> m_outputs;
    std::vector<Run::StepProgress> m_looks; ///< that have ended
    std::optional<Run::Found> m_found;
    QStringList m_shown;
};

} // namespace Pilothouse::Ui
