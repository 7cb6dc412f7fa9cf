// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/fuzztarget.h"
#include "support/testmain.h"

#include <QDir>
#include <QElapsedTimer>

#include <random>

using namespace Qt::StringLiterals;

namespace {

/// One small change: a byte, a cut, a repeated piece, or a piece taken out.
QByteArray changed(QByteArray bytes, std::mt19937& random)
{
    const auto at = [&](qsizetype end) { return end > 0 ? qsizetype(random() % quint64(end)) : 0; };
    const qsizetype position = at(bytes.size());
    const qsizetype length = 1 + at(std::min<qsizetype>(bytes.size() - position, 32));
    switch (random() % 5) {
    case 0:
        return bytes.isEmpty() ? QByteArray(1, char(random()))
                               : bytes.replace(position, 1, QByteArray(1, char(random())));
    case 1:
        return bytes.left(position);
    case 2:
        return bytes.insert(position, bytes.mid(at(bytes.size()), length));
    case 3:
        return bytes.remove(position, length);
    default:
        return bytes.insert(position, char(random()));
    }
}

} // namespace

/// Replays what the fuzzers start from, and a fixed set of changes of it. Reaching the end is the test: a broken
/// property ends the program.
class Fuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replays_data()
    {
        QTest::addColumn<size_t>("index");
        const auto& targets = Pilothouse::Fuzz::targets();
        for (size_t i = 0; i < targets.size(); ++i)
            QTest::newRow(targets[i].name) << i;
    }

    void replays()
    {
        QFETCH(size_t, index);
        const auto& target = Pilothouse::Fuzz::targets().at(index);
        const QDir folder(QStringLiteral(PILOTHOUSE_SOURCE_DIR "/tests/fuzz/corpus/") + QLatin1StringView(target.name));
        const QStringList names = folder.entryList(QDir::Files, QDir::Name);
        QVERIFY2(!names.isEmpty(), qPrintable(folder.path() + u" holds no seeds"_s));
        QElapsedTimer timer;
        timer.start();
        std::mt19937 random(20260101);
        for (const QString& name : names) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray seed = file.readAll();
            target.function(seed);
            // Slow targets get fewer changes: this runs with every test.
            for (int i = 0; i < 2000 && timer.elapsed() < 2000; ++i) {
                QByteArray input = seed;
                for (auto times = 1 + random() % 4; times > 0; --times)
                    input = changed(std::move(input), random);
                target.function(input);
            }
        }
    }
};

PILOTHOUSE_TEST(Fuzz)
#include "tst_fuzz.moc"
