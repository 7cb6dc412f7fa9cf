// SPDX-License-Identifier: GPL-3.0-or-later
#include "sshconfig/configtree.h"

#include "sshconfig/configexpand.h"
#include "sshconfig/configjump.h"
#include "sshconfig/configlexer.h"
#include "sshconfig/configwords.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

constexpr int deepest = 16; ///< includes within includes, OpenSSH's own limit
constexpr int mostFiles = 2000;
constexpr qsizetype mostStatements = 200'000;

QString shown(const QByteArray& bytes) { return QString::fromUtf8(bytes.left(200)); }

/// What a value is in its plain form, or why it is none.
struct Reading
{
    QByteArrayList values = {};
    QString fault = {};
    qsizetype used = 1; ///< words
};

Reading readTime(const QByteArray& word)
{
    if (word == "none")
        return {.values = {QByteArray()}};
    const auto seconds = configSeconds(word);
    return seconds ? Reading{.values = {QByteArray::number(*seconds)}}
                   : Reading{.fault = ConfigWords::tr("\"%1\" is no time").arg(shown(word))};
}

/// "default" or bytes with K, M, G; then a time or "none".
Reading readRekey(const QByteArrayList& words)
{
    QByteArray limit = words.value(0);
    qint64 bytes = 0;
    if (limit != "default") {
        qint64 unit = 1;
        const char suffix = limit.isEmpty() ? '\0' : limit.back();
        for (const auto& [letter, size] :
             {std::pair('k', 1LL << 10), std::pair('m', 1LL << 20), std::pair('g', 1LL << 30)}) {
            if ((suffix | 0x20) == letter) {
                unit = size;
                limit.chop(1);
                break;
            }
        }
        const auto number = configNumber(limit, std::numeric_limits<qint64>::max() / 16 / unit);
        if (!number || (*number != 0 && *number * unit < 16))
            return {.fault = ConfigWords::tr("\"%1\" is no size").arg(shown(words.value(0)))};
        bytes = *number * unit;
    }
    Reading out{.values = {QByteArray::number(bytes), QByteArray()}};
    if (words.size() > 1) {
        const Reading time = readTime(words[1]);
        if (!time.fault.isEmpty())
            return time;
        out.values[1] = time.values[0];
        out.used = 2;
    }
    return out;
}

Reading readAgent(const QByteArray& word, const ConfigContext& context)
{
    if (!expandEnvironment(word, context))
        return {.fault = ConfigWords::tr("\"%1\" names a variable that is not set here").arg(shown(word))};
    const bool isVariable = word.startsWith('$') && !word.startsWith("${");
    if (isVariable && !isVariableName(word.mid(1)))
        return {.fault = ConfigWords::tr("\"%1\" names no variable").arg(shown(word))};
    return {.values = {word}};
}

Reading readFiles(const QByteArrayList& words)
{
    if (words.contains(QByteArray()))
        return {.fault = ConfigWords::tr("one of its words is empty")};
    const bool hasNone = std::ranges::any_of(words, [](const QByteArray& word) { return word.toLower() == "none"; });
    if (hasNone && words.size() > 1)
        return {.fault = ConfigWords::tr("\"none\" must stand alone")};
    return {.values = words, .used = words.size()};
}

Reading readValue(const ConfigKeywordInfo& info, const QByteArray& rest, const QByteArrayList& words,
                  const ConfigContext& context)
{
    const auto missing = [] { return Reading{.fault = ConfigWords::tr("its value is missing")}; };
    const auto first = [&]() -> const QByteArray& { return words.first(); };
    const bool has = !words.isEmpty() && !words.first().isEmpty();
    const auto wrong = [&] {
        return Reading{.fault = ConfigWords::tr("\"%1\" cannot be its value").arg(shown(words.value(0)))};
    };
    switch (info.syntax) {
    case ConfigSyntax::Unknown:
    case ConfigSyntax::Anything:
    case ConfigSyntax::Condition:
    case ConfigSyntax::Include:
    case ConfigSyntax::Words:
        return {.values = words, .used = words.size()};
    case ConfigSyntax::Choice: {
        if (!has)
            return missing();
        const QByteArray value = chosen(info, first());
        return value.isEmpty() ? wrong() : Reading{.values = {value}};
    }
    case ConfigSyntax::Time:
        return has ? readTime(first()) : missing();
    case ConfigSyntax::Number: {
        const auto number = has ? configNumber(first(), std::numeric_limits<int>::max()) : std::nullopt;
        return number ? Reading{.values = {QByteArray::number(*number)}} : wrong();
    }
    case ConfigSyntax::Port: {
        const auto port = has ? configPort(first()) : std::nullopt;
        return port ? Reading{.values = {QByteArray::number(*port)}} : wrong();
    }
    case ConfigSyntax::Text:
    case ConfigSyntax::Collect:
        return has ? Reading{.values = {first()}} : missing();
    case ConfigSyntax::Command:
        return {.values = {withoutEquals(rest)}, .used = words.size()};
    case ConfigSyntax::Jump:
        if (!parseJumps(withoutEquals(rest)))
            return wrong();
        return {.values = {withoutEquals(rest)}, .used = words.size()};
    case ConfigSyntax::Files:
        return readFiles(words);
    case ConfigSyntax::Agent:
        return has ? readAgent(first(), context) : missing();
    case ConfigSyntax::Rekey:
        return has ? readRekey(words) : missing();
    }
    return {};
}

