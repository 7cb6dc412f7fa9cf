// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/findingspanel.h"

#include "base/safetext.h"
#include "run/factgrid.h"
#include "run/found.h"
#include "run/plantext.h"
#include "runtime/look.h"
#include "widgets/labels.h"

#include <QBoxLayout>
#include <QGridLayout>

#include <algorithm>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostBytes = 1 << 20;

struct Line
{
    Runtime::Severity severity;
    QString host;
    QString text;
};

} // namespace

FindingsPanel::FindingsPanel(const Theme& theme, QWidget* parent)
    : Card(theme, {}, parent)
    , m_theme(theme)
    , m_lines(new QGridLayout)
{
    m_lines->setHorizontalSpacing(Theme::grid * 3);
    m_lines->setVerticalSpacing(Theme::grid);
    m_lines->setColumnStretch(2, 1);
    content()->addLayout(m_lines);
    setAccessibleName(tr("Findings"));
    hide();
}

void FindingsPanel::begin()
{
    m_outputs.clear();
    m_looks.clear();
    refresh();
}

void FindingsPanel::append(const QString& stepId, const QByteArray& bytes)
{
    const auto known = m_outputs.find(stepId);
    if (known == m_outputs.end() && !bytes.startsWith("pilothouse l"))
        return;
    QByteArray& output = m_outputs[stepId];
    if (output.size() < mostBytes)
        output += bytes;
    refresh();
}

void FindingsPanel::setRun(const Run::RunRecord& record)
{
    m_looks.clear();
    for (const Run::StepProgress& step : record.steps) {
        const bool ended = step.state != Run::StepState::Pending && step.state != Run::StepState::Running;
        if (ended && Run::isLook(record.plan, step.key))
            m_looks.push_back(step);
    }
    refresh();
}

void FindingsPanel::refresh()
{
    std::vector<Line> lines;
    QStringList looked;
    for (const Run::StepProgress& step : m_looks) {
        const auto output = m_outputs.find(step.key + u'@' + step.host);
        const Runtime::Looks found =
            Runtime::readLooks(output == m_outputs.end() ? QByteArray() : output->second, step.ended);
        looked += found.looked;
        for (const Runtime::Finding& finding : found.findings)
            lines.push_back({.severity = finding.severity, .host = step.host, .text = finding.text});
    }
    std::optional<Run::Found> found;
    for (const Line& line : lines)
        found = Run::Found{int(lines.size()), std::max(line.severity, found ? found->worst : line.severity)};
    if (std::exchange(m_found, found) != found)
        Q_EMIT foundChanged();
    std::ranges::stable_sort(lines, std::ranges::greater(), [](const Line& line) { return int(line.severity); });
    setVisible(!m_looks.empty());
    looked.removeDuplicates();
    setTitle(lines.empty() ? tr("Nothing is wrong with what was looked at")
                           : tr("%n finding(s)", nullptr, int(lines.size())));
    setRemark(looked.join(u", "_s));
    QStringList shown;
    for (const Line& line : lines)
        shown << Runtime::severityName(line.severity) + line.host + line.text;
    if (shown == m_shown)
        return;
    m_shown = shown;
    while (QLayoutItem* item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    for (const Line& line : lines) {
        auto* sign = new SignLabel(m_theme, signOf(line.severity));
        auto* word = new TextLabel(m_theme, severityWord(line.severity), TextStyle::Strong);
        auto* text = new TextLabel(m_theme, {});
        text->setWordWrap(true);
        text->setCopyable(true);
        text->setText(SafeText::oneLine(line.host + u": "_s + line.text, 400));
        m_lines->addWidget(sign, row, 0, Qt::AlignTop);
        m_lines->addWidget(word, row, 1, Qt::AlignTop);
        m_lines->addWidget(text, row++, 2);
    }
}

} // namespace Pilothouse::Ui
