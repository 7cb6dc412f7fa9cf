// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/composefile.h"
#include "system/yaml.h"

namespace Pilothouse::Runtime {

/// The parts of a service, from nodes whose variables are replaced already. What cannot be read is unknown.
std::vector<ComposePort> readComposePorts(const System::YamlNode* node);
std::optional<ComposeBuild> readComposeBuild(const System::YamlNode* node);
std::optional<ComposeHealthcheck> readComposeHealthcheck(const System::YamlNode* node);
/// `deploy.resources`, and what came before it (`cpus`, `mem_limit`, `cpu_quota`, `mem_reservation`).
void readComposeLimits(const System::YamlNode& service, ComposeService& out);
std::vector<std::pair<QString, QString>> readComposeDependencies(const System::YamlNode* node);

/// `0.0.0.0:8000-8002:80-82/udp`.
ComposePort readComposePort(const QString& text);
/// `1m30s`, `500ms`, `2h`: seconds.
std::optional<double> readComposeDuration(const QString& text);
/// The names of a list or of a mapping: `[A=1, B]` and `{A: 1, B: }` are A and B.
QStringList readComposeNames(const System::YamlNode* node);
/// A word, or a list of them.
QStringList readComposeWords(const System::YamlNode* node);

} // namespace Pilothouse::Runtime
