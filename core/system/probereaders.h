// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system/probekinds.h"
#include "system/readers.h"

namespace Pilothouse::System {

// What the readers of the parts of a probe share; each reports to the context's faults.

/// Reports what is no whole address of one of these schemes.
void checkUrl(const Fields& fields, const char* key, const QString& text, const QStringList& schemes);
/// Reports what is not host:port, with an IPv6 address in brackets.
void checkHostPort(const Fields& fields, const char* key, const QString& text);
/// A web address; empty after reporting.
QString readUrl(const Fields& fields, const char* key,
                const QStringList& schemes = {QStringLiteral("http"), QStringLiteral("https")});
/// The mapping of a postgres or redis probe.
void readServer(Context& context, const YamlNode& node, ProbeKind kind, ProbeSpec& probe);
/// Conditions of a list; `row` is whose placeholders they may use, null for any.
std::vector<Condition> readConditions(Context& context, const YamlNode* node, const ProbeKindRow* row);
/// Headers to send.
std::map<QString, QString> readHeaders(const Fields& fields, const char* key);
/// What a kind says in a mapping instead of one line.
void readOptions(Context& context, const YamlNode& node, const ProbeKindRow& row, ProbeSpec& probe);
void readScenario(Context& context, const YamlNode& node, ProbeSpec& probe, ProbeOptions& options);
/// Whether that kind may be, or has to be, said in a mapping.
bool takesMapping(ProbeKind kind);

/// Reports limits of paths of which this program's own looks would use more than half. `limits` are the places where
/// those limits are declared, by the name of their probe.
void checkTraffic(Context& context, const std::vector<ProbeSpec>& probes, const std::map<QString, Mark>& limits);

/// What is known of a service of others: where its state is told and which address accepts a key without changing or
/// costing anything.
struct ExternalService
{
    QLatin1StringView name;
    QLatin1StringView status;
    QLatin1StringView check;
    std::vector<std::pair<QLatin1StringView, QLatin1StringView>> headers = {};
};
std::span<const ExternalService> externalServices();

} // namespace Pilothouse::System
