// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/console.h"
#include "widgets/page.h"

class QBoxLayout;
class QHBoxLayout;
class QSettings;
class QStackedWidget;
class QTabBar;

namespace Pilothouse::Ui {

class ElidedLabel;
class VerdictText;

/// One environment: its verdict in words, what runs there since when, the acts it offers, and its tabs. A tab's page is
/// made when it is first shown and stays.
class EnvironmentPage final : public Page
{
    Q_OBJECT
public:
    /// `settings` keep the span of the charts of each environment.
    EnvironmentPage(const Theme& theme, Clock& clock, Console& console, QSettings& settings, const EnvironmentKey& key,
                    const std::vector<EnvironmentTab>& tabs, QWidget* parent = nullptr);

    const EnvironmentKey& key() const { return m_key; }
    System::EnvironmentKind kind() const { return m_kind; }
    QString currentTab() const;
    QString currentTabTitle() const;
    /// Opens a tab and, if it is a Page, one thing in it. An unknown tab leaves the page as it is.
    void showTab(const QString& id, const QString& subject = {});
    /// The tab so many places to the right (negative: left), round the end.
    void moveTab(int by);
    QStringList tabIds() const;

    QStringList location() const override;
    void showTop() override;

Q_SIGNALS:
    void tabChanged(const QString& id);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Slot
    {
        EnvironmentTab tab;
        QWidget* page = nullptr;
    };

    QWidget* makeHeader();
    void makeTabs(const std::vector<EnvironmentTab>& tabs);
    void refresh();
    void fitHeader();
    void refreshActs(const EnvironmentSnapshot& snapshot);
    /// Verdict, acts and tabs give way to a page that is deep in something; the breadcrumb leads back.
    void refreshTop();
    void showIndex(int index);
    QWidget* pageAt(size_t index);

    const Theme& m_theme;
    Clock& m_clock;
    Console& m_console;
    QSettings& m_settings;
    EnvironmentKey m_key;
    System::EnvironmentKind m_kind = System::EnvironmentKind::Production;
    QWidget* m_top = nullptr;
    VerdictText* m_verdict;
    ElidedLabel* m_facts;
    QBoxLayout* m_header;
    QHBoxLayout* m_acts;
    std::vector<OfferedAct> m_offered;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    std::vector<Slot> m_slots;
    std::unique_ptr<Timer> m_timer;
};

} // namespace Pilothouse::Ui
