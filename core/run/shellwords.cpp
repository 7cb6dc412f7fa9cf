// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/shellwords.h"

#include <QRegularExpression>

#include <algorithm>
#include <map>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = 24;
constexpr size_t mostCommands = 20000;
constexpr qsizetype longestValue = 4096;
constexpr qsizetype longestWord = 1 << 20;

bool isNameStart(QChar c) { return c == u'_' || (c.unicode() < 128 && c.isLetter()); }
bool isNamePart(QChar c) { return isNameStart(c) || (c >= u'0' && c <= u'9'); }
bool endsWord(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\n' || c == u';' || c == u'&' || c == u'|' || c == u'(' || c == u')' ||
           c == u'<' || c == u'>';
}

/// Reads one text. What is nested in it (`$(…)`) is read by the same object where it stands, what has its own quoting
/// (backquotes, here documents) by another one; all write to the same list.
class Reader
{
public:
    struct Shared
    {
        std::vector<ShellCommand>& out;
        std::map<QString, QString>& variables;
        int& pipelines;
        int depth = 0;
    };

    Reader(const QString& text, Shared shared)
        : m_text(text)
        , m_shared(shared)
    {
    }

    /// Commands up to the end, or up to the parenthesis that closes a substitution.
    void commands(bool nested)
    {
        // What is open around the place that is read: '(' a subshell, 'c' a case.
        QString open;
        bool pattern = false;
        ShellCommand current{.pipeline = ++m_shared.pipelines};
        const auto finish = [&](bool piped) {
            noteLoopVariable(current);
            const int pipeline = current.pipeline;
            const bool says = !current.words.empty() || !current.input.empty() || !current.files.empty();
            if (says && m_shared.out.size() < mostCommands)
                m_shared.out.push_back(std::move(current));
            current = {.pipeline = piped ? pipeline : ++m_shared.pipelines};
        };
        while (skipBlanks()) {
            const QChar c = m_text.at(m_at);
            const QChar after = m_at + 1 < m_text.size() ? m_text.at(m_at + 1) : QChar();
            if (c == u'#') {
                while (m_at < m_text.size() && m_text.at(m_at) != u'\n')
                    ++m_at;
            } else if (c == u'\n') {
                finish(false);
                nextLine();
            } else if (c == u';') {
                finish(false);
                pattern = after == u';' && open.endsWith(u'c');
                m_at += after == u';' || after == u'&' ? 2 : 1;
            } else if (c == u'&' && after == u'>') {
                ++m_at;
                redirection(current);
            } else if (c == u'&' || (c == u'|' && after == u'|')) {
                finish(false);
                m_at += after == c ? 2 : 1;
            } else if (c == u'|') {
                if (pattern)
                    current = {.pipeline = current.pipeline};
                else
                    finish(true);
                m_at += after == u'&' ? 2 : 1;
            } else if (c == u'(') {
                if (after == u'(' && skipArithmetic(m_at))
                    continue;
                if (!pattern) {
                    finish(false);
                    open += u'(';
                }
                ++m_at;
            } else if (c == u')') {
                ++m_at;
                if (pattern) {
                    current = {.pipeline = current.pipeline};
                    pattern = false;
                    continue;
                }
                finish(false);
                if (open.endsWith(u'('))
                    open.chop(1);
                else if (open.isEmpty() && nested)
                    return;
            } else if (c == u'<' || c == u'>') {
                redirection(current);
            } else {
                const qsizetype from = m_at;
                const auto words = word();
                const QString raw = m_text.sliced(from, m_at - from);
                const bool number = std::ranges::all_of(raw, [](QChar d) { return d.isDigit(); });
                if (number && m_at < m_text.size() && (m_text.at(m_at) == u'<' || m_text.at(m_at) == u'>')) {
                    redirection(current);
                } else if (current.words.empty() && isKeyword(raw, open, pattern)) {
                    continue;
                } else if (!current.words.empty() && current.words.front().text == u"case" && raw == u"in") {
                    current = {.pipeline = current.pipeline};
                    open += u'c';
                    pattern = true;
                } else if (current.words.empty() ? !noteAssignment(words) : !noteExport(current, words)) {
                    current.words.insert(current.words.end(), words.begin(), words.end());
                }
            }
            if (m_at >= m_text.size())
                break;
        }
        finish(false);
    }

