// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/words.h"

namespace Pilothouse::Secrets {

using namespace Qt::StringLiterals;

namespace {

QString where(const SecretRef& ref) { return u"%1/%2"_s.arg(ref.system, ref.environment); }

} // namespace

Error Words::neverSet(const SecretRef& ref)
{
    return {.kind = ErrorKind::NotFound,
            .message = tr("The secret %1 of %2 is not set on this machine; set it first.").arg(ref.name, where(ref))};
}

Error Words::lost(const SecretRef& ref, const QDateTime& setAt, const QString& setBy)
{
    return {.kind = ErrorKind::NotFound,
            .message = tr("The secret %1 of %2 was set on %3 by %4, but the keychain holds it no longer; set it again.")
                           .arg(ref.name, where(ref), setAt.date().toString(Qt::ISODate), setBy)};
}

Error Words::keptElsewhere(const SecretRef& ref, const QString& keptBy, const QString& answering)
{
    return {.kind = ErrorKind::Unreachable,
            .message = tr("The secret %1 of %2 was given to another keychain (%3) than the one that answers now (%4); "
                          "start the other one, or set the secret again.")
                           .arg(ref.name, where(ref), keptBy, answering)};
}

Error Words::unavailable(const KeychainStatus& status)
{
    Error error{.kind = ErrorKind::Unreachable, .message = {}, .detail = status.detail};
    switch (status.state) {
    case KeychainState::Available:
        break;
    case KeychainState::Locked:
        error.message = tr("The keychain is locked; unlock it and try again.");
        break;
    case KeychainState::NoKeyring:
        error.message = tr("The keychain has no default keyring yet; make one (logging in to the desktop does) and "
                           "try again.");
        break;
    case KeychainState::NoService:
        error.message = tr("No keychain answers in this session; start one that offers the Secret Service "
                           "(gnome-keyring, KWallet, KeePassXC) and try again.");
        break;
    case KeychainState::Mute:
        error.message = mute().message;
        break;
    }
    return error;
}

Error Words::mute()
{
    return {.kind = ErrorKind::Unreachable,
            .message = tr("The keychain did not answer in time; see whether it waits for a password, or restart it.")};
}

Error Words::outcomeUnknown()
{
    return {.kind = ErrorKind::Unknown,
            .message =
                tr("The keychain did not answer in time, so whether it made the change cannot be told; repeat it "
                   "when the keychain answers.")};
}

Error Words::closing()
{
    return {.kind = ErrorKind::Cancelled,
            .message = tr("Pilothouse ends; whatever was asked of the keychain was given up.")};
}

Error Words::refused(const QString& detail)
{
    return {.kind = ErrorKind::Failed,
            .message = tr("The keychain refused; look at the technical detail."),
            .detail = detail};
}

Error Words::readsBackDifferently()
{
    return {.kind = ErrorKind::Failed,
            .message = tr("The keychain took the secret but gives back something else; remove the entry with the "
                          "keychain's own program and set it again.")};
}

Error Words::stillThere()
{
    return {.kind = ErrorKind::Failed,
            .message = tr("The keychain still holds the secret after removing it; remove the entry with the "
                          "keychain's own program.")};
}

Error Words::badReference(const SecretRef& ref)
{
    return {.kind = ErrorKind::Invalid,
            .message = tr("A secret belongs to a system, an environment and a name without slashes."),
            .detail = u"%1/%2/%3"_s.arg(ref.system, ref.environment, ref.name)};
}

Error Words::emptyValue(const QString& name)
{
    return {.kind = ErrorKind::Invalid, .message = tr("The secret %1 would be empty; give it a value.").arg(name)};
}

Error Words::tooShort(const QString& name, int minimum, qsizetype size)
{
    return {.kind = ErrorKind::Refused,
            .message =
                tr("The secret %1 must have at least %2 bytes; this one has %3.").arg(name).arg(minimum).arg(size)};
}

Error Words::wrongPrefix(const QString& name, const QString& prefix)
{
    return {.kind = ErrorKind::Refused,
            .message = tr("The secret %1 must begin with %2; check that it is the right one for this environment.")
                           .arg(name, prefix)};
}

Error Words::madeOfOthers(const QString& name)
{
    return {.kind = ErrorKind::Refused,
            .message = tr("The secret %1 is made of other secrets; set those instead.").arg(name)};
}

Error Words::noGenerator(const QString& name)
{
    return {.kind = ErrorKind::Refused,
            .message = tr("The definition does not say how the secret %1 is made; add generate: to it, or set a value.")
                           .arg(name)};
}

Error Words::badGenerator(const QString& text)
{
    return {.kind = ErrorKind::Invalid,
            .message =
                tr("%1 is not a way to make a secret; write base64:64, hex:32 or alnum:24 (8 to 4096).").arg(text)};
}

} // namespace Pilothouse::Secrets
