// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/windowparts.h"
#include "backup/backuppage.h"
#include "backup/procedures.h"
#include "base/translate.h"
#include "checklist/checklistpage.h"
#include "incident/incidentspage.h"
#include "maintenance/maintenancepage.h"
#include "run/runspage.h"

#include <QBoxLayout>

namespace Pilothouse {

using Ui::EnvironmentKey;
using namespace Qt::StringLiterals;

namespace {

/// The page of backups with what it asks for carried out.
class BackupsTab final : public Ui::Page
{
public:
    BackupsTab(PageGround ground, EnvironmentKey key, QWidget* parent)
        : Page(parent)
        , m_ground(ground)
        , m_key(std::move(key))
        , m_page(new Ui::BackupPage(ground.theme, ground.services.clock()))
        , m_mailbox(this)
    {
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(m_page);
        connect(&ground.console, &LiveConsole::catalogueChanged, this,
                [this](const EnvironmentKey& changed, const QString& backup) {
                    if (changed == m_key)
                        show(backup);
                });
        connect(m_page, &Ui::BackupPage::refreshRequested, this, [this] { m_ground.console.refreshBackups(m_key); });
        connect(m_page, &Ui::BackupPage::createRequested, this, [this](const QString& backup) {
            Q_EMIT pageRequested(u"runs"_s, Ui::RunsPage::planSubject(Backup::createProcedureName(backup)));
        });
        connect(m_page, &Ui::BackupPage::restoreRequested, this, [this](const QString& backup, const QString& file) {
            Q_EMIT pageRequested(
                u"runs"_s, Ui::RunsPage::planSubject(Backup::restoreProcedureName(backup), {{u"BACKUP"_s, file}}));
        });
        connect(m_page, &Ui::BackupPage::verifyRequested, this, &BackupsTab::verify);
        QStringList names;
        if (const EnvironmentState* state = ground.console.state(m_key)) {
            for (const System::BackupSpec& spec : state->environment.backups)
                names << spec.name;
        }
        m_page->setNames(names);
        for (const QString& name : names)
            show(name);
        ground.console.refreshBackups(m_key);
    }
    ~BackupsTab() override { m_mailbox.close(); }

    void showSubject(const QString& subject) override { m_page->showSubject(subject); }

private:
    void show(const QString& backup)
    {
        const EnvironmentState* state = m_ground.console.state(m_key);
        if (!state)
            return;
        if (const auto known = state->catalogues.find(backup); known != state->catalogues.end())
            m_page->setCatalogue(known->second);
        if (const auto error = state->backupErrors.find(backup); error != state->backupErrors.end())
            m_page->setListError(backup, error->second);
    }
    void verify(const QString& backup, const QString& file)
    {
        const EnvironmentState* state = m_ground.console.state(m_key);
        if (!state)
            return;
        m_page->setVerifying(backup, file);
        whenAnswered(m_ground.services.backups().verify(m_key.system, state->environment, backup, file),
                     m_mailbox.slot(), [this, backup](const Result<Backup::Proof>& proof) {
                         m_page->setVerified(backup, proof ? std::nullopt : std::optional(proof.error()));
                         m_ground.console.refreshBackups(m_key);
                     });
    }

