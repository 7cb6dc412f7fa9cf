// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/smtpdialogue.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Notify;
using namespace Qt::StringLiterals;

namespace {

using Outcome = Attempt::Outcome;

System::MailSpec server(System::MailTls tls, const QString& user = {})
{
    return {.to = {u"a@example.com"_s, u"b@example.com"_s},
            .from = u"ops@example.com"_s,
            .server = u"smtp.example.com"_s,
            .tls = tls,
            .user = user,
            .password = user.isEmpty() ? QString() : u"SMTP"_s};
}

SmtpDialogue dialogue(const System::MailSpec& spec)
{
    return {spec, Secret(QByteArray("s3cret-word")), "Subject: x\r\n\r\n.\r\n", spec.to, "here"};
}

/// Says each line of the server; what the client sent, line by line, with * for "encrypt now" and ! for hanging up.
QByteArrayList talk(SmtpDialogue& dialogue, const QByteArrayList& lines)
{
    QByteArrayList sent;
    const auto note = [&sent](const SmtpDialogue::Move& move) {
        if (!move.bytes.isEmpty())
            sent += move.bytes;
        if (move.kind == SmtpDialogue::Move::Kind::Encrypt)
            sent += "*";
        if (move.kind == SmtpDialogue::Move::Kind::Close)
            sent += "!";
    };
    for (const QByteArray& line : lines)
        note(line == "*" ? dialogue.encrypted() : dialogue.hear(line));
    return sent;
}

} // namespace

