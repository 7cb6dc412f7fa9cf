// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/hostdesk.h"
#include "widgets/environmentdialog.h"

class QCheckBox;
class QGridLayout;
class QLineEdit;
class QPushButton;

namespace Pilothouse::Ui {

class TextLabel;

/// A host key that was refused: whose it is, how to compare it with the host itself, and what can be done about it.
/// Only a key of a host never seen before can be accepted, and not in production, where keys are provisioned. A key
/// that is changed or revoked is explained, and there is no button for it.
class HostKeyDialog final : public EnvironmentDialog
{
    Q_OBJECT
public:
    HostKeyDialog(const Theme& theme, const HostOffer& offer, QWidget* parent);

    /// Absent where the key cannot be accepted.
    QPushButton* acceptButton() const { return m_accept; }
    QLineEdit* field() const { return m_field; }
    QCheckBox* box() const { return m_compared; }

Q_SIGNALS:
    void acceptRequested();
    /// `name`: the host as known_hosts writes it.
    void provisionRequested(const QString& name);

private:
    void addFacts();
    void addRow(QGridLayout& grid, const QString& label, const QString& value, bool mono = false);
    void addComparing();
    void addAccepting();
    void addProvisioning();
    void refresh();

    const Theme& m_theme;
    HostOffer m_offer;
    QLineEdit* m_field = nullptr;
    TextLabel* m_verdict = nullptr;
    QCheckBox* m_compared = nullptr;
    QPushButton* m_accept = nullptr;
};

} // namespace Pilothouse::Ui
