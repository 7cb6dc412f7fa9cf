// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/courier.h"

#include "base/translate.h"
#include "notify/httppost.h"
#include "notify/mime.h"
#include "notify/payload.h"
#include "notify/smtpsender.h"
#include "notify/tlstrust.h"

#include <QHostAddress>
#include <QSysInfo>

namespace Pilothouse::Notify {

using namespace Qt::StringLiterals;

namespace {

/// So many at a time: a channel that is slow holds up few others, and no server sees a crowd.
constexpr int atOnce = 8;

QFuture<Result<Attempt>> cannot(Attempt::Outcome outcome, const QString& detail)
{
    return answered<Attempt>(Attempt{.outcome = outcome, .detail = detail});
}

QByteArray ownName()
{
    QByteArray name;
    for (const QChar each : QSysInfo::machineHostName()) {
        const bool allowed = each.unicode() < 0x80 && (each.isLetterOrNumber() || each == u'.' || each == u'-');
        name += allowed ? each.toLatin1() : '-';
    }
    return name.isEmpty() ? QByteArray("localhost") : name.left(200);
}

/// An address out of the keychain goes by the rules of those in definitions.
Result<QUrl> addressOf(const Secret& secret)
{
    QByteArray text = secret.bytes().trimmed().toByteArray();
    const QUrl url(QString::fromUtf8(text), QUrl::StrictMode);
    wipe(text);
    const QHostAddress address(url.host());
    const bool here = url.host() == u"localhost" || (!address.isNull() && address.isLoopback());
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() ||
        !(url.scheme() == u"https" || (url.scheme() == u"http" && here)))
        return fail(ErrorKind::Invalid,
                    translate("Notify", "the address in the keychain is none that begins with https://"));
    return url;
}

} // namespace

struct Courier::Round
{
    Promise<int> promise;
    Id only;
    int tries = 0;
    size_t open = 0;
};

Courier::Courier(Outbox& outbox, SecretSource& secrets, Clock& clock, Finder finder, CourierOptions options)
    : m_outbox(outbox)
    , m_secrets(secrets)
    , m_clock(clock)
    , m_finder(std::move(finder))
    , m_options(std::move(options))
    , m_thread(u"notify"_s, ThreadRole::Io)
{
}

Courier::~Courier()
{
    m_thread.runAndWait([this] {
        m_closing = true;
        m_timer.reset();
        m_network.reset();
    });
}

QFuture<Result<int>> Courier::deliver(Id only)
{
    const auto round = std::make_shared<Round>();
    round->only = only;
    m_thread.post([this, round] { startRound(round); });
    return round->promise.future();
}

void Courier::keepDelivering()
{
    m_thread.post([this] { again(); });
}

void Courier::again()
{
    const auto round = std::make_shared<Round>();
    whenAnswered(round->promise.future(), m_thread.slot(), [this](const Result<int>&) {
        m_timer = m_clock.after(m_thread.context(), m_options.interval, [this] { again(); });
    });
    startRound(round);
}

void Courier::startRound(const std::shared_ptr<Round>& round)
{
    if (m_closing) // its promise answers Cancelled
        return;
    whenAnswered(
        m_outbox.claim(m_options.lease, atOnce, round->only), m_thread.slot(),
        [this, round](const Result<std::vector<Delivery>>& claimed) {
            if (!claimed)
                return round->promise.answer(fail(claimed.error()));
            if (claimed->empty())
                return round->promise.answer(round->tries);
            round->open = claimed->size();
            for (const Delivery& delivery : *claimed) {
                whenAnswered(send(delivery), m_thread.slot(), [this, round, delivery](const Result<Attempt>& attempt) {
                    if (m_options.beforeRecord)
                        m_options.beforeRecord();
                    const Attempt came =
                        attempt ? *attempt : Attempt{.detail = attempt.error().message, .left = delivery.left};
                    whenAnswered(m_outbox.record(delivery, came), m_thread.slot(), [this, round](const Result<void>&) {
                        // A record that cannot be written leaves the claim, which lapses.
                        ++round->tries;
                        if (--round->open == 0)
                            startRound(round);
                    });
                });
            }
        });
}

