// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/denylist.h"

#include "run/shellwords.h"

#include <QRegularExpression>

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = 6;

using Words = QStringList;

QString baseName(const QString& word) { return word.section(u'/', -1); }

bool isShell(const QString& word)
{
    static const QStringList shells{u"sh"_s, u"bash"_s, u"dash"_s, u"ash"_s, u"ksh"_s, u"zsh"_s};
    return shells.contains(baseName(word));
}

/// They print, look, wait or move text about: their arguments are not carried out.
bool isHarmless(const QString& head)
{
    static const QStringList heads{
        u"echo"_s, u"printf"_s,  u":"_s,         u"true"_s, u"false"_s, u"test"_s,  u"["_s,     u"[["_s,
        u"grep"_s, u"egrep"_s,   u"fgrep"_s,     u"rg"_s,   u"which"_s, u"type"_s,  u"man"_s,   u"info"_s,
        u"cat"_s,  u"head"_s,    u"tail"_s,      u"less"_s, u"wc"_s,    u"ls"_s,    u"stat"_s,  u"diff"_s,
        u"cmp"_s,  u"git"_s,     u"sleep"_s,     u"exit"_s, u"cd"_s,    u"mkdir"_s, u"touch"_s, u"logger"_s,
        u"tee"_s,  u"sed"_s,     u"tr"_s,        u"sort"_s, u"uniq"_s,  u"cut"_s,   u"jq"_s,    u"awk"_s,
        u"apt"_s,  u"apt-get"_s, u"apt-cache"_s, u"dpkg"_s, u"rpm"_s,   u"dnf"_s,   u"yum"_s,   u"apk"_s};
    return heads.contains(baseName(head));
}

/// Behind `sudo -u postgres`, `env A=b`, `timeout 5` and the like stands the command.
Words unwrapped(Words words)
{
    static const QStringList wrappers{u"sudo"_s,   u"doas"_s,    u"env"_s,    u"nohup"_s,   u"nice"_s,
                                      u"ionice"_s, u"exec"_s,    u"time"_s,   u"command"_s, u"builtin"_s,
                                      u"setsid"_s, u"timeout"_s, u"stdbuf"_s, u"chronic"_s};
    static const QStringList valued{u"-u"_s, u"-g"_s, u"-h"_s, u"-p"_s, u"-C"_s, u"-n"_s, u"-k"_s, u"-s"_s};
    static const QRegularExpression assignment(u"\\A[A-Za-z_][A-Za-z0-9_]*="_s);
    static const QRegularExpression amount(u"\\A[0-9.]+[smhd]?\\z"_s);
    while (words.size() > 1 && wrappers.contains(baseName(words.first()))) {
        const QString wrapper = baseName(words.takeFirst());
        if (wrapper == u"command" && (words.first() == u"-v" || words.first() == u"-V"))
            return {u"which"_s};
        const bool sudo = wrapper == u"sudo" || wrapper == u"doas";
        while (words.size() > 1) {
            const bool option = words.first().startsWith(u'-');
            if (option && valued.contains(words.first()) && (words.first() != u"-n" || !sudo) && words.first() != u"-s")
                words.removeFirst();
            else if (!option && !assignment.match(words.first()).hasMatch() && !amount.match(words.first()).hasMatch())
                break;
            if (words.size() > 1)
                words.removeFirst();
        }
    }
    return words;
}

qsizetype indexOfTool(const Words& words, const QStringList& tools, qsizetype from = 0)
{
    for (qsizetype i = from; i < words.size(); ++i) {
        if (tools.contains(baseName(words.at(i))))
            return i;
    }
    return -1;
}

/// The first of `any` behind `from`.
qsizetype indexOfWord(const Words& words, qsizetype from, const QStringList& any)
{
    for (qsizetype i = from + 1; from >= 0 && i < words.size(); ++i) {
        if (any.contains(words.at(i)))
            return i;
    }
    return -1;
}

