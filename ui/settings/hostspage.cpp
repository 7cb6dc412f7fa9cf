// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/hostspage.h"

#include "settings/forgetdialog.h"
#include "settings/hostkeydialog.h"
#include "settings/hosttext.h"
#include "settings/provisiondialog.h"
#include "widgets/card.h"
#include "widgets/labels.h"
#include "widgets/rows.h"
#include "widgets/states.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>

namespace Pilothouse::Ui {

using By = ColumnWidth::By;
using Phase = Ssh::ConnectionState::Phase;
using namespace std::chrono_literals;

namespace {

constexpr int mostKeys = 20; // before the table scrolls by itself

RowTable* makeTable(const Theme& theme, QAbstractItemModel* model, const QString& name, std::vector<ColumnWidth> widths)
{
    auto* table = new RowTable(theme);
    table->setAccessibleName(name);
    table->setModel(model);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setColumnWidths(std::move(widths));
    return table;
}

int selectedRow(const RowTable& table)
{
    const auto rows = table.selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : rows.first().row();
}

} // namespace

HostsPage::HostsPage(const Theme& theme, Clock& clock, HostDesk& desk, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_desk(desk)
    , m_offers(new OfferModel(clock, this))
    , m_links(new LinkModel(clock, this))
    , m_keys(new KeyModel(this))
    , m_answers(new AnswerModel(clock, this))
    , m_note(new TextLabel(theme, {}, TextStyle::Body, Role::Muted))
    , m_error(new ErrorPanel(theme))
    , m_ages(clock, this, 5s, [this] {
        m_offers->touch();
        m_links->touch();
        m_answers->touch();
    })
{
    m_note->setWordWrap(true);
    m_note->hide();
    m_error->hide();
    m_error->setAct(tr("Read again"));
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(Theme::pageMargin, Theme::pageMargin, Theme::pageMargin, Theme::pageMargin);
    column->setSpacing(Theme::gap);
    column->addWidget(new TextLabel(theme, tr("Hosts"), TextStyle::Title));
    column->addWidget(m_note);
    column->addWidget(m_error);
    column->addWidget(offersCard());
    column->addWidget(linksCard());
    column->addWidget(keysCard());
    column->addWidget(answersCard());
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inside);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);
    connectDesk();
    refresh();
    m_desk.list();
    m_desk.listAnswers();
}

Card* HostsPage::offersCard()
{
    m_offersCard = new Card(m_theme, tr("Keys that were refused"));
    m_offerTable =
        makeTable(m_theme, m_offers, tr("Keys that were refused"),
                  {{By::Content, 20}, {By::Content, 20}, {By::Content, 26}, {By::Weight, 1}, {By::Pixels, 96}});
    m_offerTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_offersCard->content()->addWidget(m_offerTable);
    m_review = new QPushButton(tr("&Look at it\u2026"));
    m_review->setToolTip(tr("Shows the key, and how to compare it with the host itself"));
    m_offersCard->addControl(m_review);
    const auto look = [this] {
        if (const HostOffer* offer = m_offers->at(selectedRow(*m_offerTable)))
            review(*offer);
    };
    connect(m_review, &QPushButton::clicked, this, look);
    connect(m_offerTable, &QAbstractItemView::activated, this, look);
    connect(m_offerTable->selectionModel(), &QItemSelectionModel::selectionChanged, this, &HostsPage::updateButtons);
    return m_offersCard;
}

