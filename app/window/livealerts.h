// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alert/alertdesk.h"
#include "app/watching.h"
#include "app/window/liveconsole.h"
#include "widgets/repeat.h"

namespace Pilothouse {

/// Alerts as the window's page asks for them, over the store and the watchman. Hears what this program decides at once,
/// and what others do within some seconds. Window's thread.
class LiveAlerts final : public Ui::AlertDesk
{
    Q_OBJECT
public:
    LiveAlerts(Services& services, Alert::Watchman& watchman, const LiveConsole& console);
    ~LiveAlerts() override;

    void list(bool all) override;
    void acknowledge(const Id& alert, const QString& comment) override;
    void snooze(const Id& alert, const QDateTime& until, const QString& comment) override;
    void reopen(const Id& alert) override;
    std::optional<Alert::Watch> watch() const override { return m_watch; }
    QString onCall(const Ui::EnvironmentKey& key) const override { return m_console.overview(key).onCall.text(); }

    /// When nobody watched within the last day; at once and every five minutes.
    std::vector<Alert::Gap> gaps() const { return m_gaps; }
    /// The open ones, as they were last heard of.
    const std::vector<Alert::Record>& open() const { return m_open; }

Q_SIGNALS:
    void gapsChanged();
    /// One that was not there before came while this window was watching.
    void came(const Pilothouse::Alert::Record& alert);

private:
    using Answer = QFuture<Result<Alert::Record>>;
    void answer(const Id& alert, const std::function<Answer(const System::Environment&)>& work);
    void refresh();
    void refreshGaps();

    Services& m_services;
    const LiveConsole& m_console;
    std::optional<Alert::Watch> m_watch;
    std::vector<Alert::Record> m_open;
    bool m_heard = false; ///< what was open before is no news
    Mailbox m_mailbox;
    Ui::Repeat m_poll;
    std::vector<Alert::Gap> m_gaps;
    Ui::Repeat m_gapPoll;
};

} // namespace Pilothouse