qsizetype indexMatching(const Words& words, qsizetype from, const QRegularExpression& form)
{
    for (qsizetype i = from + 1; from >= 0 && i < words.size(); ++i) {
        if (form.match(words.at(i)).hasMatch())
            return i;
    }
    return -1;
}

QString docker(const Words& words)
{
    static const QRegularExpression volumes(u"\\A(?:-[a-z]*v[a-z]*|--vol[a-z]*(?:=(?!false|0).*)?)\\z"_s);
    static const QStringList engines{u"docker"_s, u"podman"_s, u"nerdctl"_s};
    qsizetype compose = indexOfTool(words, {u"docker-compose"_s, u"podman-compose"_s});
    QString name = u"docker-compose"_s;
    const qsizetype engine = indexOfTool(words, engines);
    if (compose < 0 && engine >= 0) {
        compose = indexOfWord(words, engine, {u"compose"_s});
        name = baseName(words.at(engine)) + u" compose"_s;
    }
    if (const qsizetype down = indexOfWord(words, compose, {u"down"_s}); down >= 0) {
        if (const qsizetype flag = indexMatching(words, down, volumes); flag >= 0)
            return u"%1 down %2"_s.arg(name, words.at(flag));
    }
    const qsizetype volume = indexOfWord(words, engine, {u"volume"_s});
    if (const qsizetype verb = indexOfWord(words, volume, {u"rm"_s, u"remove"_s, u"prune"_s}); verb >= 0)
        return u"%1 volume %2"_s.arg(baseName(words.at(engine)), words.at(verb));
    const qsizetype system = indexOfWord(words, engine, {u"system"_s});
    const qsizetype prune = indexOfWord(words, system, {u"prune"_s});
    static const QRegularExpression systemVolumes(u"\\A--vol[a-z]*(?:=(?!false|0).*)?\\z"_s);
    if (indexMatching(words, prune, systemVolumes) >= 0)
        return u"%1 system prune --volumes"_s.arg(baseName(words.at(engine)));
    return {};
}

/// Tools that manage a schema: `db:seed` and `migrate:fresh` in every spelling, `prisma migrate reset`.
QString schema(const Words& words)
{
    static const QRegularExpression script(
        u"(?:\\A|:)(?:(?:db|database|prisma|schema|migrate|migrations?|sequelize|typeorm|knex):"
        "(?:[a-z]+:)*(?:seed|drop|reset|wipe|purge|fresh|refresh|truncate|undo:all|schema:load)(?::[\\w:-]*)?"
        "|schema:load|seed:(?:run|all))\\z"_s);
    if (const qsizetype at = indexMatching(Words{QString()} + words, 0, script); at >= 0)
        return words.at(at - 1);
    for (const QString& flag : {u"--force-reset"_s, u"--accept-data-loss"_s}) {
        if (words.contains(flag))
            return flag;
    }
    struct Verb
    {
        QStringList tools;
        QStringList nouns; ///< none: the verb follows the tool
        QStringList verbs;
    };
    static const std::vector<Verb> verbs{
        {{u"prisma"_s}, {u"migrate"_s}, {u"reset"_s}},
        {{u"prisma"_s}, {u"db"_s}, {u"seed"_s}},
        {{u"manage.py"_s, u"django-admin"_s}, {}, {u"flush"_s, u"reset_db"_s, u"loaddata"_s}},
        {{u"flyway"_s}, {}, {u"clean"_s}},
        {{u"liquibase"_s}, {}, {u"dropAll"_s, u"drop-all"_s}},
        {{u"alembic"_s}, {u"downgrade"_s}, {u"base"_s}},
        {{u"knex"_s}, {u"migrate:rollback"_s}, {u"--all"_s}},
        {{u"mysqladmin"_s, u"mariadb-admin"_s}, {}, {u"drop"_s}},
        {{u"terraform"_s, u"tofu"_s}, {}, {u"destroy"_s}},
        {{u"zfs"_s, u"zpool"_s}, {}, {u"destroy"_s}},
        {{u"btrfs"_s}, {u"subvolume"_s}, {u"delete"_s}},
    };
    for (const Verb& verb : verbs) {
        const qsizetype tool = indexOfTool(words, verb.tools);
        const qsizetype noun = verb.nouns.isEmpty() ? tool : indexOfWord(words, tool, verb.nouns);
        const qsizetype at = indexOfWord(words, noun, verb.verbs);
        if (at < 0)
            continue;
        QStringList said{baseName(words.at(tool))};
        if (noun != tool)
            said += words.at(noun);
        said += words.at(at);
        return said.join(u' ');
    }
    // `migrate reset` of tools that nobody listed.
    for (qsizetype i = 0; i + 1 < words.size(); ++i) {
        if ((words.at(i) == u"migrate" || words.at(i) == u"migration") && words.at(i + 1) == u"reset")
            return words.at(i) + u" reset"_s;
    }
    return {};
}