QFuture<Result<Attempt>> Courier::send(const Delivery& delivery)
{
    const Message& message = delivery.message;
    const auto environment = m_finder(message.system, message.environment);
    if (!environment)
        return cannot(Attempt::Outcome::Temporary,
                      translate("Notify", "%1 is not defined on this computer").arg(message.target()));
    const auto target = std::ranges::find(environment->notify, delivery.channel, &System::NotifyTarget::name);
    if (target == environment->notify.end())
        return cannot(
            Attempt::Outcome::Permanent,
            translate("Notify", "%1 has no entry \"%2\" in notify: any more").arg(message.target(), delivery.channel));
    const QString first = target->channel == u"mail" ? target->mail.password : target->secret;
    const auto ask = [&](const QString& name) {
        return name.isEmpty() ? answered<Secret>(Secret())
                              : m_secrets.secret({message.system, message.environment, name});
    };
    const Promise<Attempt> promise;
    whenAnswered(ask(first), m_thread.slot(),
                 [this, promise, delivery, environment = *environment, target = *target,
                  other = ask(target->signing)](const Result<Secret>& secret) {
                     whenAnswered(
                         other, m_thread.slot(),
                         [this, promise, delivery, environment, target, secret](const Result<Secret>& signing) {
                             // A keychain may be locked now and open later, and a secret be added.
                             if (!secret || !signing)
                                 return promise.answer(Attempt{.detail = (secret ? signing : secret).error().message,
                                                               .left = delivery.left});
                             whenAnswered(sendWith(delivery, environment, target, *secret, *signing),
                                          [promise](const Result<Attempt>& attempt) { promise.answer(attempt); });
                         });
                 });
    return promise.future();
}

QFuture<Result<Attempt>> Courier::sendWith(const Delivery& delivery, const System::Environment& environment,
                                           const System::NotifyTarget& target, const Secret& secret,
                                           const Secret& signing)
{
    const auto tls = tlsTrust(environment.certificateAuthority);
    if (!tls)
        return cannot(Attempt::Outcome::Temporary, tls.error().message);
    if (m_closing)
        return answered<Attempt>(fail(ErrorKind::Cancelled, translate("Notify", "the program ended")));
    if (!m_network)
        m_network = std::make_unique<QNetworkAccessManager>();
    if (target.channel == u"mail") {
        SmtpDialogue dialogue(target.mail, secret, composeMail(delivery.message, target),
                              delivery.left.isEmpty() ? target.mail.to : delivery.left, ownName());
        return SmtpSender::send(m_network.get(), m_clock, target.mail, std::move(dialogue), *tls,
                                m_options.mailDeadline);
    }
    Post post;
    post.redactor.add(secret);
    post.redactor.add(signing);
    if (target.channel == u"pagerduty") {
        post.url = QUrl(target.address.isEmpty() ? m_options.pagerDuty : target.address);
        post.body = pagerDutyBody(delivery.message, secret);
    } else {
        const auto url = target.secret.isEmpty() ? Result<QUrl>(QUrl(target.address)) : addressOf(secret);
        if (!url)
            return cannot(Attempt::Outcome::Permanent, url.error().message);
        post.url = *url;
        if (!target.secret.isEmpty()) {
            post.redactor.add(Secret(url->path(QUrl::FullyEncoded).toUtf8()));
            post.redactor.add(Secret(url->query(QUrl::FullyEncoded).toUtf8()));
        }
        post.body = target.channel == u"slack" ? slackBody(delivery.message) : webhookBody(delivery.message);
        post.headers.emplaceBack("X-Pilothouse-Id", delivery.message.id.toString().toLatin1());
        if (!target.signing.isEmpty()) {
            const QByteArray timestamp = QByteArray::number(m_clock.now().toSecsSinceEpoch());
            post.headers.emplaceBack("X-Pilothouse-Timestamp", timestamp);
            post.headers.emplaceBack("X-Pilothouse-Signature", signatureOf(signing, timestamp, post.body));
        }
    }
    return HttpPost::send(*m_network, m_clock, std::move(post), *tls, m_options.httpDeadline);
}

} // namespace Pilothouse::Notify
