// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "incident/timeline.h"
#include "widgets/snapshot.h"

#include <QObject>

#include <optional>

namespace Pilothouse::Ui {

/// Port: what the page of incidents asks for. Whoever implements it answers by signal, on the window's thread, with
/// values.
class IncidentDesk : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Answered by listed() or failed().
    virtual void list(const EnvironmentKey& key) = 0;
    /// Answered by opened().
    virtual void open(const EnvironmentKey& key, const QString& title, Incident::Severity severity) = 0;
    /// Answered by told() or failed().
    virtual void tell(const Id& incident) = 0;
    /// All answered by written(). Title, severity and commander of an open one, with the version that was seen.
    virtual void change(const Incident::Record& incident) = 0;
    virtual void note(const Id& incident, const QString& text) = 0;
    virtual void close(const Id& incident, int version, const QString& resolution) = 0;
    /// As the beginning of a post-mortem.
    virtual QString markdown(const Incident::Timeline& timeline) const = 0;

Q_SIGNALS:
    void listed(const Pilothouse::Ui::EnvironmentKey& key, const std::vector<Pilothouse::Incident::Record>& incidents);
    void opened(const Pilothouse::Ui::EnvironmentKey& key,
                const Pilothouse::Result<Pilothouse::Incident::Record>& incident);
    void told(const Pilothouse::Incident::Timeline& timeline);
    /// `error` where it was not.
    void written(const Pilothouse::Id& incident, const std::optional<Pilothouse::Error>& error);
    void failed(const Pilothouse::Error& error);
};

} // namespace Pilothouse::Ui
