// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/smtpdialogue.h"

#include "base/redactor.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "notify/mime.h"

namespace Pilothouse::Notify {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostLines = 100;

QByteArrayList words(const QByteArrayList& lines, QByteArrayView keyword)
{
    for (const QByteArray& line : lines) {
        QByteArrayList parts = line.toUpper().simplified().split(' ');
        if (parts.value(0) == keyword)
            return parts;
    }
    return {};
}

} // namespace

SmtpDialogue::SmtpDialogue(System::MailSpec server, Secret password, QByteArray mail, QStringList recipients,
                           QByteArray ownName)
    : m_server(std::move(server))
    , m_password(std::move(password))
    , m_mail(std::move(mail))
    , m_recipients(std::move(recipients))
    , m_ownName(std::move(ownName))
{
    m_result.left = m_recipients;
}

SmtpDialogue::Move SmtpDialogue::hear(const QByteArray& line)
{
    bool ok = false;
    const int code = line.left(3).toInt(&ok);
    const bool goesOn = line.size() > 3 && line.at(3) == '-';
    if (!ok || code < 200 || code > 599 || (line.size() > 3 && line.at(3) != ' ' && !goesOn))
        return giveUp(Attempt::Outcome::Temporary,
                      translate("Notify", "%1 does not speak as a mail server does").arg(m_server.server));
    m_lines += line.mid(4);
    if (m_lines.size() > mostLines)
        return giveUp(Attempt::Outcome::Temporary,
                      translate("Notify", "%1 answers without an end").arg(m_server.server));
    if (goesOn)
        return {};
    const QByteArrayList lines = std::exchange(m_lines, {});
    return answer(code, lines);
}

SmtpDialogue::Move SmtpDialogue::encrypted()
{
    m_isEncrypted = true;
    // What was said before is forgotten, RFC 3207 says; with TLS from the beginning the greeting is still to come.
    if (m_state == State::Encrypting)
        return say(State::HelloAgain, "EHLO " + m_ownName);
    return {};
}

void SmtpDialogue::broken(const QString& why)
{
    if (m_over)
        return;
    if (m_state == State::Quit) { // nothing depends on how it says goodbye
        m_over = true;
        return;
    }
    giveUp(Attempt::Outcome::Temporary,
           m_state == State::Body
               ? translate("Notify", "%1, before the server said whether it took the mail; it may come twice").arg(why)
               : why);
}

SmtpDialogue::Move SmtpDialogue::answer(int code, const QByteArrayList& lines)
{
    const QString said = masked(lines);
    if (code == 421 && m_state != State::Quit)
        return unexpected(code, said);
    switch (m_state) {
    case State::Greeting:
        return code == 220 ? say(State::Hello, "EHLO " + m_ownName) : unexpected(code, said);
    case State::Hello:
    case State::HelloAgain:
        return code == 250 ? afterHello(lines) : unexpected(code, said);
    case State::StartTls:
        if (code != 220)
            return unexpected(code, said);
        m_state = State::Encrypting;
        return {.kind = Move::Kind::Encrypt};
    case State::Encrypting:
        return unexpected(code, said);
    case State::LoginUser:
        return code == 334 ? say(State::LoginName, m_server.user.toUtf8().toBase64()) : unexpected(code, said);
    case State::LoginName:
        return code == 334 ? say(State::LoginPassword, m_password.bytes().toByteArray().toBase64())
                           : unexpected(code, said);
    case State::Plain:
    case State::LoginPassword:
        return code == 235 ? startMail() : unexpected(code, said);
    case State::From:
        return code == 250 ? nextRecipient() : unexpected(code, said);
    case State::Recipient:
        return heardRecipient(code, said);
    case State::Data:
        if (code != 354)
            return unexpected(code, said);
        m_state = State::Body;
        return {.kind = Move::Kind::Send, .bytes = dotStuffed(m_mail)};
    case State::Body:
        if (code != 250)
            return unexpected(code, said);
        m_result.outcome = m_result.left.isEmpty() ? Attempt::Outcome::Delivered : Attempt::Outcome::Temporary;
        m_result.reached = m_accepted;
        m_result.detail = translate("Notify", "%1 took it: %2").arg(m_server.server, said);
        if (!m_lastRefusal.isEmpty())
            m_result.detail += translate("Notify", "; not for all: %1").arg(m_lastRefusal);
        return say(State::Quit, "QUIT");
    case State::Quit:
        m_over = true;
        return {.kind = Move::Kind::Close};
    }
    return {};
}

