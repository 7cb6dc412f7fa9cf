// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/tooltext.h"

namespace Pilothouse::Runtime {

/// One tool whose output can be read, as `inspect tool --as NAME` asks for it.
struct ToolKind
{
    QString name;
    QStringList others = {}; ///< other names for the same
    /// {as, rows: [object], …}; Invalid for something that is not the tool's output.
    Result<QJsonObject> (*read)(const QByteArray& output) = nullptr;
};

/// In alphabetical order.
const std::vector<ToolKind>& toolKinds();
/// Null for a name that no kind has.
const ToolKind* findToolKind(const QString& name);

} // namespace Pilothouse::Runtime
