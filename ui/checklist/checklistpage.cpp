// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/checklistpage.h"

#include "checklist/checklistdelegates.h"
#include "checklist/itempanel.h"
#include "checklist/itemtext.h"
#include "checklist/prooftext.h"
#include "checklist/signpanel.h"
#include "widgets/headingrow.h"
#include "widgets/housestyle.h"
#include "widgets/labels.h"
#include "widgets/progress.h"
#include "widgets/rows.h"

#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>

namespace Pilothouse::Ui {

namespace {
constexpr int widthForTitle = 320;
}

using Checklist::ChecklistView;
using Checklist::ItemView;
using namespace Qt::StringLiterals;

ChecklistPage::ChecklistPage(const Theme& theme, Clock& clock, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_sectionModel(new SectionModel(this))
    , m_itemModel(new ItemModel(clock, this))
{
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(Theme::pageMargin, Theme::gap, Theme::pageMargin, Theme::pageMargin);
    all->setSpacing(Theme::gap);
    all->addWidget(makeHeading());
    m_error = new TextLabel(theme, {}, TextStyle::Body, Role::Down);
    m_error->setWordWrap(true);
    m_error->setCopyable(true);
    m_error->hide();
    all->addWidget(m_error);
    m_stack = new QStackedLayout;
    all->addLayout(m_stack, 1); // before its pages: a stack without a parent shows them as windows
    m_columns = makeColumns();
    m_empty = makeEmpty();
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_columns);
    m_timer = m_clock.after(this, std::chrono::seconds(15), [this] { refreshTimes(); });
    showView();
}

QWidget* ChecklistPage::makeHeading()
{
    auto* heading = new HeadingRow(widthForTitle);
    m_ring = new ProgressRing(m_theme);
    m_ring->setDiameter(38);
    m_ring->setAccessibleName(tr("Progress"));
    m_title = new ElidedLabel(m_theme, {}, TextStyle::Title);
    m_summary = new TextLabel(m_theme, {}, TextStyle::Body, Role::Muted);
    m_summary->setWordWrap(true);
    m_lists = new QComboBox;
    m_lists->setAccessibleName(tr("Checklist"));
    m_repair = new QPushButton(tr("Re&pair text"));
    m_repair->setCheckable(true);
    m_repair->setToolTip(
        tr("Show characters that were read in a wrong encoding as they were meant; the file stays as it is"));
    m_import = new QPushButton(tr("&Read file again"));
    m_import->setToolTip(tr("Read the document as it is now; what was recorded stays (F5)"));
    m_writeBack = new QPushButton(tr("Tick in the &file"));
    m_writeBack->setToolTip(tr("Tick the boxes of held items in the document; nothing else in it changes"));
    m_sign = new QPushButton;
    setEmphasis(m_sign, Emphasis::Primary);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_summary);
    heading->words()->addWidget(m_ring);
    heading->words()->addLayout(words, 1);
    for (QWidget* control : std::initializer_list<QWidget*>{m_lists, m_repair, m_import, m_writeBack, m_sign})
        heading->acts()->addWidget(control);
    connect(m_lists, &QComboBox::currentTextChanged, this, [this] {
        m_failed.reset();
        showErrors();
        showView();
    });
    connect(m_lists, &QComboBox::activated, this, [this] { Q_EMIT viewRequested(currentName()); });
    connect(m_repair, &QPushButton::toggled, this, &ChecklistPage::showView);
    connect(m_import, &QPushButton::clicked, this, [this] {
        begin();
        Q_EMIT importRequested(currentName());
    });
    connect(m_writeBack, &QPushButton::clicked, this, [this] {
        begin();
        Q_EMIT writeBackRequested(currentName());
    });
    connect(m_sign, &QPushButton::clicked, this, [this] {
        const auto view = m_views.find(currentName());
        if (view != m_views.end())
            m_signatures->begin(view->second.nextSigner);
    });
    return heading;
}

