// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/keysign.h"

#include "base/await.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>

#include <chrono>
#include <unistd.h>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString program = u"ssh-keygen"_s;
constexpr auto verifyTime = 20s;
constexpr auto signTime = 2min; ///< somebody may have to type a passphrase, or to touch a key
constexpr int slice = 100;      ///< milliseconds between two looks for a stop

struct Ended
{
    bool good = false;
    QByteArray output;
    QString errors;
};

Result<Ended> keygen(const QStringList& arguments, const QByteArray& input, bool mayAsk,
                     std::chrono::milliseconds deadline, const std::stop_token& stop)
{
    Q_ASSERT_X(threadRole() == ThreadRole::Worker, "keygen", "waiting is for worker threads only");
    QProcess process;
    process.setProgram(program);
    process.setArguments(arguments);
    if (!mayAsk) {
        // Without a terminal and a dialog nobody is asked, and it ends at once.
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"SSH_ASKPASS_REQUIRE"_s, u"never"_s);
        process.setProcessEnvironment(environment);
        process.setChildProcessModifier([] { ::setsid(); });
    }
    process.start();
    if (!process.waitForStarted())
        return fail(ErrorKind::NotFound,
                    QCoreApplication::translate("Run", "ssh-keygen cannot be started; install the OpenSSH client."),
                    process.errorString());
    process.write(input);
    process.closeWriteChannel();
    auto left = deadline;
    while (!process.waitForFinished(slice) && process.state() != QProcess::NotRunning) {
        left -= std::chrono::milliseconds(slice);
        if (!stop.stop_requested() && left > 0ms)
            continue;
        process.kill();
        process.waitForFinished();
        return fail(stop.stop_requested() ? awaitStopped() : awaitTimedOut(deadline));
    }
    return Ended{.good = process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
                 .output = process.readAllStandardOutput(),
                 .errors = QString::fromUtf8(process.readAllStandardError()).trimmed()};
}

Result<QString> written(const QTemporaryDir& folder, const QString& name, const QByteArray& bytes)
{
    const QString path = folder.filePath(name);
    QFile file(path);
    if (!folder.isValid() || !file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush())
        return fail(ErrorKind::Failed,
                    QCoreApplication::translate("Run", "A file for checking a signature cannot be written; free space "
                                                       "in the folder for temporary files."),
                    file.errorString());
    return path;
}

} // namespace

Result<QByteArray> signDocument(const QByteArray& document, const QString& keyFile, bool mayAsk,
                                const std::stop_token& stop)
{
    const QFileInfo key(keyFile);
    if (!key.isFile())
        return fail(ErrorKind::NotFound,
                    QCoreApplication::translate("Run", "There is no key %1; name the file of a private key, or of a "
                                                       "public key that your agent has the other half of.")
                        .arg(keyFile));
    const auto ended =
        keygen({u"-Y"_s, u"sign"_s, u"-n"_s, QString::fromLatin1(signatureNamespace), u"-f"_s, key.absoluteFilePath()},
               document, mayAsk, signTime, stop);
    if (!ended)
        return fail(ended.error());
    if (!ended->good || !ended->output.startsWith("-----BEGIN SSH SIGNATURE-----"))
        return fail(ErrorKind::Failed,
                    QCoreApplication::translate("Run", "%1 did not sign: %2 A key with a passphrase is given to the "
                                                       "agent first (ssh-add), and its .pub is named here.")
                        .arg(keyFile, ended->errors.section(u'\n', -1)),
                    ended->errors);
    return ended->output;
}

Result<QString> verifyDocument(const QByteArray& document, const QByteArray& signature, const QStringList& signers,
                               const std::stop_token& stop)
{
    if (signers.isEmpty())
        return fail(ErrorKind::Refused,
                    QCoreApplication::translate("Run", "The step names no signers, so nothing tells whose signature "
                                                       "this is."));
    const QTemporaryDir folder;
    const auto list = written(folder, u"signers"_s, signers.join(u'\n').toUtf8() + '\n');
    const auto seal = written(folder, u"signature"_s, signature);
    if (!list || !seal)
        return fail(list ? seal.error() : list.error());
    const auto found =
        keygen({u"-Y"_s, u"find-principals"_s, u"-s"_s, *seal, u"-f"_s, *list}, {}, false, verifyTime, stop);
    if (!found)
        return fail(found.error());
    const QStringList names = QString::fromUtf8(found->output).split(u'\n', Qt::SkipEmptyParts);
    if (!found->good || names.isEmpty())
        return fail(ErrorKind::Refused,
                    QCoreApplication::translate("Run", "It was not signed with a key that the list of signers has and "
                                                       "allows now; add the key there, or let one of them sign."),
                    found->errors);
    for (const QString& name : names) {
        if (name.contains(u'*') || name.contains(u'?') || name.contains(u'!'))
            return fail(ErrorKind::Invalid,
                        QCoreApplication::translate("Run", "The list of signers has \"%1\" for this key, which names "
                                                           "no person; write a name there.")
                            .arg(name));
    }
    const auto verified = keygen({u"-Y"_s, u"verify"_s, u"-f"_s, *list, u"-I"_s, names.first(), u"-n"_s,
                                  QString::fromLatin1(signatureNamespace), u"-s"_s, *seal},
                                 document, false, verifyTime, stop);
    if (!verified)
        return fail(verified.error());
    if (!verified->good)
        return fail(ErrorKind::Refused,
                    QCoreApplication::translate("Run", "The signature does not belong to this decision: it was changed "
                                                       "after it was signed, or signed for something else. Have it "
                                                       "signed anew."),
                    verified->errors);
    return names.join(u',');
}

} // namespace Pilothouse::Run
