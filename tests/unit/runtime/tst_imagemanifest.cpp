// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/imagemanifest.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Runtime;
using namespace Qt::StringLiterals;

namespace {

QString digest(char digit) { return u"sha256:"_s + QString(64, QLatin1Char(digit)); }

QByteArray one(const QString& digest, const char* os, const char* architecture)
{
    return R"({"Ref":"ghcr.io/shop/web:v2","Descriptor":{"mediaType":"application/vnd.docker.distribution.manifest.v2+json",)"
           R"("digest":")" +
           digest.toUtf8() + R"(","size":944,"platform":{"architecture":")" + architecture + R"(","os":")" + os +
           R"("}},"SchemaV2Manifest":{"config":{"digest":")" + QByteArray(64, 'f') + R"("}}})";
}

} // namespace

class TestImageManifest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ofOneImage()
    {
        QCOMPARE(imageDigest(one(digest('a'), "linux", "amd64"), u"linux/amd64"_s), digest('a'));
        // What was built for another platform is the engine's affair: it says so when it is asked to start it.
        QCOMPARE(imageDigest(one(digest('a'), "linux", "arm64"), u"linux/amd64"_s), digest('a'));
    }
    void ofSeveralPlatforms()
    {
        const QByteArray list = '[' + one(digest('a'), "linux", "arm64") + ',' + one(digest('b'), "linux", "amd64") +
                                ',' + one(digest('c'), "unknown", "unknown") + ']';
        QCOMPARE(imageDigest(list, u"linux/amd64"_s), digest('b'));
        QCOMPARE(imageDigest(list, u"linux/arm64"_s), digest('a'));
        QCOMPARE(imageDigest(list, u"windows/amd64"_s), QString());
        QCOMPARE(imageDigest(list, {}), QString());
    }
    void ofNothing()
    {
        QCOMPARE(imageDigest({}, u"linux/amd64"_s), QString());
        QCOMPARE(imageDigest("no such manifest: ghcr.io/shop/web:v9", u"linux/amd64"_s), QString());
        QCOMPARE(imageDigest(R"({"Descriptor":{"digest":"sha256:abc; rm"}})", u"linux/amd64"_s), QString());
        QVERIFY(!isImageDigest(digest('a') + u'\n'));
        QVERIFY(!isImageDigest(digest('A')));
    }
};

PILOTHOUSE_TEST(TestImageManifest)
#include "tst_imagemanifest.moc"
