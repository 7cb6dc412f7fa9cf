// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/aim.h"
#include "base/await.h"
#include "base/safetext.h"
#include "base/translate.h"

#include <QJsonArray>

namespace Pilothouse::Ctl {

using Notify::Delivery;
using Notify::DeliveryState;
using namespace Qt::StringLiterals;

namespace {

/// The slowest channel and the keychain before it.
constexpr auto testTime = std::chrono::minutes(3);

QJsonObject toJson(const Delivery& delivery)
{
    QJsonObject out{{u"id"_s, delivery.id.toString()},
                    {u"message"_s, delivery.message.id.toString()},
                    {u"about"_s, aboutName(delivery.message.about)},
                    {u"severity"_s, severityName(delivery.message.severity)},
                    {u"target"_s, delivery.message.target()},
                    {u"title"_s, delivery.message.title},
                    {u"at"_s, isoUtc(delivery.message.at)},
                    {u"channel"_s, delivery.channel},
                    {u"kind"_s, delivery.kind},
                    {u"state"_s, deliveryStateName(delivery.state)},
                    {u"attempts"_s, delivery.attempts},
                    {u"detail"_s, delivery.detail},
                    {u"reached"_s, QJsonArray::fromStringList(delivery.reached)},
                    {u"refused"_s, QJsonArray::fromStringList(delivery.refused)}};
    out.insert(u"last"_s, delivery.last.isValid() ? QJsonValue(isoUtc(delivery.last)) : QJsonValue());
    out.insert(u"next"_s, delivery.state == DeliveryState::Waiting ? QJsonValue(isoUtc(delivery.next)) : QJsonValue());
    return out;
}

QString mark(DeliveryState state)
{
    switch (state) {
    case DeliveryState::Delivered:
        return u"\u25cf"_s;
    case DeliveryState::Waiting:
        return u"\u25cb"_s;
    case DeliveryState::GivenUp:
    case DeliveryState::Expired:
        return u"\u25b2"_s;
    case DeliveryState::Held:
        return u"\u25c6"_s;
    }
    return {};
}

void printDelivery(Call& call, const Delivery& delivery)
{
    const QString when = delivery.last.isValid() ? isoUtc(delivery.last) : translate("Ctl", "not tried yet");
    call.print(u"%1 %2 %3  %4  %5"_s.arg(mark(delivery.state), delivery.channel.leftJustified(12),
                                         deliveryStateWord(delivery.state), when,
                                         SafeText::oneLine(delivery.detail, 300).text()));
    if (!delivery.reached.isEmpty())
        call.print(translate("Ctl", "    accepted for %1").arg(delivery.reached.join(u", "_s)));
    if (!delivery.refused.isEmpty())
        call.print(translate("Ctl", "    refused for %1").arg(delivery.refused.join(u", "_s)));
}

Exit test(Call& call)
{
    const auto aim = aimOf(call);
    if (!aim)
        return call.report(aim.error());
    if (call.words().size() > 2 || !aim->target.part.isEmpty())
        return call.usage(translate("Ctl", "Write: pilothousectl notify test SYSTEM/ENVIRONMENT [CHANNEL]"));
    const QString channel = call.words().value(1);
    const QDateTime now = call.services().clock().now();
    Notify::Message message{.id = Id::make(now),
                            .about = Notify::About::Test,
                            .system = aim->target.system,
                            .environment = aim->target.environment,
                            .title = translate("Ctl", "A test of Pilothouse for %1").arg(aim->toString()),
                            .text = translate("Ctl", "%1 asked whether messages arrive here. Nothing has happened.")
                                        .arg(call.services().audit().actor().login),
                            .at = now,
                            .until = now.addSecs(600)};
    message.group = u"test/"_s + message.id.toString();
    auto channels = channelsFor(aim->environment(), message);
    if (!channel.isEmpty())
        std::erase_if(channels, [&](const System::NotifyTarget& each) { return each.name != channel; });
    if (channels.empty())
        return call.report(
            {ErrorKind::NotFound,
             channel.isEmpty()
                 ? translate("Ctl", "%1 has no entry in notify: that could be sent to.").arg(aim->toString())
                 : translate("Ctl", "%1 has no entry \"%2\" in notify: that could be sent to.")
                       .arg(aim->toString(), channel)});
    const auto posted = await(call.services().outbox().post(message, channels), call.stop(), call.timeout());
    if (!posted)
        return call.report(posted.error());
    if (const auto sent = await(call.services().courier().deliver(message.id), call.stop(), testTime); !sent)
        return call.report(sent.error());
    const auto came = await(call.services().outbox().list({.message = message.id}), call.stop(), call.timeout());
    if (!came)
        return call.report(came.error());
    const bool well = std::ranges::all_of(
        *came, [](const Delivery& each) { return each.state == DeliveryState::Delivered && each.refused.isEmpty(); });
    QJsonArray list;
    for (const Delivery& each : *came) {
        list.prepend(toJson(each));
        if (!call.json())
            printDelivery(call, each);
    }
    if (call.json())
        call.printJson({{u"target"_s, aim->toString()}, {u"delivered"_s, well}, {u"deliveries"_s, list}});
    return well ? Exit::Done : Exit::Failed;
}

Exit list(Call& call)
{
    const auto aim = aimOf(call);
    if (!aim)
        return call.report(aim.error());
    bool ok = false;
    const int limit = call.value(u"limit"_s, u"50"_s).toInt(&ok);
    if (call.words().size() != 1 || !ok || limit < 1)
        return call.usage(translate("Ctl", "Write: pilothousectl notify list SYSTEM/ENVIRONMENT [--limit N]"));
    const auto found =
        await(call.services().outbox().list(
                  {.system = aim->target.system, .environment = aim->target.environment, .limit = limit}),
              call.stop(), call.timeout());
    if (!found)
        return call.report(found.error());
    QJsonArray all;
    Id shown;
    for (const Delivery& each : *found) {
        all.append(toJson(each));
        if (call.json())
            continue;
        if (shown != each.message.id)
            call.print(u"%1  %2"_s.arg(isoUtc(each.message.at), SafeText::oneLine(each.message.title).text()));
        shown = each.message.id;
        printDelivery(call, each);
    }
    if (call.json())
        call.printJson({{u"target"_s, aim->toString()}, {u"deliveries"_s, all}});
    else if (all.isEmpty())
        call.print(translate("Ctl", "Nothing was sent for %1.").arg(aim->toString()));
    return Exit::Done;
}

} // namespace

std::vector<Command> notifyCommands()
{
    return {{u"notify test"_s,
             u"TARGET [CHANNEL]"_s,
             translate("Ctl", "send a test message to the entries of notify: and say what came of it"),
             {},
             test},
            {u"notify list"_s,
             u"TARGET"_s,
             translate("Ctl", "list what was sent, to whom, when and with what outcome; newest first"),
             {{u"limit"_s, u"N"_s, translate("Ctl", "how many at most (50)")}},
             list}};
}

} // namespace Pilothouse::Ctl
