// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/rundesk.h"
#include "widgets/card.h"

class QPushButton;

namespace Pilothouse::Ui {

class TextLabel;
class TypedConfirmation;

/// Above a run that is only watched: who drives it, and, where nobody does, the ways to take it over.
class SightPanel final : public Card
{
    Q_OBJECT
public:
    SightPanel(const Theme& theme, QWidget* parent = nullptr);

    void setSight(const RunSight& sight);
    /// It could not be taken over.
    void say(const Error& error);

Q_SIGNALS:
    void takeOverRequested(const Pilothouse::Id& run, const QString& typed, bool cancel);

private:
    void take(const QString& typed, bool cancel);
    void refresh();

    RunSight m_sight;
    bool m_busy = false;
    TextLabel* m_text;
    TextLabel* m_error;
    TypedConfirmation* m_confirmation;
    QPushButton* m_cancel;
};

} // namespace Pilothouse::Ui
