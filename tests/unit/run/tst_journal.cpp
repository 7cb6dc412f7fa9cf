// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/journal.h"
#include "support/testmain.h"

#include <QFile>
#include <QTemporaryDir>

#include <atomic>
#include <csignal>
#include <sys/resource.h>
#include <thread>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Qt::StringLiterals;

class JournalTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_number = 0;

    QString file() { return m_folder.filePath(u"%1.journal"_s.arg(++m_number)); }
    static JournalEntry entry(int n)
    {
        return {.kind = u"note"_s,
                .at = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + n, Qt::UTC),
                .data = {{u"n"_s, n}, {u"text"_s, u"line\nbreak \u00e9 "_s + QString::number(n)}}};
    }
    static void fill(const QString& path, int entries)
    {
        const auto journal = Journal::create(path);
        QVERIFY(journal);
        for (int i = 0; i < entries; ++i)
            QVERIFY((*journal)->append(entry(i), i % 2 ? Journal::Sync::Yes : Journal::Sync::No));
    }

private Q_SLOTS:
    void keepsEntries()
    {
        const QString path = file();
        fill(path, 5);
        const auto content = Journal::read(path);
        QVERIFY(content);
        QCOMPARE(content->entries.size(), size_t(5));
        QVERIFY(!content->torn);
        QCOMPARE(content->entries[3], entry(3));
        QCOMPARE(QFile(path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }
    void goesOnAfterATornLine()
    {
        const QString path = file();
        fill(path, 3);
        const qint64 whole = QFile(path).size();
        for (qint64 cut = 1; cut < 60; ++cut) {
            const QString copy = file();
            QVERIFY(QFile::copy(path, copy));
            QVERIFY(QFile::resize(copy, whole - cut));
            const auto read = Journal::read(copy);
            QVERIFY(read);
            QVERIFY(read->torn);
            QCOMPARE(read->entries.size(), size_t(2));
            auto journal = Journal::open(copy);
            QVERIFY(journal);
            QVERIFY((*journal)->append(entry(7), Journal::Sync::Yes));
            const auto again = Journal::read(copy);
            QVERIFY(again);
            QVERIFY(!again->torn);
            QCOMPARE(again->entries.size(), size_t(3));
            QCOMPARE(again->entries.back(), entry(7));
        }
    }
    void noticesDamageInTheMiddle()
    {
        const QString path = file();
        fill(path, 4);
        QFile damaged(path);
        QVERIFY(damaged.open(QIODevice::ReadWrite));
        QByteArray bytes = damaged.readAll();
        const QByteArray lines = bytes;
        bytes.replace("\"n\":1", "\"n\":9");
        damaged.seek(0);
        damaged.write(bytes);
        damaged.close();
        QCOMPARE(Journal::read(path).error().kind, ErrorKind::Invalid);
        // A whole line taken out does not fit its neighbours either.
        const auto first = lines.indexOf('\n');
        const auto second = lines.indexOf('\n', first + 1);
        QFile shorter(path);
        QVERIFY(shorter.open(QIODevice::WriteOnly));
        shorter.write(lines.left(first + 1) + lines.mid(second + 1));
        shorter.close();
        QCOMPARE(Journal::read(path).error().kind, ErrorKind::Invalid);
    }
    void hasOneDriver()
    {
        const QString path = file();
        fill(path, 1);
        QVERIFY(Journal::isUndriven(path));
        auto first = Journal::open(path);
        QVERIFY(first);
        QVERIFY(!Journal::isUndriven(path));
        const auto second = Journal::open(path);
        QVERIFY(!second);
        QCOMPARE(second.error().kind, ErrorKind::Conflict);
        first->reset();
        QVERIFY(Journal::open(path));
        QCOMPARE(Journal::create(path).error().kind, ErrorKind::Conflict);
        QCOMPARE(Journal::open(file()).error().kind, ErrorKind::NotFound);
    }
    void aLookIsNoDriver()
    {
        // Whoever asks whether a run is driven holds its journal for a moment: neither a new run nor one that is gone
        // on with may fail for that.
        std::atomic<int> number = -1;
        std::atomic<int> looks = 0;
        const QString prefix = m_folder.filePath(u"looked-at-"_s);
        const auto path = [&](int n) { return prefix + QString::number(n); };
        {
            const std::jthread looker([&](const std::stop_token& stop) {
                while (!stop.stop_requested()) {
                    const int n = number;
                    if (n >= 0 && Journal::isUndriven(path(n)))
                        ++looks;
                }
            });
            for (int i = 0; i < 300; ++i) {
                number = i;
                auto created = Journal::create(path(i));
                QVERIFY2(created, qPrintable(created ? QString() : created.error().detail));
                created->reset();
                const auto opened = Journal::open(path(i));
                QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().message));
            }
        }
        QVERIFY(looks > 0);
    }
    void takesNothingBackFromAFullDisk()
    {
        const QString path = file();
        fill(path, 2);
        const qint64 before = QFile(path).size();
        auto journal = Journal::open(path);
        QVERIFY(journal);
        // A size limit of the process stands for the full disk: half of the line fits.
        ::signal(SIGXFSZ, SIG_IGN);
        rlimit old{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &old), 0);
        const rlimit tight{.rlim_cur = rlim_t(before + 20), .rlim_max = old.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &tight), 0);
        const auto refused = (*journal)->append(entry(2), Journal::Sync::Yes);
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &old), 0);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Failed);
        QCOMPARE(QFile(path).size(), before);
        QVERIFY((*journal)->append(entry(3), Journal::Sync::Yes));
        QCOMPARE(Journal::read(path)->entries.size(), size_t(3));
    }
};

PILOTHOUSE_TEST(JournalTest)
#include "tst_journal.moc"
