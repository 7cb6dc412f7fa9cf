// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checklist/change.h"
#include "checklist/checklistmodels.h"
#include "widgets/card.h"
#include "widgets/page.h"

#include <QListView>

class QComboBox;
class QPushButton;
class QStackedLayout;

namespace Pilothouse::Ui {

class ItemPanel;
class ProgressRing;
class SignPanel;

/// The checklists of one environment: sections with their progress, the items of one section with what proves each, and
/// the chosen item with its acts above the signatures. Shows values it is given and says what a person wants; whoever
/// owns it carries that out and hands back the list as it is then. Space ticks, Return as well; F5 reads the file
/// again.
class ChecklistPage final : public Page
{
    Q_OBJECT
public:
    ChecklistPage(const Theme& theme, Clock& clock, QWidget* parent = nullptr);

    /// The checklists that the definition names, in its order; those without a view were not imported yet.
    void setNames(const QStringList& names);
    /// A list as it is now, as the answer to an act; ends it.
    void setView(const Checklist::ChecklistView& view);
    /// A list as it is now, without anybody having asked here: an act under way and its error stay.
    void setNews(const Checklist::ChecklistView& view);
    /// What was asked for could not be done; words that were typed stay, and so does this until the next act.
    void setError(const Error& error);
    /// The document of a list could not be read again: said until it can be.
    void setStale(const QString& name, const Error& error);
    /// The errors that are shown now; empty if there are none.
    QString errorText() const;
    /// Shows one of the lists.
    void showChecklist(const QString& name);
    QString currentName() const;
    const Checklist::ItemView* currentItem() const;
    void showSubject(const QString& subject) override { showChecklist(subject); }

Q_SIGNALS:
    /// The list is shown and its values are wanted (or wanted anew).
    void viewRequested(const QString& name);
    void importRequested(const QString& name);
    void changeRequested(const QString& name, const Pilothouse::Checklist::Change& change);
    void signRequested(const QString& name, const Pilothouse::Checklist::SignRequest& request);
    void writeBackRequested(const QString& name);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeHeading();
    QWidget* makeColumns();
    QWidget* makeEmpty();
    void showView();
    void chooseSection(int row);
    void chooseItem(const QString& key);
    void setBusy(bool busy);
    void begin();
    void showErrors();
    void refreshTimes();

    const Theme& m_theme;
    Clock& m_clock;
    QStringList m_names;
    std::map<QString, Checklist::ChecklistView> m_views;
    std::map<QString, Error> m_stale;
    std::optional<Error> m_failed; ///< the last act
    bool m_busy = false;
    QComboBox* m_lists;
    ProgressRing* m_ring;
    TextLabel* m_title;
    TextLabel* m_summary;
    TextLabel* m_error;
    QPushButton* m_repair;
    QPushButton* m_import;
    QPushButton* m_writeBack;
    QPushButton* m_sign;
    QStackedLayout* m_stack;
    QWidget* m_columns;
    QWidget* m_empty;
    TextLabel* m_emptyText;
    QPushButton* m_emptyImport;
    SectionModel* m_sectionModel;
    ItemModel* m_itemModel;
    QListView* m_sections;
    QListView* m_items;
    Card* m_itemCard;
    ItemPanel* m_panel;
    SignPanel* m_signatures;
    std::unique_ptr<Timer> m_timer;
};

} // namespace Pilothouse::Ui
