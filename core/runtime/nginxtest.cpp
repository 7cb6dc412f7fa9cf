// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/servicetools.h"

#include <QRegularExpression>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

Result<NginxTest> readNginxTest(const QByteArray& output)
{
    static const QRegularExpression said(
        u"\\[(emerg|alert|crit|error|warn|notice|info|debug)\\]\\s*(?:\\d+#\\d+:\\s*)?(.*?)(?: in (/\\S+|[A-Za-z]:\\S+):(\\d+))?\\s*\\z"_s);
    static const QRegularExpression result(
        u"configuration file (\\S+) (?:(syntax is ok)|test (is successful|failed))"_s);
    NginxTest test;
    const QStringList lines = toolLines(output);
    for (const QString& line : lines) {
        if (const auto match = result.match(line); match.hasMatch()) {
            const bool good = match.captured(3) == u"is successful";
            if (!match.captured(3).isEmpty())
                test.valid = good;
            test.messages.push_back({.message = line.trimmed(), .file = match.captured(1)});
        } else if (const auto message = said.match(line); message.hasMatch()) {
            NginxMessage out{.level = message.captured(1), .message = message.captured(2), .file = message.captured(3)};
            out.line = readInteger(message.captured(4));
            test.messages.push_back(std::move(out));
        }
    }
    return test.messages.empty() ? notOutputOf(u"nginx -t"_s) : Result<NginxTest>(std::move(test));
}

QJsonObject toJson(const NginxMessage& message)
{
    return {{u"level"_s, shown(message.level)},
            {u"message"_s, shown(message.message)},
            {u"file"_s, shown(message.file)},
            {u"line"_s, shown(message.line)}};
}

} // namespace Pilothouse::Runtime