QString kubernetes(const Words& words)
{
    static const QRegularExpression lasting(u"\\A(?:ns|namespaces?|pvc?|persistentvolume(?:claim)?s?)(?:/.*)?\\z"_s);
    const qsizetype tool = indexOfTool(words, {u"kubectl"_s, u"oc"_s});
    const qsizetype verb = indexOfWord(words, tool, {u"delete"_s});
    const qsizetype what = indexMatching(words, verb, lasting);
    return what < 0 ? QString() : u"%1 delete %2"_s.arg(baseName(words.at(tool)), words.at(what));
}

/// What a machine cannot lose, with everything in it; and where databases and containers keep their data.
bool isRoot(const QString& path)
{
    static const QStringList homes{u"~"_s, u"$HOME"_s, u"${HOME}"_s};
    static const QStringList whole{u"/"_s,    u"/bin"_s,   u"/boot"_s,   u"/dev"_s, u"/etc"_s,  u"/home"_s,
                                   u"/lib"_s, u"/lib32"_s, u"/lib64"_s,  u"/opt"_s, u"/proc"_s, u"/root"_s,
                                   u"/run"_s, u"/sbin"_s,  u"/srv"_s,    u"/sys"_s, u"/usr"_s,  u"/var"_s,
                                   u"/mnt"_s, u"/data"_s,  u"/var/lib"_s};
    static const QStringList data{u"docker"_s,  u"containerd"_s, u"postgresql"_s, u"pgsql"_s,        u"mysql"_s,
                                  u"mariadb"_s, u"redis"_s,      u"mongodb"_s,    u"elasticsearch"_s};
    QString folder = path;
    if (folder.endsWith(u"/*"_s))
        folder.chop(1);
    if (homes.contains(folder.endsWith(u'/') ? folder.chopped(1) : folder))
        return true;
    if (!folder.startsWith(u'/'))
        return false;
    QStringList parts;
    for (const QString& part : folder.split(u'/', Qt::SkipEmptyParts)) {
        if (part == u"..")
            parts.isEmpty() ? void() : parts.removeLast();
        else if (part != u".")
            parts += part;
    }
    if (whole.contains(u'/' + parts.join(u'/')))
        return true;
    return parts.size() > 2 && parts.at(0) == u"var" && parts.at(1) == u"lib" && data.contains(parts.at(2));
}