/// Every reply a mail server may give, at every place.
class TestSmtpDialogue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void encryptsBeforeItSaysAnything()
    {
        SmtpDialogue talked = dialogue(server(System::MailTls::StartTls, u"ops"_s));
        const QByteArrayList sent = talk(talked, {"220 hi", "250-smtp", "250-AUTH PLAIN LOGIN", "250 STARTTLS",
                                                  "220 go", "*", "250-smtp", "250 AUTH PLAIN LOGIN", "235 ok", "250 ok",
                                                  "250 ok", "250 ok", "354 go", "250 2.0.0 queued as 7", "221 bye"});
        QCOMPARE(sent, (QByteArrayList{"EHLO here\r\n", "STARTTLS\r\n", "*", "EHLO here\r\n",
                                       "AUTH PLAIN " + QByteArray("\0ops\0s3cret-word", 16).toBase64() + "\r\n",
                                       "MAIL FROM:<ops@example.com>\r\n", "RCPT TO:<a@example.com>\r\n",
                                       "RCPT TO:<b@example.com>\r\n", "DATA\r\n", "Subject: x\r\n\r\n..\r\n.\r\n",
                                       "QUIT\r\n", "!"}));
        QVERIFY(talked.isOver());
        QCOMPARE(talked.result().outcome, Outcome::Delivered);
        QCOMPARE(talked.result().reached, (QStringList{u"a@example.com"_s, u"b@example.com"_s}));
        QVERIFY(talked.result().detail.contains(u"queued as 7"_s));
    }
    void withoutStartTlsNothingIsSaid()
    {
        SmtpDialogue talked = dialogue(server(System::MailTls::StartTls, u"ops"_s));
        QCOMPARE(talk(talked, {"220 hi", "250-smtp", "250 AUTH PLAIN"}), (QByteArrayList{"EHLO here\r\n", "!"}));
        QCOMPARE(talked.result().outcome, Outcome::Permanent);
    }
    void whatWasOfferedInTheClearIsForgotten()
    {
        SmtpDialogue talked = dialogue(server(System::MailTls::StartTls, u"ops"_s));
        const auto sent = talk(talked, {"220 hi", "250-x", "250-AUTH PLAIN", "250 STARTTLS", "220 go", "*", "250 x"});
        QCOMPARE(sent.last(), QByteArray("!"));
        QCOMPARE(talked.result().outcome, Outcome::Permanent);
    }
    void logsInTheOldWay()
    {
        SmtpDialogue talked = dialogue(server(System::MailTls::Implicit, u"ops"_s));
        const auto sent =
            talk(talked, {"*", "220 hi", "250 AUTH LOGIN", "334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", "235 ok"});
        QCOMPARE(sent,
                 (QByteArrayList{"EHLO here\r\n", "AUTH LOGIN\r\n", QByteArray("ops").toBase64() + "\r\n",
                                 QByteArray("s3cret-word").toBase64() + "\r\n", "MAIL FROM:<ops@example.com>\r\n"}));
    }
    void aRefusedLoginIsFinalAndTellsNoPassword()
    {
        SmtpDialogue talked = dialogue(server(System::MailTls::Implicit, u"ops"_s));
        talk(talked, {"*", "220 hi", "250 AUTH PLAIN", "535 5.7.8 s3cret-word is wrong"});
        QCOMPARE(talked.result().outcome, Outcome::Permanent);
        QVERIFY(talked.result().detail.contains(u"refuses the login"_s));
        QVERIFY(!talked.result().detail.contains(u"s3cret"_s));
        SmtpDialogue later = dialogue(server(System::MailTls::Implicit, u"ops"_s));
        talk(later, {"*", "220 hi", "250 AUTH PLAIN", "454 4.7.0 later"});
        QCOMPARE(later.result().outcome, Outcome::Temporary);
    }
    void eachRecipientHasItsOwnAnswer()
    {
        SmtpDialogue talked = dialogue(server(System::MailTls::None));
        talk(talked, {"220 hi", "250 x", "250 ok", "550 5.1.1 no such user", "250 ok", "354 go", "250 ok"});
        QCOMPARE(talked.result().outcome, Outcome::Delivered);
        QCOMPARE(talked.result().reached, QStringList{u"b@example.com"_s});
        QCOMPARE(talked.result().refused, QStringList{u"a@example.com"_s});
        QVERIFY(talked.result().detail.contains(u"no such user"_s));

        SmtpDialogue busy = dialogue(server(System::MailTls::None));
        talk(busy, {"220 hi", "250 x", "250 ok", "250 ok", "450 4.2.1 mailbox busy", "354 go", "250 ok"});
        QCOMPARE(busy.result().outcome, Outcome::Temporary);
        QCOMPARE(busy.result().reached, QStringList{u"a@example.com"_s});
        QCOMPARE(busy.result().left, QStringList{u"b@example.com"_s});
    }
    void nobodyTakesIt()
    {
        SmtpDialogue talked = dialogue(server(System::MailTls::None));
        const auto sent = talk(talked, {"220 hi", "250 x", "250 ok", "550 no", "551 no", "221 bye"});
        QCOMPARE(sent.mid(sent.size() - 2), (QByteArrayList{"QUIT\r\n", "!"}));
        QCOMPARE(talked.result().outcome, Outcome::Permanent);
        SmtpDialogue greylisted = dialogue(server(System::MailTls::None));
        talk(greylisted, {"220 hi", "250 x", "250 ok", "450 greylisted", "550 no", "221 bye"});
        QCOMPARE(greylisted.result().outcome, Outcome::Temporary);
        QCOMPARE(greylisted.result().left, QStringList{u"a@example.com"_s});
        QCOMPARE(greylisted.result().refused, QStringList{u"b@example.com"_s});
    }
    void everyRefusalIsHeard_data()
    {
        QTest::addColumn<QByteArrayList>("lines");
        QTest::addColumn<int>("outcome");
        const auto row = [](const char* name, const QByteArrayList& lines, Outcome outcome) {
            QTest::newRow(name) << lines << int(outcome);
        };
        row("greeting 554", {"554 no"}, Outcome::Permanent);
        row("greeting 421", {"421 busy"}, Outcome::Temporary);
        row("not a mail server", {"SSH-2.0-OpenSSH_9.2"}, Outcome::Temporary);
        row("HTTP", {"HTTP/1.1 400 Bad Request"}, Outcome::Temporary);
        row("EHLO refused", {"220 hi", "502 what"}, Outcome::Permanent);
        row("sender refused", {"220 hi", "250 x", "550 not you"}, Outcome::Permanent);
        row("sender, 421", {"220 hi", "250 x", "421 shutting down"}, Outcome::Temporary);
        row("DATA refused", {"220 hi", "250 x", "250 ok", "250 ok", "250 ok", "554 no"}, Outcome::Permanent);
        row("body refused", {"220 hi", "250 x", "250 ok", "250 ok", "250 ok", "354 go", "554 spam"},
            Outcome::Permanent);
        row("body, disk full", {"220 hi", "250 x", "250 ok", "250 ok", "250 ok", "354 go", "452 full"},
            Outcome::Temporary);
    }
    void everyRefusalIsHeard()
    {
        QFETCH(QByteArrayList, lines);
        QFETCH(int, outcome);
        SmtpDialogue talked = dialogue(server(System::MailTls::None));
        talk(talked, lines);
        QVERIFY(talked.isOver());
        QCOMPARE(int(talked.result().outcome), outcome);
        QCOMPARE(talked.result().reached, QStringList());
        QCOMPARE(talked.result().left.size(), 2);
    }
    void anEndBeforeTheYesIsNoYes()
    {
        SmtpDialogue talked = dialogue(server(System::MailTls::None));
        talk(talked, {"220 hi", "250 x", "250 ok", "250 ok", "250 ok", "354 go"});
        talked.broken(u"the connection ended"_s);
        QCOMPARE(talked.result().outcome, Outcome::Temporary);
        QVERIFY(talked.result().detail.contains(u"may come twice"_s));
        SmtpDialogue taken = dialogue(server(System::MailTls::None));
        talk(taken, {"220 hi", "250 x", "250 ok", "250 ok", "250 ok", "354 go", "250 ok"});
        taken.broken(u"the connection ended"_s);
        QCOMPARE(taken.result().outcome, Outcome::Delivered);
    }
    void anAnswerWithoutAnEndIsNone()
    {
        SmtpDialogue talked = dialogue(server(System::MailTls::None));
        QByteArrayList lines{"220 hi"};
        lines.resize(200, "250-more");
        lines[0] = "220 hi";
        talk(talked, lines);
        QVERIFY(talked.isOver());
        QCOMPARE(talked.result().outcome, Outcome::Temporary);
    }
};

PILOTHOUSE_TEST(TestSmtpDialogue)
#include "tst_smtpdialogue.moc"
