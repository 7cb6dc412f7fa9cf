// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/windowprogram.h"
#include "app/window/windowprompter.h"
#include "base/await.h"
#include "settings/hostkeydialog.h"
#include "settings/hostspage.h"
#include "settings/provisiondialog.h"
#include "support/sshserver.h"
#include "support/testmain.h"
#include "widgets/rows.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Ui;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// The whole window against a server whose key nobody knows yet.
class TestFirstContact : public QObject
{
    Q_OBJECT

    std::unique_ptr<SshServer> m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Services> m_services;
    std::unique_ptr<WindowProgram> m_program;
    HostsPage* m_page = nullptr;

    QString path(const QString& name) const { return m_folder->filePath(name); }
    static void write(const QString& name, const QByteArray& text)
    {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QByteArray own() const
    {
        QFile file(path(u"config/ssh/known_hosts"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    RowTable* table(const QString& name) const
    {
        for (RowTable* each : m_page->findChildren<RowTable*>()) {
            if (each->accessibleName() == name)
                return each;
        }
        return nullptr;
    }
    QPushButton* button(const QString& text) const
    {
        for (QPushButton* each : m_page->findChildren<QPushButton*>()) {
            if (QString(each->text()).remove(u'&') == text)
                return each;
        }
        return nullptr;
    }
    QPushButton* connectButton() const { return m_page->findChild<QPushButton*>(u"connect"_s); }
    HostKeyDialog* connectTo(const QString& environment) const
    {
        RowTable* links = table(u"Connections"_s);
        for (int row = 0; row < links->model()->rowCount(); ++row) {
            if (links->model()->index(row, LinkModel::Environment).data().toString() == environment)
                links->selectRow(row);
        }
        connectButton()->click();
        return QTest::qWaitFor([&] { return m_page->findChild<HostKeyDialog*>() != nullptr; }, 30000)
                   ? m_page->findChild<HostKeyDialog*>()
                   : nullptr;
    }
    QString stateOf(const QString& environment) const
    {
        const QAbstractItemModel* links = table(u"Connections"_s)->model();
        for (int row = 0; row < links->rowCount(); ++row) {
            if (links->index(row, LinkModel::Environment).data().toString() == environment)
                return links->index(row, LinkModel::State).data().toString();
        }
        return {};
    }

    /// `prompts`: where logins ask.
    void start(PromptQueue* prompts = nullptr)
    {
        Options options;
        options.configDir = path(u"config"_s);
        options.dataDir = path(u"data"_s);
        auto services = Services::create(options, prompts ? std::make_shared<WindowPrompter>(*prompts) : nullptr);
        QVERIFY(services);
        m_services = std::move(*services);
        m_theme = std::make_unique<Theme>(ColourScheme::Light);
        m_settings = std::make_unique<QSettings>(path(u"window.ini"_s), QSettings::IniFormat);
        m_program = std::make_unique<WindowProgram>(*m_services, *m_theme, *m_settings);
        m_program->window().QWidget::show();
        m_program->window().showPage(u"hosts"_s);
        m_page = m_program->window().findChild<HostsPage*>();
        QVERIFY(m_page);
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("HOME", m_folder->path().toLocal8Bit());
        qunsetenv("SSH_AUTH_SOCK");
        QDir(m_folder->path()).mkpath(u"config/systems"_s);
        QDir(m_folder->path()).mkpath(u"config/ssh"_s);
        QByteArray text = "apiVersion: pilothouse/v1\nsystem: shop\ntitle: Shop\nenvironments:\n";
        for (const QByteArray& kind : {QByteArray("staging"), QByteArray("production")})
            text += "  " + kind + ":\n    kind: " + kind + "\n    hosts:\n      app-1: { ssh: \"" +
                    m_server->endpoint().user.toUtf8() + '@' + m_server->address().toUtf8() + ':' +
                    QByteArray::number(m_server->port()) + "\" }\n";
        write(path(u"config/systems/shop.yaml"_s), text);
        QFile::copy(m_server->keyFile(), path(u"config/ssh/id_ed25519"_s));
        QFile::setPermissions(path(u"config/ssh/id_ed25519"_s), QFile::ReadOwner | QFile::WriteOwner);
        start();
    }
    void cleanup()
    {
        m_program.reset();
        m_services.reset();
    }

    void aKeyIsComparedAcceptedAndUsed()
    {
        HostKeyDialog* dialog = connectTo(u"shop/staging"_s);
        QVERIFY(dialog && dialog->acceptButton());
        const auto offers = m_services->offers().all();
        QVERIFY(!offers.empty());
        dialog->field()->setText(offers.front().key.fingerprint());
        dialog->acceptButton()->click();
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"shop/staging"_s), u"connected"_s, 30000);
        QCOMPARE(own(), m_server->knownHostsLine());
        QTRY_COMPARE(table(u"Known keys"_s)->model()->rowCount(), 1);
        const auto trail = m_services->audit().entries({.action = u"host."_s});
        QVERIFY(QTest::qWaitFor([&] { return trail.isFinished(); }, 30000));
        QVERIFY(trail.result());
        QCOMPARE(trail.result()->size(), 1U);
        QCOMPARE(trail.result()->front().action, u"host.key-accepted"_s);
        QVERIFY(trail.result()->front().payload.contains(offers.front().key.fingerprint().toUtf8()));
    }

    void productionIsProvisioned()
    {
        HostKeyDialog* dialog = connectTo(u"shop/production"_s);
        QVERIFY(dialog && !dialog->acceptButton());
        dialog->findChild<QPushButton*>(u"provision"_s)->click();
        auto* provision = m_page->findChild<ProvisionDialog*>();
        QVERIFY(provision);
        QCOMPARE(provision->name()->text(), u"[%1]:%2"_s.arg(m_server->address()).arg(m_server->port()));
        provision->readFile(m_server->hostKeyFile() + u".pub"_s);
        QTRY_VERIFY_WITH_TIMEOUT(provision->addButton()->isEnabled(), 30000);
        provision->addButton()->click();
        QTRY_COMPARE_WITH_TIMEOUT(own(), m_server->knownHostsLine(), 30000);
        // What had failed because of the key is tried again by itself.
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"shop/production"_s), u"connected"_s, 30000);
    }