    /// The whole text as it would stand in double quotes.
    ShellWord expanded()
    {
        ShellWord out;
        while (m_at < m_text.size())
            quotedPart(out);
        return out;
    }

private:
    /// Whether there is more.
    bool skipBlanks()
    {
        while (m_at < m_text.size()) {
            const QChar c = m_text.at(m_at);
            if (c == u' ' || c == u'\t' || c == u'\r')
                ++m_at;
            else if (c == u'\\' && m_at + 1 < m_text.size() && m_text.at(m_at + 1) == u'\n')
                m_at += 2;
            else
                return true;
        }
        return false;
    }

    /// Over `((…))`, where `<<` is no here document; whether there was one.
    bool skipArithmetic(qsizetype from)
    {
        int depth = 0;
        for (qsizetype at = from; at < m_text.size() && m_text.at(at) != u'\n'; ++at) {
            depth += m_text.at(at) == u'(' ? 1 : m_text.at(at) == u')' ? -1 : 0;
            if (depth > 0)
                continue;
            if (at - from < 3 || m_text.at(from + 1) != u'(' || m_text.at(at - 1) != u')')
                return false;
            m_at = at + 1;
            return true;
        }
        return false;
    }

    void nextLine()
    {
        ++m_at;
        if (m_afterDocuments >= 0)
            m_at = std::exchange(m_afterDocuments, -1);
    }

    static bool isKeyword(const QString& raw, QString& open, bool& pattern)
    {
        static const QStringList plain{u"if"_s, u"then"_s,  u"else"_s,  u"elif"_s, u"fi"_s, u"do"_s,  u"done"_s,
                                       u"!"_s,  u"while"_s, u"until"_s, u"{"_s,    u"}"_s,  u"time"_s};
        if (raw == u"esac" && open.endsWith(u'c')) {
            open.chop(1);
            pattern = false;
            return true;
        }
        return !pattern && plain.contains(raw);
    }

    /// `NAME=value` before a command: kept, and no word of it.
    bool noteAssignment(const std::vector<ShellWord>& words)
    {
        static const QRegularExpression form(u"\\A([A-Za-z_][A-Za-z0-9_]*)\\+?=(.*)\\z"_s,
                                             QRegularExpression::DotMatchesEverythingOption);
        if (words.empty())
            return true;
        const QRegularExpressionMatch match = form.match(words.front().text);
        if (!match.hasMatch())
            return false;
        QStringList value{match.captured(2)};
        bool known = words.front().known;
        for (size_t i = 1; i < words.size(); ++i) {
            value += words[i].text;
            known = known && words[i].known;
        }
        if (known && value.join(u' ').size() <= longestValue)
            m_shared.variables[match.captured(1)] = value.join(u' ');
        return true;
    }

    bool noteExport(const ShellCommand& command, const std::vector<ShellWord>& words)
    {
        static const QStringList heads{u"export"_s, u"readonly"_s, u"local"_s, u"declare"_s, u"typeset"_s};
        return heads.contains(command.words.front().text) && noteAssignment(words);
    }

    /// `for NAME in a b`: all of them at once, which is where a loop would get them.
    void noteLoopVariable(ShellCommand& command)
    {
        const auto& words = command.words;
        if (words.size() < 2 || words.front().text != u"for")
            return;
        QStringList values;
        for (size_t i = 3; i < words.size(); ++i)
            values += words[i].text;
        if (!values.isEmpty())
            m_shared.variables[words[1].text] = values.join(u' ');
        command.words.clear();
    }