QString files(const Words& words)
{
    static const QRegularExpression recursive(u"\\A(?:-[A-Za-z]*[rR][A-Za-z]*|--recursive)\\z"_s);
    static const QRegularExpression disk(u"\\Aof=/dev/(?!null\\z|stdout\\z|stderr\\z|tty|shm/|fd/)"_s);
    static const QStringList wipers{u"mke2fs"_s,   u"wipefs"_s,   u"blkdiscard"_s, u"lvremove"_s,
                                    u"vgremove"_s, u"pvremove"_s, u"dropdb"_s,     u"pg_dropcluster"_s,
                                    u"sgdisk"_s,   u"cfdisk"_s,   u"mkswap"_s};
    for (const QString& word : words) {
        const QString name = baseName(word);
        if (wipers.contains(name) || name == u"mkfs" || name.startsWith(u"mkfs."_s))
            return name;
    }
    if (const qsizetype rm = indexOfTool(words, {u"rm"_s}); indexMatching(words, rm, recursive) >= 0) {
        for (qsizetype i = rm + 1; i < words.size(); ++i) {
            if (isRoot(words.at(i)))
                return u"rm -r %1"_s.arg(words.at(i));
        }
    }
    const qsizetype dd = indexOfTool(words, {u"dd"_s});
    if (const qsizetype at = indexMatching(words, dd, disk); at >= 0)
        return u"dd %1"_s.arg(words.at(at));
    return {};
}

