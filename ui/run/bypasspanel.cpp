// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/bypasspanel.h"

#include "base/safetext.h"
#include "run/gates.h"
#include "widgets/labels.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int widestIncident = 320;

/// What could be passed if there were a reason.
std::vector<Run::PassedGate> passable(Run::Plan plan, const QDateTime& now)
{
    if (!plan.binding)
        plan.binding = Run::Binding{};
    plan.binding->reason = u"?"_s;
    return passedBy(plan, now);
}

QString linesOf(const std::vector<Run::PassedGate>& gates)
{
    QStringList lines;
    for (const Run::PassedGate& gate : gates)
        lines << SafeText::oneLine(gate.gate + u": "_s + gate.missing, 400).text();
    return lines.join(u'\n');
}

} // namespace

BypassPanel::BypassPanel(const Theme& theme, QWidget* parent)
    : Card(theme, {}, parent)
    , m_text(new TextLabel(theme, {}))
    , m_fields(new QWidget)
    , m_incidents(new QComboBox)
    , m_reason(new QLineEdit)
    , m_plan(new QPushButton(tr("&Plan to pass them")))
    , m_without(new QPushButton(tr("Plan without &passing")))
{
    m_text->setWordWrap(true);
    m_text->setCopyable(true);
    m_text->setAccessibleName(tr("Gates"));
    m_incidents->setAccessibleName(tr("Open incident"));
    m_incidents->setObjectName(u"bypass-incident"_s);
    m_incidents->setMaximumWidth(widestIncident);
    m_incidents->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_incidents->setMinimumContentsLength(16);
    m_reason->setObjectName(u"bypass-reason"_s);
    m_reason->setPlaceholderText(tr("Why they are to be passed"));
    m_reason->setAccessibleName(tr("Why the gates are to be passed"));
    auto* row = new QHBoxLayout(m_fields);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::grid * 2);
    row->addWidget(m_incidents);
    row->addWidget(m_reason, 1);
    row->addWidget(m_plan);
    content()->addWidget(m_text);
    content()->addWidget(m_fields);
    addControl(m_without);
    connect(m_reason, &QLineEdit::textChanged, this, &BypassPanel::refresh);
    connect(m_reason, &QLineEdit::returnPressed, m_plan, &QPushButton::click);
    connect(m_plan, &QPushButton::clicked, this,
            [this] { Q_EMIT planRequested(m_incidents->currentData().toString(), m_reason->text().trimmed()); });
    connect(m_without, &QPushButton::clicked, this, [this] { Q_EMIT planRequested({}, {}); });
    setIncidents({});
}

void BypassPanel::setPlan(const Run::Plan& plan, const QDateTime& now)
{
    m_passes = plan.isBypass();
    const auto gates = m_passes ? plan.binding->passed : passable(plan, now);
    // A run that goes on keeps what the first was bound to, and is bound to nothing new.
    const bool goesOn = !plan.earlier.isEmpty();
    setVisible(!gates.empty() && (m_passes || !goesOn));
    if (m_passes) {
        setTitle(tr("Starts past %n gate(s)", nullptr, int(gates.size())));
        m_text->setText(SafeText::fromUntrusted(
            linesOf(gates) + u'\n' +
            tr("For the incident \u201c%1\u201d, because: %2. It stays red until somebody else has reviewed it.")
                .arg(SafeText::oneLine(plan.binding->title, 120).text(),
                     SafeText::oneLine(plan.binding->reason, 300).text())));
    } else {
        setTitle(tr("What is missing can be passed for an open incident"));
        m_text->setText(SafeText::fromUntrusted(linesOf(gates)));
    }
    m_text->setRole(m_passes ? Role::Down : Role::Muted);
    m_without->setVisible(m_passes && !goesOn);
    refresh();
}

void BypassPanel::setIncidents(const std::vector<IncidentChoice>& incidents)
{
    const QString chosen = m_incidents->currentData().toString();
    m_incidents->clear();
    for (const IncidentChoice& incident : incidents)
        m_incidents->addItem(SafeText::oneLine(incident.title, 80).text(), incident.id);
    if (incidents.empty())
        m_incidents->addItem(tr("no incident is open here"));
    m_incidents->setCurrentIndex(std::max(0, m_incidents->findData(chosen)));
    refresh();
}

void BypassPanel::refresh()
{
    const bool known = !m_incidents->currentData().toString().isEmpty();
    m_fields->setVisible(!m_passes);
    m_incidents->setEnabled(known);
    m_reason->setEnabled(known);
    m_plan->setEnabled(known && !m_reason->text().trimmed().isEmpty());
    m_plan->setToolTip(known ? QString() : tr("Open an incident on the page Incidents first"));
}

} // namespace Pilothouse::Ui
