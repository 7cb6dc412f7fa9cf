// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command.h"
#include "app/ctl/terminalprompter.h"
#include "base/translate.h"

#include <QFile>
#include <QJsonDocument>

#include <cstdio>
#include <unistd.h>

namespace Pilothouse::Ctl {

using namespace Qt::StringLiterals;

namespace {

void writeLine(FILE* stream, const QByteArray& line)
{
    std::fwrite(line.constData(), 1, size_t(line.size()), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}

} // namespace

Exit exitFor(const Error& error)
{
    switch (error.kind) {
    case ErrorKind::Invalid:
        return Exit::Invalid;
    case ErrorKind::NotFound:
        return Exit::Usage;
    case ErrorKind::Refused:
    case ErrorKind::Conflict:
        return Exit::Refused;
    case ErrorKind::Unreachable:
    case ErrorKind::Timeout:
    case ErrorKind::Unknown:
        return Exit::Unknown;
    case ErrorKind::Cancelled:
        return Exit::Cancelled;
    case ErrorKind::Failed:
        return Exit::Failed;
    }
    return Exit::Failed;
}

Result<Target> Target::parse(const QString& text)
{
    const QStringList halves = text.split(u'/');
    if (halves.size() != 2 || halves.at(0).isEmpty() || halves.at(1).isEmpty())
        return fail(
            ErrorKind::NotFound,
            translate("Ctl", "\"%1\" is not a target; write SYSTEM/ENVIRONMENT, for example fleetpass/production.")
                .arg(text));
    const QString environment = halves.at(1).section(u':', 0, 0);
    return Target{.system = halves.at(0), .environment = environment, .part = halves.at(1).section(u':', 1)};
}

Call::Call(Options options, QStringList words, QMap<QString, QStringList> values, QStringList passed,
           std::stop_token stop)
    : m_options(std::move(options))
    , m_words(std::move(words))
    , m_values(std::move(values))
    , m_passed(std::move(passed))
    , m_stop(std::move(stop))
{
}

Call::~Call() = default;

QString Call::value(const QString& option, const QString& otherwise) const
{
    const QStringList given = m_values.value(option);
    return given.isEmpty() ? otherwise : given.last();
}

Result<void> Call::buildServices()
{
    m_prompter = std::make_shared<TerminalPrompter>(mayAsk());
    auto services = Services::create(m_options, m_prompter);
    if (!services)
        return fail(services.error());
    m_services = std::move(*services);
    return {};
}

std::chrono::milliseconds Call::askedPeople() const
{
    return m_prompter ? m_prompter->asked() : std::chrono::milliseconds(0);
}

void Call::print(const QString& line) { writeLine(stdout, line.toUtf8()); }

void Call::note(const QString& line) { writeLine(stderr, line.toUtf8()); }

void Call::printJson(QJsonObject document)
{
    if (m_streams)
        return printJsonLine(std::move(document));
    document.insert(u"schema"_s, u"pilothouse/v1"_s);
    writeLine(stdout, QJsonDocument(document).toJson(QJsonDocument::Indented).trimmed());
}

void Call::printJsonLine(QJsonObject document)
{
    document.insert(u"schema"_s, u"pilothouse/v1"_s);
    writeLine(stdout, QJsonDocument(document).toJson(QJsonDocument::Compact));
}

Exit Call::report(const Error& error)
{
    if (json()) {
        QJsonObject body{{u"kind"_s, errorKindName(error.kind)}, {u"message"_s, error.message}};
        if (!error.detail.isEmpty())
            body.insert(u"detail"_s, error.detail);
        printJson({{u"error"_s, body}});
    }
    note(error.message);
    if (!error.detail.isEmpty() && error.detail != error.message)
        note(error.detail);
    return exitFor(error);
}

QJsonObject usageJson(const QString& message)
{
    return {{u"schema"_s, u"pilothouse/v1"_s},
            {u"error"_s, QJsonObject{{u"kind"_s, u"usage"_s}, {u"message"_s, message}}}};
}

Exit Call::usage(const QString& message)
{
    if (json())
        printJson(usageJson(message));
    note(message);
    note(translate("Ctl", "See pilothousectl help."));
    return Exit::Usage;
}

Result<QByteArray> Call::standardInput()
{
    if (isatty(STDIN_FILENO) == 1)
        return QByteArray();
    QFile input;
    if (!input.open(STDIN_FILENO, QIODevice::ReadOnly))
        return fail(ErrorKind::Invalid,
                    translate("Ctl", "Standard input cannot be read: %1.").arg(input.errorString()));
    return readAtMost(input, translate("Ctl", "Standard input"));
}

Result<QByteArray> readAtMost(QFile& file, const QString& name)
{
    constexpr qint64 largest = 64 * 1024 * 1024;
    // Devices and pipes have no size and may have no end.
    QByteArray bytes;
    while (bytes.size() <= largest) {
        const QByteArray piece = file.read(largest + 1 - bytes.size());
        if (piece.isEmpty())
            break;
        bytes += piece;
    }
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorKind::Invalid, translate("Ctl", "%1 cannot be read: %2.").arg(name, file.errorString()));
    if (bytes.size() > largest)
        return fail(ErrorKind::Invalid, translate("Ctl", "%1 is larger than 64 MiB.").arg(name));
    return bytes;
}

} // namespace Pilothouse::Ctl
