// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/steplist.h"

#include "widgets/figures.h"
#include "widgets/rows.h"
#include "widgets/timetext.h"

namespace Pilothouse::Ui {

using namespace std::chrono_literals;

QString stepStateWord(StepState state)
{
    switch (state) {
    case StepState::Waiting:
        return StepList::tr("waiting");
    case StepState::Running:
        return StepList::tr("running");
    case StepState::Succeeded:
        return StepList::tr("succeeded");
    case StepState::Failed:
        return StepList::tr("failed");
    case StepState::Cancelled:
        return StepList::tr("cancelled");
    case StepState::Skipped:
        return StepList::tr("skipped");
    case StepState::Unknown:
        return StepList::tr("unknown");
    }
    return {};
}

namespace {

Sign stepSign(StepState state)
{
    switch (state) {
    case StepState::Running:
        return Sign::Underway;
    case StepState::Succeeded:
        return Sign::Healthy;
    case StepState::Failed:
        return Sign::Down;
    case StepState::Cancelled:
        return Sign::Maintenance;
    case StepState::Unknown:
        return Sign::Degraded;
    case StepState::Waiting:
    case StepState::Skipped:
        return Sign::Unknown;
    }
    return Sign::Unknown;
}

class StepDelegate final : public QStyledItemDelegate
{
public:
    StepDelegate(const Theme& theme, const StepModel& model, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
        , m_model(model)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {200, Theme::rowHeight}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Step& step = m_model.steps()[size_t(index.row())];
        QStyleOptionViewItem item = option;
        initStyleOption(&item, index);
        paintRow(*painter, item, m_theme);
        QRect area = option.rect.adjusted(6, 0, -8, -1);
        paintSign(*painter, QRectF(area.left(), area.center().y() - 4, 9, 9), stepSign(step.state), m_theme);
        area.setLeft(area.left() + 14);

        const QString time = m_model.timeText(step);
        const QFont& body = m_theme.font(TextStyle::Body);
        painter->setFont(body);
        painter->setPen(m_theme.color(timeRole(step.state)));
        drawFigures(*painter, area, Qt::AlignRight | Qt::AlignVCenter, time);
        area.setRight(area.right() - qCeil(figuresWidth(body, time)) - 12);

        const QString name = index.data(Qt::DisplayRole).toString();
        painter->setPen(m_theme.color(step.state == StepState::Skipped ? Role::Muted : Role::Text));
        drawFigures(*painter, area, Qt::AlignLeft | Qt::AlignVCenter, elidedFigures(body, name, area.width()));
        const int used = qCeil(figuresWidth(body, name)) + 10;
        if (step.remark.isEmpty() || area.width() - used < 60)
            return;
        area.setLeft(area.left() + used);
        painter->setFont(m_theme.font(TextStyle::Small));
        painter->setPen(m_theme.color(step.state == StepState::Failed ? Role::Down : Role::Muted));
        drawFigures(*painter, area, Qt::AlignLeft | Qt::AlignVCenter,
                    elidedFigures(painter->font(), step.remark, area.width()));
    }

private:
    static Role timeRole(StepState state)
    {
        switch (state) {
        case StepState::Failed:
            return Role::Down;
        case StepState::Unknown:
            return Role::Degraded;
        case StepState::Waiting:
        case StepState::Running:
        case StepState::Succeeded:
        case StepState::Cancelled:
        case StepState::Skipped:
            return Role::Muted;
        }
        return Role::Muted;
    }

    const Theme& m_theme;
    const StepModel& m_model;
};

} // namespace

StepModel::StepModel(const Clock& clock, QObject* parent)
    : QAbstractListModel(parent)
    , m_clock(clock)
{
}

void StepModel::setSteps(std::vector<Step> steps)
{
    const bool sameRows =
        steps.size() == m_steps.size() && std::equal(steps.begin(), steps.end(), m_steps.begin(),
                                                     [](const Step& a, const Step& b) { return a.id == b.id; });
    if (!sameRows) {
        beginResetModel();
        m_steps = std::move(steps);
        endResetModel();
        return;
    }
    for (size_t i = 0; i < steps.size(); ++i) {
        if (steps[i] == m_steps[i])
            continue;
        m_steps[i] = std::move(steps[i]);
        Q_EMIT dataChanged(index(int(i)), index(int(i)));
    }
}

int StepModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_steps.size()); }

