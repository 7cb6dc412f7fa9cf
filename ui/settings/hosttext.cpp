// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/hosttext.h"

#include "base/safetext.h"
#include "base/translate.h"
#include "ssh/trustwords.h"

#include <QLocale>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;
using Phase = Ssh::ConnectionState::Phase;
using State = Ssh::ProposedKey::State;

QString placeText(const Ssh::Endpoint& endpoint)
{
    const QString address = endpoint.address.contains(u':') ? u'[' + endpoint.address + u']' : endpoint.address;
    return u"%1@%2:%3"_s.arg(endpoint.user, address).arg(endpoint.port);
}

QString wayText(const Ssh::Endpoint& endpoint)
{
    QStringList names;
    for (const Ssh::Endpoint& hop : endpoint.jump)
        names << hop.name;
    return names.join(u" \u203a "_s);
}

QString keyTypeText(const QByteArray& type)
{
    if (type == "ssh-ed25519")
        return u"Ed25519"_s;
    if (type == "ssh-rsa")
        return u"RSA"_s;
    if (type.startsWith("ecdsa-sha2-nistp"))
        return u"ECDSA P-"_s + QString::fromLatin1(type.sliced(16));
    return SafeText::oneLine(QString::fromLatin1(type), 40).text();
}

QString phaseText(Phase phase)
{
    switch (phase) {
    case Phase::Closed:
        return translate("Hosts", "not connected");
    case Phase::Waiting:
        return translate("Hosts", "waiting");
    case Phase::Connecting:
        return translate("Hosts", "connecting");
    case Phase::Open:
        return translate("Hosts", "connected");
    case Phase::Refused:
        return translate("Hosts", "login refused");
    }
    return {};
}

QString connectText(Phase phase)
{
    switch (phase) {
    case Phase::Closed:
        return translate("Hosts", "&Connect");
    case Phase::Waiting:
    case Phase::Connecting:
        return translate("Hosts", "Start &anew");
    case Phase::Open:
        return translate("Hosts", "Re&connect");
    case Phase::Refused:
        return translate("Hosts", "&Try the login again");
    }
    return {};
}

Sign phaseSign(const Ssh::ConnectionState& state)
{
    switch (state.phase) {
    case Phase::Open:
        return Sign::Healthy;
    case Phase::Waiting:
    case Phase::Connecting:
        return Sign::Underway;
    case Phase::Refused:
        return Sign::Down;
    case Phase::Closed:
        break;
    }
    // A connection that nobody needs is closed; one that could not be made says why.
    return state.problem.isEmpty() ? Sign::Unknown : Sign::Down;
}

QString latencyText(std::chrono::microseconds latency)
{
    const double milliseconds = double(latency.count()) / 1000;
    return translate("Hosts", "%1 ms").arg(QLocale().toString(milliseconds, 'f', milliseconds < 10 ? 1 : 0));
}

QString refusalText(const QString& code)
{
    using Ssh::TrustWords;
    const auto is = [&](const char* other) { return code == QLatin1StringView(other); };
    if (is(TrustWords::unknown))
        return translate("Hosts", "unknown key");
    if (is(TrustWords::changed))
        return translate("Hosts", "the key has changed");
    if (is(TrustWords::otherType))
        return translate("Hosts", "a key of another type is known");
    if (is(TrustWords::revoked))
        return translate("Hosts", "revoked");
    if (is(TrustWords::uncertified))
        return translate("Hosts", "no certificate");
    if (is(TrustWords::badCertificate))
        return translate("Hosts", "the certificate is not accepted");
    return translate("Hosts", "known_hosts cannot be used");
}

QString answerText(Ssh::Prompt::Kind kind)
{
    switch (kind) {
    case Ssh::Prompt::Kind::Passphrase:
        return translate("Hosts", "passphrase");
    case Ssh::Prompt::Kind::Password:
        return translate("Hosts", "password");
    case Ssh::Prompt::Kind::Sudo:
        return translate("Hosts", "password for sudo");
    case Ssh::Prompt::Kind::KeyboardInteractive:
        break;
    }
    return {};
}

QString markerText(Ssh::KnownHosts::Marker marker)
{
    switch (marker) {
    case Ssh::KnownHosts::Marker::None:
        break;
    case Ssh::KnownHosts::Marker::Revoked:
        return translate("Hosts", "revoked");
    case Ssh::KnownHosts::Marker::Authority:
        return translate("Hosts", "certificate authority");
    }
    return {};
}

QString proposalText(const Ssh::ProposedKey& key)
{
    switch (key.state) {
    case State::New:
        return translate("Hosts", "new");
    case State::Known:
        return translate("Hosts", "known already");
    case State::Conflict:
        return translate("Hosts", "another key is known");
    case State::Revoked:
        return translate("Hosts", "revoked");
    case State::NoName:
        return translate("Hosts", "name its host");
    case State::Unreadable:
        break;
    }
    return translate("Hosts", "cannot be read");
}

Sign proposalSign(State state)
{
    switch (state) {
    case State::New:
        return Sign::Underway;
    case State::Known:
        return Sign::Healthy;
    case State::NoName:
    case State::Unreadable:
        return Sign::Unknown;
    case State::Conflict:
    case State::Revoked:
        break;
    }
    return Sign::Down;
}

} // namespace Pilothouse::Ui
