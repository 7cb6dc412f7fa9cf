// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/provisiondialog.h"

#include "base/safetext.h"
#include "widgets/card.h"
#include "widgets/labels.h"
#include "widgets/rows.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace Pilothouse::Ui {

namespace {
constexpr int mostRows = 8;
constexpr int dialogWidth = 900;
} // namespace

ProvisionDialog::ProvisionDialog(const Theme& theme, HostDesk& desk, QWidget* parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_model(new ProposalModel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(dialogWidth);
    setWindowTitle(tr("Provision host keys"));
    auto* explained = new TextLabel(
        theme,
        tr("Paste a piece of known_hosts, what ssh-keyscan printed, or a host's public key, or choose a file with it. "
           "Nothing is added before you have seen it here."),
        TextStyle::Body, Role::Muted);
    explained->setWordWrap(true);
    m_text = new QPlainTextEdit;
    m_text->setAccessibleName(tr("Keys, as text"));
    m_text->setPlaceholderText(tr("app-1.example.org ssh-ed25519 AAAAC3\u2026"));
    m_text->setFont(theme.font(TextStyle::Mono));
    m_text->setTabChangesFocus(true);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    m_text->setFixedHeight(96);
    auto* choose = new QPushButton(tr("&Choose a file\u2026"));
    choose->setObjectName(QStringLiteral("choose"));
    choose->setAutoDefault(false);
    m_name = new QLineEdit;
    m_name->setAccessibleName(tr("Host of keys that stand alone"));
    m_name->setPlaceholderText(tr("app-1.example.org, [10.0.0.5]:2222"));
    auto* label = new TextLabel(theme, tr("&Host of keys that stand alone"));
    label->setBuddy(m_name);
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_name, 1);
    line->addWidget(choose);
    m_table = new RowTable(theme);
    m_table->setAccessibleName(tr("Keys that were found"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setMostRows(mostRows);
    m_table->setColumnWidths({{ColumnWidth::By::Weight, 3},
                              {ColumnWidth::By::Content, 16},
                              {ColumnWidth::By::Content, 50}, // to be compared, so all of it
                              {ColumnWidth::By::Weight, 3}});
    m_found = new Card(theme, tr("Keys that were found"));
    m_found->content()->addWidget(m_table);
    m_found->hide();
    m_words = new TextLabel(theme, {}, TextStyle::Body, Role::Muted);
    m_words->setWordWrap(true);
    auto* buttons = new QDialogButtonBox;
    m_add = buttons->addButton(tr("&Add keys"), QDialogButtonBox::ActionRole);
    m_add->setAutoDefault(false);
    buttons->addButton(tr("Cance&l"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    column->addWidget(new TextLabel(theme, tr("Provision host keys"), TextStyle::Title));
    column->addWidget(explained);
    column->addWidget(m_text);
    column->addWidget(label);
    column->addLayout(line);
    column->addWidget(m_found);
    column->addWidget(m_words);
    column->addStretch(1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(choose, &QPushButton::clicked, this, &ProvisionDialog::chooseFile);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        m_file.clear();
        ask();
    });
    connect(m_name, &QLineEdit::textChanged, this, &ProvisionDialog::ask);
    connect(&m_desk, &HostDesk::proposed, this,
            [this](quint64 request, const Result<std::vector<Ssh::ProposedKey>>& keys) {
                if (request == m_asked)
                    take(keys);
            });
    connect(m_add, &QPushButton::clicked, this, [this] {
        Q_EMIT addRequested(m_model->rows());
        accept();
    });
    take(std::vector<Ssh::ProposedKey>{});
}

void ProvisionDialog::chooseFile()
{
    auto* files = new QFileDialog(this, tr("File with host keys"));
    files->setAttribute(Qt::WA_DeleteOnClose);
    files->setFileMode(QFileDialog::ExistingFile);
    connect(files, &QFileDialog::fileSelected, this, &ProvisionDialog::readFile);
    files->open();
}

void ProvisionDialog::readFile(const QString& file)
{
    m_file = file;
    ask();
}

void ProvisionDialog::ask()
{
    const QByteArray name = m_name->text().remove(u' ').toLower().toUtf8();
    if (!m_file.isEmpty()) {
        m_asked = m_desk.proposeFile(m_file, name);
    } else if (!m_text->toPlainText().trimmed().isEmpty()) {
        m_asked = m_desk.propose(m_text->toPlainText().toUtf8(), name);
    } else {
        m_asked = 0;
        take(std::vector<Ssh::ProposedKey>{});
    }
}

void ProvisionDialog::take(const Result<std::vector<Ssh::ProposedKey>>& keys)
{
    m_model->setRows(keys.value_or(std::vector<Ssh::ProposedKey>{}));
    m_found->setVisible(m_model->rowCount() > 0);
    const auto fresh = std::ranges::count(m_model->rows(), Ssh::ProposedKey::State::New, &Ssh::ProposedKey::state);
    m_add->setEnabled(fresh > 0);
    m_add->setText(fresh > 0 ? tr("&Add %n key(s)", nullptr, int(fresh)) : tr("&Add keys"));
    m_words->setText(!keys                      ? SafeText::oneLine(keys.error().message, 400).text()
                     : m_model->rowCount() == 0 ? QString()
                     : fresh == 0               ? tr("None of them can be added.")
                                  : tr("Compare each fingerprint with the host itself before you add it."));
    m_words->setVisible(!m_words->text().isEmpty());
}

} // namespace Pilothouse::Ui
