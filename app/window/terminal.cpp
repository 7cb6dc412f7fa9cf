// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/terminal.h"

#include "base/shell.h"
#include "base/thread.h"
#include "base/translate.h"
#include "ssh/opensshfile.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryFile>

namespace Pilothouse {

using namespace Qt::StringLiterals;

namespace {

/// $1 is the title, $2 the colours of its line, $3 the file, the rest the words of ssh. The title is set again behind a
/// shell that changed it as long as its prompt does not.
const QString script = uR"(printf '\033]0;%s\007\033[%sm %s \033[0m\n' "$1" "$2" "$1"
file=$3
shift 3
ssh "$@"
code=$?
rm -f -- "$file"
if [ "$code" -ne 0 ]; then printf '%s %s ' "$PILOTHOUSE_ENDED" "$code"; read -r _; fi
)"_s;

struct Known
{
    QString program;
    QStringList before;
};

std::vector<Known> known(const QString& title)
{
    return {{u"x-terminal-emulator"_s, {u"-T"_s, title, u"-e"_s}},
            {u"gnome-terminal"_s, {u"--title"_s, title, u"--"_s}},
            {u"kgx"_s, {u"-T"_s, title, u"--"_s}},
            {u"konsole"_s, {u"-e"_s}},
            {u"xfce4-terminal"_s, {u"-T"_s, title, u"-x"_s}},
            {u"kitty"_s, {u"-T"_s, title}},
            {u"alacritty"_s, {u"-T"_s, title, u"-e"_s}},
            {u"foot"_s, {u"-T"_s, title}},
            {u"xterm"_s, {u"-T"_s, title, u"-e"_s}}};
}

} // namespace

Result<TerminalProgram> terminalProgram(const QProcessEnvironment& environment, const QString& title)
{
    const QStringList path = environment.value(u"PATH"_s).split(u':', Qt::SkipEmptyParts);
    const QString own = environment.value(u"TERMINAL"_s);
    if (!own.isEmpty()) {
        const QString found = QStandardPaths::findExecutable(own, path);
        if (found.isEmpty())
            return fail(ErrorKind::NotFound,
                        translate("Terminal", "The terminal that TERMINAL names is not there: %1").arg(own));
        for (const Known& one : known(title)) {
            if (QFileInfo(found).fileName() == one.program)
                return TerminalProgram{found, one.before};
        }
        return TerminalProgram{found, {u"-e"_s}};
    }
    for (const Known& one : known(title)) {
        if (const QString found = QStandardPaths::findExecutable(one.program, path); !found.isEmpty())
            return TerminalProgram{found, one.before};
    }
    return fail(ErrorKind::NotFound,
                translate("Terminal", "No terminal program was found; install one, or name it in TERMINAL."));
}

QString terminalTitle(const TerminalRequest& request)
{
    QString where = u"%1 \u00b7 %2"_s.arg(request.target, request.endpoint.name);
    switch (request.kind) {
    case System::EnvironmentKind::Production:
        return translate("Terminal", "PRODUCTION") + u" \u00b7 "_s + where;
    case System::EnvironmentKind::Staging:
    case System::EnvironmentKind::Development:
        break;
    }
    return where;
}

QStringList terminalWords(const TerminalRequest& request, const QString& file)
{
    const bool isProduction = request.kind == System::EnvironmentKind::Production;
    QStringList words{u"sh"_s, u"-c"_s, script, u"sh"_s, terminalTitle(request), isProduction ? u"1;97;41"_s : u"7"_s,
                      file,    u"-F"_s, file,   u"-t"_s, Ssh::openSshTarget};
    if (!request.directory.isEmpty()) {
        // A directory that is gone keeps nobody out. ~ is for the host to fill in.
        QString place = shellQuote(request.directory);
        if (request.directory.startsWith(u"~/"_s))
            place = u"~/"_s + shellQuote(request.directory.mid(2));
        words += u"exec sh -c "_s + shellQuote(u"cd %1 2>/dev/null; exec \"${SHELL:-/bin/sh}\" -l"_s.arg(
                                        request.directory == u"~"_s ? request.directory : place));
    }
    return words;
}

Result<void> openTerminal(const TerminalRequest& request, const SshFileText& text, const QString& folder)
{
    Q_ASSERT_X(threadRole() != ThreadRole::Window, "terminal", "files are not written on the window's thread");
    auto environment = QProcessEnvironment::systemEnvironment();
    const auto terminal = terminalProgram(environment, terminalTitle(request));
    if (!terminal)
        return fail(terminal.error());
    QDir().mkpath(folder);
    QTemporaryFile file(folder + u"/XXXXXX.ssh"_s);
    const bool opened = file.open();
    const auto way = text(file.fileName());
    if (!way)
        return fail(way.error());
    if (!opened || file.write(*way) != way->size() || !file.flush())
        return fail(ErrorKind::Failed, translate("Terminal", "The way to the host could not be written down."),
                    file.fileName() + u": "_s + file.errorString());
    environment.insert(u"PILOTHOUSE_ENDED"_s, translate("Terminal", "Press Enter to close; ssh ended with"));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProgram(terminal->program);
    process.setArguments(terminal->before + terminalWords(request, file.fileName()));
    if (!process.startDetached())
        return fail(ErrorKind::Failed, translate("Terminal", "%1 could not be started.").arg(terminal->program),
                    process.errorString());
    file.setAutoRemove(false);
    return {};
}

} // namespace Pilothouse