Card* HostsPage::linksCard()
{
    auto* card = new Card(m_theme, tr("Connections"));
    m_linkTable = makeTable(
        m_theme, m_links, tr("Connections"),
        {{By::Content, 18}, {By::Content, 20}, {By::Content, 26}, {By::Pixels, 88}, {By::Weight, 1}, {By::Pixels, 80}});
    m_linkTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_empty = new TextLabel(m_theme, tr("No definition names a host that is reached over SSH."), TextStyle::Body,
                            Role::Muted);
    m_empty->setWordWrap(true);
    card->content()->addWidget(m_empty);
    card->content()->addWidget(m_linkTable);
    m_disconnect = new QPushButton(tr("&Disconnect"));
    m_disconnect->setToolTip(
        tr("Ends the connection to the chosen host (Del); whatever watches the host connects again"));
    card->addControl(m_disconnect);
    m_terminal = new QPushButton(tr("Open &terminal"));
    m_terminal->setObjectName(QStringLiteral("terminal"));
    m_terminal->setToolTip(tr("Opens your own terminal on the chosen host, by the same way and with the same keys"));
    card->addControl(m_terminal);
    m_connect = new QPushButton; // its text follows the chosen connection
    m_connect->setObjectName(QStringLiteral("connect"));
    card->addControl(m_connect);
    connect(m_connect, &QPushButton::clicked, this, &HostsPage::connectSelected);
    connect(m_disconnect, &QPushButton::clicked, this, &HostsPage::disconnectSelected);
    connect(m_terminal, &QPushButton::clicked, this, &HostsPage::openTerminalOnSelected);
    connect(m_linkTable, &QAbstractItemView::activated, this, &HostsPage::connectSelected);
    auto* del = new QShortcut(QKeySequence::Delete, m_linkTable, nullptr, nullptr, Qt::WidgetShortcut);
    connect(del, &QShortcut::activated, this, &HostsPage::disconnectSelected);
    m_linkTable->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_linkTable, &QWidget::customContextMenuRequested, this, &HostsPage::openLinkMenu);
    connect(m_linkTable->selectionModel(), &QItemSelectionModel::selectionChanged, this, &HostsPage::updateButtons);
    return card;
}

