// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/imagemanifest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

QString digestIn(const QJsonObject& manifest)
{
    const QString digest = manifest[u"Descriptor"_s][u"digest"_s].toString();
    return isImageDigest(digest) ? digest : QString();
}

} // namespace

bool isImageDigest(const QString& text)
{
    static const QRegularExpression form(u"\\Asha256:[0-9a-f]{64}\\z"_s);
    return form.match(text).hasMatch();
}

QString imageDigest(const QByteArray& manifest, const QString& platform)
{
    const QJsonDocument document = QJsonDocument::fromJson(manifest);
    if (document.isObject())
        return digestIn(document.object());
    for (const auto& value : document.array()) {
        const QJsonObject one = value.toObject();
        const QJsonValue of = one[u"Descriptor"_s][u"platform"_s];
        // Attestations are in the list as well, for a platform "unknown".
        if (of[u"os"_s].toString() + u'/' + of[u"architecture"_s].toString() == platform)
            return digestIn(one);
    }
    return {};
}

} // namespace Pilothouse::Runtime