    void aRefusedLoginIsTriedAgainOnlyWhenAPersonSaysSo()
    {
        write(path(u"config/ssh/known_hosts"_s), m_server->knownHostsLine());
        const QString allowed = m_server->authorizedKeysFile();
        QVERIFY(QFile::rename(allowed, allowed + u".away"_s));
        RowTable* links = table(u"Connections"_s);
        links->selectRow(0);
        const QString where = links->model()->index(0, LinkModel::Environment).data().toString();
        connectButton()->click();
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(where), u"login refused"_s, 30000);
        QVERIFY(!button(u"Disconnect"_s)->isEnabled());
        QVERIFY(QFile::rename(allowed + u".away"_s, allowed));
        QCOMPARE(QString(connectButton()->text()).remove(u'&'), u"Try the login again"_s);
        const qsizetype tries = m_server->log().count("Connection from");
        connectButton()->click();
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(where), u"connected"_s, 30000);
        QCOMPARE(m_server->log().count("Connection from"), tries + 1);

        button(u"Disconnect"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(where), u"not connected"_s, 30000);
        QTRY_COMPARE_WITH_TIMEOUT(m_server->connectionCount(), 0, 30000);
        connectButton()->click();
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(where), u"connected"_s, 30000);
    }

    void whoeverLacksAKeyIsTriedAgainWhenItIsUnlocked()
    {
        cleanup();
        write(path(u"config/ssh/known_hosts"_s), m_server->knownHostsLine());
        QProcess::execute(u"ssh-keygen"_s, {u"-q"_s, u"-p"_s, u"-P"_s, QString(), u"-N"_s, u"correct horse"_s, u"-f"_s,
                                            path(u"config/ssh/id_ed25519"_s)});
        const Theme theme{ColourScheme::Light};
        PromptQueue prompts(theme);
        start(&prompts);
        connect(&prompts, &PromptQueue::unlocked, &m_program->hosts(), &LiveHosts::takeUnlocked);
        prompts.setWindow(&m_program->window());
        // Nobody wants to give it: it is asked for once for both, and both stay refused.
        Commands& commands = m_program->commands();
        for (const QString& environment : {u"staging"_s, u"production"_s})
            commands.run(u"hosts.reconnect"_s, {.environment = EnvironmentKey{u"shop"_s, environment}});
        const auto isRefused = [this](const QString& where) {
            return QTest::qWaitFor([&] { return stateOf(where) == u"login refused"_s; }, 100);
        };
        QVERIFY(QTest::qWaitFor(
            [&] {
                if (prompts.dialog())
                    prompts.dialog()->reject();
                return isRefused(u"shop/staging"_s) && isRefused(u"shop/production"_s) && !prompts.dialog();
            },
            30000));
        // Of one it is given; the other one is tried by itself.
        QVERIFY(commands.run(u"hosts.reconnect"_s, {.environment = EnvironmentKey{u"shop"_s, u"staging"_s}}));
        QTRY_VERIFY_WITH_TIMEOUT(prompts.dialog(), 30000);
        prompts.dialog()->findChild<QLineEdit*>()->setText(u"correct horse"_s);
        prompts.dialog()->accept();
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"shop/staging"_s), u"connected"_s, 30000);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"shop/production"_s), u"connected"_s, 30000);
        QVERIFY(!prompts.dialog());
        cleanup(); // before the queue
    }

    void thePaletteReachesConnections()
    {
        write(path(u"config/ssh/known_hosts"_s), m_server->knownHostsLine());
        const QString allowed = m_server->authorizedKeysFile();
        QVERIFY(QFile::rename(allowed, allowed + u".away"_s));
        Commands& commands = m_program->commands();
        CommandContext context{.environment = EnvironmentKey{u"shop"_s, u"staging"_s}, .window = &m_program->window()};
        QVERIFY(commands.run(u"hosts.reconnect"_s, context));
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"shop/staging"_s), u"login refused"_s, 30000);
        QVERIFY(QFile::rename(allowed + u".away"_s, allowed));
        QVERIFY(commands.run(u"hosts.retry"_s, context));
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"shop/staging"_s), u"connected"_s, 30000);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"shop/production"_s), u"connected"_s, 30000);
        QVERIFY(!commands.refusal(u"hosts.retry"_s, context).isEmpty());
        QVERIFY(commands.run(u"hosts.disconnect"_s, context));
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"shop/staging"_s), u"not connected"_s, 30000);
    }
};

PILOTHOUSE_TEST(TestFirstContact)
#include "tst_firstcontact.moc"
