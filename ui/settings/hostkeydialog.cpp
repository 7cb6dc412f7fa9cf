// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/hostkeydialog.h"

#include "base/safetext.h"
#include "settings/hosttext.h"
#include "ssh/trustwords.h"
#include "widgets/labels.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 600;

bool isUnknown(const Ssh::KeyOffer& offer) { return offer.error.code == QLatin1StringView(Ssh::TrustWords::unknown); }

QString titleOf(const HostOffer& row)
{
    const QString& name = row.offer.endpoint.name;
    const QString& code = row.offer.error.code;
    if (row.offer.mayBeAccepted())
        return HostKeyDialog::tr("First contact with %1").arg(name);
    if (isUnknown(row.offer))
        return HostKeyDialog::tr("The key of %1 is not provisioned").arg(name);
    if (code == QLatin1StringView(Ssh::TrustWords::changed) || code == QLatin1StringView(Ssh::TrustWords::otherType))
        return HostKeyDialog::tr("The key of %1 is not the known one").arg(name);
    return HostKeyDialog::tr("The key of %1 is refused").arg(name);
}

QString keyFile(const QByteArray& type)
{
    const QString kind = type == "ssh-rsa" ? u"rsa"_s : type.startsWith("ecdsa") ? u"ecdsa"_s : u"ed25519"_s;
    return u"/etc/ssh/ssh_host_%1_key.pub"_s.arg(kind);
}

} // namespace

HostKeyDialog::HostKeyDialog(const Theme& theme, const HostOffer& offer, QWidget* parent)
    : EnvironmentDialog(theme, offer.environment, offer.kind, titleOf(offer), parent)
    , m_theme(theme)
    , m_offer(offer)
{
    setMinimumWidth(dialogWidth);
    if (!isUnknown(offer.offer)) {
        auto* message = new TextLabel(theme, SafeText::oneLine(offer.offer.error.message, 1000).text(),
                                      TextStyle::Strong, Role::Down);
        message->setWordWrap(true);
        message->setCopyable(true);
        content()->addWidget(message);
    }
    addFacts();
    if (isUnknown(offer.offer))
        addComparing();
    if (offer.offer.mayBeAccepted())
        addAccepting();
    else if (isUnknown(offer.offer))
        addProvisioning();
    content()->addStretch(1);
    // The way that changes nothing is the one that Enter takes.
    buttons()
        ->addButton(m_accept ? tr("&Do not connect") : tr("&Close"), QDialogButtonBox::RejectRole)
        ->setDefault(true);
    refresh();
}

void HostKeyDialog::addRow(QGridLayout& grid, const QString& label, const QString& value, bool mono)
{
    const int row = grid.rowCount();
    auto* text = new TextLabel(m_theme, value, mono ? TextStyle::Mono : TextStyle::Body);
    text->setWordWrap(!mono);
    text->setCopyable(true);
    text->setAccessibleName(u"%1: %2"_s.arg(label, value));
    grid.addWidget(new TextLabel(m_theme, label, TextStyle::Body, Role::Muted), row, 0, Qt::AlignTop);
    grid.addWidget(text, row, 1);
}

void HostKeyDialog::addFacts()
{
    const Ssh::KeyOffer& offer = m_offer.offer;
    auto* grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    addRow(*grid, tr("Host"), u"%1 (%2)"_s.arg(offer.endpoint.name, placeText(offer.endpoint)));
    if (!offer.endpoint.jump.empty())
        addRow(*grid, tr("Through"), wayText(offer.endpoint));
    if (!offer.endpoint.hostKeyAlias.isEmpty())
        addRow(*grid, tr("Known as"), offer.endpoint.hostKeyAlias);
    addRow(*grid, tr("Type of key"),
           u"%1 (%2)"_s.arg(keyTypeText(offer.key.type), QString::fromLatin1(offer.key.type)));
    addRow(*grid, tr("Fingerprint"), offer.key.fingerprint(), true);
    const QString detail = SafeText::fromUntrusted(offer.error.detail).text().trimmed();
    if (!detail.isEmpty())
        addRow(*grid, tr("Stands in"), detail.left(600));
    content()->addLayout(grid);
}

