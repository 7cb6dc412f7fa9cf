// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/hostkeys.h"
#include "ssh/knownhostsfile.h"
#include "support/testmain.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtEndian>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace Pilothouse;
using namespace Pilothouse::Ssh;
using namespace Qt::StringLiterals;

class TestHostKeys : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    static HostKey keyOf(const QByteArray& body)
    {
        const QByteArray type("ssh-ed25519");
        QByteArray blob(4, Qt::Uninitialized);
        qToBigEndian(quint32(type.size()), blob.data());
        return {.type = type, .blob = blob + type + body};
    }
    static Endpoint host(const QString& address)
    {
        return {.name = address, .address = address, .user = u"deploy"_s, .policy = HostKeyPolicy::AcceptNew};
    }
    QList<QByteArray> linesOf(const QString& name) const
    {
        QFile file(name);
        auto lines = file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QList<QByteArray>();
        if (!lines.isEmpty() && lines.last().isEmpty())
            lines.removeLast();
        return lines;
    }

    /// As a connection does it: again as long as somebody else writes.
    static Result<HostKeys::Answer> check(const HostKeys& keys, const Endpoint& endpoint, const HostKey& key)
    {
        for (;;) {
            const auto answer = keys.check(endpoint, key);
            if (!answer || *answer == HostKeys::Answer::Accepted)
                return answer;
            std::this_thread::yield();
        }
    }

