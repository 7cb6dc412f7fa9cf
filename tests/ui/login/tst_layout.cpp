// SPDX-License-Identifier: GPL-3.0-or-later
#include "login/promptdialog.h"
#include "support/layoutwalk.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Ui;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// Walks through the questions of a login: short ones, long ones, of production, asked again.
class TestPromptLayout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsCutOff_data() { LayoutWalk::addRows(); }
    void nothingIsCutOff()
    {
        QFETCH(bool, dark);
        QFETCH(QString, language);
        QFETCH(QSize, size);
        LayoutWalk walk(dark, language, size);
        const Theme& theme = walk.bench().theme;
        const auto check = [&](const Ssh::Prompt& prompt, const QString& where) {
            QWidget parent;
            auto* dialog = new PromptDialog(theme, prompt, &parent);
            walk.check(*dialog, where);
        };
        check({.kind = Ssh::Prompt::Kind::Passphrase,
               .where = u"deploy@app-1 (127.0.10.1:2201)"_s,
               .subject = u"/home/operator/.ssh/id_ed25519"_s,
               .questions = {{.text = SafeText::oneLine(u"Passphrase of /home/operator/.ssh/id_ed25519"_s)}},
               .mayBeKept = true},
              u"passphrase"_s);
        check({.kind = Ssh::Prompt::Kind::KeyboardInteractive,
               .where = u"deploy@bastion-with-a-long-name.eu-central.example.com (203.0.113.7:22022)"_s,
               .hop = u"app-1 (10.20.30.40:22)"_s,
               .through = {u"gate-1 (203.0.113.1:22)"_s, u"gate-2 (203.0.113.2:22)"_s},
               .production = true,
               .title = SafeText::fromUntrusted(u"Second factor"_s),
               .instruction = SafeText::fromUntrusted(
                   u"This machine is watched. Push 1 on your telephone, or type the code that your token shows."_s),
               .questions = {{.text = SafeText::fromUntrusted(u"Password: "_s)},
                             {.text = SafeText::fromUntrusted(u"One-time code: "_s), .echo = true}},
               .why = {u"The SSH agent holds no keys."_s, u"/home/operator/.ssh/id_rsa: the key is damaged"_s},
               .again = true},
              u"questions"_s);
    }
};

PILOTHOUSE_TEST(TestPromptLayout)
#include "tst_layout.moc"
