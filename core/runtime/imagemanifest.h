// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace Pilothouse::Runtime {

/// The digest of the image that `docker manifest inspect --verbose` tells of: its own, or where the name means a list
/// for several platforms, that of `platform` ("linux/amd64", as `docker version` names the engine's). Empty: none of
/// it. Source: docker/cli cli/manifest/types.ImageManifest.
QString imageDigest(const QByteArray& manifest, const QString& platform);

/// "sha256:" and 64 hexadecimal digits.
bool isImageDigest(const QString& text);

} // namespace Pilothouse::Runtime
