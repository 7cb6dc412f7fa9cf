// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/backuppage.h"

#include "widgets/timetext.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QScrollArea>

namespace Pilothouse::Ui {

using Backup::Rung;
using namespace std::chrono_literals;

BackupPage::BackupPage(const Theme& theme, Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_model(new BackupModel(clock, this))
    , m_tick(clock, this, 10s, [this] { tick(); })
{
    m_summaryCard = new Card(theme, tr("Newest verified backup"));
    m_chooser = new QComboBox;
    m_chooser->setAccessibleName(tr("Backup of the definition"));
    m_chooser->hide();
    m_summaryCard->addControl(m_chooser);
    m_mark = new StatusMark(theme, clock);
    m_mark->setMarkSize(14);
    m_headline = new TextLabel(theme, tr("Listing the backups\u2026"), TextStyle::Strong);
    m_headline->setWordWrap(true);
    m_detail = new TextLabel(theme, {}, TextStyle::Body, Role::Muted);
    m_detail->setWordWrap(true);
    m_error = new TextLabel(theme, {}, TextStyle::Body, Role::Down);
    m_error->setWordWrap(true);
    m_error->setCopyable(true);
    m_error->hide();
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_mark, 0, Qt::AlignTop);
    line->addWidget(m_headline, 1);
    m_summaryCard->content()->addLayout(line);
    m_summaryCard->content()->addWidget(m_detail);
    m_summaryCard->content()->addWidget(m_error);

    m_listCard = new Card(theme, tr("Backups"));
    m_table = new RowTable(theme);
    m_table->setAccessibleName(tr("Backups"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(BackupModel::Proved, QHeaderView::Stretch);
    m_listCard->content()->addWidget(m_table);

    m_again = addButton(tr("&List again"), tr("Ask the host what is in the folder now"));
    m_create = addButton(tr("&Back up now"), tr("Make a backup on its host and read it to its end"));
    m_verify = addButton(tr("&Verify"), tr("Read the chosen backup to its end on its host"));
    m_restore = addButton(tr("&Restore\u2026"), tr("Show the plan of restoring the chosen backup"));
    connect(m_create, &QPushButton::clicked, this, [this] { Q_EMIT createRequested(currentName()); });
    connect(m_again, &QPushButton::clicked, this, &BackupPage::refreshRequested);
    connect(m_verify, &QPushButton::clicked, this, [this] { Q_EMIT verifyRequested(currentName(), selectedFile()); });
    connect(m_restore, &QPushButton::clicked, this, [this] { Q_EMIT restoreRequested(currentName(), selectedFile()); });
    connect(m_chooser, &QComboBox::currentTextChanged, this, &BackupPage::showCurrent);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &BackupPage::updateButtons);

    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(Theme::pageMargin, Theme::gap, Theme::pageMargin, Theme::pageMargin);
    column->setSpacing(Theme::gap);
    column->addWidget(m_summaryCard);
    column->addWidget(m_listCard);
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inside);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);
    updateButtons();
}

QPushButton* BackupPage::addButton(const QString& text, const QString& tip)
{
    auto* button = new QPushButton(text);
    button->setToolTip(tip);
    m_listCard->addControl(button);
    return button;
}

void BackupPage::setNames(const QStringList& names)
{
    const QString before = currentName();
    const QSignalBlocker quiet(m_chooser);
    m_chooser->clear();
    m_chooser->addItems(names);
    m_chooser->setCurrentIndex(std::max(0, m_chooser->findText(before)));
    m_chooser->setVisible(names.size() > 1);
    showCurrent();
}

void BackupPage::setCatalogue(const Backup::Catalogue& catalogue)
{
    Known& known = m_known[catalogue.backup];
    known.catalogue = catalogue;
    known.listError.reset();
    if (catalogue.backup == currentName())
        showCurrent();
}

void BackupPage::setListError(const QString& backup, const Error& error)
{
    m_known[backup].listError = error;
    if (backup == currentName())
        showCurrent();
}

void BackupPage::setVerifying(const QString& backup, const QString& file)
{
    m_known[backup].verifying = file;
    m_known[backup].verifyError.reset();
    if (backup == currentName())
        showCurrent();
}

