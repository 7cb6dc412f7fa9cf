// SPDX-License-Identifier: GPL-3.0-or-later
#include "sshconfig/config.h"

#include "ssh/fd.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <glob.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

extern char** environ; // NOLINT(readability-redundant-declaration)

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

constexpr qsizetype largestFile = 2 << 20;
constexpr size_t mostAnswers = 10'000;

QString systemError(int error) { return QString::fromLocal8Bit(std::strerror(error)); } // NOLINT(concurrency-mt-unsafe)

} // namespace

ConfigContext ConfigContext::here()
{
    ConfigContext out;
    out.uid = getuid();
    passwd entry = {};
    passwd* found = nullptr;
    std::array<char, 16384> space{};
    if (getpwuid_r(out.uid, &entry, space.data(), space.size(), &found) == 0 && found) {
        out.user = found->pw_name;
        out.home = found->pw_dir;
    }
    // The console keeps everything of a person's under HOME, so that one can be given another.
    if (const QByteArray home = qgetenv("HOME"); home.startsWith('/'))
        out.home = home;
    std::array<char, 256> host{};
    if (gethostname(host.data(), host.size() - 1) == 0)
        out.hostName = host.data();
    for (char** variable = environ; variable && *variable; ++variable) {
        const QByteArray text(*variable);
        if (const qsizetype at = text.indexOf('='); at > 0)
            out.environment.emplace(text.left(at), text.mid(at + 1));
    }
    return out;
}

ConfigFiles::Content DiskConfigFiles::read(const QString& path, bool checkOwner)
{
    // Not waiting for a writer, should somebody have put a pipe there.
    const Fd file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!file.isValid()) {
        if (errno == ENOENT || errno == ENOTDIR)
            return {};
        return {.state = State::Unreadable, .detail = systemError(errno)};
    }
    struct stat status = {};
    if (::fstat(file.get(), &status) != 0)
        return {.state = State::Unreadable, .detail = systemError(errno)};
    if (checkOwner && ((status.st_uid != 0 && status.st_uid != getuid()) || (status.st_mode & 022) != 0))
        return {.state = State::Unsafe};
    Content out{.state = State::There};
    if (!S_ISREG(status.st_mode))
        return out; // a folder or a device holds no lines
    if (status.st_size > largestFile)
        return {.state = State::TooLarge};
    std::array<char, 16384> space{};
    for (;;) {
        const ssize_t n = ::read(file.get(), space.data(), space.size());
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return {.state = State::Unreadable, .detail = systemError(errno)};
        if (n == 0)
            return out;
        out.text.append(space.data(), n);
        if (out.text.size() > largestFile)
            return {.state = State::TooLarge};
    }
}

std::optional<QStringList> DiskConfigFiles::matching(const QByteArray& pattern)
{
    glob_t found = {};
    const int rc = ::glob(pattern.constData(), 0, nullptr, &found);
    QStringList paths;
    if (rc == 0) {
        for (size_t i = 0; i < found.gl_pathc; ++i)
            paths += QFile::decodeName(found.gl_pathv[i]);
        globfree(&found);
    }
    return rc == 0 || rc == GLOB_NOMATCH ? std::optional(paths) : std::nullopt;
}

QByteArray DiskConfigFiles::state(const QStringList& paths, const QByteArrayList& patterns)
{
    QByteArray out;
    for (const QString& path : paths) {
        struct stat status = {};
        if (::stat(QFile::encodeName(path).constData(), &status) != 0) {
            out += QByteArray::number(errno) + '\n';
            continue;
        }
        for (const qint64 number :
             {qint64(status.st_dev), qint64(status.st_ino), qint64(status.st_size), qint64(status.st_mtim.tv_sec),
              qint64(status.st_mtim.tv_nsec), qint64(status.st_ctim.tv_sec), qint64(status.st_ctim.tv_nsec)})
            out += QByteArray::number(number) + ' ';
        out += '\n';
    }
    for (const QByteArray& pattern : patterns)
        out += matching(pattern).value_or(QStringList()).join(u'\0').toUtf8() + '\n';
    return out;
}

Config::Config(std::vector<ConfigSource> sources, ConfigContext context, ConfigDefaults defaults)
    : m_sources(std::move(sources))
    , m_context(std::move(context))
    , m_defaults(std::move(defaults))
{
}

Config::~Config() = default;

Result<ConfigResolution> Config::resolve(const Endpoint& asked)
{
    const std::lock_guard lock(m_mutex);
    DiskConfigFiles files;
    QStringList paths;
    QByteArrayList patterns;
    const auto lookAt = [&] {
        paths.clear();
        for (const ConfigSource& source : m_sources)
            paths += source.path;
        patterns.clear();
        if (m_tree && *m_tree) {
            paths = (*m_tree)->paths;
            patterns = (*m_tree)->patterns;
        }
        return files.state(paths, patterns);
    };
    // What could not be read is read again: the reason may stand in a file that was never reached.
    if (!m_tree || !*m_tree || lookAt() != m_state) {
        m_tree = ConfigTree::load(files, m_sources, m_context);
        m_state = lookAt();
        m_answers.clear();
    }
    if (!*m_tree)
        return fail(m_tree->error());
    const QString key = asked.name + u'\n' + asked.key();
    if (const auto found = m_answers.find(key); found != m_answers.end())
        return found->second;
    auto answer = resolveEndpoint(**m_tree, m_context, m_defaults, asked);
    if (m_answers.size() > mostAnswers)
        m_answers.clear();
    m_answers.emplace(key, answer);
    return answer;
}

} // namespace Pilothouse::Ssh
