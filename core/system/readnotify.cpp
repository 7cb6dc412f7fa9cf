// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "system/readers.h"
#include "system/shapes.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <array>

// The part that says who is told something, and how.

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

const Shape& notifyShape()
{
    static const Shape shape{"notify"_L1,
                             {{"slack"_L1},
                              {"pagerduty"_L1},
                              {"webhook"_L1},
                              {"mail"_L1},
                              {"desktop"_L1},
                              {"name"_L1},
                              {"from"_L1},
                              {"after"_L1},
                              {"remind"_L1},
                              {"about"_L1}}};
    return shape;
}

const Shape& mailShape()
{
    static const Shape shape{
        "mail"_L1, {{"to"_L1, true}, {"from"_L1, true}, {"server"_L1, true}, {"tls"_L1}, {"user"_L1}, {"password"_L1}}};
    return shape;
}

const Shape& webhookShape()
{
    static const Shape shape{"webhook"_L1, {{"url"_L1, true}, {"secret"_L1}}};
    return shape;
}

const Shape& pagerdutyShape()
{
    static const Shape shape{"pagerduty"_L1, {{"key"_L1, true}, {"url"_L1}}};
    return shape;
}

const QStringList& severityWords()
{
    static const QStringList words{u"info"_s, u"warning"_s, u"critical"_s};
    return words;
}

namespace {

bool isThisMachine(const QString& host)
{
    static const QRegularExpression loopback(u"\\A127(?:\\.[0-9]{1,3}){3}\\z"_s);
    return host == u"localhost" || host == u"::1" || loopback.match(host).hasMatch();
}

/// A plain address in ASCII: what goes into the commands of SMTP, where a line end or an angle bracket would be another
/// command.
bool isMailAddress(const QString& text)
{
    static const QRegularExpression form(
        u"\\A[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?\\z"_s);
    return form.match(text).hasMatch();
}

/// Empty after reporting what is no address that a message may be sent to.
QString readUrl(const Fields& fields, const char* key)
{
    QString text = fields.address(key);
    if (text.isEmpty())
        return {};
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != u"https" && url.scheme() != u"http")) {
        fields.fault(key, translate("System", "A web address is expected here, such as https://hooks.example.com/x."));
        return {};
    }
    if (!url.userInfo().isEmpty() || url.hasFragment()) {
        fields.fault(key, translate("System", "Neither a password nor a fragment may stand in this address."));
        return {};
    }
    if (url.scheme() == u"http" && !isThisMachine(url.host())) {
        fields.fault(key, translate("System", "Messages leave this machine over https only."));
        return {};
    }
    return text;
}

void readServer(const Fields& fields, MailSpec& mail)
{
    const QString text = fields.line("server");
    static const QRegularExpression form(u"\\A([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]+\\])(?::([0-9]{1,5}))?\\z"_s);
    const QRegularExpressionMatch match = form.match(text);
    const uint port = match.captured(2).toUInt();
    const bool hasPort = match.capturedLength(2) > 0;
    if (!text.isEmpty() && (!match.hasMatch() || (hasPort && (port == 0 || port > 65535)))) {
        fields.fault("server", translate("System", "A mail server is written as smtp.example.com:587."));
        return;
    }
    mail.server = match.captured(1);
    if (mail.server.startsWith(u'['))
        mail.server = mail.server.mid(1, mail.server.size() - 2);
    static constexpr std::array ways{Word<MailTls>{"starttls"_L1, MailTls::StartTls},
                                     Word<MailTls>{"implicit"_L1, MailTls::Implicit},
                                     Word<MailTls>{"none"_L1, MailTls::None}};
    mail.tls = fields.word<MailTls>("tls", ways, port == 465 ? MailTls::Implicit : MailTls::StartTls);
    mail.port = hasPort ? quint16(port) : mail.tls == MailTls::Implicit ? 465 : mail.tls == MailTls::None ? 25 : 587;
    if (mail.tls == MailTls::None && !mail.server.isEmpty() && !isThisMachine(mail.server))
        fields.fault("tls", translate("System", "Mail leaves this machine encrypted only."));
}

