// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outputpanel.h"

#include "widgets/environmenttag.h"
#include "widgets/housestyle.h"
#include "widgets/labels.h"

#include <QFileDialog>
#include <QSaveFile>
#include <QShortcut>
#include <QThread>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int leastWidth = 360;
}

OutputPanel::OutputPanel(const Theme& theme, const QString& title, QWidget* parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_heading(new QHBoxLayout)
    , m_title(new TextLabel(theme, title, TextStyle::MonoStrong))
    , m_remark(new ElidedLabel(theme, {}, TextStyle::Small, Role::Muted))
    , m_tag(new EnvironmentTag(theme))
    , m_searchBar(new QWidget)
    , m_needle(new QLineEdit)
    , m_outcome(new TextLabel(theme, {}, TextStyle::Small, Role::Muted))
    , m_view(new OutputView(theme))
{
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(1, 1, 1, 1);
    all->setSpacing(0);
    m_heading->setContentsMargins(11, 4, 4, 4);
    m_heading->setSpacing(4);
    m_heading->addWidget(m_title);
    m_heading->addSpacing(8);
    m_heading->addWidget(m_remark, 1);
    m_heading->addWidget(m_tag);
    all->addLayout(m_heading);
    m_tag->hide();

    m_follow = addButton(tr("Follow"), u"follow"_s, tr("Stay at the end as output arrives (F)"));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    connect(m_follow, &QToolButton::toggled, m_view, &OutputView::setFollows);
    connect(m_view, &OutputView::followChanged, m_follow, &QToolButton::setChecked);
    connect(addButton(tr("Search"), u"search"_s, tr("Search in the output (/)")), &QToolButton::clicked, this,
            &OutputPanel::openSearch);
    connect(addButton(tr("Next error"), u"next-error"_s, tr("Jump to the next line that reports a failure (N)")),
            &QToolButton::clicked, m_view, [this] { m_view->jumpToError(); });
    connect(addButton(tr("Copy"), u"copy"_s, tr("Copy the selection, or everything")), &QToolButton::clicked, m_view,
            [this] {
                if (!m_view->hasSelection())
                    m_view->selectAll();
                if (!m_view->copy())
                    showOutcome(tr("Only the beginning was copied; save the output to have all of it"), Role::Degraded);
            });
    connect(addButton(tr("Save…"), u"save"_s, tr("Save the output to a file")), &QToolButton::clicked, this,
            &OutputPanel::askForFile);

    buildSearch();
    all->addWidget(m_searchBar);
    all->addWidget(m_view, 1);
    connect(m_view, &OutputView::searchRequested, this, &OutputPanel::openSearch);
    connect(m_view, &OutputView::searchEnded, this, [this](bool found) {
        if (found)
            showOutcome({}, Role::Muted);
        else
            showOutcome(m_searchBar->isVisible() ? tr("Not found") : tr("No further error"), Role::Degraded);
    });
    connect(m_view, &OutputView::linesDropped, this, [this](qint64 lines) {
        showOutcome(tr("%n earlier line(s) are no longer kept here", nullptr, int(lines)), Role::Muted);
    });
    connect(this, &OutputPanel::saved, this, [this](const Result<QString>& file) {
        showOutcome(file ? tr("Saved to %1").arg(*file) : file.error().message, file ? Role::Muted : Role::Down);
    });
    setTitle(title);
}

OutputPanel::~OutputPanel() = default;

QToolButton* OutputPanel::addButton(const QString& text, const QString& icon, const QString& tip)
{
    auto* button = new QToolButton;
    button->setIcon(m_theme.icon(icon, Role::Muted));
    button->setText(text);
    button->setAccessibleName(text);
    button->setToolTip(tip);
    button->setAutoRaise(true);
    button->setFont(m_theme.font(TextStyle::Small));
    setEmphasis(button, Emphasis::Muted);
    m_heading->addWidget(button);
    m_buttons << button;
    return button;
}

void OutputPanel::buildSearch()
{
    auto* row = new QHBoxLayout(m_searchBar);
    row->setContentsMargins(11, 0, 8, 6);
    row->setSpacing(8);
    m_needle->setPlaceholderText(tr("Search in the output"));
    m_needle->setAccessibleName(tr("Search in the output"));
    m_needle->setClearButtonEnabled(true);
    row->addWidget(m_needle, 1);
    row->addWidget(m_outcome);
    m_searchBar->hide();
    connect(m_needle, &QLineEdit::textEdited, m_view, [this](const QString& text) { m_view->search(text); });
    connect(m_needle, &QLineEdit::returnPressed, m_view, [this] { m_view->search(m_needle->text()); });
    auto* close = new QShortcut(QKeySequence(Qt::Key_Escape), m_searchBar);
    close->setContext(Qt::WidgetWithChildrenShortcut);
    connect(close, &QShortcut::activated, this, &OutputPanel::closeSearch);
}

void OutputPanel::setTitle(const QString& title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    m_view->setAccessibleName(title.isEmpty() ? tr("Output") : tr("Output of %1").arg(title));
}

void OutputPanel::setRemark(const QString& remark)
{
    m_remark->setText(remark);
    m_remark->setRole(Role::Muted);
}

void OutputPanel::setEnvironmentKind(System::EnvironmentKind kind)
{
    m_production = kind == System::EnvironmentKind::Production;
    m_tag->setKind(kind);
    m_tag->setVisible(true);
    update();
}

void OutputPanel::addChooser(QWidget* widget) { m_heading->insertWidget(1, widget); }

void OutputPanel::openSearch()
{
    m_searchBar->show();
    m_needle->setFocus(Qt::ShortcutFocusReason);
    m_needle->selectAll();
}

void OutputPanel::closeSearch()
{
    m_searchBar->hide();
    m_view->search({});
    m_view->setFocus(Qt::ShortcutFocusReason);
}

void OutputPanel::showOutcome(const QString& text, Role role)
{
    m_outcome->setText(text);
    m_outcome->setRole(role);
    if (!m_searchBar->isVisible()) {
        m_remark->setText(text);
        m_remark->setRole(role);
    }
}

void OutputPanel::askForFile()
{
    auto* dialog = new QFileDialog(this, tr("Save the output"), m_fileName);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, &OutputPanel::saveTo);
    dialog->open();
}

