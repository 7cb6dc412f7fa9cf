// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "system/readers.h"
#include "system/shapes.h"

#include <QRegularExpression>

#include <algorithm>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

const Shape& keptShape()
{
    static const Shape shape{"kept"_L1, {{"versions"_L1}, {"images"_L1}, {"release"_L1}}};
    return shape;
}

const Shape& releaseShape()
{
    static const Shape shape{"release"_L1, {{"on"_L1}, {"data"_L1}}};
    return shape;
}

namespace {

/// "uploads", "storage/app": below the directory, in one spelling.
bool isPathInside(const QString& path)
{
    static const QRegularExpression form(u"\\A[^\\x00-\\x1f\\x7f]{1,200}\\z"_s);
    if (!form.match(path).hasMatch() || path.startsWith(u'/') || path.endsWith(u'/'))
        return false;
    const QStringList parts = path.split(u'/');
    return std::ranges::none_of(
        parts, [](const QString& part) { return part.isEmpty() || part == u"."_s || part == u".."_s; });
}

} // namespace

std::optional<KeepSpec> readKeep(Context& context, const YamlNode* node, const Environment& environment)
{
    if (!node)
        return {};
    const Fields fields(context, *node, keptShape());
    KeepSpec keep;
    keep.versions = fields.integer("versions", 2, 99, keep.versions);
    keep.images = fields.references("images", Named::ImageService);
    if (const YamlNode* release = fields.node("release")) {
        const Fields parts(context, *release, releaseShape());
        keep.releaseOn = parts.references("on", Named::HostOrRole);
        if (release->kind == YamlNode::Kind::Map && !parts.has("on"))
            context.faults.add(release->place(), translate("System", "on: says whose directory is kept."));
        for (const Host* host : environment.hostsOn(keep.releaseOn)) {
            if (keep.keepsRelease() && host->directory.isEmpty())
                parts.fault("on", translate("System", "%1 has no directory: that could be kept.").arg(host->name));
        }
        keep.data = parts.lines("data");
        for (const QString& path : std::as_const(keep.data)) {
            if (!isPathInside(path))
                parts.fault(
                    "data",
                    translate("System", "%1 is no path inside of the directory, such as uploads.").arg(quoted(path)));
        }
    }
    if (node->kind == YamlNode::Kind::Map && !fields.has("images") && !fields.has("release"))
        context.faults.add(node->place(),
                           translate("System", "Nothing is kept; write images: with services, or release: with on:."));
    return keep;
}

} // namespace Pilothouse::System
