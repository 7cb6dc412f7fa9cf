// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"

#include <QDeadlineTimer>
#include <QDir>

#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Pilothouse::Test {

namespace {

QString program() { return qEnvironmentVariable("PILOTHOUSE_BIN") + u"/pilothousectl"_s; }

bool writeFile(const QString& name, const QByteArray& bytes)
{
    QFile file(name);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

Console::Console(const SshServer& server, int hosts)
{
    QDir(m_folder.path()).mkpath(u"config/systems"_s);
    QDir(m_folder.path()).mkpath(u"config/ssh"_s);
    QDir(m_folder.path()).mkpath(u"home"_s);
    QByteArray text = "apiVersion: pilothouse/v1\nsystem: shop\ntitle: Shop\nenvironments:\n";
    for (const QByteArray& kind : {QByteArray("staging"), QByteArray("production")}) {
        text += "  " + kind + ":\n    kind: " + kind + "\n    hosts:\n";
        for (int i = 1; i <= hosts; ++i)
            text += "      host-" + QByteArray::number(i) + ": { ssh: \"" + server.endpoint().user.toUtf8() + '@' +
                    server.address().toUtf8() + ':' + QByteArray::number(server.port()) + "\", roles: [app] }\n";
    }
    writeFile(path(u"config/systems/shop.yaml"_s), text);
    writeFile(path(u"config/ssh/known_hosts"_s), server.knownHostsLine());
    QFile::copy(server.keyFile(), path(u"config/ssh/id_ed25519"_s));
    QFile::setPermissions(path(u"config/ssh/id_ed25519"_s), QFile::ReadOwner | QFile::WriteOwner);
}

QStringList Console::arguments(const QStringList& words) const
{
    return QStringList{u"--config"_s, path(u"config"_s), u"--data"_s, path(u"data"_s)} + words;
}

std::unique_ptr<QProcess> Console::start(const QStringList& words, const QByteArray& input) const
{
    auto process = std::make_unique<QProcess>();
    auto all = QProcessEnvironment::systemEnvironment();
    all.insert(u"HOME"_s, path(u"home"_s));
    all.remove(u"SSH_AUTH_SOCK"_s);
    for (const auto& [name, value] : environment) {
        if (value.isEmpty())
            all.remove(name);
        else
            all.insert(name, value);
    }
    process->setProcessEnvironment(all);
    if (input.isEmpty())
        process->setStandardInputFile(QProcess::nullDevice());
    process->start(program(), arguments(words));
    process->waitForStarted();
    if (!input.isEmpty()) {
        process->write(input);
        process->closeWriteChannel();
    }
    return process;
}

Called Console::call(const QStringList& words, int milliseconds) const
{
    const auto process = start(words);
    if (!process->waitForFinished(milliseconds)) {
        process->kill();
        process->waitForFinished();
        return {.out = process->readAllStandardOutput(), .err = process->readAllStandardError()};
    }
    return {.code = process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -1,
            .out = process->readAllStandardOutput(),
            .err = process->readAllStandardError()};
}

Called Console::callAtTerminal(const QStringList& words,
                               const std::vector<std::pair<QByteArray, QByteArray>>& typed) const
{
    QByteArrayList bytes{program().toLocal8Bit()};
    const auto all = arguments(words);
    for (const QString& word : all)
        bytes << word.toLocal8Bit();
    std::vector<char*> argv;
    for (QByteArray& word : bytes)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    const QByteArray home = path(u"home"_s).toLocal8Bit();
    int terminal = -1;
    const pid_t child = forkpty(&terminal, nullptr, nullptr, nullptr);
    if (child == 0) {
        setenv("HOME", home.constData(), 1);
        unsetenv("SSH_AUTH_SOCK");
        execv(argv[0], argv.data());
        _exit(127);
    }
    Called called;
    size_t at = 0;
    qsizetype seen = 0;
    const QDeadlineTimer deadline(60000);
    while (!deadline.hasExpired()) {
        pollfd look{.fd = terminal, .events = POLLIN, .revents = 0};
        if (::poll(&look, 1, 100) <= 0)
            continue;
        std::array<char, 4096> buffer{};
        const ssize_t got = ::read(terminal, buffer.data(), buffer.size());
        if (got <= 0)
            break;
        called.out.append(buffer.data(), got);
        // What is at hand may hold several questions.
        while (at < typed.size()) {
            const auto& [after, text] = typed[at];
            const qsizetype found = called.out.indexOf(after, seen);
            if (found < 0)
                break;
            seen = found + after.size();
            ++at;
            if (::write(terminal, text.constData(), size_t(text.size())) != text.size())
                break;
        }
    }
    if (deadline.hasExpired())
        ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    ::close(terminal);
    called.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return called;
}

} // namespace Pilothouse::Test
