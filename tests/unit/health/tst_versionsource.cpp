// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/versionsource.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Health;
using namespace Qt::StringLiterals;

/// The version that an answer tells, as a proof of what runs.
class VersionSourceTest : public QObject
{
    Q_OBJECT

    static Evidence seen(const QByteArray& body, const QString& where)
    {
        Measurement measurement{.probe = u"api"_s, .at = QDateTime(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC)};
        measurement.seen.status = 200;
        measurement.seen.body = body;
        return versionIn(measurement, System::Placeholder::parse(where).value());
    }

private Q_SLOTS:
    void tellsIt()
    {
        const Evidence found = seen(R"({"build": {"commit": "3f2a91c"}})", u"[BODY].build.commit"_s);
        QCOMPARE(found.verdict, Verdict::Holds);
        QCOMPARE(found.artefacts, QStringList{u"3f2a91c"_s});
        QVERIFY(found.observedAt.isValid());
    }
    void knowsWhereNoneIs()
    {
        for (const QByteArray& body : {QByteArray("{}"), QByteArray("not JSON"), QByteArray()}) {
            const Evidence found = seen(body, u"[BODY].commit"_s);
            QCOMPARE(found.verdict, Verdict::Unknown);
            QVERIFY(found.artefacts.isEmpty());
            QVERIFY(found.statement.text().startsWith(u"api "_s));
        }
    }
    void saysWhyNobodyAnswered()
    {
        Measurement measurement{.probe = u"api"_s};
        measurement.error = Error{ErrorKind::Unreachable, u"refused by everybody"_s, {}};
        const Evidence found = versionIn(measurement, System::Placeholder::parse(u"[BODY].commit"_s).value());
        QCOMPARE(found.verdict, Verdict::Unknown);
        QVERIFY2(found.statement.text().contains(u"refused by everybody"_s), qPrintable(found.statement.text()));
    }
};

PILOTHOUSE_TEST(VersionSourceTest)
#include "tst_versionsource.moc"
