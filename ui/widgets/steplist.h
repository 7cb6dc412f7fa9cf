// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "widgets/sign.h"
#include "widgets/theme.h"

#include <QAbstractListModel>
#include <QListView>

#include <optional>

namespace Pilothouse::Ui {

enum class StepState {
    Waiting,   ///< not begun
    Running,   ///< under way on the target
    Succeeded, ///< its end was seen and was good
    Failed,    ///< its end was seen and was bad
    Cancelled, ///< ended because somebody asked
    Skipped,   ///< not needed
    Unknown,   ///< begun, and its end cannot be told
};

QString stepStateWord(StepState state);

/// One step as it is shown. A running one has `startedAt`, an ended one `elapsed`.
struct Step
{
    QString id;
    QString name;
    StepState state = StepState::Waiting;
    QDateTime startedAt = {};
    std::optional<std::chrono::milliseconds> elapsed = {};
    std::optional<std::chrono::milliseconds> typical = {};
    QString remark = {}; ///< hosts, or why it failed; shown muted after the name when there is room

    bool operator==(const Step&) const = default;
};

class StepModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    StepModel(const Clock& clock, QObject* parent = nullptr);

    /// Takes a snapshot; rows that did not change are not touched, so the selection stays.
    void setSteps(std::vector<Step> steps);
    const std::vector<Step>& steps() const { return m_steps; }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    /// Elapsed time of a running or ended step, typical time of one that waits.
    QString timeText(const Step& step) const;
    void touchRunning();

private:
    const Clock& m_clock;
    std::vector<Step> m_steps;
};

/// The steps of a plan or run: sign, number, name, time. Follows the running step until the user chooses one.
class StepList final : public QListView
{
    Q_OBJECT
public:
    StepList(const Theme& theme, Clock& clock, QWidget* parent = nullptr);

    void setSteps(std::vector<Step> steps);
    /// Forgets the steps and what a person chose: other steps come.
    void startOver();
    /// A person chose the step that is current; until then the one that runs is.
    bool isChosen() const { return m_chosen; }
    QString currentId() const;
    void setCurrentId(const QString& id);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {200, 3 * Theme::rowHeight}; }

Q_SIGNALS:
    void currentStepChanged(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void tick();
    void followRunning();

    const Theme& m_theme;
    Clock& m_clock;
    StepModel* m_model;
    bool m_chosen = false;
    std::unique_ptr<Timer> m_timer;
};

} // namespace Pilothouse::Ui
