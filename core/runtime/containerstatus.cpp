// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/containers.h"

#include <QHash>
#include <QRegularExpression>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

std::optional<qint64> secondsOf(const QString& text)
{
    static const QRegularExpression form(
        u"(Less than a second|About an? |\\d{1,9} )(second|minute|hour|day|week|month|year)?"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    const QString unit = match.captured(2).toLower();
    if (unit.isEmpty())
        return match.captured(1).startsWith(u"less"_s, Qt::CaseInsensitive) ? std::optional<qint64>(0) : std::nullopt;
    static const QHash<QString, qint64> lengths{
        {u"second"_s, 1},       {u"minute"_s, 60},        {u"hour"_s, 3600},       {u"day"_s, 86400},
        {u"week"_s, 7 * 86400}, {u"month"_s, 30 * 86400}, {u"year"_s, 365 * 86400}};
    const qint64 number = match.captured(1).trimmed().toLongLong();
    return lengths.value(unit) * std::max<qint64>(1, number);
}

QString stateOf(const QString& word)
{
    static const QHash<QString, QString> words{
        {u"up"_s, u"running"_s},       {u"running"_s, u"running"_s},  {u"exit"_s, u"exited"_s},
        {u"exited"_s, u"exited"_s},    {u"stopped"_s, u"exited"_s},   {u"restarting"_s, u"restarting"_s},
        {u"paused"_s, u"paused"_s},    {u"created"_s, u"created"_s},  {u"dead"_s, u"dead"_s},
        {u"removal"_s, u"removing"_s}, {u"removing"_s, u"removing"_s}};
    return words.value(word.toLower());
}

} // namespace

void readContainerStatus(const QString& status, ContainerState& container)
{
    static const QRegularExpression first(u"\\A\\s*([A-Za-z]+)"_s);
    static const QRegularExpression bracketed(u"\\(([^)]*)\\)"_s);
    static const QRegularExpression oldExit(u"\\A\\s*Exit\\s+(\\d+)"_s);
    const QString state = stateOf(first.match(status).captured(1));
    if (container.state.isEmpty())
        container.state = state;
    for (auto it = bracketed.globalMatch(status); it.hasNext();) {
        QString word = it.next().captured(1).toLower();
        word.remove(u"health: "_s);
        if (word == u"healthy" || word == u"unhealthy" || word == u"starting")
            container.health = word;
        else if (word == u"paused")
            container.state = word;
        else if (const auto code = readInteger(word); code && container.state != u"running")
            container.exitCode = code;
    }
    if (const auto exit = oldExit.match(status); exit.hasMatch())
        container.exitCode = exit.captured(1).toLongLong();
    container.forSeconds = secondsOf(status);
}

std::vector<ContainerPort> readContainerPorts(const QString& text)
{
    static const QRegularExpression form(
        u"\\A(?:(?:\\[?([0-9A-Fa-f.:*]*?)\\]?:)?(\\d+)(?:-(\\d+))?->)?(\\d+)(?:-(\\d+))?(?:/([a-z]+))?\\z"_s);
    std::vector<ContainerPort> ports;
    const QStringList parts = text.split(u',', Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        const QRegularExpressionMatch match = form.match(part.trimmed());
        if (!match.hasMatch())
            continue;
        ContainerPort port{.target = match.captured(4).toLongLong(),
                           .protocol = match.captured(6).isEmpty() ? u"tcp"_s : match.captured(6)};
        if (!match.captured(2).isEmpty())
            port.published = match.captured(2).toLongLong();
        if (!match.captured(5).isEmpty())
            port.count = std::max<qint64>(1, match.captured(5).toLongLong() - *port.target + 1);
        const QString address = match.captured(1);
        const auto twin = std::ranges::find_if(ports, [&port](const ContainerPort& other) {
            return other.target == port.target && other.published == port.published && other.protocol == port.protocol;
        });
        ContainerPort& into = twin == ports.end() ? ports.emplace_back(port) : *twin;
        if (!address.isEmpty())
            into.addresses << address;
    }
    return ports;
}

} // namespace Pilothouse::Runtime
