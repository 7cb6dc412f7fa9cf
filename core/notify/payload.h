// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "notify/message.h"

#include <QByteArray>

namespace Pilothouse::Notify {

/// The bodies that webhooks get. None is longer than 64 KiB: a text is cut, and says so.

/// Incoming webhook of Slack: `text` in its markup, in which text of others is no markup.
QByteArray slackBody(const Message& message);
/// Pilothouse's own: an object with the fields of the message, "schema": "pilothouse/v1".
QByteArray webhookBody(const Message& message);
/// Events API v2 of PagerDuty. The dedup key is the message's group, else its id.
QByteArray pagerDutyBody(const Message& message, const Secret& routingKey);

/// `sha256=` and HMAC-SHA256 in hex over "TIMESTAMP.BODY", for the header X-Pilothouse-Signature.
QByteArray signatureOf(const Secret& key, const QByteArray& timestamp, const QByteArray& body);

/// Text of at most so many characters, with a word that some is missing.
QString cutTo(const QString& text, qsizetype most);

} // namespace Pilothouse::Notify
