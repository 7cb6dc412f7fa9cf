// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "maintenance/windows.h"
#include "widgets/card.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QWidget;

namespace Pilothouse::Ui {

class TextLabel;
class TypedConfirmation;

/// What somebody is about to announce: for what, from when in which zone and for how long; what else has to be said
/// where it is at short notice or nobody will be told; and, before anything is sent, who will read what.
class AnnounceForm final : public Card
{
    Q_OBJECT
public:
    AnnounceForm(const Theme& theme, Clock& clock, QWidget* parent = nullptr);

    void setEnvironment(const System::Environment& environment);
    /// It was announced: the next one begins empty.
    void clear();
    void setBusy(bool busy);
    /// What the core said against it; the fields stay.
    void say(const Error& error);
    /// What is to come ages: notice is short some time.
    void refresh();

Q_SIGNALS:
    void announceRequested(const Pilothouse::Maintenance::Announcement& announcement);

private:
    void makeFields();
    void proposeStart();
    QString problemOf(Maintenance::Announcement& out) const;
    QString refusalOf(const Maintenance::Announcement& wanted, const QString& problem) const;
    void showPreview(const Maintenance::Announcement& wanted);
    bool isShort(const Maintenance::Announcement& wanted) const;
    bool isSilent() const;
    void announce();

    Clock& m_clock;
    System::Environment m_environment;
    bool m_busy = false;
    QLineEdit* m_title;
    QLineEdit* m_start;
    QComboBox* m_zone;
    QLineEdit* m_length;
    QLineEdit* m_short;
    QCheckBox* m_untold;
    QLineEdit* m_untoldReason;
    TextLabel* m_problem;
    TextLabel* m_facts;
    TextLabel* m_message;
    TextLabel* m_error;
    TypedConfirmation* m_confirmation;
};

} // namespace Pilothouse::Ui