QWidget* ChecklistPage::makeColumns()
{
    auto dress = [this](QListView* view, const QString& name) {
        dressRows(*view, m_theme);
        view->setAccessibleName(name);
        view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        view->setResizeMode(QListView::Adjust);
        view->installEventFilter(this);
    };
    m_sections = new QListView;
    dress(m_sections, tr("Sections"));
    m_sections->setObjectName(u"sections"_s);
    m_sections->setModel(m_sectionModel);
    m_sections->setItemDelegate(new SectionDelegate(m_theme, *m_sectionModel, m_sections));
    m_items = new QListView;
    dress(m_items, tr("Items"));
    m_items->setModel(m_itemModel);
    m_items->setItemDelegate(new ItemDelegate(m_theme, m_clock, *m_itemModel, m_items));

    auto* sectionCard = new Surface(m_theme);
    auto* sectionColumn = new QVBoxLayout(sectionCard);
    sectionColumn->setContentsMargins(1, 8, 1, 8);
    sectionColumn->addWidget(m_sections);
    m_itemCard = new Card(m_theme, {});
    m_itemCard->content()->addWidget(m_items);

    m_panel = new ItemPanel(m_theme, m_clock);
    m_signatures = new SignPanel(m_theme, m_clock);
    auto* inside = new QWidget;
    auto* detail = new QVBoxLayout(inside);
    detail->setContentsMargins(Theme::cardPadding, Theme::cardPadding, Theme::cardPadding, Theme::cardPadding);
    detail->setSpacing(16);
    detail->addWidget(m_panel);
    detail->addWidget(new TextLabel(m_theme, tr("Signatures"), TextStyle::Strong));
    detail->addWidget(m_signatures);
    detail->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inside);
    scroll->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    auto* detailCard = new Surface(m_theme);
    auto* detailColumn = new QVBoxLayout(detailCard);
    detailColumn->setContentsMargins(1, 1, 1, 1);
    detailColumn->addWidget(scroll);

    auto* columns = new QWidget;
    auto* row = new QHBoxLayout(columns);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::gap);
    // On a wide screen the items get the room: titles and acts are as wide as they ever need to be.
    sectionCard->setMaximumWidth(320);
    detailCard->setMaximumWidth(480);
    detailCard->setMinimumWidth(264);
    row->addWidget(sectionCard, 5);
    row->addWidget(m_itemCard, 9);
    row->addWidget(detailCard, 8);
    connect(m_sections->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) { chooseSection(index.row()); });
    connect(m_items->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this] { m_panel->setItem(currentItem()); });
    connect(m_items, &QListView::doubleClicked, this, [this] { m_panel->beginTick(); });
    connect(m_panel, &ItemPanel::changeRequested, this, [this](const Checklist::Change& change) {
        begin();
        Q_EMIT changeRequested(currentName(), change);
    });
    connect(m_panel, &ItemPanel::signRequested, m_signatures, &SignPanel::begin);
    connect(m_signatures, &SignPanel::signRequested, this, [this](const Checklist::SignRequest& request) {
        begin();
        Q_EMIT signRequested(currentName(), request);
    });
    return columns;
}

QWidget* ChecklistPage::makeEmpty()
{
    auto* empty = new QWidget;
    m_emptyText = new TextLabel(m_theme, {}, TextStyle::Body, Role::Muted);
    m_emptyText->setWordWrap(true);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyImport = new QPushButton(tr("&Read the checklist"));
    setEmphasis(m_emptyImport, Emphasis::Primary);
    auto* column = new QVBoxLayout(empty);
    column->addStretch(1);
    column->addWidget(m_emptyText);
    column->addWidget(m_emptyImport, 0, Qt::AlignCenter);
    column->addStretch(2);
    connect(m_emptyImport, &QPushButton::clicked, this, [this] {
        begin();
        Q_EMIT importRequested(currentName());
    });
    return empty;
}

void ChecklistPage::setNames(const QStringList& names)
{
    if (names == m_names)
        return;
    m_names = names;
    const QString before = currentName();
    const QSignalBlocker quiet(m_lists);
    m_lists->clear();
    m_lists->addItems(names);
    if (names.contains(before))
        m_lists->setCurrentText(before);
    showView();
}

void ChecklistPage::setView(const ChecklistView& view)
{
    if (view.list.name == currentName()) {
        m_failed.reset();
        if (m_busy) {
            m_panel->finish();
            m_signatures->finish();
        }
        setBusy(false);
    }
    setNews(view);
}

void ChecklistPage::setNews(const ChecklistView& view)
{
    m_views.insert_or_assign(view.list.name, view);
    m_stale.erase(view.list.name);
    if (view.list.name != currentName())
        return;
    showErrors();
    showView();
}

void ChecklistPage::setError(const Error& error)
{
    setBusy(false);
    m_failed = error;
    showErrors();
}

void ChecklistPage::setStale(const QString& name, const Error& error)
{
    m_stale.insert_or_assign(name, error);
    showErrors();
}

QString ChecklistPage::errorText() const { return m_error->isHidden() ? QString() : m_error->text(); }

void ChecklistPage::showErrors()
{
    const auto stale = m_stale.find(currentName());
    QStringList messages;
    QStringList details;
    const auto add = [&](const Error& error) {
        messages << SafeText::oneLine(error.message, 400).text();
        details << SafeText::fromUntrusted(error.detail).text();
    };
    if (m_failed)
        add(*m_failed);
    if (stale != m_stale.end())
        add(stale->second);
    m_error->setText(messages.join(u'\n'));
    m_error->setToolTip(details.join(u'\n').trimmed());
    m_error->setVisible(!messages.isEmpty());
}