    void redirection(ShellCommand& command)
    {
        const bool in = m_text.at(m_at) == u'<';
        const qsizetype from = m_at;
        while (m_at < m_text.size() && m_at - from < 3 && (m_text.at(m_at) == u'<' || m_text.at(m_at) == u'>'))
            ++m_at;
        const qsizetype length = m_at - from;
        if (m_at < m_text.size() && m_text.at(m_at) == u'(') { // <(…)
            ++m_at;
            nestedCommands();
            return;
        }
        const bool document = in && length == 2;
        const bool tabs = document && m_at < m_text.size() && m_text.at(m_at) == u'-';
        if (m_at < m_text.size() && (tabs || m_text.at(m_at) == u'&' || m_text.at(m_at) == u'|'))
            ++m_at;
        if (!skipBlanks() || m_text.at(m_at) == u'\n')
            return;
        const qsizetype begin = m_at;
        const auto words = word();
        if (words.empty()) {
            m_at = std::max(m_at, begin);
            return;
        }
        const QString raw = m_text.sliced(begin, m_at - begin);
        if (document)
            hereDocument(command, words.front().text, raw != words.front().text, tabs);
        else if (in && length == 3)
            command.input.push_back(words.front());
        else if (!in)
            command.files.push_back(words.front());
    }

    /// Its lines begin behind the line that is being read, or behind the document before it.
    void hereDocument(ShellCommand& command, const QString& delimiter, bool literal, bool tabs)
    {
        qsizetype at = m_afterDocuments;
        if (at < 0) {
            const qsizetype end = m_text.indexOf(u'\n', m_at);
            at = end < 0 ? m_text.size() : end + 1;
        }
        QString body;
        while (at < m_text.size()) {
            qsizetype end = m_text.indexOf(u'\n', at);
            end = end < 0 ? m_text.size() : end;
            QString line = m_text.sliced(at, end - at);
            at = std::min(end + 1, m_text.size());
            while (tabs && line.startsWith(u'\t'))
                line.remove(0, 1);
            if (line == delimiter)
                break;
            body += line + u'\n';
        }
        m_afterDocuments = at;
        command.input.push_back(literal ? ShellWord{body} : sub(body).expanded());
    }

    Reader sub(const QString& text)
    {
        Shared shared = m_shared;
        ++shared.depth;
        return {text, shared};
    }

    void nestedCommands()
    {
        if (m_shared.depth > deepest) {
            m_at = m_text.size();
            return;
        }
        ++m_shared.depth;
        commands(true);
        --m_shared.depth;
    }

    /// More than one when a variable holds several; none when nothing is left of it.
    std::vector<ShellWord> word()
    {
        std::vector<ShellWord> words;
        ShellWord current;
        bool any = false;
        const qsizetype from = m_at;
        while (m_at < m_text.size() && !endsWord(m_text.at(m_at))) {
            const QChar c = m_text.at(m_at);
            if (c == u'\\') {
                ++m_at;
                if (m_at < m_text.size() && m_text.at(m_at) != u'\n')
                    current.text += m_text.at(m_at), any = true;
                ++m_at;
            } else if (c == u'\'') {
                const qsizetype end = m_text.indexOf(u'\'', m_at + 1);
                current.text += m_text.sliced(m_at + 1, (end < 0 ? m_text.size() : end) - m_at - 1);
                m_at = end < 0 ? m_text.size() : end + 1;
                any = true;
            } else if (c == u'"' || (c == u'$' && m_at + 1 < m_text.size() && m_text.at(m_at + 1) == u'"')) {
                m_at += c == u'"' ? 1 : 2;
                while (m_at < m_text.size() && m_text.at(m_at) != u'"')
                    quotedPart(current);
                ++m_at;
                any = true;
            } else if (c == u'$' || c == u'`') {
                ShellWord value;
                substitution(value);
                const QStringList parts = value.text.split(u' ', Qt::SkipEmptyParts);
                current.known = current.known && value.known;
                for (qsizetype i = 0; i < parts.size(); ++i) {
                    if (i > 0)
                        words.push_back(std::exchange(current, {.text = {}, .known = value.known}));
                    current.text += parts.at(i);
                }
                any = any || !parts.isEmpty() || !value.known;
            } else {
                current.text += c;
                any = true;
                ++m_at;
            }
        }
        m_at = std::min(m_at, m_text.size());
        if (m_at == from) // what ends a word where one was expected
            ++m_at;
        if (any)
            words.push_back(current);
        return words;
    }

    void quotedPart(ShellWord& out)
    {
        const QChar c = m_text.at(m_at);
        if (c == u'$' || c == u'`') {
            substitution(out);
            return;
        }
        if (c == u'\\' && m_at + 1 < m_text.size()) {
            const QChar next = m_text.at(m_at + 1);
            m_at += 2;
            if (next == u'$' || next == u'`' || next == u'"' || next == u'\\')
                out.text += next;
            else if (next != u'\n')
                out.text += QString(c) + next;
            return;
        }
        out.text += c;
        ++m_at;
    }

