// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alert/signal.h"
#include "base/error.h"
#include "system/environment.h"

namespace Pilothouse::Alert {

/// Whether the hosts of one environment answer, from what others see of them: samples, and probes that ask through
/// them. Two silences in a row, with no answer between and three seconds apart, are bad; one answer is enough to be
/// well. Errors that tell nothing about the host (a locked keychain, an unknown key) say nothing. Not thread-safe.
class HostWatch
{
public:
    explicit HostWatch(const System::Environment& environment);

    void answered(const QString& host, const QDateTime& at);
    /// `error` of whoever asked it at `at`.
    void silent(const QString& host, const Error& error, const QDateTime& at);
    std::vector<Signal> all() const;

private:
    struct State
    {
        QString host;
        Signal signal;
        QDateTime firstSilence = {};
    };
    State* find(const QString& host);

    std::vector<State> m_states;
};

} // namespace Pilothouse::Alert
