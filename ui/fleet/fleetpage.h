// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fleet/fleetmodel.h"
#include "widgets/page.h"

class QLineEdit;
class QListView;
class QStackedLayout;

namespace Pilothouse::Ui {

class CardDelegate;
class EmptyState;
class ErrorPanel;
class ElidedLabel;

/// Home: all environments as cards, worst first. Typing filters; Return opens; Escape clears the filter.
class FleetPage final : public Page
{
    Q_OBJECT
public:
    FleetPage(const Theme& theme, Clock& clock, Console& console, QWidget* parent = nullptr);

    /// The command behind the button at the right and in the empty page ("Add system…"); none by default.
    void setAddCommand(const QString& id, const QString& text);
    /// That nobody watched for a while, for people; empty when somebody always did.
    void setUnwatched(const QString& words);
    /// Shows only what is in this state, as the counts of the top bar do.
    void showOnly(std::optional<Sign> sign);
    /// What needs attention most, whatever the filter; none if all are healthy.
    std::optional<EnvironmentKey> worst() const { return m_model->worst(); }
    QLineEdit* filter() const { return m_filter; }
    QListView* cards() const { return m_cards; }
    FleetModel& model() const { return *m_model; }

Q_SIGNALS:
    void environmentChosen(const Pilothouse::Ui::EnvironmentKey& key);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeHeading();
    void layoutCards();
    void refresh();
    void open(const QModelIndex& index);
    bool typedInCards(QKeyEvent& event);

    const Theme& m_theme;
    Clock& m_clock;
    Console& m_console;
    FleetModel* m_model;
    CardDelegate* m_delegate;
    ElidedLabel* m_remark;
    QLineEdit* m_filter;
    QPushButton* m_add;
    QListView* m_cards;
    EmptyState* m_empty;
    ErrorPanel* m_error;
    ErrorPanel* m_fault; ///< above the cards
    QStackedLayout* m_stack;
    QString m_addCommand;
    QString m_unwatched;
};

} // namespace Pilothouse::Ui