class Loading
{
public:
    Loading(ConfigFiles& files, const ConfigContext& context, ConfigTree& tree)
        : m_files(files)
        , m_context(context)
        , m_tree(tree)
    {
    }

    /// Nothing for a file that is not there.
    Result<std::shared_ptr<const ConfigFile>> file(const QString& path, const ConfigSource& source, int depth)
    {
        if (depth > deepest || ++m_fileCount > mostFiles)
            return fail(ConfigWords::badFile(path, ConfigWords::tr("files include each other too often")));
        if (!m_tree.paths.contains(path))
            m_tree.paths += path;
        // OpenSSH checks the owner of every file that is included, also by the system's.
        const auto content = m_files.read(path, source.checkOwner || depth > 0);
        switch (content.state) {
        case ConfigFiles::State::Missing:
            if (source.required && depth == 0)
                return fail(ConfigWords::badFile(path, ConfigWords::tr("it is not there")));
            return std::shared_ptr<const ConfigFile>();
        case ConfigFiles::State::Unsafe:
            return fail(ConfigWords::unsafeFile(path));
        case ConfigFiles::State::TooLarge:
            return fail(ConfigWords::badFile(path, ConfigWords::tr("it is too large")));
        case ConfigFiles::State::Unreadable:
            return fail(ConfigWords::badFile(path, content.detail));
        case ConfigFiles::State::There:
            break;
        }
        auto out = std::make_shared<ConfigFile>();
        out->path = path;
        out->ofUser = source.ofUser;
        int number = 0;
        for (const QByteArray& text : content.text.split('\n')) {
            ++number;
            const ConfigLine line = splitConfigLine(text);
            if (line.keyword.isEmpty())
                continue;
            if (++m_statementCount > mostStatements)
                return fail(ConfigWords::badFile(path, ConfigWords::tr("it is too large")));
            auto statement = read(line, {.file = path, .line = number}, source, depth);
            if (!statement)
                return fail(statement.error());
            out->statements.push_back(std::move(*statement));
        }
        return std::shared_ptr<const ConfigFile>(std::move(out));
    }

private:
    Result<ConfigStatement> read(const ConfigLine& line, const ConfigPlace& place, const ConfigSource& source,
                                 int depth)
    {
        ConfigStatement statement{.keyword = line.keyword,
                                  .info = configKeyword(line.keyword),
                                  .rest = line.rest,
                                  .values = {},
                                  .line = place.line};
        const QString name = statement.info ? QString::fromLatin1(statement.info->name) : shown(line.keyword);
        const auto bad = [&](const QString& why) {
            return fail(ConfigWords::badLine(place, u"%1: %2"_s.arg(name, why)));
        };
        if (line.rest.isEmpty())
            return bad(ConfigWords::tr("its value is missing"));
        const auto words = configWords(line.rest);
        if (!words)
            return bad(ConfigWords::tr("a quote is left open"));
        if (!statement.info)
            return statement; // whether IgnoreUnknown covers it depends on the host
        const Reading reading = readValue(*statement.info, line.rest, *words, m_context);
        if (!reading.fault.isEmpty())
            return bad(reading.fault);
        if (reading.used < words->size())
            return bad(ConfigWords::tr("there is more behind its value"));
        statement.values = reading.values;
        if (statement.info->syntax == ConfigSyntax::Include) {
            for (const QByteArray& word : *words) {
                if (auto done = include(word, statement, place, source, depth); !done)
                    return fail(done.error());
            }
        }
        return statement;
    }

    Result<void> include(const QByteArray& word, ConfigStatement& statement, const ConfigPlace& place,
                         const ConfigSource& source, int depth)
    {
        if (word.isEmpty() || (word.startsWith('~') && !source.ofUser))
            return fail(ConfigWords::badLine(
                place, u"Include: %1"_s.arg(ConfigWords::tr("\"%1\" cannot be its value").arg(shown(word)))));
        QByteArray pattern = word;
        if (!word.startsWith('/') && !word.startsWith('~'))
            pattern = (source.ofUser ? m_context.home + "/.ssh/" : QByteArray("/etc/ssh/")) + word;
        // A home that cannot be found names no files.
        const auto expanded = expandTilde(pattern, m_context);
        pattern = expanded.value_or(pattern);
        if (!m_tree.patterns.contains(pattern))
            m_tree.patterns += pattern;
        const auto paths = m_files.matching(pattern);
        if (!paths)
            return fail(ConfigWords::badLine(
                place, u"Include: %1"_s.arg(ConfigWords::tr("the files of %1 cannot be listed").arg(shown(word)))));
        for (const QString& path : *paths) {
            auto included = file(path, source, depth + 1);
            if (!included)
                return fail(included.error());
            if (*included)
                statement.included.push_back(std::move(*included));
        }
        return {};
    }

    ConfigFiles& m_files;
    const ConfigContext& m_context;
    ConfigTree& m_tree;
    int m_fileCount = 0;
    qsizetype m_statementCount = 0;
};

} // namespace

QString ConfigPlace::toString() const { return line > 0 ? u"%1:%2"_s.arg(file).arg(line) : file; }

Result<ConfigTree> ConfigTree::load(ConfigFiles& files, const std::vector<ConfigSource>& sources,
                                    const ConfigContext& context)
{
    ConfigTree tree;
    Loading loading(files, context, tree);
    for (const ConfigSource& source : sources) {
        auto file = loading.file(source.path, source, 0);
        if (!file)
            return fail(file.error());
        if (*file)
            tree.files.push_back(std::move(*file));
    }
    return tree;
}

} // namespace Pilothouse::Ssh
