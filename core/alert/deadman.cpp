// SPDX-License-Identifier: GPL-3.0-or-later
#include "alert/deadman.h"

#include "base/log.h"
#include "base/translate.h"
#include "notify/httppost.h"
#include "notify/tlstrust.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace Pilothouse::Alert {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds deadline{10};

} // namespace

DeadMan::DeadMan(SecretSource& secrets, Clock& clock)
    : m_secrets(secrets)
    , m_clock(clock)
    , m_thread(u"dead man"_s, ThreadRole::Io)
{
}

DeadMan::~DeadMan()
{
    m_thread.runAndWait([this] {
        m_closing = true;
        m_network.reset();
    });
}

void DeadMan::ping(const System::Environment& environment)
{
    whenAnswered(m_secrets.secret({environment.system, environment.name, environment.deadMan.address}), m_thread.slot(),
                 [this, environment](const Result<Secret>& address) {
                     if (address)
                         send(environment, *address);
                     else
                         failed(environment, address.error().message);
                 });
}

void DeadMan::send(const System::Environment& environment, const Secret& address)
{
    if (m_closing)
        return;
    const QUrl url(QString::fromUtf8(address.bytes().trimmed()), QUrl::StrictMode);
    const bool loopback = url.host() == u"localhost" || url.host().startsWith(u"127."_s);
    if (!url.isValid() || (url.scheme() != u"https" && !(url.scheme() == u"http" && loopback)))
        return failed(environment, translate("Alert", "the address in the keychain is no https:// address"));
    const auto tls = Notify::tlsTrust(environment.certificateAuthority);
    if (!tls)
        return failed(environment, tls.error().message);
    if (!m_network)
        m_network = std::make_unique<QNetworkAccessManager>();
    Notify::Post post{.url = url,
                      .body = QJsonDocument(QJsonObject{{u"schema"_s, u"pilothouse/v1"_s},
                                                        {u"system"_s, environment.system},
                                                        {u"environment"_s, environment.name},
                                                        {u"at"_s, isoUtc(m_clock.now())}})
                                  .toJson(QJsonDocument::Compact)};
    post.redactor.add(address);
    whenAnswered(Notify::HttpPost::send(*m_network, m_clock, std::move(post), *tls, deadline), m_thread.slot(),
                 [this, environment](const Result<Notify::Attempt>& came) {
                     if (!came || came->outcome != Notify::Attempt::Outcome::Delivered)
                         return failed(environment, came ? came->detail : came.error().message);
                     m_told = false;
                 });
}

void DeadMan::failed(const System::Environment& environment, const QString& why)
{
    if (!m_closing && !std::exchange(m_told, true))
        qCWarning(lcHealth).noquote() << translate("Alert", "Nobody could be told that %1/%2 is watched: %3")
                                             .arg(environment.system, environment.name, why);
}

} // namespace Pilothouse::Alert
