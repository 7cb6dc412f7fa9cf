// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "base/units.h"
#include "system/placeholder.h"
#include "system/readers.h"
#include "system/shapes.h"

#include <QRegularExpression>

// The parts that say what is watched beyond probes: the running version, objectives, thresholds, windows and logs.

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

const Shape& versionShape()
{
    static const Shape shape{"version"_L1, {{"on"_L1}, {"read"_L1}, {"probe"_L1}, {"equals"_L1}, {"services"_L1}}};
    return shape;
}

const Shape& objectiveShape()
{
    static const Shape shape{
        "objective"_L1, {{"name"_L1, true}, {"of"_L1, true}, {"latency"_L1}, {"below"_L1}, {"above"_L1}, {"over"_L1}}};
    return shape;
}

const Shape& thresholdShape()
{
    static const Shape shape{
        "threshold"_L1,
        {{"metric"_L1, true}, {"on"_L1}, {"above"_L1, true}, {"clear"_L1}, {"for"_L1}, {"severity"_L1}}};
    return shape;
}

const Shape& windowsShape()
{
    static const Shape shape{"windows"_L1, {{"freeze"_L1}, {"maintenance"_L1}, {"announce"_L1}, {"page"_L1}}};
    return shape;
}

const Shape& windowShape()
{
    static const Shape shape{"window"_L1,
                             {{"title"_L1}, {"cron"_L1, true}, {"zone"_L1}, {"for"_L1, true}, {"announce"_L1}}};
    return shape;
}

const Shape& pageShape()
{
    static const Shape shape{"page"_L1, {{"on"_L1, true}, {"show"_L1, true}, {"hide"_L1, true}, {"check"_L1}}};
    return shape;
}

const Shape& logShape()
{
    static const Shape shape{"log"_L1, {{"on"_L1}, {"file"_L1, true}}};
    return shape;
}

const Shape& watchShape()
{
    static const Shape shape{"watch"_L1, {{"dead-man"_L1, true}, {"every"_L1}}};
    return shape;
}

namespace {

/// A value that swings about its limit is one alert and not many.
constexpr double usualClear = 0.95;

/// `80%` or a plain number.
std::optional<double> readAmount(const Fields& fields, const char* key)
{
    const QString text = fields.line(key);
    static const QRegularExpression form(u"\\A([0-9]{1,9}(?:\\.[0-9]{1,4})?)(%?)\\z"_s);
    const QRegularExpressionMatch match = form.match(text);
    if (match.hasMatch() && (match.capturedLength(2) == 0 || match.captured(1).toDouble() <= 100))
        return match.captured(1).toDouble();
    if (!text.isEmpty())
        fields.fault(key, translate("System", "%1 is neither a number nor a percentage up to 100%.").arg(quoted(text)));
    return {};
}

/// How long before; `none` for what nobody is told of.
std::chrono::milliseconds readAnnounce(const Fields& fields, std::chrono::milliseconds otherwise)
{
    if (fields.line("announce") == u"none")
        return std::chrono::milliseconds(0);
    return fields.duration("announce", otherwise);
}

/// `announced`: how long before what says nothing of it is announced; nothing where announcing makes no sense.
std::vector<WindowSpec> readWindowList(Context& context, const YamlNode* node,
                                       std::optional<std::chrono::milliseconds> announced)
{
    std::vector<WindowSpec> windows;
    eachItem(context, node, [&](const YamlNode& item) {
        const Fields fields(context, item, windowShape());
        WindowSpec window;
        window.title = fields.line("title");
        window.start = readSchedule(fields).value_or(Schedule());
        window.length = fields.duration("for", std::chrono::milliseconds(0));
        if (announced)
            window.announce = readAnnounce(fields, *announced);
        else if (fields.has("announce"))
            fields.fault("announce", translate("System", "Only maintenance is announced, a freeze is not."));
        windows.push_back(std::move(window));
    });
    return windows;
}

} // namespace

