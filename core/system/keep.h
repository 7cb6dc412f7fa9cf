// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace Pilothouse::System {

/// How a deployed version is proved: `read` runs on host `on`, `equals` is a placeholder of probe `probe`; `services`
/// are those whose process or container a deploy starts anew.
struct VersionSpec
{
    QString on = {};
    QString read = {};
    QString probe = {};
    QString equals = {};
    QStringList services = {};

    bool operator==(const VersionSpec&) const = default;
};

/// What an environment keeps of the versions that ran, so that one can be brought back with what is on its hosts alone.
struct KeepSpec
{
    int versions = 5;           ///< so many, the running one among them
    QStringList images = {};    ///< services whose running image is tagged with the version
    QStringList releaseOn = {}; ///< hosts or roles whose directory is kept: a copy, or the release that it is a link to
    QStringList data = {};      ///< paths in that directory that stay where they are

    bool keepsRelease() const { return !releaseOn.isEmpty(); }
    bool operator==(const KeepSpec&) const = default;
};

} // namespace Pilothouse::System
