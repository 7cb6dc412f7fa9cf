// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "evidence/source.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace std::chrono_literals;

namespace {
class Always final : public EvidenceSource
{
public:
    QString kind() const override { return QStringLiteral("probe"); }
    QFuture<Result<Evidence>> ask(const Question& question) override
    {
        return answered<Evidence>(
            Evidence{.verdict = Verdict::Holds, .statement = SafeText::fromUntrusted(question.subject)});
    }
};
} // namespace

class TestEvidence : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agesOut()
    {
        const QDateTime at(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);
        const Evidence evidence{.verdict = Verdict::Holds, .observedAt = at, .goodFor = 30s};
        QCOMPARE(evidence.verdictAt(at.addSecs(30)), Verdict::Holds);
        QCOMPARE(evidence.verdictAt(at.addSecs(31)), Verdict::Unknown);
    }
    void isUnknownWithoutObservation()
    {
        const Evidence evidence{.verdict = Verdict::Holds, .goodFor = 24h};
        QCOMPARE(evidence.verdictAt(QDateTime::currentDateTimeUtc()), Verdict::Unknown);
    }
    void isUnknownWhenFromTheFuture()
    {
        const QDateTime at(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);
        const Evidence evidence{.verdict = Verdict::Holds, .observedAt = at.addSecs(3600), .goodFor = 24h};
        QCOMPARE(evidence.verdictAt(at), Verdict::Unknown);
    }
    void asksTheSourceOfTheKind()
    {
        Always always;
        EvidenceSources sources;
        sources.add(always);
        const auto yes = await(
            sources.ask(
                {.system = {}, .environment = {}, .kind = QStringLiteral("probe"), .subject = QStringLiteral("api")}),
            {}, 1s);
        QVERIFY(yes.has_value());
        QCOMPARE(yes->statement.text(), QStringLiteral("api"));
        const auto no = await(
            sources.ask({.system = {}, .environment = {}, .kind = QStringLiteral("oracle"), .subject = {}}), {}, 1s);
        QVERIFY(!no.has_value());
        QCOMPARE(no.error().kind, ErrorKind::NotFound);
        QVERIFY(no.error().message.contains(QStringLiteral("probe")));
    }
};

PILOTHOUSE_TEST(TestEvidence)
#include "tst_evidence.moc"
