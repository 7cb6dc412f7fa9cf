// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/endpoint.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Ssh;
using namespace Qt::StringLiterals;

class TestEndpoint : public QObject
{
    Q_OBJECT

    static Endpoint good() { return {.name = u"app-1"_s, .address = u"app-1.example.org"_s, .user = u"deploy"_s}; }

private Q_SLOTS:
    void allowsWhatHostsAreCalled()
    {
        for (const QString& address : {u"web"_s, u"web-1.example.org"_s, u"10.0.0.1"_s, u"2001:db8::1"_s,
                                       u"fe80::1%eth0"_s, u"with_underscore"_s}) {
            auto endpoint = good();
            endpoint.address = address;
            QVERIFY2(Endpoint::checked(endpoint), qPrintable(address));
        }
    }

    void refusesWhatAShellWouldRead()
    {
        for (const QString& bad :
             {u""_s, u"-oProxyCommand=x"_s, u"a;touch x"_s, u"a b"_s, u"$(id)"_s, u"`id`"_s, u"a\nb"_s, u"a'b"_s,
              u"a|b"_s, u"a&b"_s, u"../x"_s, u"user@host"_s, u"h\u00e4st"_s, QString(256, u'a')}) {
            auto address = good();
            address.address = bad;
            const auto noAddress = Endpoint::checked(address);
            QVERIFY2(!noAddress, qPrintable(bad));
            QCOMPARE(noAddress.error().kind, ErrorKind::Invalid);
            auto user = good();
            user.user = bad;
            QVERIFY2(!Endpoint::checked(user), qPrintable(bad));
            auto hop = good();
            hop.jump = {good(), address};
            const auto noHop = Endpoint::checked(hop);
            QVERIFY2(!noHop, qPrintable(bad));
            QVERIFY(noHop.error().message.contains(u"app-1"_s));
        }
        auto port = good();
        port.port = 0;
        QVERIFY(!Endpoint::checked(port));
    }

    void sharesOnlyWhatIsTheSame()
    {
        const auto one = good();
        auto same = one;
        same.name = u"other"_s;
        same.address = u"APP-1.example.org"_s;
        QCOMPARE(same.key(), one.key());
        auto user = one;
        user.user = u"root"_s;
        QVERIFY(user.key() != one.key());
        auto port = one;
        port.port = 2222;
        QVERIFY(port.key() != one.key());
        auto policy = one;
        policy.policy = HostKeyPolicy::AcceptNew;
        QVERIFY(policy.key() != one.key());
        auto behind = one;
        behind.jump = {user, port};
        QVERIFY(behind.key() != one.key());
        QCOMPARE(behind.hop().address, port.address);
        QCOMPARE(behind.hop().port, port.port);
        QCOMPARE(behind.hop().jump, std::vector<Endpoint>{user});
    }
};

PILOTHOUSE_TEST(TestEndpoint)
#include "tst_endpoint.moc"