    PageGround m_ground;
    EnvironmentKey m_key;
    Ui::BackupPage* m_page;
    Mailbox m_mailbox;
};

/// The page of checklists with what it asks for carried out.
class ChecklistsTab final : public Ui::Page
{
public:
    ChecklistsTab(PageGround ground, EnvironmentKey key, QWidget* parent)
        : Page(parent)
        , m_ground(ground)
        , m_key(std::move(key))
        , m_page(new Ui::ChecklistPage(ground.theme, ground.services.clock()))
        , m_mailbox(this)
    {
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(m_page);
        auto& checklists = ground.services.checklists();
        connect(m_page, &Ui::ChecklistPage::viewRequested, this,
                [this, &checklists](const QString& name) { take(checklists.show(listOf(name)), false); });
        connect(m_page, &Ui::ChecklistPage::importRequested, this, [this, &checklists](const QString& name) {
            const EnvironmentState* state = m_ground.console.state(m_key);
            if (const System::ChecklistSpec* spec = state ? state->environment.checklist(name) : nullptr)
                take(checklists.import(m_key.system, m_key.environment, *spec), true);
        });
        connect(m_page, &Ui::ChecklistPage::changeRequested, this,
                [this, &checklists](const QString& name, const Checklist::Change& change) {
                    take(checklists.change(listOf(name), change), true);
                });
        connect(m_page, &Ui::ChecklistPage::signRequested, this,
                [this, &checklists](const QString& name, const Checklist::SignRequest& request) {
                    take(checklists.sign(listOf(name), request), true);
                });
        connect(m_page, &Ui::ChecklistPage::writeBackRequested, this,
                [this, &checklists](const QString& name) { take(checklists.writeBack(listOf(name)), true); });
        connect(&ground.console, &LiveConsole::checklistChanged, this,
                [this](const EnvironmentKey& changed, const Checklist::ChecklistView& view) {
                    if (changed == m_key)
                        m_page->setNews(view);
                });
        connect(&ground.console, &LiveConsole::checklistFailed, this,
                [this](const EnvironmentKey& changed, const QString& list, const Error& error) {
                    if (changed == m_key)
                        m_page->setStale(list, error);
                });
        QStringList names;
        if (const EnvironmentState* state = ground.console.state(m_key)) {
            for (const System::ChecklistSpec& spec : state->environment.checklists)
                names << spec.name;
        }
        m_page->setNames(names);
        for (const QString& name : names)
            take(checklists.show(listOf(name)), false);
    }
    ~ChecklistsTab() override { m_mailbox.close(); }

    void showSubject(const QString& subject) override { m_page->showChecklist(subject); }

private:
    Checklist::ListName listOf(const QString& name) const { return {m_key.system, m_key.environment, name}; }

    void take(const QFuture<Result<Checklist::ChecklistView>>& answer, bool changes)
    {
        whenAnswered(answer, m_mailbox.slot(), [this, changes](const Result<Checklist::ChecklistView>& view) {
            if (view && changes)
                m_page->setView(*view);
            else if (view)
                m_page->setNews(*view);
            // A list that was never imported is no fault: the page offers to import it.
            else if (changes || view.error().kind != ErrorKind::NotFound)
                m_page->setError(view.error());
            if (changes)
                m_ground.console.refreshChecklists(m_key);
        });
    }

    PageGround m_ground;
    EnvironmentKey m_key;
    Ui::ChecklistPage* m_page;
    Mailbox m_mailbox;
};

} // namespace

std::vector<Ui::EnvironmentTab> environmentTabs(PageGround ground)
{
    return {{u"runs"_s, translate("Window", "Runs"),
             [ground](const EnvironmentKey& key, QWidget* parent) -> QWidget* {
                 return new Ui::RunsPage(ground.theme, ground.services.clock(), ground.desk, key, parent);
             }},
            {u"backups"_s, translate("Window", "Backups"),
             [ground](const EnvironmentKey& key, QWidget* parent) -> QWidget* {
                 return new BackupsTab(ground, key, parent);
             }},
            {u"checklists"_s, translate("Window", "Checklists"),
             [ground](const EnvironmentKey& key, QWidget* parent) -> QWidget* {
                 return new ChecklistsTab(ground, key, parent);
             }},
            {u"incidents"_s, translate("Window", "Incidents"),
             [ground](const EnvironmentKey& key, QWidget* parent) -> QWidget* {
                 return new Ui::IncidentsPage(ground.theme, ground.services.clock(), ground.incidents, key, parent);
             }},
            {u"maintenance"_s, translate("Window", "Maintenance"),
             [ground](const EnvironmentKey& key, QWidget* parent) -> QWidget* {
                 return new Ui::MaintenancePage(ground.theme, ground.services.clock(), ground.maintenance, key, parent);
             }}};
}

} // namespace Pilothouse
