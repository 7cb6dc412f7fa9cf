// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "ssh/command.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace Pilothouse::Run {

/// One request to the supervisor script on a host, framed as resources/remote/supervisor.sh reads it: lines `KEYWORD
/// WORDS`, values as a count of lines and the lines. Any bytes but NUL may be a value (a shell cannot hold NUL:
/// refused). Values and secrets travel on standard input only. A value.
class Request
{
public:
    /// `verb`: launch follow ask recall decide cancel drive take release show once in-turn.
    explicit Request(QByteArrayView verb);

    Request& word(QByteArrayView keyword, const QString& text);
    Request& number(QByteArrayView keyword, qint64 number);
    Request& value(const QByteArray& keyword, QByteArrayView bytes);
    Request& secret(const QByteArray& keyword, const Secret& secret);

    /// Behind this one, to a request "in-turn": begun when the ones before it got what they asked for.
    Request& followedBy(const Request& next);

    /// The command that carries the request. Invalid when a value holds NUL or a word a line break.
    Result<Ssh::Command> command() const;
    /// For a shell that readyCommand() opened; nothing where a secret would have to be written or a value is invalid.
    std::optional<QByteArray> text() const;
    const QByteArray& nonce() const { return m_nonce; }

private:
    struct Part
    {
        QByteArray bytes;
        Secret secret;
    };
    QByteArray head() const;

    QByteArray m_nonce;
    QByteArray m_verb;
    std::vector<Part> m_parts;
    bool m_valid = true;
    bool m_hasSecrets = false;
};

/// The supervisor's text, as it is sent and as the host keeps a copy of it.
const QByteArray& supervisorText();
/// The protocol number of that text.
constexpr int supervisorProtocol = 1;

/// A shell that has read the supervisor's text and waits for the text of a request.
Ssh::Command readyCommand();

/// What comes after the sentinel line of an answer; nothing while it has not come. A login shell may print before it.
std::optional<QByteArray> afterSentinel(const QByteArray& output, const QByteArray& nonce);

/// The answer of a request that ends, as lines; Refused or Failed in the words of the host, Unknown when there was no
/// answer at all.
Result<QByteArrayList> answerLines(const Ssh::Finished& finished, const QByteArray& nonce);

} // namespace Pilothouse::Run