QString StepModel::timeText(const Step& step) const
{
    switch (step.state) {
    case StepState::Waiting:
        return step.typical ? took(*step.typical) : QString();
    case StepState::Running:
        return step.startedAt.isValid() ? stopwatch(between(step.startedAt, m_clock.now())) : stepStateWord(step.state);
    case StepState::Succeeded:
        return step.elapsed ? took(*step.elapsed) : QString();
    case StepState::Failed:
    case StepState::Cancelled:
    case StepState::Skipped:
    case StepState::Unknown:
        return stepStateWord(step.state);
    }
    return {};
}

QVariant StepModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Step& step = m_steps[size_t(index.row())];
    if (role == Qt::DisplayRole)
        return StepList::tr("%1 %2", "number and name of a step").arg(index.row() + 1).arg(step.name);
    if (role == Qt::AccessibleTextRole)
        return StepList::tr("Step %1, %2: %3 %4")
            .arg(index.row() + 1)
            .arg(step.name, stepStateWord(step.state), timeText(step));
    if (role == Qt::ToolTipRole) {
        QString tip = step.name + u'\n' + stepStateWord(step.state);
        if (!step.remark.isEmpty())
            tip += u'\n' + step.remark;
        if (step.typical)
            tip += u'\n' + StepList::tr("usually takes %1").arg(took(*step.typical));
        return tip;
    }
    return {};
}

void StepModel::touchRunning()
{
    for (size_t i = 0; i < m_steps.size(); ++i) {
        if (m_steps[i].state == StepState::Running)
            Q_EMIT dataChanged(index(int(i)), index(int(i)), {Qt::DisplayRole});
    }
}

StepList::StepList(const Theme& theme, Clock& clock, QWidget* parent)
    : QListView(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_model(new StepModel(clock, this))
{
    dressRows(*this, theme);
    setModel(m_model);
    setItemDelegate(new StepDelegate(theme, *m_model, this));
    setUniformItemSizes(true);
    setViewportMargins(0, 1, 0, 0);
    setAccessibleName(tr("Steps"));
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& current) {
        if (current.isValid())
            Q_EMIT currentStepChanged(m_model->steps()[size_t(current.row())].id);
    });
}

void StepList::setSteps(std::vector<Step> steps)
{
    const QString before = currentId();
    m_model->setSteps(std::move(steps));
    if (m_chosen)
        setCurrentId(before);
    followRunning();
    updateGeometry();
    if (!m_timer)
        tick();
}

void StepList::startOver()
{
    m_chosen = false;
    setSteps({});
}

void StepList::tick()
{
    m_timer.reset();
    const auto& steps = m_model->steps();
    const bool any =
        std::any_of(steps.begin(), steps.end(), [](const Step& s) { return s.state == StepState::Running; });
    if (!any)
        return;
    m_model->touchRunning();
    m_timer = m_clock.after(this, 1s, [this] { tick(); });
}

void StepList::followRunning()
{
    if (m_chosen && currentIndex().isValid())
        return;
    const auto& steps = m_model->steps();
    const auto running =
        std::find_if(steps.begin(), steps.end(), [](const Step& s) { return s.state == StepState::Running; });
    if (running != steps.end())
        setCurrentIndex(m_model->index(int(running - steps.begin())));
}

QString StepList::currentId() const
{
    const QModelIndex current = currentIndex();
    return current.isValid() ? m_model->steps()[size_t(current.row())].id : QString();
}

void StepList::setCurrentId(const QString& id)
{
    const auto& steps = m_model->steps();
    const auto at = std::find_if(steps.begin(), steps.end(), [&](const Step& s) { return s.id == id; });
    if (at != steps.end() && currentId() != id)
        setCurrentIndex(m_model->index(int(at - steps.begin())));
}

QSize StepList::sizeHint() const { return {280, std::max(1, m_model->rowCount()) * Theme::rowHeight + 2}; }

void StepList::paintEvent(QPaintEvent* event)
{
    QListView::paintEvent(event);
    QPainter painter(viewport());
    if (verticalScrollBar()->value() == 0)
        painter.fillRect(0, 0, viewport()->width(), 1, m_theme.color(Role::Line));
}

void StepList::mousePressEvent(QMouseEvent* event)
{
    m_chosen = true;
    QListView::mousePressEvent(event);
}

void StepList::keyPressEvent(QKeyEvent* event)
{
    const QModelIndex before = currentIndex();
    QListView::keyPressEvent(event);
    m_chosen = m_chosen || currentIndex() != before;
}

} // namespace Pilothouse::Ui
