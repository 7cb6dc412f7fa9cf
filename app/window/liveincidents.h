// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/services.h"
#include "incident/incidentdesk.h"

namespace Pilothouse {

/// Incidents as the window's page asks for them, over the store. Window's thread.
class LiveIncidents final : public Ui::IncidentDesk
{
    Q_OBJECT
public:
    explicit LiveIncidents(Services& services);
    ~LiveIncidents() override;

    void list(const Ui::EnvironmentKey& key) override;
    void open(const Ui::EnvironmentKey& key, const QString& title, Incident::Severity severity) override;
    void tell(const Id& incident) override;
    void change(const Incident::Record& incident) override;
    void note(const Id& incident, const QString& text) override;
    void close(const Id& incident, int version, const QString& resolution) override;
    QString markdown(const Incident::Timeline& timeline) const override;

private:
    Services& m_services;
    Mailbox m_mailbox;
};

} // namespace Pilothouse
