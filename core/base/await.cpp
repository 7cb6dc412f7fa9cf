// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"

#include "base/translate.h"
#include "base/units.h"

namespace Pilothouse {

Error awaitTimedOut(std::chrono::milliseconds deadline)
{
    return {.kind = ErrorKind::Timeout,
            .message =
                translate("Base", "No answer within %1; the outcome is unknown. Check the connection and look again.")
                    .arg(formatDuration(deadline))};
}

Error awaitStopped()
{
    return {.kind = ErrorKind::Cancelled, .message = translate("Base", "Stopped before it ended.")};
}

} // namespace Pilothouse