void BackupPage::setVerified(const QString& backup, const std::optional<Error>& error)
{
    m_known[backup].verifying.clear();
    m_known[backup].verifyError = error;
    if (backup == currentName())
        showCurrent();
}

void BackupPage::showSubject(const QString& subject)
{
    QString name = subject;
    for (const auto& [backup, known] : m_known) {
        if (known.catalogue && known.catalogue->find(subject))
            name = backup;
    }
    if (const int at = m_chooser->findText(name); at >= 0)
        m_chooser->setCurrentIndex(at);
    if (const int row = m_model->rowOf(subject); row >= 0) {
        m_table->selectRow(row);
        m_table->setFocus(Qt::OtherFocusReason);
    }
}

QString BackupPage::selectedFile() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : m_model->fileAt(rows.first().row());
}

QString BackupPage::errorText() const { return m_error->isHidden() ? QString() : m_error->text(); }

void BackupPage::showCurrent()
{
    const QString chosen = selectedFile();
    const Known& known = current();
    m_model->setCatalogue(known.catalogue.value_or(Backup::Catalogue{}));
    m_table->setVisible(m_model->rowCount() > 0);
    if (const int row = m_model->rowOf(chosen); row >= 0)
        m_table->selectRow(row);
    showErrors();
    summarise();
    updateButtons();
}

void BackupPage::showErrors()
{
    QStringList messages;
    QStringList details;
    const Known& known = current();
    for (const auto& error : {known.verifyError, known.listError}) {
        if (!error)
            continue;
        messages << SafeText::oneLine(error->message, 400).text();
        details << SafeText::oneLine(error->detail, 400).text();
    }
    m_error->setText(messages.join(u'\n'));
    m_error->setToolTip(details.join(u'\n').trimmed());
    m_error->setVisible(!messages.isEmpty());
}

void BackupPage::updateButtons()
{
    const bool chosen = !selectedFile().isEmpty();
    const bool any = !currentName().isEmpty();
    m_again->setEnabled(any);
    m_create->setEnabled(any);
    m_verify->setEnabled(chosen && current().verifying.isEmpty());
    m_restore->setEnabled(chosen);
}

void BackupPage::summarise()
{
    const Known& known = current();
    const QString verifying = SafeText::oneLine(known.verifying).text();
    if (!known.catalogue) {
        m_headline->setText(currentName().isEmpty() ? tr("The definition names no backups of this environment")
                            : known.listError       ? tr("Nothing is known about the backups")
                                                    : tr("Listing the backups\u2026"));
        m_mark->setEvidence({});
        m_detail->setText(QString());
        m_listCard->setRemark({});
        return;
    }
    const QDateTime now = m_clock.now();
    const Backup::Catalogue& catalogue = *known.catalogue;
    m_mark->setEvidence(newestEvidence(catalogue, Rung::Complete, now));
    const Backup::Entry* newest = catalogue.newest(Rung::Complete);
    if (newest) {
        const auto allowed = catalogue.rpo.value_or(between(newest->time, expectedUntil(catalogue, *newest)));
        m_headline->setText(
            tr("%1 old, at most %2 may be lost").arg(age(std::max(between(newest->time, now), 0ms)), age(allowed)));
    } else if (catalogue.entries.empty()) {
        m_headline->setText(tr("There is no backup"));
    } else {
        m_headline->setText(tr("No backup was read to its end yet"));
    }
    QStringList facts;
    if (newest)
        facts << SafeText::oneLine(newest->name).text();
    facts << tr("%n backup(s)", nullptr, int(catalogue.entries.size()));
    if (!catalogue.missed.empty())
        facts << tr("%n missed", nullptr, int(catalogue.missed.size()));
    if (catalogue.ignored > 0)
        facts << tr("%n other file(s)", nullptr, catalogue.ignored);
    facts << tr("listed %1").arg(ago(catalogue.listedAt, now));
    m_detail->setText(facts.join(QStringLiteral(" \u00b7 ")));
    m_listCard->setRemark(verifying.isEmpty() ? tr("on %1 in %2").arg(catalogue.host, catalogue.directory)
                                              : tr("reading %1 to its end\u2026").arg(verifying));
}

void BackupPage::tick()
{
    m_model->touch();
    summarise();
}

} // namespace Pilothouse::Ui