void HostKeyDialog::addComparing()
{
    auto* words = new TextLabel(
        m_theme, tr("Compare it with the host itself: at its own console or with whoever set it up, not over "
                    "this network. There, this prints the fingerprint:"));
    words->setWordWrap(true);
    content()->addWidget(words);
    const QString command = u"ssh-keygen -lf "_s + keyFile(m_offer.offer.key.type);
    auto* line = new QHBoxLayout;
    auto* shown = new TextLabel(m_theme, command, TextStyle::Mono);
    shown->setCopyable(true);
    shown->setAccessibleName(tr("Command that prints the fingerprint: %1").arg(command));
    auto* copy = new QPushButton(tr("Co&py"));
    copy->setAccessibleName(tr("Copy the command"));
    connect(copy, &QPushButton::clicked, this, [command] { QGuiApplication::clipboard()->setText(command); });
    line->addWidget(shown, 1);
    line->addWidget(copy);
    content()->addLayout(line);
}

void HostKeyDialog::addAccepting()
{
    m_field = new QLineEdit;
    m_field->setPlaceholderText(tr("Fingerprint as the host prints it"));
    m_field->setAccessibleName(tr("Fingerprint as the host prints it"));
    m_field->setFont(m_theme.font(TextStyle::Mono));
    m_verdict = new TextLabel(m_theme, {}, TextStyle::Small, Role::Muted);
    m_verdict->setWordWrap(true);
    m_compared = new QCheckBox(tr("I have compared the fingerprint &myself"));
    content()->addWidget(m_field);
    content()->addWidget(m_verdict);
    content()->addWidget(m_compared);
    m_accept = buttons()->addButton(tr("&Accept this key"), QDialogButtonBox::ActionRole);
    m_accept->setAutoDefault(false);
    connect(m_field, &QLineEdit::textChanged, this, &HostKeyDialog::refresh);
    connect(m_compared, &QCheckBox::toggled, this, &HostKeyDialog::refresh);
    connect(m_accept, &QPushButton::clicked, this, [this] {
        Q_EMIT acceptRequested();
        accept();
    });
}

void HostKeyDialog::addProvisioning()
{
    auto* words = new TextLabel(
        m_theme,
        tr("In production nobody accepts a key in passing. Bring the host's public key (%1) here by a way that you "
           "trust, and provision it; then connect again.")
            .arg(keyFile(m_offer.offer.key.type)));
    words->setWordWrap(true);
    content()->addWidget(words);
    auto* provision = buttons()->addButton(tr("&Provision\u2026"), QDialogButtonBox::ActionRole);
    provision->setObjectName(u"provision"_s);
    provision->setAutoDefault(false);
    connect(provision, &QPushButton::clicked, this, [this] {
        reject();
        const Ssh::Endpoint& endpoint = m_offer.offer.endpoint;
        Q_EMIT provisionRequested(
            QString::fromUtf8(Ssh::KnownHosts::nameFor(endpoint.knownAs(), endpoint.knownPort())));
    });
}

void HostKeyDialog::refresh()
{
    if (!m_accept)
        return;
    // A whole line of ssh-keygen may be pasted.
    const QStringList words = m_field->text().simplified().split(u' ');
    const bool isEmpty = m_field->text().trimmed().isEmpty();
    const bool isSame = words.contains(m_offer.offer.key.fingerprint());
    m_verdict->setText(isEmpty  ? tr("Paste it here, and it is compared to the last character.")
                       : isSame ? tr("It is the same.")
                                : tr("It is another one. Do not accept the key; somebody else may be answering."));
    m_verdict->setRole(isEmpty ? Role::Muted : isSame ? Role::Healthy : Role::Down);
    m_compared->setEnabled(isEmpty);
    m_accept->setEnabled(isSame || (isEmpty && m_compared->isChecked()));
}

} // namespace Pilothouse::Ui
