// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/windowprogram.h"
#include "base/await.h"
#include "settings/hostspage.h"
#include "support/sshserver.h"
#include "support/testmain.h"
#include "widgets/rows.h"

#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Ui;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// A person's own terminal on a real host: what it is started with, and what it leaves.
class TestTerminal : public QObject
{
    Q_OBJECT

    std::unique_ptr<SshServer> m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Services> m_services;
    std::unique_ptr<WindowProgram> m_program;

    QString path(const QString& name) const { return m_folder->filePath(name); }
    static void write(const QString& name, const QByteArray& text)
    {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    QByteArray contents(const QString& name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    HostsPage* page() const { return m_program->window().findChild<HostsPage*>(); }
    void choose(const QString& environment) const
    {
        for (RowTable* table : page()->findChildren<RowTable*>()) {
            for (int row = 0; table->accessibleName() == u"Connections"_s && row < table->model()->rowCount(); ++row) {
                if (table->model()->index(row, LinkModel::Environment).data().toString() == environment)
                    table->selectRow(row);
            }
        }
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("HOME", m_folder->path().toLocal8Bit());
        qunsetenv("SSH_AUTH_SOCK");
        for (const QString& folder : {u"config/systems"_s, u"config/ssh"_s, u"a place"_s})
            QDir(m_folder->path()).mkpath(folder);
        write(path(u"config/ssh/known_hosts"_s), m_server->knownHostsLine());
        QByteArray text = "apiVersion: pilothouse/v1\nsystem: shop\ntitle: Shop\nenvironments:\n";
        for (const QByteArray& kind : {QByteArray("staging"), QByteArray("production")})
            text += "  " + kind + ":\n    kind: " + kind + "\n    hosts:\n      app-1: { ssh: \"" +
                    m_server->endpoint().user.toUtf8() + '@' + m_server->address().toUtf8() + ':' +
                    QByteArray::number(m_server->port()) + "\", identity: \"" + m_server->keyFile().toUtf8() +
                    "\", directory: \"" + path(u"a place"_s).toUtf8() + "\" }\n";
        write(path(u"config/systems/shop.yaml"_s), text);
        // Is given `-e` and the words, and types for a person.
        write(path(u"terminal"_s), "#!/bin/sh\nshift\nprintf 'pwd >" + path(u"was"_s).toUtf8() + "\\n' | \"$@\" >" +
                                       path(u"shown"_s).toUtf8() + " 2>&1\n: >" + path(u"over"_s).toUtf8() + '\n');
        qputenv("TERMINAL", path(u"terminal"_s).toLocal8Bit());
        Options options;
        options.configDir = path(u"config"_s);
        options.dataDir = path(u"data"_s);
        auto services = Services::create(options);
        QVERIFY(services);
        m_services = std::move(*services);
        m_theme = std::make_unique<Theme>(ColourScheme::Light);
        m_settings = std::make_unique<QSettings>(path(u"window.ini"_s), QSettings::IniFormat);
        m_program = std::make_unique<WindowProgram>(*m_services, *m_theme, *m_settings);
        m_program->window().QWidget::show();
        m_program->window().showPage(u"hosts"_s);
        QVERIFY(page());
    }
    void cleanup()
    {
        m_program.reset();
        m_services.reset();
        m_server.reset();
        m_folder.reset();
    }

    void opensInTheHostsFolder_data()
    {
        QTest::addColumn<QString>("environment");
        QTest::addColumn<QByteArray>("title");
        QTest::newRow("staging") << u"shop/staging"_s << QByteArray("\033]0;shop/staging \u00b7 app-1\007");
        QTest::newRow("production") << u"shop/production"_s
                                    << QByteArray("\033]0;PRODUCTION \u00b7 shop/production \u00b7 app-1\007");
    }
    void opensInTheHostsFolder()
    {
        QFETCH(QString, environment);
        QFETCH(QByteArray, title);
        choose(environment);
        auto* button = page()->findChild<QPushButton*>(u"terminal"_s);
        QTRY_VERIFY(button->isEnabled());
        button->click();
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(path(u"over"_s)); }, 60000));
        QVERIFY2(contents(u"shown"_s).contains(title), contents(u"shown"_s));
        QCOMPARE(contents(u"was"_s).trimmed(), path(u"a place"_s).toUtf8());
        QVERIFY(QDir(path(u"data/terminals"_s)).entryList(QDir::Files).isEmpty());
        const auto entries =
            await(m_services->audit().entries({.action = u"host.terminal"_s}), {}, std::chrono::seconds(20));
        QVERIFY(entries && entries->size() == 1);
        QCOMPARE(entries->front().target, environment + u":app-1"_s);
    }
    void saysThatThereIsNone()
    {
        qputenv("TERMINAL", "no-such-terminal");
        choose(u"shop/staging"_s);
        page()->findChild<QPushButton*>(u"terminal"_s)->click();
        QTRY_VERIFY2(m_program->window().noticeText().contains(u"no-such-terminal"_s),
                     qPrintable(m_program->window().noticeText()));
        QVERIFY(QDir(path(u"data/terminals"_s)).entryList(QDir::Files).isEmpty());
    }
};

PILOTHOUSE_TEST(TestTerminal)
#include "tst_terminal.moc"
