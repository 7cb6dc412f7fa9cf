// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system/environment.h"

#include <QDateTime>
#include <QJsonObject>

#include <optional>
#include <vector>

namespace Pilothouse::Run {

/// The image of a service, tagged with the version that it was kept of.
struct KeptImage
{
    QString service;
    QString id = {};
    QString name = {}; ///< what the tag stands behind
    qint64 bytes = 0;
    bool here = true; ///< the tag still means it

    bool operator==(const KeptImage&) const = default;
};

/// A version that one host keeps.
struct KeptVersion
{
    QString version;
    qint64 order = 0;     ///< grows with each keeping: the highest ran last
    QDateTime since = {}; ///< kept first; invalid where nobody wrote it down
    QString run = {};     ///< that kept it last
    QString before = {};  ///< ran when it came; empty: not known
    std::vector<KeptImage> images = {};
    QString release = {}; ///< folder; empty: none
    bool link = false;    ///< that folder is the application's own, behind a link
    bool releaseHere = false;
    qint64 releaseBytes = 0;

    qint64 bytes() const;
    bool operator==(const KeptVersion&) const = default;
};

/// What one host keeps, and what it runs.
struct HostKept
{
    QString host;
    std::vector<KeptVersion> versions = {}; ///< oldest first
    std::vector<KeptImage> running = {};
    QString read = {};                      ///< its version, as the definition reads it
    std::optional<qint64> folderBytes = {}; ///< what a copy of its release takes; none where it keeps a link or nothing
    qint64 freeBytes = -1;
    QString error = {}; ///< why it can keep nothing

    const KeptVersion* version(const QString& name) const;
    bool operator==(const HostKept&) const = default;
};

/// What resources/remote/keep.sh tells.
HostKept keptFrom(const QString& host, const QByteArray& output);
QJsonObject keptToJson(const HostKept& host);
HostKept keptFromJson(const QJsonObject& json);

/// What this host keeps: nothing where the environment means others.
struct KeepShare
{
    QStringList images = {};
    bool release = false;

    bool isEmpty() const { return images.isEmpty() && !release; }
    bool operator==(const KeepShare&) const = default;
};
KeepShare shareOf(const System::Environment& environment, const QString& host);
/// The hosts that keep something, sorted as the definition has them.
QStringList keepingHosts(const System::Environment& environment);
/// What is missing of a version on a host, for people; empty where it can be brought back whole.
QStringList missingOf(const HostKept& host, const QString& version, const KeepShare& share);
/// The versions that each of these hosts can bring back whole, newest first.
QStringList retainedOn(const System::Environment& environment, const std::vector<HostKept>& hosts,
                       const QStringList& names);
/// The whole name of a version that was kept, given in full or abbreviated; empty: none or several have it.
QString fullVersion(const QStringList& retained, const QString& given);
/// Where the way back leads from `running`: what ran when it came, else what was kept before it; only of `retained`.
QString wayBackFrom(const std::vector<HostKept>& hosts, const QStringList& retained, const QString& running);
/// "1a2b3c4 kept on app-1 (2 images, 412 MiB)", one for hosts that say the same.
QString keptWords(const QString& version, const std::vector<HostKept>& hosts);
/// "1a2b3c4" of a commit, else the version on one line.
QString shortVersion(const QString& version);
/// It can name folders and tags.
bool canBeKept(const QString& version);

} // namespace Pilothouse::Run
