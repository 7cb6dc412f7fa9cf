// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/message.h"

#include "base/translate.h"

#include <array>

namespace Pilothouse::Notify {

using namespace Qt::StringLiterals;

namespace {

template <typename T, size_t N> Result<T> fromName(const std::array<T, N>& all, QString (*name)(T), const QString& text)
{
    for (const T each : all) {
        if (name(each) == text)
            return each;
    }
    return fail(ErrorKind::Invalid, translate("Notify", "\"%1\" is a word of a newer version.").arg(text));
}

} // namespace

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return u"info"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Critical:
        return u"critical"_s;
    }
    return {};
}

QString aboutName(About about)
{
    switch (about) {
    case About::Alert:
        return u"alert"_s;
    case About::Announcement:
        return u"announcement"_s;
    case About::Test:
        return u"test"_s;
    }
    return {};
}

QString actionName(Action action)
{
    switch (action) {
    case Action::Trigger:
        return u"trigger"_s;
    case Action::Acknowledge:
        return u"acknowledge"_s;
    case Action::Resolve:
        return u"resolve"_s;
    }
    return {};
}

Result<Severity> severityFromName(const QString& name)
{
    return fromName(std::array{Severity::Info, Severity::Warning, Severity::Critical}, severityName, name);
}

Result<About> aboutFromName(const QString& name)
{
    return fromName(std::array{About::Alert, About::Announcement, About::Test}, aboutName, name);
}

Result<Action> actionFromName(const QString& name)
{
    return fromName(std::array{Action::Trigger, Action::Acknowledge, Action::Resolve}, actionName, name);
}

std::vector<System::NotifyTarget> channelsFor(const System::Environment& environment, const Message& message)
{
    std::vector<System::NotifyTarget> out;
    for (const System::NotifyTarget& target : environment.notify) {
        if (target.channel == u"desktop" || target.channel.isEmpty())
            continue;
        const auto lowest = severityFromName(target.from);
        const bool severe = !lowest || message.severity >= *lowest;
        const bool wanted = message.about == About::Test ||
                            (message.about == About::Announcement && target.announcements) ||
                            (message.about == About::Alert && target.alerts && severe);
        if (wanted)
            out.push_back(target);
    }
    return out;
}

} // namespace Pilothouse::Notify
