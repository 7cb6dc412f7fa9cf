// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/backuppage.h"

#include "widgets/timetext.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QScrollArea>

namespace Pilothouse::Ui {

using Backup::Rung;

BackupPage::BackupPage(const Theme& theme, Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_model(new BackupModel(clock, this))
{
    m_summaryCard = new Card(theme, tr("Newest verified backup"));
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

    m_create = addButton(tr("&Back up now"), tr("Make a backup on its host and read it to its end"));
    m_verify = addButton(tr("&Verify"), tr("Read the chosen backup to its end on its host"));
    m_restore = addButton(tr("&Restore\u2026"), tr("Show the plan of restoring the chosen backup"));
    connect(m_create, &QPushButton::clicked, this, [this] { Q_EMIT createRequested(m_catalogue.backup); });
    connect(m_verify, &QPushButton::clicked, this,
            [this] { Q_EMIT verifyRequested(m_catalogue.backup, selectedFile()); });
    connect(m_restore, &QPushButton::clicked, this,
            [this] { Q_EMIT restoreRequested(m_catalogue.backup, selectedFile()); });
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

void BackupPage::setCatalogue(const Backup::Catalogue& catalogue)
{
    const QString chosen = selectedFile();
    m_catalogue = catalogue;
    m_error->hide();
    m_model->setCatalogue(catalogue);
    const int row = m_model->rowOf(chosen);
    if (row >= 0)
        m_table->selectRow(row);
    summarise();
    updateButtons();
}

void BackupPage::setError(const Error& error)
{
    m_error->setText(SafeText::oneLine(error.message));
    m_error->setToolTip(SafeText::oneLine(error.detail).text());
    m_error->show();
    if (m_catalogue.entries.empty()) {
        m_headline->setText(tr("Nothing is known about the backups"));
        m_mark->setEvidence({});
    }
    updateButtons();
}

void BackupPage::setVerifying(const QString& file)
{
    m_verifying = file;
    m_listCard->setRemark(file.isEmpty() ? tr("on %1 in %2").arg(m_catalogue.host, m_catalogue.directory)
                                         : tr("reading %1 to its end\u2026").arg(file));
    updateButtons();
}

QString BackupPage::selectedFile() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : m_model->fileAt(rows.first().row());
}

void BackupPage::updateButtons()
{
    const bool chosen = !selectedFile().isEmpty();
    m_create->setEnabled(!m_catalogue.backup.isEmpty());
    m_verify->setEnabled(chosen && m_verifying.isEmpty());
    m_restore->setEnabled(chosen);
}

void BackupPage::summarise()
{
    const Evidence evidence = newestEvidence(m_catalogue, Rung::Complete);
    m_mark->setEvidence(evidence);
    const Backup::Entry* newest = m_catalogue.newest(Rung::Complete);
    const QString allowed = m_catalogue.rpo ? age(*m_catalogue.rpo) : age(std::chrono::hours(24));
    if (newest)
        m_headline->setText(
            tr("%1 old, at most %2 may be lost").arg(age(between(newest->time, m_catalogue.listedAt)), allowed));
    else if (m_catalogue.entries.empty())
        m_headline->setText(tr("There is no backup"));
    else
        m_headline->setText(tr("No backup was read to its end yet"));
    QStringList facts;
    if (newest)
        facts << newest->name;
    facts << tr("%n backup(s)", nullptr, int(m_catalogue.entries.size()));
    if (!m_catalogue.missed.empty())
        facts << tr("%n missed", nullptr, int(m_catalogue.missed.size()));
    if (m_catalogue.ignored > 0)
        facts << tr("%n other file(s)", nullptr, m_catalogue.ignored);
    m_detail->setText(facts.join(QStringLiteral(" \u00b7 ")));
    setVerifying(m_verifying);
}

} // namespace Pilothouse::Ui