void OutputPanel::saveTo(const QString& fileName)
{
    // The chunks share their memory with the store, so nothing is copied and the window never waits for the disk.
    auto outcome = std::make_shared<Result<QString>>(fileName);
    auto* thread = QThread::create([chunks = m_view->store().bytes(), fileName, outcome] {
        QSaveFile file(fileName);
        bool done = file.open(QIODevice::WriteOnly);
        for (const QByteArray& chunk : chunks)
            done = done && file.write(chunk) == chunk.size();
        if (!done || !file.commit())
            *outcome =
                fail(ErrorKind::Failed, tr("The output could not be saved to %1; choose another place.").arg(fileName),
                     file.errorString());
    });
    connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    connect(thread, &QThread::finished, this, [this, outcome] { Q_EMIT saved(*outcome); });
    thread->start();
}

QSize OutputPanel::minimumSizeHint() const
{
    // With icons; words take room only where there is some.
    return {leastWidth, QFrame::minimumSizeHint().height()};
}

void OutputPanel::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    // Words say more than icons where there is room for both.
    int words = m_heading->spacing() * 12 + m_title->sizeHint().width() + m_remark->sizeHint().width() +
                m_tag->sizeHint().width();
    for (const QToolButton* button : std::as_const(m_buttons))
        words += button->fontMetrics().horizontalAdvance(button->text()) + 16;
    for (QToolButton* button : std::as_const(m_buttons))
        button->setToolButtonStyle(width() > words + 40 ? Qt::ToolButtonTextOnly : Qt::ToolButtonIconOnly);
}

void OutputPanel::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    drawBox(&painter, rect(), m_theme.color(Role::Sunken), m_theme.color(m_production ? Role::Production : Role::Line),
            Theme::radius);
}

} // namespace Pilothouse::Ui
