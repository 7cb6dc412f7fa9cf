// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/ladder.h"

#include "base/translate.h"

#include <QIODevice>
#include <QList>

namespace Pilothouse::Backup {

using namespace Qt::StringLiterals;

namespace {

bool isSha256(const QString& text)
{
    return text.size() == 64 && std::ranges::all_of(text, [](QChar c) { return u"0123456789abcdef"_s.contains(c); });
}

} // namespace

QString rungName(Rung rung)
{
    switch (rung) {
    case Rung::None:
        return u"none"_s;
    case Rung::Exists:
        return u"exists"_s;
    case Rung::Readable:
        return u"readable"_s;
    case Rung::Complete:
        return u"complete"_s;
    case Rung::Restored:
        return u"restored"_s;
    }
    return u"none"_s;
}

QString rungWord(Rung rung)
{
    switch (rung) {
    case Rung::None:
        return translate("Backup", "none");
    case Rung::Exists:
        return translate("Backup", "exists");
    case Rung::Readable:
        return translate("Backup", "readable");
    case Rung::Complete:
        return translate("Backup", "complete");
    case Rung::Restored:
        return translate("Backup", "restored");
    }
    return {};
}

std::optional<Rung> rungFromName(const QString& name)
{
    for (const Rung rung : {Rung::None, Rung::Exists, Rung::Readable, Rung::Complete, Rung::Restored}) {
        if (rungName(rung) == name)
            return rung;
    }
    return std::nullopt;
}

std::optional<Proof> readProof(const QByteArray& output, const QDateTime& at)
{
    Proof proof;
    proof.at = at;
    bool concluded = false;
    for (const QByteArray& line : output.split('\n')) {
        const qsizetype space = line.indexOf(' ');
        if (space <= 0)
            continue;
        const QByteArray key = line.first(space);
        const QString value = SafeText::oneLine(QString::fromUtf8(line.mid(space + 1)), 300).text();
        if (key == "file")
            proof.file = value;
        else if (key == "bytes")
            proof.bytes = value.toLongLong();
        else if (key == "raw")
            proof.rawBytes = value.toLongLong();
        else if (key == "sha256")
            proof.sha256 = value;
        else if (key == "kind")
            proof.kind = value;
        else if (key == "reason")
            proof.reason = value;
        else if (key == "verified") {
            const auto rung = rungFromName(value);
            // A host can never claim more than what reading proves.
            concluded = rung && *rung <= Rung::Complete;
            proof.rung = rung.value_or(Rung::None);
        }
    }
    // What was read has a name, a length and a hash: a verdict about nothing is none.
    if (proof.rung >= Rung::Readable && (proof.file.isEmpty() || proof.bytes <= 0 || !isSha256(proof.sha256)))
        return std::nullopt;
    return concluded ? std::optional(proof) : std::nullopt;
}

std::vector<Proof> readProofs(QIODevice& runOutput, const QDateTime& at)
{
    constexpr qint64 longest = 4096;
    const QByteArray prefix("pilothouse backup ");
    std::vector<Proof> proofs;
    QByteArray block;
    bool begins = true;
    while (!runOutput.atEnd()) {
        // In pieces: the output of a restore may be larger than memory, and one line of it.
        const QByteArray line = runOutput.readLine(longest);
        if (line.isEmpty())
            break;
        const bool fresh = std::exchange(begins, line.endsWith('\n'));
        if (!fresh || !line.startsWith(prefix))
            continue;
        // What came before belongs to a file whose reading did not end.
        if (line.startsWith(prefix + "file "))
            block.clear();
        block += line.mid(prefix.size()).trimmed() + '\n';
        if (line.startsWith(prefix + "verified ")) {
            if (auto proof = readProof(block, at))
                proofs.push_back(std::move(*proof));
            block.clear();
        }
    }
    return proofs;
}

} // namespace Pilothouse::Backup
