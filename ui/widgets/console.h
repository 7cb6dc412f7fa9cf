// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "widgets/snapshot.h"

#include <QObject>

namespace Pilothouse::Ui {

/// Port: what the window needs to know. Implemented above the window over the services of core, and by tests with
/// values of their own. Lives on the window's thread; every getter answers from memory at once.
class Console : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// In the order of the definitions: environments of one system stand together.
    virtual std::vector<EnvironmentKey> environments() const = 0;
    /// Unknown keys give a snapshot without evidence.
    virtual EnvironmentSnapshot snapshot(const EnvironmentKey& key) const = 0;
    virtual OverviewSnapshot overview(const EnvironmentKey& key) const = 0;
    /// What can be run there, in the order of the definition.
    virtual std::vector<ProcedureName> procedures(const EnvironmentKey& key) const
    {
        Q_UNUSED(key)
        return {};
    }
    /// Asks for the series of a span; chartsReady() answers later. A newer request replaces an older one.
    virtual void requestCharts(const EnvironmentKey& key, TimeSpan span) = 0;
    /// Why nothing can be shown at all (no definitions, store unreadable); empty message if all is well.
    virtual Error fault() const { return {.kind = ErrorKind::Failed, .message = {}}; }

Q_SIGNALS:
    /// Environments came, went or changed their order.
    void environmentsChanged();
    void snapshotChanged(const Pilothouse::Ui::EnvironmentKey& key);
    void overviewChanged(const Pilothouse::Ui::EnvironmentKey& key);
    void chartsReady(const Pilothouse::Ui::EnvironmentKey& key, const Pilothouse::Ui::ChartsSnapshot& charts);
    void faultChanged();
};

} // namespace Pilothouse::Ui