Card* HostsPage::keysCard()
{
    m_keysCard = new Card(m_theme, tr("Known keys"));
    m_filter = new QLineEdit;
    m_filter->setPlaceholderText(tr("Filter by host or fingerprint"));
    m_filter->setAccessibleName(tr("Filter the known keys"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(220);
    m_keysCard->addControl(m_filter);
    auto* provision = new QPushButton(tr("&Provision\u2026"));
    provision->setToolTip(tr("Makes keys known that a person has compared, from a file or from the clipboard"));
    m_keysCard->addControl(provision);
    m_forget = new QPushButton(tr("&Forget\u2026"));
    m_forget->setToolTip(tr("Takes the chosen lines out of this console's own file"));
    m_keysCard->addControl(m_forget);
    m_keyTable = makeTable(m_theme, m_keys, tr("Known keys"),
                           {{By::Weight, 3}, {By::Content, 12}, {By::Weight, 5}, {By::Content, 16}, {By::Weight, 2}});
    m_keyTable->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_keyTable->setMostRows(mostKeys);
    m_noKeys = new TextLabel(m_theme, {}, TextStyle::Body, Role::Muted);
    m_noKeys->setWordWrap(true);
    m_keysCard->content()->addWidget(m_noKeys);
    m_keysCard->content()->addWidget(m_keyTable);
    connect(m_filter, &QLineEdit::textChanged, this, &HostsPage::showKeys);
    connect(provision, &QPushButton::clicked, this, [this] { openProvision(); });
    connect(m_forget, &QPushButton::clicked, this, &HostsPage::forgetSelected);
    connect(m_keyTable->selectionModel(), &QItemSelectionModel::selectionChanged, this, &HostsPage::updateButtons);
    return m_keysCard;
}

/// Only there while something is kept.
Card* HostsPage::answersCard()
{
    m_answersCard = new Card(m_theme, tr("Kept answers to logins"));
    m_answerTable = makeTable(m_theme, m_answers, tr("Kept answers to logins"),
                              {{By::Content, 20}, {By::Weight, 1}, {By::Pixels, 96}, {By::Content, 20}});
    m_answerTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_answerTable->setMostRows(mostKeys);
    m_answersCard->content()->addWidget(m_answerTable);
    m_forgetAnswer = new QPushButton(tr("F&orget\u2026"));
    m_forgetAnswer->setToolTip(tr("Takes the chosen answer out of the keychain; the next login asks for it again"));
    m_answersCard->addControl(m_forgetAnswer);
    m_answersCard->hide();
    connect(m_forgetAnswer, &QPushButton::clicked, this, &HostsPage::forgetSelectedAnswer);
    connect(m_answerTable->selectionModel(), &QItemSelectionModel::selectionChanged, this, &HostsPage::updateButtons);
    return m_answersCard;
}

void HostsPage::connectDesk()
{
    connect(&m_desk, &HostDesk::answersListed, this, [this](const Result<std::vector<KeptAnswer>>& answers) {
        m_answerTable->clearSelection();
        m_answers->setRows(answers.value_or(std::vector<KeptAnswer>()));
        m_answersCard->setVisible(m_answers->rowCount() > 0 || !answers);
        m_answersCard->setRemark(answers ? tr("in the keychain") : answers.error().message);
        updateButtons();
    });
    connect(&m_desk, &HostDesk::hostsChanged, this, &HostsPage::refresh);
    connect(&m_desk, &HostDesk::offersChanged, this, &HostsPage::refresh);
    connect(&m_desk, &HostDesk::connected, this, [this](const QString& host, const std::optional<Error>& error) {
        if (host != m_connecting)
            return;
        m_connecting.clear();
        m_note->setVisible(error.has_value());
        m_note->setText(error ? SafeText::oneLine(error->message, 400).text() : QString());
        // The person waits for this host: a key that is in the way is shown at once.
        if (error && !error->code.isEmpty())
            showSubject(host);
    });
    connect(&m_desk, &HostDesk::listed, this, [this](const Result<Ssh::KnownKeys::Listing>& listing) {
        m_error->setVisible(!listing);
        m_listing = listing.value_or(Ssh::KnownKeys::Listing{});
        if (!listing)
            m_error->setError(listing.error());
        showKeys();
    });
    connect(m_error, &ErrorPanel::acted, this, [this] { m_desk.list(); });
    connect(&m_desk, &HostDesk::changed, this, [this](const Result<QString>& done) {
        m_note->setText(SafeText::oneLine(done ? *done : done.error().message, 400).text());
        m_note->show();
    });
}

void HostsPage::refresh()
{
    m_offers->setRows(m_desk.offers());
    m_links->setRows(m_desk.hosts());
    m_offersCard->setVisible(m_offers->rowCount() > 0);
    if (m_offers->rowCount() > 0 && selectedRow(*m_offerTable) < 0)
        m_offerTable->selectRow(0);
    m_empty->setVisible(m_links->rowCount() == 0);
    m_linkTable->setVisible(m_links->rowCount() > 0);
    updateButtons();
}

void HostsPage::showKeys()
{
    const QString wanted = m_filter->text().trimmed();
    std::vector<Ssh::KnownKey> rows;
    for (const Ssh::KnownKey& key : m_listing.keys) {
        if (key.names.contains(wanted, Qt::CaseInsensitive) || key.key.fingerprint().contains(wanted))
            rows.push_back(key);
    }
    m_keyTable->clearSelection();
    m_keys->setRows(std::move(rows));
    m_keyTable->setVisible(m_keys->rowCount() > 0);
    m_noKeys->setVisible(m_keys->rowCount() == 0);
    m_noKeys->setText(m_listing.keys.empty() ? tr("No host key is known here yet; provision those of your hosts.")
                                             : tr("No known key matches the filter."));
    const QString unread = m_listing.unread.isEmpty()
                               ? QString()
                               : tr("%n line(s) cannot be read: %1", nullptr, int(m_listing.unread.size()))
                                     .arg(m_listing.unread.join(QStringLiteral(", ")));
    m_keysCard->setRemark(unread.isEmpty() ? tr("changes go to %1").arg(m_desk.ownFile()) : unread);
    updateButtons();
}

std::vector<Ssh::KnownKey> HostsPage::selectedKeys() const
{
    std::vector<Ssh::KnownKey> keys;
    const auto rows = m_keyTable->selectionModel()->selectedRows();
    for (const QModelIndex& row : rows) {
        if (const Ssh::KnownKey* key = m_keys->at(row.row()))
            keys.push_back(*key);
    }
    return keys;
}

void HostsPage::updateButtons()
{
    m_review->setEnabled(selectedRow(*m_offerTable) >= 0);
    const HostLine* host = m_links->at(selectedRow(*m_linkTable));
    const Phase phase = host ? host->link.phase : Phase::Closed;
    m_connect->setText(connectText(phase));
    m_connect->setEnabled(host && host->noWay.isEmpty());
    m_connect->setToolTip(host && !host->noWay.isEmpty() ? SafeText::oneLine(host->noWay, 400).text()
                          : phase == Phase::Refused
                              ? tr("A refused login is never tried again by itself; this tries it once")
                              : tr("Connects to the chosen host, so that it can be seen whether it works"));
    m_disconnect->setEnabled(host && host->isUnderWay());
    m_terminal->setEnabled(host && host->noWay.isEmpty());
    m_forgetAnswer->setEnabled(selectedRow(*m_answerTable) >= 0);
    const auto keys = selectedKeys();
    const bool own = std::ranges::all_of(keys, &Ssh::KnownKey::isOwn);
    m_forget->setEnabled(!keys.empty() && own);
    m_forget->setToolTip(own ? tr("Takes the chosen lines out of this console's own file")
                             : tr("Only lines of this console's own file can be taken out here"));
}

void HostsPage::connectSelected()
{
    const HostLine* host = m_links->at(selectedRow(*m_linkTable));
    if (!host || !host->noWay.isEmpty())
        return;
    m_note->hide();
    m_connecting = host->id();
    if (host->link.phase == Phase::Closed)
        m_desk.connectTo(*host);
    else
        m_desk.reconnect(*host);
}

void HostsPage::disconnectSelected()
{
    const HostLine* host = m_links->at(selectedRow(*m_linkTable));
    if (!host || !host->isUnderWay())
        return;
    m_note->hide();
    m_connecting.clear();
    m_desk.endConnection(*host);
}

void HostsPage::openTerminalOnSelected()
{
    const HostLine* host = m_links->at(selectedRow(*m_linkTable));
    if (host && host->noWay.isEmpty())
        m_desk.openTerminal(*host);
}

/// The same acts as the buttons, at the row.
void HostsPage::openLinkMenu(const QPoint& at)
{
    // From the keyboard it is the chosen row's, wherever the pointer is.
    if (const QModelIndex row = m_linkTable->indexAt(at); row.isValid())
        m_linkTable->selectRow(row.row());
    if (selectedRow(*m_linkTable) < 0)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(m_connect->text(), this, &HostsPage::connectSelected)->setEnabled(m_connect->isEnabled());
    menu->addAction(m_disconnect->text(), this, &HostsPage::disconnectSelected)->setEnabled(m_disconnect->isEnabled());
    menu->addAction(m_terminal->text(), this, &HostsPage::openTerminalOnSelected)->setEnabled(m_terminal->isEnabled());
    menu->popup(m_linkTable->viewport()->mapToGlobal(at));
}

void HostsPage::forgetSelected()
{
    const auto keys = selectedKeys();
    if (keys.empty())
        return;
    auto* dialog = new ForgetDialog(m_theme, keys, this);
    connect(dialog, &QDialog::accepted, this, [this, keys] { m_desk.forget(keys); });
    open(dialog);
}

void HostsPage::showSubject(const QString& subject)
{
    const auto lines = m_desk.hosts();
    const auto line = std::ranges::find(lines, subject, &HostLine::id);
    for (const HostOffer& offer : m_desk.offers()) {
        const QString& name = offer.offer.endpoint.name;
        // It may be the key of a host on the way.
        const bool isHop =
            line != lines.end() && offer.environment == line->environment &&
            std::ranges::find(line->link.endpoint.jump, name, &Ssh::Endpoint::name) != line->link.endpoint.jump.end();
        if (isHop || offer.environment.id() + u':' + name == subject)
            return review(offer);
    }
}

void HostsPage::forgetSelectedAnswer()
{
    const KeptAnswer* chosen = m_answers->at(selectedRow(*m_answerTable));
    if (!chosen)
        return;
    auto* box = new QMessageBox(QMessageBox::Question, tr("Forget an answer"),
                                tr("The %1 of %2 is taken out of the keychain. Nobody can read it there afterwards; "
                                   "the next login asks for it.")
                                    .arg(answerText(chosen->kind), SafeText::oneLine(chosen->name, 200).text()),
                                QMessageBox::NoButton, this);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto* forget = box->addButton(tr("&Forget it"), QMessageBox::DestructiveRole);
    forget->setObjectName(QStringLiteral("forget"));
    box->setDefaultButton(box->addButton(tr("&Keep"), QMessageBox::RejectRole));
    connect(forget, &QAbstractButton::clicked, this, [this, answer = *chosen] { m_desk.forgetAnswer(answer); });
    open(box);
}

void HostsPage::review(const HostOffer& offer)
{
    auto* dialog = new HostKeyDialog(m_theme, offer, this);
    connect(dialog, &HostKeyDialog::acceptRequested, this, [this, offer] { m_desk.accept(offer.offer); });
    connect(dialog, &HostKeyDialog::provisionRequested, this, &HostsPage::openProvision);
    open(dialog);
}

void HostsPage::openProvision(const QString& name)
{
    auto* dialog = new ProvisionDialog(m_theme, m_desk, this);
    dialog->name()->setText(name);
    connect(dialog, &ProvisionDialog::addRequested, this,
            [this](const std::vector<Ssh::ProposedKey>& keys) { m_desk.provision(keys); });
    open(dialog);
}

void HostsPage::open(QDialog* dialog)
{
    dialog->open();
    Q_EMIT dialogOpened(dialog);
}

} // namespace Pilothouse::Ui