    /// Behind `$` or in backquotes.
    void substitution(ShellWord& out)
    {
        const auto unknown = [&out](QStringView raw) {
            out.text += raw;
            out.known = false;
        };
        if (m_text.at(m_at) == u'`') {
            QString inner;
            for (++m_at; m_at < m_text.size() && m_text.at(m_at) != u'`'; ++m_at) {
                if (m_text.at(m_at) == u'\\' && m_at + 1 < m_text.size())
                    ++m_at;
                inner += m_text.at(m_at);
            }
            m_at = std::min(m_at + 1, m_text.size());
            if (m_shared.depth < deepest)
                sub(inner).commands(false);
            unknown({});
            return;
        }
        const QChar next = m_at + 1 < m_text.size() ? m_text.at(m_at + 1) : QChar();
        if (next == u'(') {
            if (!skipArithmetic(m_at + 1)) {
                m_at += 2;
                nestedCommands();
            }
            unknown({});
        } else if (next == u'{') {
            braces(out);
        } else if (next == u'\'') {
            const qsizetype end = m_text.indexOf(u'\'', m_at + 2);
            out.text += m_text.sliced(m_at + 2, (end < 0 ? m_text.size() : end) - m_at - 2);
            m_at = end < 0 ? m_text.size() : end + 1;
        } else if (isNameStart(next)) {
            qsizetype end = m_at + 1;
            while (end < m_text.size() && isNamePart(m_text.at(end)))
                ++end;
            const QString name = m_text.sliced(m_at + 1, end - m_at - 1);
            m_at = end;
            if (const auto it = m_shared.variables.find(name);
                it != m_shared.variables.end() && out.text.size() < longestWord)
                out.text += it->second;
            else
                unknown(QString(u'$' + name));
        } else if (next.isNull() || endsWord(next) || next == u'"') {
            out.text += u'$';
            ++m_at;
        } else {
            unknown(QString(u"$"_s + next));
            m_at += 2;
        }
    }

    /// `${name}` and `${name:-otherwise}`; of other forms only what is run in them.
    void braces(ShellWord& out)
    {
        const qsizetype from = m_at;
        int depth = 0;
        for (; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text.at(m_at);
            if (c == u'\\')
                ++m_at;
            else if (c == u'{')
                ++depth;
            else if (c == u'}' && --depth == 0)
                break;
        }
        const qsizetype end = std::min(m_at, m_text.size());
        m_at = std::min(m_at + 1, m_text.size());
        const QString inner = m_text.sliced(from + 2, std::max<qsizetype>(end - from - 2, 0));
        static const QRegularExpression form(u"\\A([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-=])(.*))?\\z"_s,
                                             QRegularExpression::DotMatchesEverythingOption);
        const QRegularExpressionMatch match = form.match(inner);
        const auto it = match.hasMatch() ? m_shared.variables.find(match.captured(1)) : m_shared.variables.end();
        if (it != m_shared.variables.end() && out.text.size() < longestWord) {
            out.text += it->second;
            return;
        }
        out.known = false;
        const bool otherwise = match.hasMatch() && match.hasCaptured(2);
        const ShellWord rest =
            m_shared.depth < deepest ? sub(otherwise ? match.captured(3) : inner).expanded() : ShellWord{};
        out.text += otherwise ? rest.text : u"${"_s + inner + u'}';
    }

    const QString m_text;
    qsizetype m_at = 0;
    qsizetype m_afterDocuments = -1;
    Shared m_shared;
};

} // namespace

std::vector<ShellCommand> readShell(const QString& script)
{
    // Twice: a function may use what is set below it.
    std::map<QString, QString> variables;
    std::vector<ShellCommand> commands;
    int pipelines = 0;
    for (int pass = 0; pass < 2; ++pass) {
        commands.clear();
        Reader(script, {.out = commands, .variables = variables, .pipelines = pipelines}).commands(false);
    }
    return commands;
}

} // namespace Pilothouse::Run