std::optional<VersionSpec> readVersion(Context& context, const YamlNode* node)
{
    if (!node)
        return {};
    const Fields fields(context, *node, versionShape());
    VersionSpec version;
    version.on = fields.reference("on", Named::Host);
    version.read = fields.text("read");
    pinCluster(fields, "read", version.read);
    version.probe = fields.reference("probe", Named::Probe);
    version.equals = fields.line("equals");
    version.services = fields.references("services", Named::Service);
    if (!version.equals.isEmpty()) {
        if (const Result<Placeholder> seen = Placeholder::parse(version.equals); !seen)
            fields.fault("equals", seen.error().message);
    }
    if (fields.has("read") != fields.has("on"))
        fields.fault(fields.has("read") ? "read" : "on",
                     translate("System", "on: and read: of a version belong together."));
    if (fields.has("probe") != fields.has("equals"))
        fields.fault(fields.has("probe") ? "probe" : "equals",
                     translate("System", "probe: and equals: of a version belong together."));
    return version;
}

std::vector<Objective> readObjectives(Context& context, const YamlNode* node)
{
    std::vector<Objective> objectives;
    eachItem(context, node, [&](const YamlNode& item) {
        const Fields fields(context, item, objectiveShape());
        Objective objective{.name = fields.name("name")};
        objective.of = fields.reference("of", Named::Probe);
        objective.latency = fields.word("latency", {u"p50"_s, u"p75"_s, u"p90"_s, u"p95"_s, u"p99"_s});
        if (fields.has("latency")) {
            fields.duration("below");
            objective.below = fields.line("below");
        } else {
            readAmount(fields, "above");
            readAmount(fields, "below");
            objective.above = fields.line("above");
            objective.below = fields.line("below");
        }
        if (item.kind == YamlNode::Kind::Map && objective.below.isEmpty() && objective.above.isEmpty())
            context.faults.add(item.place(),
                               translate("System", "An objective says what it must stay below: or above:."));
        objective.over = fields.duration("over", objective.over);
        const bool twice = std::ranges::find(objectives, objective.name, &Objective::name) != objectives.end();
        if (twice && !objective.name.isEmpty())
            fields.fault("name", translate("System", "There is already an objective %1.").arg(quoted(objective.name)));
        objectives.push_back(std::move(objective));
    });
    return objectives;
}

std::vector<Threshold> readThresholds(Context& context, const YamlNode* node)
{
    std::vector<Threshold> thresholds;
    eachItem(context, node, [&](const YamlNode& item) {
        const Fields fields(context, item, thresholdShape());
        Threshold threshold{.metric = fields.name("metric")};
        threshold.on = fields.references("on", Named::HostOrRole);
        threshold.above = readAmount(fields, "above").value_or(0);
        threshold.clear = readAmount(fields, "clear").value_or(threshold.above * usualClear);
        if (threshold.clear > threshold.above)
            fields.fault("clear", translate("System", "clear: is where it counts as well again; that cannot be higher "
                                                      "than above:."));
        threshold.lasting = fields.duration("for", threshold.lasting);
        threshold.severity = fields.word("severity", severityWords(), u"warning"_s);
        thresholds.push_back(std::move(threshold));
    });
    return thresholds;
}

DeadManSpec readWatch(Context& context, const YamlNode* node)
{
    DeadManSpec spec;
    if (!node)
        return spec;
    const Fields fields(context, *node, watchShape());
    spec.address = fields.secret("dead-man");
    spec.every = fields.duration("every", spec.every);
    if (spec.every < std::chrono::seconds(10))
        fields.fault("every", translate("System", "Say so every ten seconds at most."));
    return spec;
}

std::vector<LogSpec> readLogs(Context& context, const YamlNode* node)
{
    std::vector<LogSpec> logs;
    eachItem(context, node, [&](const YamlNode& item) {
        const Fields fields(context, item, logShape());
        logs.push_back({.on = fields.references("on", Named::HostOrRole), .file = fields.path("file")});
    });
    return logs;
}

void readWindows(Context& context, const YamlNode* node, Environment& environment)
{
    if (!node)
        return;
    const Fields fields(context, *node, windowsShape());
    environment.announce = readAnnounce(fields, environment.announce);
    environment.freeze = readWindowList(context, fields.node("freeze"), {});
    environment.maintenance = readWindowList(context, fields.node("maintenance"), environment.announce);
    if (const YamlNode* page = fields.node("page")) {
        const Fields shown(context, *page, pageShape());
        environment.page = {.on = shown.references("on", Named::HostOrRole),
                            .show = shown.text("show"),
                            .hide = shown.text("hide"),
                            .check = shown.text("check")};
    }
}

} // namespace Pilothouse::System
