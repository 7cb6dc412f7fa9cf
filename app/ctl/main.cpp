// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command.h"
#include "app/ctl/help.h"
#include "app/interrupt.h"
#include "base/thread.h"
#include "base/translate.h"
#include "base/units.h"
#include "translations/translations.h"

#include <QCommandLineParser>
#include <QJsonDocument>

#include <thread>

using namespace Pilothouse;
using namespace Pilothouse::Ctl;
using namespace Qt::StringLiterals;

namespace {

struct Parsed
{
    const Command* command = nullptr;
    Options options = {};
    QStringList words = {};
    QMap<QString, QStringList> values = {};
    QStringList passed = {};
    std::optional<Exit> ended = {};
};

void say(FILE* stream, const QString& text) { std::fputs(text.toUtf8().constData(), stream); }

Parsed complain(const Parsed& parsed, const QString& message)
{
    if (parsed.options.json)
        say(stdout, QString::fromUtf8(QJsonDocument(usageJson(message)).toJson()));
    say(stderr, message + u'\n' + translate("Ctl", "See pilothousectl help.") + u'\n');
    return {.ended = Exit::Usage};
}

/// The first word, or the first two, name the command; options may stand anywhere before "--".
const Command* find(const std::vector<Command>& commands, const QStringList& words, qsizetype& used)
{
    for (qsizetype n = std::min<qsizetype>(2, words.size()); n > 0; --n) {
        const QString path = words.first(n).join(u' ');
        for (const Command& command : commands) {
            if (command.path == path) {
                used = n;
                return &command;
            }
        }
    }
    return nullptr;
}

/// Words that are not options, with the values of known options left out; enough to find the command before its options
/// are known.
QStringList bareWords(const QStringList& arguments, const std::vector<Command>& commands)
{
    QSet<QString> withValue;
    for (const Option& option : globalOptions()) {
        if (!option.value.isEmpty())
            withValue.insert(u"--"_s + option.name);
    }
    for (const Command& command : commands) {
        for (const Option& option : command.options) {
            if (!option.value.isEmpty())
                withValue.insert(u"--"_s + option.name);
        }
    }
    QStringList words;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (withValue.contains(arguments.at(i)))
            ++i;
        else if (!arguments.at(i).startsWith(u'-') || arguments.at(i) == u"-")
            words << arguments.at(i);
    }
    return words;
}

Parsed parse(const QStringList& all, const std::vector<Command>& commands)
{
    Parsed out;
    // What stands behind "--" is for somebody else, whatever it looks like.
    const qsizetype border = all.indexOf(u"--"_s);
    const QStringList arguments = border < 0 ? all : all.first(border);
    out.passed = border < 0 ? QStringList() : all.mid(border + 1);
    out.options.json = arguments.contains(u"--json"_s);
    const QStringList bare = bareWords(arguments, commands);
    const bool wantsHelp = arguments.contains(u"--help"_s) || arguments.contains(u"-h"_s) || bare.value(0) == u"help";
    if (arguments.contains(u"--version"_s)) {
        say(stdout, u"pilothousectl "_s + QStringLiteral(PILOTHOUSE_VERSION) + u'\n');
        out.ended = Exit::Done;
        return out;
    }
    qsizetype used = 0;
    out.command = find(commands, bare.value(0) == u"help" ? bare.mid(1) : bare, used);
    if (wantsHelp || bare.isEmpty()) {
        if (out.options.json)
            say(stdout, QString::fromUtf8(QJsonDocument(helpJson(commands)).toJson()));
        else
            say(wantsHelp ? stdout : stderr, out.command ? helpText(*out.command) : helpText(commands));
        out.ended = wantsHelp ? Exit::Done : Exit::Usage;
        return out;
    }
    if (!out.command)
        return complain(out, translate("Ctl", "There is no command \"%1\".")
                                 .arg(bare.first(std::min<qsizetype>(2, bare.size())).join(u' ')));

    QCommandLineParser parser;
    std::vector<Option> options = globalOptions();
    options.insert(options.end(), out.command->options.begin(), out.command->options.end());
    for (const Option& option : options)
        parser.addOption(QCommandLineOption(option.name, option.help, option.value));
    if (!parser.parse(QStringList(u"pilothousectl"_s) + arguments))
        return complain(out, parser.errorText());
    out.words = parser.positionalArguments().mid(used);
    for (const Option& option : options) {
        if (parser.isSet(option.name))
            out.values.insert(option.name, option.value.isEmpty() ? QStringList() : parser.values(option.name));
    }
    out.options = Options::fromUser(parser.value(u"config"_s), parser.value(u"data"_s));
    out.options.json = parser.isSet(u"json"_s);
    out.options.noInput = parser.isSet(u"no-input"_s);
    if (parser.isSet(u"timeout"_s)) {
        const auto timeout = parseDuration(parser.value(u"timeout"_s));
        if (!timeout)
            return complain(out, timeout.error().message);
        out.options.timeout = *timeout;
    }
    return out;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"pilothouse"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(PILOTHOUSE_VERSION));
    installTranslations(application);

    const std::vector<Command> commands = allCommands();
    Parsed parsed = parse(application.arguments().mid(1), commands);
    if (parsed.ended)
        return int(*parsed.ended);

    // The command runs on a worker that may wait; this thread keeps its event loop for signals only. It hears them
    // before the worker says anything: whoever reads that may interrupt.
    int exitCode = int(Exit::Failed);
    std::stop_source stop;
    const Interrupt interrupt([&stop] { stop.request_stop(); });
    std::jthread worker([&] {
        setThreadRole(ThreadRole::Worker);
        {
            Call call(parsed.options, parsed.words, parsed.values, parsed.passed, stop.get_token());
            const Result<void> ready = parsed.command->needsServices ? call.buildServices() : Result<void>();
            exitCode = int(ready ? parsed.command->run(call) : call.report(ready.error()));
        }
        QMetaObject::invokeMethod(
            &application, [] { QCoreApplication::quit(); }, Qt::QueuedConnection);
    });
    QCoreApplication::exec();
    worker.join();
    // A document that did not arrive is none, however well the command went.
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        say(stderr, translate("Ctl", "The output could not be written to its end; check the disk it goes to.") + u'\n');
        return exitCode == int(Exit::Done) ? int(Exit::Failed) : exitCode;
    }
    return exitCode;
}