private Q_SLOTS:
    void fingerprintsAreOpenSshs()
    {
        // The example key of RFC 4253's wire format for ed25519, as `ssh-keygen -l` prints it, is checked against a
        // real server in the integration tests; here the form only.
        const HostKey key = keyOf("x");
        QVERIFY(key.fingerprint().startsWith(u"SHA256:"_s));
        QCOMPARE(key.fingerprint().size(), 7 + 43);
        QVERIFY(!HostKey::fromBlob({}));
        QVERIFY(!HostKey::fromBlob(QByteArray("\0\0\0\xff", 4)));
        QVERIFY(!HostKey::fromBlob(QByteArray("\0\0\0\0abc", 7)));
        QCOMPARE(HostKey::fromBlob(key.blob), std::optional(key));
    }

    void theFirstRecordedKeyWinsARaceOfThreads()
    {
        // Twenty consoles see the host for the first time, half of them with another key: one of the two is recorded,
        // once, and all with the other are refused.
        const QString file = m_folder.filePath(u"race/known_hosts"_s);
        const HostKeys keys({file});
        std::array<std::optional<bool>, 20> accepted;
        {
            std::vector<std::thread> threads;
            for (size_t i = 0; i < accepted.size(); ++i)
                threads.emplace_back(
                    [&, i] { accepted[i] = bool(check(keys, host(u"web"_s), keyOf(i % 2 ? "a" : "b"))); });
            for (auto& thread : threads)
                thread.join();
        }
        const auto lines = linesOf(file);
        QCOMPARE(lines.size(), 1);
        const bool aWon = lines.first().contains(keyOf("a").blob.toBase64());
        for (size_t i = 0; i < accepted.size(); ++i)
            QCOMPARE(*accepted[i], (i % 2 == 1) == aWon);
        QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void writersOfManyProcessesLoseNothing()
    {
        const QString file = m_folder.filePath(u"many"_s);
        std::vector<pid_t> children;
        for (int process = 0; process < 6; ++process) {
            const pid_t pid = fork();
            if (pid == 0) {
                bool good = true;
                for (int i = 0; i < 10; ++i) {
                    const QByteArray name = "host-" + QByteArray::number(process) + '-' + QByteArray::number(i);
                    good = check(HostKeys({file}), host(QString::fromLatin1(name)), keyOf(name)).has_value() && good;
                }
                _exit(good ? 0 : 1);
            }
            children.push_back(pid);
        }
        for (const pid_t pid : children) {
            int status = -1;
            QCOMPARE(waitpid(pid, &status, 0), pid);
            QCOMPARE(status, 0);
        }
        const auto lines = linesOf(file);
        QCOMPARE(lines.size(), 60);
        for (const QByteArray& line : lines)
            QCOMPARE(line.count(' '), 2);
        // What was recorded is accepted as strictly as anything a person wrote.
        auto strict = host(u"host-3-7"_s);
        strict.policy = HostKeyPolicy::Strict;
        QVERIFY(check(HostKeys({file}), strict, keyOf("host-3-7")));
        QVERIFY(!check(HostKeys({file}), strict, keyOf("other")));
    }

    void aFullDiskLeavesWhatWasThere()
    {
        const QString file = m_folder.filePath(u"full"_s);
        QVERIFY(check(HostKeys({file}), host(u"first"_s), keyOf("a")));
        const auto before = linesOf(file);
        const pid_t pid = fork();
        if (pid == 0) {
            // No file may grow beyond this: as on a disk that is full in the middle of a line.
            const rlimit limit{.rlim_cur = rlim_t(QFileInfo(file).size() + 5), .rlim_max = RLIM_INFINITY};
            std::signal(SIGXFSZ, SIG_IGN);
            setrlimit(RLIMIT_FSIZE, &limit);
            const auto answer = check(HostKeys({file}), host(u"second"_s), keyOf("b"));
            _exit(!answer && answer.error().kind == ErrorKind::Invalid ? 0 : 1);
        }
        int status = -1;
        QCOMPARE(waitpid(pid, &status, 0), pid);
        QCOMPARE(status, 0);
        QCOMPARE(linesOf(file), before);
        QCOMPARE(QDir(m_folder.path()).entryList({u"full*"_s}, QDir::Files), QStringList{u"full"_s});
        QVERIFY(check(HostKeys({file}), host(u"second"_s), keyOf("b")));
    }

    void aLinkStaysALinkAndPermissionsStay()
    {
        const QString real = m_folder.filePath(u"elsewhere"_s);
        const QString link = m_folder.filePath(u"link"_s);
        QFile file(real);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("# shared\n");
        file.close();
        QCOMPARE(chmod(QFile::encodeName(real).constData(), 0640), 0);
        QVERIFY(QFile::link(u"elsewhere"_s, link));
        QVERIFY(check(HostKeys({link}), host(u"web"_s), keyOf("a")));
        QVERIFY(QFileInfo(link).isSymLink());
        QCOMPARE(linesOf(real).size(), 2);
        QVERIFY(QFile::permissions(real).testFlag(QFile::ReadGroup));
        QVERIFY(!QFile::permissions(real).testFlag(QFile::ReadOther));
    }

    void whoHoldsTheLockIsNotOverwritten()
    {
        const QString file = m_folder.filePath(u"locked"_s);
        {
            const auto mine = KnownHostsFile::lock(file);
            QVERIFY(mine && *mine);
            QCOMPARE(*HostKeys({file}).check(host(u"web"_s), keyOf("a")), HostKeys::Answer::TryLater);
            QVERIFY((*mine)->replace("# changed\n"));
            // The file is another one now, and still nobody writes to what is being changed.
            QCOMPARE(*check(HostKeys({file}), host(u"web"_s), keyOf("a")), HostKeys::Answer::Accepted);
        }
        QCOMPARE(linesOf(file).size(), 2);
    }

    void anUnwritableFileIsAnError()
    {
        const QString file = m_folder.filePath(u"folder"_s);
        QVERIFY(QDir().mkpath(file));
        const auto accepted = check(HostKeys({file}), host(u"web"_s), keyOf("a"));
        QVERIFY(!accepted);
        QCOMPARE(accepted.error().kind, ErrorKind::Invalid);
        const auto nowhere = check(HostKeys({}), host(u"web"_s), keyOf("a"));
        QVERIFY(!nowhere);
        QCOMPARE(nowhere.error().kind, ErrorKind::Refused);
    }

    void offersKnownTypesFirst()
    {
        const QString file = m_folder.filePath(u"types"_s);
        QVERIFY(check(HostKeys({file}), host(u"web"_s), keyOf("a")));
        const auto plan = HostKeys({file}).plan(host(u"web"_s));
        QVERIFY(plan);
        QVERIFY(plan->algorithms.startsWith("ssh-ed25519,"));
        QVERIFY(!plan->algorithms.split(',').contains("ssh-rsa"));
        QVERIFY(!plan->algorithms.contains("dss"));
        QVERIFY(!plan->certificate);
    }
};

PILOTHOUSE_TEST(TestHostKeys)
#include "tst_hostkeys.moc"
