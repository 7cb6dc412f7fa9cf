// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/promise.h"
#include "login/promptdialog.h"
#include "login/promptqueue.h"
#include "support/testmain.h"
#include "support/windowbench.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>

using namespace Pilothouse;
using namespace Pilothouse::Ui;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// A person answers what logins ask, one question after the other.
class TestPrompts : public QObject
{
    Q_OBJECT

    using Asked = QFuture<Result<Ssh::Answers>>;

    static Ssh::Prompt passphrase(const QString& where = u"deploy@app-1 (127.0.10.1:22)"_s)
    {
        return {.kind = Ssh::Prompt::Kind::Passphrase,
                .where = where,
                .production = true,
                .subject = u"/keys/deploy"_s,
                .questions = {{.text = SafeText::oneLine(u"Passphrase of /keys/deploy"_s)}},
                .mayBeKept = true};
    }
    static Asked ask(PromptQueue& queue, const Ssh::Prompt& prompt, const std::stop_token& withdrawn = {})
    {
        const Promise<Ssh::Answers> promise;
        queue.add(prompt, promise, withdrawn);
        return promise.future();
    }
    static void press(const QDialog& dialog, QDialogButtonBox::ButtonRole role)
    {
        const auto* box = dialog.findChild<QDialogButtonBox*>();
        for (QAbstractButton* button : box->buttons()) {
            if (box->buttonRole(button) == role)
                return QTest::mouseClick(button, Qt::LeftButton);
        }
    }
    static QByteArray text(const Secret& secret) { return secret.bytes().toByteArray(); }

private Q_SLOTS:
    void aPassphraseIsTyped()
    {
        WindowBench bench(ColourScheme::Light);
        QWidget window;
        window.show();
        PromptQueue queue(bench.theme);
        const auto answer = ask(queue, passphrase());
        QVERIFY(!queue.dialog()); // nothing is shown before there is a window
        queue.setWindow(&window);
        QPointer<PromptDialog> dialog = queue.dialog();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(dialog->windowTitle().contains(u"deploy@app-1"_s));
        QVERIFY(dialog->windowTitle().contains(u"[Production]"_s));
        auto* field = dialog->findChild<QLineEdit*>();
        QCOMPARE(field->echoMode(), QLineEdit::Password);
        QVERIFY(!dialog->findChild<QCheckBox*>()->isChecked());
        QTest::keyClicks(field, u"correct horse"_s);
        press(*dialog, QDialogButtonBox::AcceptRole);
        QVERIFY(answer.isFinished());
        QVERIFY(answer.result());
        QCOMPARE(text(answer.result()->secrets.front()), QByteArray("correct horse"));
        QVERIFY(!answer.result()->keep);
        QVERIFY(field->text().isEmpty());
        QTRY_VERIFY(!dialog);
    }

    void itIsKeptOnlyOnRequest()
    {
        WindowBench bench(ColourScheme::Light);
        QWidget window;
        PromptQueue queue(bench.theme);
        queue.setWindow(&window);
        const auto answer = ask(queue, passphrase());
        QTest::keyClicks(queue.dialog()->findChild<QLineEdit*>(), u"x"_s);
        queue.dialog()->findChild<QCheckBox*>()->click();
        press(*queue.dialog(), QDialogButtonBox::AcceptRole);
        QVERIFY(answer.result()->keep);
        // A code that changes each time is never kept.
        Ssh::Prompt code = passphrase();
        code.kind = Ssh::Prompt::Kind::KeyboardInteractive;
        code.mayBeKept = false;
        code.questions.push_back({.text = SafeText::oneLine(u"Code"_s), .echo = true});
        ask(queue, code);
        QVERIFY(!queue.dialog()->findChild<QCheckBox*>());
        const auto fields = queue.dialog()->findChildren<QLineEdit*>();
        QCOMPARE(fields.size(), 2);
        QCOMPARE(fields[1]->echoMode(), QLineEdit::Normal);
    }

    void oneQuestionAtATime()
    {
        WindowBench bench(ColourScheme::Light);
        QWidget window;
        PromptQueue queue(bench.theme);
        queue.setWindow(&window);
        const auto first = ask(queue, passphrase(u"one"_s));
        const auto second = ask(queue, passphrase(u"two"_s));
        QCOMPARE(queue.waiting(), 2);
        QVERIFY(queue.dialog()->windowTitle().contains(u"one"_s));
        press(*queue.dialog(), QDialogButtonBox::RejectRole);
        QVERIFY(first.isFinished());
        QCOMPARE(first.result().error().kind, ErrorKind::Cancelled);
        QVERIFY(!second.isFinished());
        QVERIFY(queue.dialog()->windowTitle().contains(u"two"_s));
        QTest::keyClicks(queue.dialog()->findChild<QLineEdit*>(), u"second\r"_s);
        QTRY_VERIFY(second.isFinished());
        QCOMPARE(text(second.result()->secrets.front()), QByteArray("second"));
        QVERIFY(!queue.dialog());
    }

    void whatNobodyWaitsForIsTakenAway()
    {
        WindowBench bench(ColourScheme::Light);
        QWidget window;
        PromptQueue queue(bench.theme);
        queue.setWindow(&window);
        std::stop_source shown;
        std::stop_source behind;
        const auto first = ask(queue, passphrase(u"one"_s), shown.get_token());
        const auto second = ask(queue, passphrase(u"two"_s), behind.get_token());
        const auto third = ask(queue, passphrase(u"three"_s));
        behind.request_stop();
        QTRY_COMPARE(queue.waiting(), 2);
        QCOMPARE(second.result().error().kind, ErrorKind::Cancelled);
        shown.request_stop();
        QTRY_VERIFY(first.isFinished());
        QVERIFY(queue.dialog()->windowTitle().contains(u"three"_s));
        QVERIFY(!third.isFinished());
    }

    void whoeverWaitsWhenItGoesIsAnswered()
    {
        WindowBench bench(ColourScheme::Light);
        QWidget window;
        Asked answer;
        {
            PromptQueue queue(bench.theme);
            queue.setWindow(&window);
            answer = ask(queue, passphrase());
            QVERIFY(queue.dialog());
        }
        QVERIFY(answer.isFinished());
        QCOMPARE(answer.result().error().kind, ErrorKind::Cancelled);
    }
};

PILOTHOUSE_TEST(TestPrompts)
#include "tst_prompts.moc"