void ChecklistPage::showChecklist(const QString& name)
{
    if (!m_names.contains(name))
        return;
    m_lists->setCurrentText(name);
    Q_EMIT viewRequested(name);
}

QString ChecklistPage::currentName() const { return m_lists->currentText(); }

const ItemView* ChecklistPage::currentItem() const { return m_itemModel->item(m_items->currentIndex().row()); }

void ChecklistPage::showView()
{
    const auto found = m_views.find(currentName());
    const bool known = found != m_views.end();
    m_lists->setVisible(m_names.size() > 1);
    m_stack->setCurrentWidget(known ? m_columns : m_empty);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_ring, m_repair, m_import, m_writeBack, m_sign})
        widget->setVisible(known);
    if (!known) {
        m_title->setText(currentName());
        m_summary->setText(QString());
        m_emptyText->setText(
            m_names.isEmpty()
                ? tr("Checklists of this environment will be here. Name one under checklists: in its definition.")
                : tr("This checklist was not read yet. Its items will be here, with what proves each of them."));
        m_emptyImport->setVisible(!m_names.isEmpty());
        return;
    }
    m_repair->setVisible(found->second.mojibake > 0);
    const ChecklistView view = m_repair->isChecked() ? repaired(found->second) : found->second;
    m_title->setText(view.title.isEmpty() ? view.list.name : view.title.text());
    m_ring->setProgress(
        {.done = view.progress.held, .total = view.progress.total, .proven = view.progress.isComplete()});
    QString summary = progressSentence(view) + u" · "_s + tr("from %1").arg(QFileInfo(view.file).fileName());
    if (view.unread > 0)
        summary += u" · "_s + tr("%n line(s) look like items and are none", nullptr, view.unread);
    if (view.mojibake > 0)
        summary += u" · "_s + tr("%n garbled place(s)", nullptr, view.mojibake);
    m_summary->setText(summary);
    m_sign->setVisible(!view.nextSigner.isEmpty());
    m_sign->setText(tr("&Sign as %1…").arg(QString(view.nextSigner).replace(u'&', u"&&"_s)));
    const QString chosen = currentItem() ? currentItem()->key : QString();
    m_sectionModel->setSections(view.sections);
    m_signatures->setView(view);
    if (!m_sections->currentIndex().isValid() && m_sectionModel->rowCount() > 0)
        m_sections->setCurrentIndex(m_sectionModel->index(0));
    else
        chooseSection(m_sections->currentIndex().row());
    chooseItem(chosen);
}

void ChecklistPage::chooseSection(int row)
{
    if (row < 0 || row >= m_sectionModel->rowCount()) {
        m_itemModel->setItems({});
        return;
    }
    const Checklist::SectionView& section = m_sectionModel->section(row);
    m_itemCard->setTitle(section.title.text());
    m_itemModel->setItems(section.items);
    if (!currentItem())
        chooseItem({});
    m_panel->setItem(currentItem());
}

void ChecklistPage::chooseItem(const QString& key)
{
    int row = m_itemModel->rowOf(key);
    for (int i = 0; row < 0 && i < m_itemModel->rowCount(); ++i)
        row = m_itemModel->item(i) ? i : -1;
    m_items->setCurrentIndex(m_itemModel->index(row));
    m_panel->setItem(currentItem());
}

void ChecklistPage::begin()
{
    m_failed.reset();
    showErrors();
    setBusy(true);
}

void ChecklistPage::setBusy(bool busy)
{
    m_busy = busy;
    m_panel->setBusy(busy);
    m_signatures->setBusy(busy);
    for (QPushButton* button : {m_import, m_writeBack, m_sign, m_emptyImport})
        button->setEnabled(!busy);
}

void ChecklistPage::refreshTimes()
{
    // What ages out while the page is open must not stay green.
    for (auto& [name, view] : m_views)
        view = agedTo(view, m_clock.now());
    if (m_views.contains(currentName()))
        showView();
    m_timer = m_clock.after(this, std::chrono::seconds(15), [this] { refreshTimes(); });
}

bool ChecklistPage::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool tick = key->key() == Qt::Key_Space || key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (watched == m_items && tick) {
            m_panel->beginTick();
            return true;
        }
        if (watched == m_sections && (tick || key->key() == Qt::Key_Right)) {
            m_items->setFocus(Qt::OtherFocusReason);
            return true;
        }
        if (watched == m_items && key->key() == Qt::Key_Left) {
            m_sections->setFocus(Qt::OtherFocusReason);
            return true;
        }
        if (key->key() == Qt::Key_F5 && m_import->isVisible() && m_import->isEnabled()) {
            m_import->click();
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

void ChecklistPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    // Rows are as high as their words need at the present width.
    m_sections->doItemsLayout();
    m_items->doItemsLayout();
}

} // namespace Pilothouse::Ui