SmtpDialogue::Move SmtpDialogue::afterHello(const QByteArrayList& lines)
{
    if (!m_isEncrypted && m_server.tls == System::MailTls::StartTls) {
        // Going on in the clear is what whoever stands in between would like.
        if (words(lines, "STARTTLS").isEmpty())
            return giveUp(
                Attempt::Outcome::Permanent,
                translate("Notify", "%1 offers no encryption (STARTTLS), so it was told nothing").arg(m_server.server));
        return say(State::StartTls, "STARTTLS");
    }
    if (m_server.user.isEmpty())
        return startMail();
    const QByteArrayList ways = words(lines, "AUTH");
    if (ways.contains("PLAIN")) {
        QByteArray plain = '\0' + m_server.user.toUtf8() + '\0' + m_password.bytes().toByteArray();
        Move move = say(State::Plain, "AUTH PLAIN " + plain.toBase64());
        wipe(plain);
        return move;
    }
    if (ways.contains("LOGIN"))
        return say(State::LoginUser, "AUTH LOGIN");
    return giveUp(Attempt::Outcome::Permanent,
                  translate("Notify", "%1 offers neither of the ways to log in that are known here (PLAIN, LOGIN)")
                      .arg(m_server.server));
}

SmtpDialogue::Move SmtpDialogue::startMail()
{
    return say(State::From, "MAIL FROM:<" + m_server.from.toLatin1() + '>');
}

SmtpDialogue::Move SmtpDialogue::nextRecipient()
{
    if (m_at < m_recipients.size())
        return say(State::Recipient, "RCPT TO:<" + m_recipients.at(m_at).toLatin1() + '>');
    if (!m_accepted.isEmpty())
        return say(State::Data, "DATA");
    m_result.outcome = m_anyTemporary ? Attempt::Outcome::Temporary : Attempt::Outcome::Permanent;
    m_result.detail = translate("Notify", "%1 takes it for nobody: %2").arg(m_server.server, m_lastRefusal);
    return say(State::Quit, "QUIT");
}

SmtpDialogue::Move SmtpDialogue::heardRecipient(int code, const QString& words)
{
    const QString recipient = m_recipients.at(m_at++);
    if (code == 250 || code == 251) {
        m_accepted += recipient;
        m_result.left.removeAll(recipient);
    } else {
        m_lastRefusal = u"%1: %2 %3"_s.arg(recipient, QString::number(code), words);
        if (outcomeOf(code) == Attempt::Outcome::Permanent) {
            m_result.left.removeAll(recipient);
            m_result.refused += recipient;
        } else {
            m_anyTemporary = true;
        }
    }
    return nextRecipient();
}

SmtpDialogue::Move SmtpDialogue::say(State next, const QByteArray& line)
{
    m_state = next;
    return {.kind = Move::Kind::Send, .bytes = line + "\r\n"};
}

SmtpDialogue::Move SmtpDialogue::giveUp(Attempt::Outcome outcome, const QString& detail)
{
    m_over = true;
    m_result.outcome = outcome;
    m_result.detail = detail;
    // Until the server took the mail, those whom it accepted have not got it either.
    m_result.left += m_accepted;
    m_result.reached.clear();
    return {.kind = Move::Kind::Close};
}

SmtpDialogue::Move SmtpDialogue::unexpected(int code, const QString& words)
{
    const bool login = m_state == State::Plain || m_state == State::LoginPassword || m_state == State::LoginName;
    const QString form =
        login ? translate("Notify", "%1 refuses the login: %2 %3") : translate("Notify", "%1 says: %2 %3");
    return giveUp(outcomeOf(code), form.arg(m_server.server, QString::number(code), words));
}

Attempt::Outcome SmtpDialogue::outcomeOf(int code) const
{
    return code >= 500 ? Attempt::Outcome::Permanent : Attempt::Outcome::Temporary;
}

QString SmtpDialogue::masked(const QByteArrayList& lines) const
{
    // Servers repeat what they did not understand, also a password.
    Redactor redactor;
    redactor.add(m_password);
    return SafeText::oneLine(QString::fromUtf8(redactor.redact(lines.join(' '))), 300).text();
}

} // namespace Pilothouse::Notify
