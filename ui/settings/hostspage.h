// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/hostmodels.h"
#include "widgets/page.h"
#include "widgets/repeat.h"
#include "widgets/theme.h"

class QLineEdit;
class QPushButton;

namespace Pilothouse::Ui {

class Card;
class ErrorPanel;
class RowTable;
class TextLabel;

/// Hosts: keys that wait for a person, how every connection stands, what is known of host keys, and which answers to
/// logins are kept. Asks the desk and shows what it answers.
class HostsPage final : public Page
{
    Q_OBJECT
public:
    HostsPage(const Theme& theme, Clock& clock, HostDesk& desk, QWidget* parent = nullptr);

    /// Opens the dialog about the refused key of a host, named as HostLine::id() does.
    void showSubject(const QString& subject) override;
    void review(const HostOffer& offer);
    /// `name`: of the host that keys standing alone belong to.
    void openProvision(const QString& name = {});

Q_SIGNALS:
    /// A dialog was opened, for those who want to look at it.
    void dialogOpened(QDialog* dialog);

private:
    Card* offersCard();
    Card* linksCard();
    Card* keysCard();
    Card* answersCard();
    void connectDesk();
    void refresh();
    void showKeys();
    void connectSelected();
    void disconnectSelected();
    void openTerminalOnSelected();
    void openLinkMenu(const QPoint& at);
    void forgetSelected();
    void forgetSelectedAnswer();
    std::vector<Ssh::KnownKey> selectedKeys() const;
    void updateButtons();
    void open(QDialog* dialog);

    const Theme& m_theme;
    HostDesk& m_desk;
    OfferModel* m_offers;
    LinkModel* m_links;
    KeyModel* m_keys;
    AnswerModel* m_answers;
    Card* m_offersCard;
    Card* m_keysCard;
    Card* m_answersCard;
    RowTable* m_offerTable;
    RowTable* m_linkTable;
    RowTable* m_keyTable;
    RowTable* m_answerTable;
    QLineEdit* m_filter;
    QPushButton* m_review;
    QPushButton* m_connect;
    QPushButton* m_disconnect;
    QPushButton* m_terminal;
    QPushButton* m_forget;
    QPushButton* m_forgetAnswer;
    TextLabel* m_note;
    TextLabel* m_empty;
    TextLabel* m_noKeys;
    ErrorPanel* m_error;
    Ssh::KnownKeys::Listing m_listing;
    QString m_connecting; ///< the host that a person asked for
    Repeat m_ages;
};

} // namespace Pilothouse::Ui
