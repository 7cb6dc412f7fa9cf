// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/request.h"

#include "ssh/framing.h"

#include <QFile>
#include <QRandomGenerator>

namespace Pilothouse::Run {

namespace {

// The text is read with dd, which takes not a byte of the request behind it, and is at hand as a value because the host
// keeps a copy of it.
const QByteArray bootScript =
    QByteArrayLiteral("IFS= read -r n && supervisor_text=$(dd bs=\"$n\" count=1 iflag=fullblock 2>/dev/null || "
                      "dd bs=1 count=\"$n\" 2>/dev/null) && eval \"$supervisor_text\"");

} // namespace

const QByteArray& supervisorText()
{
    static const QByteArray text = [] {
        QFile file(QStringLiteral(":/pilothouse/remote/supervisor.sh"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }();
    return text;
}

Request::Request(QByteArrayView verb)
    : m_nonce(QByteArray::number(QRandomGenerator::system()->generate64(), 36))
    , m_verb(verb.toByteArray() + '\n')
{
}

Request& Request::followedBy(const Request& next)
{
    if (!m_parts.empty())
        m_parts.push_back({"end\n", {}});
    m_parts.push_back({next.m_verb, {}});
    m_parts.insert(m_parts.end(), next.m_parts.begin(), next.m_parts.end());
    m_valid = m_valid && next.m_valid;
    m_hasSecrets = m_hasSecrets || next.m_hasSecrets;
    return *this;
}

QByteArray Request::head() const { return "nonce " + m_nonce + '\n' + m_verb; }

std::optional<QByteArray> Request::text() const
{
    if (!m_valid || m_hasSecrets)
        return {};
    QByteArray text = head();
    for (const Part& part : m_parts)
        text += part.bytes;
    return text + "end\n";
}

Ssh::Command readyCommand()
{
    Ssh::Command command = Ssh::shellCommand(bootScript);
    command.input = QByteArray::number(supervisorText().size()) + '\n' + supervisorText();
    command.keepInputOpen = true;
    command.deadline = std::chrono::milliseconds(0);
    return command;
}

Request& Request::word(QByteArrayView keyword, const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    m_valid = m_valid && !bytes.contains('\n') && !bytes.contains('\0');
    m_parts.push_back({keyword.toByteArray() + ' ' + bytes + '\n', {}});
    return *this;
}

Request& Request::number(QByteArrayView keyword, qint64 number)
{
    m_parts.push_back({keyword.toByteArray() + ' ' + QByteArray::number(number) + '\n', {}});
    return *this;
}

Request& Request::value(const QByteArray& keyword, QByteArrayView bytes)
{
    m_valid = m_valid && !bytes.contains('\0');
    m_parts.push_back(
        {keyword + ' ' + QByteArray::number(bytes.count('\n') + 1) + '\n' + bytes.toByteArray() + '\n', {}});
    return *this;
}

Request& Request::secret(const QByteArray& keyword, const Secret& secret)
{
    const QByteArrayView bytes = secret.bytes();
    m_valid = m_valid && !bytes.contains('\0');
    m_parts.push_back({keyword + ' ' + QByteArray::number(bytes.count('\n') + 1) + '\n', secret});
    m_parts.push_back({"\n", {}});
    m_hasSecrets = true;
    return *this;
}

Result<Ssh::Command> Request::command() const
{
    if (!m_valid)
        return fail(ErrorKind::Invalid,
                    QCoreApplication::translate(
                        "Run", "A value for a host holds a NUL byte or a name a line break; change it, no shell can "
                               "carry that."));
    const QByteArray& text = supervisorText();
    const QByteArray begin = head();
    qsizetype size = text.size() + begin.size() + 32;
    for (const Part& part : m_parts)
        size += part.bytes.size() + part.secret.bytes().size();
    QByteArray input;
    input.reserve(size); // never copied while it grows: no forgotten copies of a secret
    input += QByteArray::number(text.size()) + '\n' + text + begin;
    for (const Part& part : m_parts) {
        input += part.bytes;
        input.append(part.secret.bytes());
    }
    input += "end\n";
    Ssh::Command command = Ssh::shellCommand(bootScript);
    if (m_hasSecrets)
        command.secretInput = Secret(std::move(input));
    else
        command.input = std::move(input);
    return command;
}

std::optional<QByteArray> afterSentinel(const QByteArray& output, const QByteArray& nonce)
{
    const QByteArray sentinel = "PILOTHOUSE " + nonce + ' ';
    const qsizetype at = output.indexOf(sentinel);
    const qsizetype end = at < 0 ? -1 : output.indexOf('\n', at);
    if (end < 0)
        return {};
    return output.mid(end + 1);
}

Result<QByteArrayList> answerLines(const Ssh::Finished& finished, const QByteArray& nonce)
{
    const auto answer = afterSentinel(finished.output, nonce);
    if (!answer)
        return fail(ErrorKind::Unknown,
                    QCoreApplication::translate("Run", "The host did not answer as expected; check that its login "
                                                       "shell can run sh."),
                    QString::fromUtf8(finished.errors.left(2000) + finished.output.left(2000)));
    QByteArrayList lines = answer->split('\n');
    if (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    for (const QByteArray& line : std::as_const(lines)) {
        if (line.startsWith("refused "))
            return fail(ErrorKind::Failed,
                        QCoreApplication::translate("Run", "The host refused: %1.").arg(QString::fromUtf8(line.mid(8))),
                        QString::fromUtf8(finished.errors.left(2000)));
    }
    return lines;
}

} // namespace Pilothouse::Run