/// Statements of SQL, Redis and MongoDB in a text that a client gets.
QString statement(QString text)
{
    static const QRegularExpression option(u"\\A(?:-[a-zA-Z]|--[a-z-]+=)(?=[A-Za-z])"_s);
    static const QRegularExpression comment(u"--[^\\n]*|/\\*.*?\\*/"_s, QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression string(u"'[^']*'"_s);
    constexpr auto ignoringCase = QRegularExpression::CaseInsensitiveOption;
    static const QRegularExpression drop(u"\\bDROP\\s+(DATABASE|SCHEMA|TABLE|OWNED|TABLESPACE|KEYSPACE)\\b"_s,
                                         ignoringCase);
    static const QRegularExpression truncate(
        u"(?:\\A|;|\\bBEGIN\\b|\\bTHEN\\b)\\s*TRUNCATE\\s+(?:TABLE\\s+|ONLY\\s+)?[\\w\"`$]"_s, ignoringCase);
    static const QRegularExpression all(u"(?:\\A|;)\\s*DELETE\\s+FROM\\s+(?:ONLY\\s+)?[\\w.\"`$]+\\s*(?:;|\\z)"_s,
                                        ignoringCase);
    static const QRegularExpression flush(u"(?:\\A|[\\s;])(FLUSHALL|FLUSHDB)(?:[\\s;]|\\z)"_s, ignoringCase);
    static const QRegularExpression mongo(u"\\bdropDatabase\\s*\\("_s);
    if (const auto match = option.match(text); match.hasMatch() && text.contains(u' '))
        text.remove(0, match.capturedLength());
    text.replace(comment, u" "_s);
    text.replace(string, u"''"_s);
    if (const auto match = drop.match(text); match.hasMatch())
        return u"DROP "_s + match.captured(1).toUpper();
    if (truncate.match(text).hasMatch())
        return u"TRUNCATE"_s;
    if (all.match(text).hasMatch())
        return u"DELETE FROM"_s;
    if (const auto match = flush.match(text); match.hasMatch())
        return match.captured(1).toUpper();
    return mongo.match(text).hasMatch() ? u"dropDatabase()"_s : QString();
}

QString destroyedBy(const Words& words)
{
    for (const auto rule : {docker, schema, kubernetes, files}) {
        if (const QString found = rule(words); !found.isEmpty())
            return found;
    }
    for (const QString& word : words) {
        if (const QString found = statement(word); !found.isEmpty())
            return found;
    }
    return {};
}

class Search
{
public:
    void script(const QString& text)
    {
        if (m_depth >= deepest)
            return;
        ++m_depth;
        const std::vector<ShellCommand> commands = readShell(text);
        for (size_t i = 0; i < commands.size(); ++i)
            command(commands, i);
        --m_depth;
    }

    Destruction result() const { return m_result; }

private:
    void add(QStringList& list, const QString& text)
    {
        if (!text.isEmpty() && !list.contains(text))
            list += text;
    }

    static Words textsOf(const std::vector<ShellWord>& words)
    {
        Words texts;
        for (const ShellWord& word : words)
            texts += word.text;
        return texts;
    }

    void command(const std::vector<ShellCommand>& all, size_t index)
    {
        const ShellCommand& one = all[index];
        static const QRegularExpression disk(u"\\A/dev/(?:sd|hd|vd|xvd|nvme|mmcblk|mapper/|md|dm-|loop)"_s);
        for (const ShellWord& file : one.files) {
            if (disk.match(file.text).hasMatch())
                add(m_result.found, u"> "_s + file.text);
        }
        const Words words = unwrapped(textsOf(one.words));
        QStringList printed = textsOf(one.input);
        const QString head = words.isEmpty() ? QString() : baseName(words.first());
        const bool harmless = words.isEmpty() || isHarmless(head);
        if (!harmless) {
            carriedOut(one, words, head);
            for (const QString& text : std::as_const(printed))
                fed(words, text);
            return;
        }
        if (head == u"echo" || head == u"printf")
            printed += words.mid(1).join(u' ');
        for (size_t next = index + 1; next < all.size() && !printed.isEmpty(); ++next) {
            if (all[next].pipeline != one.pipeline)
                continue;
            const Words reader = unwrapped(textsOf(all[next].words));
            if (reader.isEmpty() || isHarmless(reader.first()))
                continue;
            for (const QString& text : std::as_const(printed))
                fed(reader, text);
            break;
        }
    }

    /// A command that may do anything with its words.
    void carriedOut(const ShellCommand& one, const Words& words, const QString& head)
    {
        const bool known = std::ranges::all_of(one.words, &ShellWord::known);
        if (words.first().startsWith(u'$') || (words.first().isEmpty() && !known))
            add(m_result.unseen, words.first().isEmpty() ? u"$(…)"_s : words.first());
        add(m_result.found, destroyedBy(words));
        if (head == u"eval" || head == u"ssh") {
            inner(words.mid(1).join(u' '), head, known);
        } else if (head == u"trap" && words.size() > 1) {
            script(words.at(1));
        }
        static const QRegularExpression text(u"\\A-[a-z]*c\\z"_s);
        for (qsizetype i = 0; i < words.size(); ++i) {
            if (!isShell(words.at(i)) && baseName(words.at(i)) != u"su")
                continue;
            const qsizetype option = indexMatching(words, i, text);
            if (option < 0 || option + 1 >= words.size())
                continue;
            const QString& what = words.at(option + 1);
            inner(what, u"%1 -c %2"_s.arg(baseName(words.at(i)), what), known || !what.startsWith(u'$'));
            break;
        }
    }

    /// Text that is a script to `by`. Of one that only the run will tell it is said who runs it.
    void inner(const QString& text, const QString& by, bool known)
    {
        const QStringList before = m_result.unseen;
        script(text);
        if (known)
            return;
        m_result.unseen = before;
        add(m_result.unseen, by);
    }

    /// What a command reads on standard input.
    void fed(const Words& words, const QString& text)
    {
        const bool shell = std::ranges::any_of(words, isShell) || words.first() == u"ssh" || words.first() == u"su";
        if (shell)
            script(text);
        else if (baseName(words.first()) == u"xargs")
            add(m_result.found, destroyedBy(words + text.split(u' ', Qt::SkipEmptyParts)));
        add(m_result.found, statement(text));
    }

    Destruction m_result;
    int m_depth = 0;
};

} // namespace

Destruction findDestruction(const QString& script)
{
    Search search;
    search.script(script);
    return search.result();
}

Destruction findDestruction(const QStringList& command)
{
    // As words they mean themselves, so they are quoted where a script would read more into them.
    QStringList quoted;
    for (const QString& word : command)
        quoted += u'\'' + QString(word).replace(u'\'', u"'\\''"_s) + u'\'';
    return findDestruction(quoted.join(u' '));
}

} // namespace Pilothouse::Run
