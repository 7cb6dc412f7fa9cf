// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sshconfig/configtree.h"

namespace Pilothouse::Ssh {

/// What stands for what in values: ~, ${VARIABLE} and tokens such as %h, as in ssh_config(5), "TOKENS" and "ENVIRONMENT
/// VARIABLES". Pure but for ~NAME, which asks the user database.

using ConfigTokens = std::map<char, QByteArray>;

/// Invalid, with what could not be expanded as message.
Result<QByteArray> expandTokens(const QByteArray& text, const ConfigTokens& tokens);
/// Tokens and variables in one pass, so that nothing in a variable's value is expanded again.
Result<QByteArray> expandAll(const QByteArray& text, const ConfigTokens& tokens, const ConfigContext& context);
std::optional<QByteArray> expandEnvironment(const QByteArray& text, const ConfigContext& context);
/// Nothing when there is no such user.
std::optional<QByteArray> expandTilde(const QByteArray& path, const ConfigContext& context);
/// Letters, digits and underscores.
bool isVariableName(const QByteArray& name);

} // namespace Pilothouse::Ssh