MailSpec readMail(Context& context, const YamlNode& node)
{
    MailSpec mail;
    const Fields fields(context, node, mailShape());
    mail.to = fields.lines("to");
    if (fields.has("to") && mail.to.isEmpty())
        fields.fault("to", translate("System", "Somebody has to get the mail."));
    mail.from = fields.line("from");
    const auto badTo = std::ranges::find_if_not(mail.to, isMailAddress);
    if (badTo != mail.to.end())
        fields.fault("to",
                     translate("System", "%1 is not a mail address such as ops@example.com.").arg(quoted(*badTo)));
    if (!mail.from.isEmpty() && !isMailAddress(mail.from))
        fields.fault("from",
                     translate("System", "%1 is not a mail address such as ops@example.com.").arg(quoted(mail.from)));
    readServer(fields, mail);
    mail.user = fields.line("user");
    mail.password = fields.secret("password");
    if (fields.has("user") != fields.has("password"))
        fields.fault(fields.has("user") ? "user" : "password",
                     translate("System", "user: and password: of a mail server belong together."));
    return mail;
}

void readChannel(Context& context, const Fields& fields, const QString& channel, NotifyTarget& target)
{
    const QByteArray key = channel.toLatin1();
    const YamlNode* node = fields.node(key);
    const bool isMap = node && node->kind == YamlNode::Kind::Map;
    if (channel == u"desktop") {
        fields.flag(key, true);
    } else if (channel == u"mail") {
        if (isMap)
            target.mail = readMail(context, *node);
        else
            fields.fault(key, translate("System", "mail: has to:, from: and server:."));
    } else if (channel == u"webhook" && isMap) {
        const Fields hook(context, *node, webhookShape());
        if (hook.line("url").startsWith(u"secret:"))
            target.secret = hook.secret("url");
        else
            target.address = readUrl(hook, "url");
        target.signing = hook.secret("secret");
    } else if (channel == u"pagerduty" && isMap) {
        const Fields pager(context, *node, pagerdutyShape());
        target.secret = pager.secret("key");
        target.address = readUrl(pager, "url");
    } else {
        target.secret = fields.secret(key);
    }
}

/// What an entry is for; without a word, an announcement pages nobody and pops up nowhere.
void readAbout(const Fields& fields, NotifyTarget& target)
{
    static const QStringList words{u"alerts"_s, u"announcements"_s};
    const QStringList about = fields.lines("about");
    if (about.isEmpty()) {
        target.announcements = target.channel != u"pagerduty" && target.channel != u"desktop";
        return;
    }
    for (const QString& word : about) {
        if (!words.contains(word))
            fields.fault("about", translate("System", "%1 is not one of %2.").arg(quoted(word), words.join(u", "_s)));
    }
    target.alerts = about.contains(words[0]);
    target.announcements = about.contains(words[1]);
    if (target.announcements && target.channel == u"desktop")
        fields.fault("about", translate("System", "The desktop reaches nobody who would have to be told before."));
}

} // namespace

std::vector<NotifyTarget> readNotify(Context& context, const YamlNode* node)
{
    static const QStringList channels{u"slack"_s, u"pagerduty"_s, u"webhook"_s, u"mail"_s, u"desktop"_s};
    std::vector<NotifyTarget> targets;
    const auto taken = [&](const QString& name) {
        return std::ranges::find(targets, name, &NotifyTarget::name) != targets.end();
    };
    eachItem(context, node, [&](const YamlNode& item) {
        const Fields fields(context, item, notifyShape());
        NotifyTarget target;
        for (const QString& channel : channels) {
            const QByteArray key = channel.toLatin1();
            if (!fields.has(key))
                continue;
            if (!target.channel.isEmpty())
                fields.fault(
                    key,
                    translate("System", "One entry names one channel; this one is already %1.").arg(target.channel));
            target.channel = channel;
            readChannel(context, fields, channel, target);
        }
        if (item.kind == YamlNode::Kind::Map && target.channel.isEmpty())
            context.faults.add(item.place(),
                               translate("System", "The entry names no channel, such as slack: or mail:."));
        target.from = fields.word("from", severityWords(), u"warning"_s);
        target.after = fields.duration("after", target.after);
        target.remind = fields.duration("remind", target.remind);
        if (fields.has("remind") && target.remind < std::chrono::minutes(1))
            fields.fault("remind", translate("System", "People are reminded once a minute at most."));
        readAbout(fields, target);
        target.name = fields.name("name");
        if (!target.name.isEmpty() && taken(target.name))
            fields.fault("name", translate("System", "There is already an entry %1.").arg(quoted(target.name)));
        for (int number = 1; target.name.isEmpty() || (taken(target.name) && !fields.has("name")); ++number)
            target.name = number == 1 ? target.channel + u""_s : u"%1-%2"_s.arg(target.channel).arg(number);
        targets.push_back(std::move(target));
    });
    return targets;
}

} // namespace Pilothouse::System
