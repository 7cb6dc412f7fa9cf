// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alert/alerts.h"
#include "widgets/snapshot.h"

#include <QObject>

#include <optional>

namespace Pilothouse::Ui {

/// Port: what the page of alerts asks for. Whoever implements it answers by signal, on the window's thread, with
/// values.
class AlertDesk : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Answered by listed() or failed(). `all`: also what is over.
    virtual void list(bool all) = 0;
    /// All answered by written().
    virtual void acknowledge(const Id& alert, const QString& comment) = 0;
    virtual void snooze(const Id& alert, const QDateTime& until, const QString& comment) = 0;
    virtual void reopen(const Id& alert) = 0;
    /// Who watches; nothing where nobody does.
    virtual std::optional<Alert::Watch> watch() const = 0;
    /// Whom to call about an environment: name and number; empty where the definition has none.
    virtual QString onCall(const EnvironmentKey& key) const = 0;

Q_SIGNALS:
    void listed(bool all, const std::vector<Pilothouse::Alert::Record>& alerts);
    /// `error` where it was not.
    void written(const Pilothouse::Id& alert, const std::optional<Pilothouse::Error>& error);
    void failed(const Pilothouse::Error& error);
    /// Alerts came, went or changed, or somebody else watches.
    void changed();
};

} // namespace Pilothouse::Ui
