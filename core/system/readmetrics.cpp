// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "system/readers.h"
#include "system/shapes.h"

#include <QRegularExpression>
#include <QUrl>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

const Shape& metricsShape()
{
    static const Shape shape{
        "metrics"_L1,
        {{"prometheus"_L1, true}, {"user"_L1}, {"password"_L1}, {"bearer"_L1}, {"part"_L1}, {"queries"_L1, true}}};
    return shape;
}

MetricsSpec readMetrics(Context& context, const YamlNode* node)
{
    static const QRegularExpression label(u"\\A[A-Za-z_][A-Za-z0-9_]{0,62}\\z"_s);
    MetricsSpec metrics;
    if (!node)
        return metrics;
    const Fields fields(context, *node, metricsShape());
    metrics.prometheus = fields.address("prometheus");
    const QUrl url(metrics.prometheus, QUrl::StrictMode);
    const bool isWeb = url.isValid() && (url.scheme() == u"http" || url.scheme() == u"https") &&
                       !url.host().isEmpty() && url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment();
    if (!metrics.prometheus.isEmpty() && !isWeb)
        fields.fault("prometheus", translate("System", "%1 is not the address of a Prometheus, such as "
                                                       "http://prometheus.example.com:9090.")
                                       .arg(quoted(metrics.prometheus)));
    metrics.user = fields.line("user");
    metrics.password = fields.secret("password");
    metrics.bearer = fields.secret("bearer");
    if (fields.has("user") != fields.has("password"))
        fields.fault(fields.has("user") ? "user" : "password",
                     translate("System", "user: and password: belong together."));
    if (fields.has("bearer") && fields.has("password"))
        fields.fault("bearer", translate("System", "bearer: and password: are two ways to log in; one is enough."));
    metrics.part = fields.line("part");
    if (!metrics.part.isEmpty() && !label.match(metrics.part).hasMatch())
        fields.fault("part", translate("System", "%1 is not the name of a label.").arg(quoted(metrics.part)));
    if (metrics.part.isEmpty())
        metrics.part = u"instance"_s;
    metrics.queries = fields.texts("queries", isName);
    if (fields.has("queries") && fields.node("queries") && metrics.queries.empty())
        fields.fault("queries", translate("System", "There is no query, so Prometheus would be asked nothing."));
    return metrics;
}

} // namespace Pilothouse::System
