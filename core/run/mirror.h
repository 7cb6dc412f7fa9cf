// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/feed.h"

namespace Pilothouse::Run {

/// Watches a run that is not driven by this program: reads its journal and the sizes of its outputs again and again
/// until it has ended. The observer is called on a thread of the mirror's own.
class Mirror final : public Subscription
{
public:
    /// `folder` is DATA/runs; the first `told` entries of the journal are known to the observer.
    Mirror(Id id, QString folder, Observer observer, size_t told = 0);
    ~Mirror() override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Pilothouse::Run
