// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/knownhostscache.h"
#include "support/testmain.h"

#include <QFile>
#include <QMessageAuthenticationCode>
#include <QTemporaryDir>
#include <QtEndian>

#include <array>
#include <fcntl.h>
#include <sys/stat.h>

using namespace Pilothouse;
using namespace Pilothouse::Ssh;
using namespace Qt::StringLiterals;

class TestKnownHostsCache : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    static HostKey keyOf(char letter)
    {
        const QByteArray type("ssh-ed25519");
        QByteArray blob(4, Qt::Uninitialized);
        qToBigEndian(quint32(type.size()), blob.data());
        return {.type = type, .blob = blob + type + QByteArray(32, letter)};
    }
    static QByteArray words(const HostKey& key) { return key.type + ' ' + key.blob.toBase64(); }
    QString path(const QString& name) const { return m_folder.filePath(name); }
    /// In place: the file stays the same one.
    QString write(const QString& name, const QByteArray& text) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(name));
        return file.fileName();
    }
    static KnownHosts::State judged(KnownHostsCache& cache, const QStringList& files, const HostKey& key)
    {
        const auto known = cache.read(files);
        return known ? (*known)->judge(u"web"_s, 22, key).state : KnownHosts::State::Garbage;
    }

private Q_SLOTS:
    void takesApartOnlyWhatHasChanged()
    {
        const QStringList files{write(u"own"_s, "web " + words(keyOf('a')) + '\n'), path(u"none"_s)};
        KnownHostsCache cache;
        const auto first = cache.read(files);
        QVERIFY(first);
        QCOMPARE(*cache.read(files), *first);
        QCOMPARE(*cache.read(files.mid(0, 1)) == *first, false); // another list
        QCOMPARE(*cache.read(files), *first);
        write(u"other"_s, "web " + words(keyOf('b')) + '\n');
        QCOMPARE(*cache.read(files), *first);
    }

    void seesAnEditThatNoDateTells()
    {
        // The same file, the same size, the same date.
        const QByteArray line = "web " + words(keyOf('a')) + '\n';
        const QStringList files{write(u"edited"_s, line)};
        const QByteArray name = QFile::encodeName(files.first());
        struct stat before = {};
        QCOMPARE(::stat(name.constData(), &before), 0);
        KnownHostsCache cache;
        QCOMPARE(judged(cache, files, keyOf('a')), KnownHosts::State::Accepted);
        write(u"edited"_s, "web " + words(keyOf('b')) + '\n');
        const std::array dates{before.st_atim, before.st_mtim};
        QCOMPARE(::utimensat(AT_FDCWD, name.constData(), dates.data(), 0), 0);
        QCOMPARE(judged(cache, files, keyOf('a')), KnownHosts::State::Changed);
        QCOMPARE(judged(cache, files, keyOf('b')), KnownHosts::State::Accepted);
    }

    void seesFilesComeAndGo()
    {
        const QStringList files{path(u"first"_s), path(u"second"_s)};
        KnownHostsCache cache;
        QCOMPARE(judged(cache, files, keyOf('a')), KnownHosts::State::Unknown);
        write(u"second"_s, "web " + words(keyOf('a')) + '\n');
        QCOMPARE(judged(cache, files, keyOf('a')), KnownHosts::State::Accepted);
        write(u"first"_s, "@revoked * " + words(keyOf('a')) + '\n');
        QCOMPARE(judged(cache, files, keyOf('a')), KnownHosts::State::Revoked);
        QVERIFY(QFile::remove(files.first()));
        QCOMPARE(judged(cache, files, keyOf('a')), KnownHosts::State::Accepted);
        QVERIFY(QFile::remove(files.last()));
        QCOMPARE(::mkdir(QFile::encodeName(files.last()).constData(), 0700), 0);
        QVERIFY(!cache.read(files)); // and never what was there before
        QCOMPARE(::rmdir(QFile::encodeName(files.last()).constData()), 0);
        QCOMPARE(judged(cache, files, keyOf('a')), KnownHosts::State::Unknown);
    }

    void keepsManyListsApart()
    {
        KnownHostsCache cache;
        std::vector<QStringList> lists;
        for (int i = 0; i < 20; ++i)
            lists.push_back({write(u"list-%1"_s.arg(i), "web " + words(keyOf(char('a' + i))) + '\n')});
        for (int round = 0; round < 2; ++round) {
            for (int i = 0; i < 20; ++i) {
                QCOMPARE(judged(cache, lists[size_t(i)], keyOf(char('a' + i))), KnownHosts::State::Accepted);
                QCOMPARE(judged(cache, lists[size_t(i)], keyOf('z')), KnownHosts::State::Changed);
            }
        }
    }

    void findsEveryLineThatNamesAHost()
    {
        // The index against each line by itself, on lines of every form.
        const QByteArrayList hosts{"a", "b", "ab", "[a]:2222", "[b]:2222", "ba"};
        quint32 seed = 11;
        const auto next = [&seed](int below) {
            seed = seed * 1664525U + 1013904223U;
            return int((seed >> 16) % quint32(below));
        };
        const auto nameOf = [&](int kind) -> QByteArray {
            const QByteArray host = hosts[next(int(hosts.size()))];
            if (kind == 0)
                return host;
            if (kind == 1)
                return host.toUpper();
            return QByteArrayList{"*", "a*", "!a", "?", "[*]:2222", "!*b", "", QByteArray(1100, 'x')}[next(8)];
        };
        KnownHosts known;
        QByteArray text;
        for (int i = 0; i < 400; ++i) {
            QByteArrayList names;
            const int count = 1 + next(3);
            const int kinds = 1 + next(3);
            for (int k = 0; k < count; ++k)
                names += nameOf(next(kinds));
            QByteArray field = names.join(',');
            if (next(3) == 0) {
                const QByteArray salt = QByteArray::number(i).rightJustified(20, 's');
                const auto hash =
                    QMessageAuthenticationCode::hash(hosts[next(int(hosts.size()))], salt, QCryptographicHash::Sha1);
                field = "|1|" + salt.toBase64() + '|' + hash.toBase64();
            }
            text += "@cert-authority " + field + ' ' + words(keyOf(char('a' + next(20)))) + '\n';
        }
        known.parse(text, u"lines"_s);
        QVERIFY(known.entries().size() > 300);
        for (const QByteArray& host : hosts) {
            const quint16 port = host.startsWith('[') ? 2222 : 22;
            const QByteArray bare = port == 22 ? host : host.mid(1, host.indexOf(']') - 1);
            std::vector<const KnownHosts::Entry*> expected;
            for (const QByteArray& name : port == 22 ? QByteArrayList{bare} : QByteArrayList{host, bare}) {
                for (const KnownHosts::Entry& entry : known.entries()) {
                    if (KnownHosts::matches(entry.names, name))
                        expected.push_back(&entry);
                }
            }
            QVERIFY(expected.size() > 20);
            QCOMPARE(known.authoritiesFor(QString::fromLatin1(bare), port), expected);
            QCOMPARE(known.authoritiesFor(QString::fromLatin1(bare), port), expected); // remembered
        }
        // A line that comes later is found as well.
        known.parse("@cert-authority " + QByteArray("a ") + words(keyOf('z')) + '\n', u"more"_s);
        const auto found = known.authoritiesFor(u"a"_s, 22);
        QVERIFY(std::ranges::any_of(found, [](const auto* entry) { return entry->file == u"more"_s; }));
    }

    void takesAHashOnlyAsOpenSshWritesIt()
    {
        const QByteArray salt(20, 's');
        const auto hash = QMessageAuthenticationCode::hash("web", salt, QCryptographicHash::Sha1);
        const QByteArray good = "|1|" + salt.toBase64() + '|' + hash.toBase64();
        // Four bits of the last figure are no part of the bytes.
        QByteArray odd = good;
        char& last = odd[odd.size() - 2];
        last = char(last + 1);
        QCOMPARE(QByteArray::fromBase64(odd.mid(odd.lastIndexOf('|') + 1)), hash);
        for (const bool isGood : {true, false}) {
            KnownHosts known;
            known.parse((isGood ? good : odd) + ' ' + words(keyOf('a')) + '\n', u"hashed"_s);
            QCOMPARE(known.entries().size(), 1U);
            QCOMPARE(known.typesFor(u"web"_s, 22).empty(), !isGood);
            QCOMPARE(KnownHosts::matches(known.entries().front().names, "web"), isGood);
        }
    }
};

PILOTHOUSE_TEST(TestKnownHostsCache)
#include "tst_knownhostscache.moc"
