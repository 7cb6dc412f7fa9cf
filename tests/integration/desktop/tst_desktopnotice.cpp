// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/desktopnotice.h"
#include "support/keyring/keyring.h"
#include "support/testmain.h"

#include <QVariantMap>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// What a desktop's notification server is asked, on a bus of its own.
class Server : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    struct Shown
    {
        QString title;
        QString body;
        int urgency = -1;
    };
    std::vector<Shown> shown;

public Q_SLOTS:
    uint Notify(const QString&, uint, const QString&, const QString& title, const QString& body, const QStringList&,
                const QVariantMap& hints, int)
    {
        shown.push_back({title, body, hints[u"urgency"_s].toInt()});
        return uint(shown.size());
    }
};

class TestDesktopNotice : public QObject
{
    Q_OBJECT

    PrivateBus m_bus;

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString package = firstMissing({u"dbus-daemon"_s}); !package.isEmpty())
            QSKIP(qPrintable(package + u" is not installed"_s));
        const QString problem = m_bus.start();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }
    void asksTheDesktop()
    {
        Server server;
        auto there = QDBusConnection::connectToBus(m_bus.address(), u"server"_s);
        QVERIFY(there.registerObject(u"/org/freedesktop/Notifications"_s, &server, QDBusConnection::ExportAllSlots));
        QVERIFY(there.registerService(u"org.freedesktop.Notifications"_s));
        const DesktopNotice notice(QDBusConnection::connectToBus(m_bus.address(), u"client"_s));
        notice.tell(u"deploy of shop/production: failed"_s, u"<b>Build</b> & more"_s, true);
        notice.tell(u"deploy of shop/staging: succeeded"_s, {}, false);
        QTRY_COMPARE(server.shown.size(), size_t(2));
        QCOMPARE(server.shown[0].title, u"deploy of shop/production: failed"_s);
        QCOMPARE(server.shown[0].body, u"&lt;b&gt;Build&lt;/b&gt; &amp; more"_s);
        QCOMPARE(server.shown[0].urgency, 2);
        QCOMPARE(server.shown[1].urgency, 1);
        QDBusConnection::disconnectFromBus(u"server"_s);
        QDBusConnection::disconnectFromBus(u"client"_s);
    }
    void withoutADesktopNothingHappens()
    {
        DesktopNotice(QDBusConnection::connectToBus(u"unix:path=/nowhere"_s, u"none"_s)).tell(u"a"_s, u"b"_s, true);
        // A bus on which nobody shows notes.
        DesktopNotice(QDBusConnection::connectToBus(m_bus.address(), u"alone"_s)).tell(u"a"_s, u"b"_s, true);
        QDBusConnection::disconnectFromBus(u"none"_s);
        QDBusConnection::disconnectFromBus(u"alone"_s);
    }
};

PILOTHOUSE_TEST(TestDesktopNotice)
#include "tst_desktopnotice.moc"
