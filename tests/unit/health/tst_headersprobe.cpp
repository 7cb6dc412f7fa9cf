// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/headersprobe.h"
#include "support/testmain.h"

using namespace Pilothouse::Health;
using namespace Qt::StringLiterals;

/// Which headers of a page are said to be missing or weak.
class TestHeadersProbe : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void weaknesses_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("words"); // empty: nothing is wrong
        const QString hsts = u"strict-transport-security"_s;
        const QString csp = u"content-security-policy"_s;
        QTest::newRow("all is well") << hsts << u"max-age=63072000; includeSubDomains; preload"_s << QString();
        QTest::newRow("quoted age") << hsts << u"Max-Age=\"31536000\""_s << QString();
        QTest::newRow("no HSTS") << hsts << QString() << u"no Strict-Transport-Security"_s;
        QTest::newRow("short HSTS") << hsts << u"max-age=86400"_s << u"Strict-Transport-Security for 24 h only"_s;
        QTest::newRow("HSTS taken back") << hsts << u"max-age=0"_s
                                         << u"Strict-Transport-Security is taken back (max-age=0)"_s;
        QTest::newRow("HSTS of words") << hsts << u"includeSubDomains"_s
                                       << u"Strict-Transport-Security without a max-age"_s;
        QTest::newRow("no CSP") << csp << QString() << u"no Content-Security-Policy"_s;
        QTest::newRow("inline scripts") << csp << u"default-src 'self' 'unsafe-inline'; frame-ancestors 'none'"_s
                                        << u"the Content-Security-Policy lets any inline script run"_s;
        QTest::newRow("inline with a nonce") << csp << u"script-src 'nonce-abc' 'unsafe-inline'"_s << QString();
        QTest::newRow("inline styles only") << csp << u"script-src 'self'; style-src 'unsafe-inline'"_s << QString();
        QTest::newRow("from anywhere") << csp << u"default-src *"_s
                                       << u"the Content-Security-Policy lets scripts come from anywhere"_s;
        QTest::newRow("nothing about scripts")
            << csp << u"img-src 'self'"_s << u"the Content-Security-Policy says nothing about scripts"_s;
        QTest::newRow("no framing") << u"x-frame-options"_s << QString() << u"no X-Frame-Options"_s;
        QTest::newRow("framing by whom") << u"x-frame-options"_s << u"ALLOW-FROM https://a.example"_s
                                         << u"X-Frame-Options is ALLOW-FROM https://a.example"_s;
        QTest::newRow("guessing") << u"x-content-type-options"_s << u"sniff"_s
                                  << u"no X-Content-Type-Options: nosniff"_s;
        QTest::newRow("referrer") << u"referrer-policy"_s << u"unsafe-url"_s << u"Referrer-Policy is unsafe-url"_s;
        QTest::newRow("referrer with a fallback")
            << u"referrer-policy"_s << u"no-referrer, strict-origin"_s << QString();
        QTest::newRow("sent twice") << u"x-frame-options"_s << u"DENY\nSAMEORIGIN"_s << QString();
    }
    void weaknesses()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, words);
        std::map<QString, QString> headers{{u"strict-transport-security"_s, u"max-age=31536000"_s},
                                           {u"content-security-policy"_s, u"default-src 'self'"_s},
                                           {u"x-frame-options"_s, u"DENY"_s},
                                           {u"x-content-type-options"_s, u"nosniff"_s},
                                           {u"referrer-policy"_s, u"strict-origin-when-cross-origin"_s}};
        headers[name] = value;
        if (value.isEmpty())
            headers.erase(name);
        QCOMPARE(headerWeaknesses(QUrl(u"https://example.com/"_s), headers).join(u"; "_s), words);
    }
    void framingMayBeSaidByThePolicy()
    {
        const QStringList weak =
            headerWeaknesses(QUrl(u"http://example.com/"_s),
                             {{u"content-security-policy"_s, u"default-src 'self'; frame-ancestors 'self'"_s}});
        // Over plain HTTP browsers ignore HSTS.
        QCOMPARE(weak.join(u"; "_s), u"no X-Content-Type-Options: nosniff; no Referrer-Policy"_s);
    }
};

PILOTHOUSE_TEST(TestHeadersProbe)
#include "tst_headersprobe.moc"
