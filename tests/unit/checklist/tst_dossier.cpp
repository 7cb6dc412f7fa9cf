// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/canonical.h"
#include "checklist/dossier.h"
#include "checklisttest.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Pilothouse;
using namespace Pilothouse::Checklist;
using namespace Pilothouse::Test;

class TestDossier : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        Desk desk;
        const auto list = desk.import({.name = u"go-live"_s, .file = desk.write(u"list.md"_s, goLiveText)});
        for (const QString& number : {u"1"_s, u"2"_s})
            QVERIFY(wait(desk.lists.change(goLive, Change::tick(list->find(number)->key, 0, u"seen \u2713"_s))));
        QVERIFY(wait(desk.lists.change(
            goLive, Change::waive(list->find(u"3"_s)->key, 0, u"later"_s, desk.clock.now().addDays(9)))));
        QVERIFY(wait(desk.lists.sign(goLive, {.role = u"Developer"_s})));
        auto dossier = wait(desk.lists.dossier(goLive));
        QVERIFY(dossier.has_value());
        dossier->links = desk.audit();
        dossier->exportedBy = u"anna"_s;
        dossier->installation = desk.trail.actor().installation;
        m_dossier = *dossier;
        m_json = toJson(m_dossier).value();
    }
    void whatWasExportedIsReadAgain()
    {
        const auto report = verifyDossier(bytesOf(m_json));
        QVERIFY(report.has_value());
        QCOMPARE(report->faults, QStringList());
        QCOMPARE(report->dossier, m_dossier);
        QCOMPARE(report->view.roles.front().state, SignatureState::Signed);
        QCOMPARE(report->view.progress.held, 3);
        QCOMPARE(report->view.progress.waived, 1);
    }
    void everyChangeIsNoticed_data()
    {
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::newRow("evidence") << u"records"_s << u"\"statement\":\"seen ✓\""_s << u"\"statement\":\"seen!\""_s;
        QTest::newRow("state") << u"records"_s << u"\"state\":\"waived\""_s << u"\"state\":\"held\""_s;
        QTest::newRow("reason") << u"records"_s << u"\"reason\":\"later\""_s << u"\"reason\":\"never\""_s;
        QTest::newRow("signer") << u"signatures"_s << u"\"role\":\"Developer\""_s << u"\"role\":\"CTO\""_s;
        QTest::newRow("trail") << u"audit"_s << u"\"actor\":\"anna\""_s << u"\"actor\":\"bert\""_s;
    }
    /// The hash over the whole is made anew each time, as somebody would who forges.
    void everyChangeIsNoticed()
    {
        QFETCH(QString, where);
        QFETCH(QString, from);
        QFETCH(QString, to);
        QJsonObject matter = m_json.value(u"dossier"_s).toObject();
        QByteArray part = QJsonDocument(matter.value(where).toArray()).toJson(QJsonDocument::Compact);
        QVERIFY(part.contains(from.toUtf8()));
        part.replace(from.toUtf8(), to.toUtf8());
        matter.insert(where, QJsonDocument::fromJson(part).array());
        QVERIFY(!faultsOf(matter).isEmpty());
    }
    void aDocumentPutInPlaceOfAnotherIsNoticed()
    {
        QJsonObject matter = m_json.value(u"dossier"_s).toObject();
        QJsonObject document = matter.value(u"document"_s).toObject();
        QByteArray bytes = QByteArray::fromBase64(document.value(u"bytes"_s).toString().toLatin1());
        document.insert(u"bytes"_s, QString::fromLatin1(bytes.replace("Lint clean", "Lint dirty").toBase64()));
        matter.insert(u"document"_s, document);
        QVERIFY(faultsOf(matter).size() >= 2);
    }
    void whatIsTakenOutOrPutInIsNoticed()
    {
        for (const QString& part : {u"records"_s, u"audit"_s}) {
            QJsonObject matter = m_json.value(u"dossier"_s).toObject();
            QJsonArray list = matter.value(part).toArray();
            list.removeFirst();
            matter.insert(part, list);
            QVERIFY2(part == u"audit"_s || !faultsOf(matter).isEmpty(), qPrintable(part));
        }
        QJsonObject matter = m_json.value(u"dossier"_s).toObject();
        matter.insert(u"approved"_s, true);
        QVERIFY(!faultsOf(matter).isEmpty());
        QJsonObject whole = m_json;
        whole.insert(u"sha256"_s, QString(64, u'0'));
        QVERIFY(!verifyDossier(bytesOf(whole))->faults.isEmpty());
    }
    void whatIsNoDossierIsInvalid()
    {
        for (const QByteArray& document : {QByteArray(), QByteArray("{}"), QByteArray("[1]"), QByteArray("\0\0", 2),
                                           QByteArray(R"({"kind":"checklist-dossier"})")})
            QCOMPARE(verifyDossier(document).error().kind, ErrorKind::Invalid);
    }

private:
    static QByteArray bytesOf(const QJsonObject& json) { return QJsonDocument(json).toJson(); }
    static QStringList faultsOf(const QJsonObject& matter)
    {
        const QJsonObject whole{{u"kind"_s, u"checklist-dossier"_s},
                                {u"sha256"_s, sha256Hex(canonicalJson(matter).value())},
                                {u"dossier"_s, matter}};
        const auto report = verifyDossier(bytesOf(whole));
        return report ? report->faults : QStringList{report.error().message};
    }

    Dossier m_dossier;
    QJsonObject m_json;
};

PILOTHOUSE_TEST(TestDossier)
#include "tst_dossier.moc"
