// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/yaml.h"

#include "base/translate.h"

#include <QHash>
#include <QSet>
#include <QStringDecoder>

#include <sstream>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace Pilothouse::System {

const YamlNode* YamlNode::find(QStringView name) const
{
    const auto it = std::ranges::find_if(items, [name](const YamlNode& item) { return item.key == name; });
    return kind == Kind::Map && it != items.end() ? &*it : nullptr;
}

namespace {

/// Thrown through yaml-cpp to leave a document early, never past readYaml().
struct Stop
{
};

/// The text with its lines, to turn yaml-cpp's marks (0-based, counted in bytes) into ours.
class Source
{
public:
    explicit Source(const QByteArray& text)
        : m_text(text)
    {
        m_starts.push_back(0);
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (text[i] == '\n')
                m_starts.push_back(i + 1);
        }
    }
    QByteArrayView from(const YAML::Mark& mark) const
    {
        const auto line = size_t(std::max(mark.line, 0));
        if (line >= m_starts.size())
            return {};
        const qsizetype begin = std::min(m_starts[line] + mark.column, m_text.size());
        return QByteArrayView(m_text).sliced(begin);
    }
    /// yaml-cpp has no mark for what is missing at the end of the text, or one with only its position.
    Mark place(const YAML::Mark& mark) const
    {
        if (mark.is_null() || (mark.line == 0 && mark.column == 0 && mark.pos >= m_text.size()))
            return {int(m_starts.size()), int(m_text.size() - m_starts.back()) + 1};
        const auto line = size_t(std::clamp<int>(mark.line, 0, int(m_starts.size()) - 1));
        const qsizetype wanted = std::min(m_starts[line] + mark.column, m_text.size());
        // Places come in order, so counting goes on where it stopped: a document of one long line stays linear.
        if (m_counted.line != line || m_counted.at > wanted)
            m_counted = {.line = line, .at = m_starts[line]};
        for (; m_counted.at < wanted; ++m_counted.at)
            m_counted.characters += (uchar(m_text[m_counted.at]) & 0xc0) != 0x80 ? 1 : 0;
        return {int(line) + 1, m_counted.characters + 1};
    }
    bool indentsByTab(int line) const
    {
        const QByteArrayView rest = from(beginOf(line));
        const auto end = std::ranges::find_if(rest, [](char c) { return c != ' ' && c != '\t'; });
        return std::find(rest.begin(), end, '\t') != end;
    }

private:
    static YAML::Mark beginOf(int line)
    {
        YAML::Mark mark;
        mark.line = line;
        return mark;
    }

    const QByteArray& m_text;
    std::vector<qsizetype> m_starts;
    struct Counted
    {
        size_t line = 0;
        qsizetype at = 0;
        int characters = 0;
    };
    mutable Counted m_counted;
};

/// Whether a text that begins with a quotation mark has the other one too.
bool isClosed(QByteArrayView text)
{
    const char quote = text.front();
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (quote == '"' && text[i] == '\\')
            ++i;
        else if (text[i] == quote && (quote == '"' || i + 1 >= text.size() || text[i + 1] != quote))
            return true;
        else if (text[i] == quote)
            ++i;
    }
    return false;
}

/// Builds the tree. yaml-cpp's events carry no anchor names before OnAnchor and no key/value distinction; the stack
/// keeps both.
class Builder final : public YAML::EventHandler
{
public:
    Builder(const Source& source, Faults& faults, YamlUse use)
        : m_source(source)
        , m_faults(faults)
        , m_foreign(use == YamlUse::Foreign)
    {
    }
    std::optional<YamlNode> takeRoot() { return std::move(m_root); }

    void OnDocumentStart(const YAML::Mark& mark) override
    {
        if (m_root) {
            m_faults.add(m_source.place(mark),
                         m_foreign
                             ? translate("System", "Another document begins here: only files with one are read.")
                             : translate("System", "A definition is one document: remove everything after this line."));
            throw Stop();
        }
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override
    {
        YamlNode node{.kind = YamlNode::Kind::Empty, .mark = m_source.place(mark)};
        // yaml-cpp takes the plain words null and ~ for nothing; here they are words.
        const QByteArrayView rest = m_source.from(mark);
        for (const QByteArrayView word :
             {QByteArrayView("null"), QByteArrayView("Null"), QByteArrayView("NULL"), QByteArrayView("~")}) {
            if (!m_foreign && rest.startsWith(word)) {
                node.kind = YamlNode::Kind::Scalar;
                node.text = QString::fromLatin1(word);
                node.textMark = node.mark;
            }
        }
        put(std::move(node), anchor, {});
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override
    {
        if (m_foreign) {
            takeAlias(m_source.place(mark), anchor);
            return;
        }
        m_faults.add(m_source.place(mark),
                     translate("System", "Aliases (*name) are not allowed: write the value out."));
        put({.kind = YamlNode::Kind::Refused, .mark = m_source.place(mark)}, 0, {});
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override
    {
        YamlNode node{
            .kind = YamlNode::Kind::Scalar, .text = QString::fromStdString(value), .mark = m_source.place(mark)};
        const QByteArrayView rest = m_source.from(mark);
        const bool quotes = rest.startsWith('"') || rest.startsWith('\'');
        // yaml-cpp lets a quote run on to the end of the file.
        if (quotes && !isClosed(rest)) {
            m_faults.add(node.mark, translate("System", "This quotation mark is never closed."));
            throw Stop();
        }
        if (!value.empty() && rest.sliced(quotes ? 1 : 0).startsWith(QByteArrayView(value)))
            node.textMark = {node.mark.line, node.mark.column + (quotes ? 1 : 0)};
        put(std::move(node), anchor, tag);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        open({.kind = YamlNode::Kind::List, .mark = m_source.place(mark)}, anchor, tag);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        open({.kind = YamlNode::Kind::Map, .mark = m_source.place(mark)}, anchor, tag);
    }
    void OnMapEnd() override { close(); }

private:
    struct Level
    {
        YamlNode node;
        YAML::anchor_t anchor = 0;
        std::optional<YamlNode> key = {};
        QHash<QString, int> lines = {}; ///< of the keys so far; a search in a mapping of 50,000 would be quadratic
    };

    void count(Mark mark, int nodes)
    {
        m_nodes += nodes;
        if (m_nodes > YamlLimits::nodes) {
            m_faults.add(mark,
                         translate("System", "The document has more than %1 values: split it.").arg(YamlLimits::nodes));
            throw Stop();
        }
    }
    static int sizeOf(const YamlNode& node)
    {
        int nodes = 1;
        for (const YamlNode& item : node.items)
            nodes += sizeOf(item);
        return nodes;
    }
    void takeAlias(Mark mark, YAML::anchor_t anchor)
    {
        const auto found = m_anchors.constFind(anchor);
        if (found == m_anchors.constEnd()) {
            m_faults.add(mark, translate("System", "This alias stands inside of what it means."));
            throw Stop();
        }
        // Every copy counts, before it is made: a few hundred bytes can mean billions of values.
        count(mark, found->second);
        YamlNode node = found->first;
        node.mark = mark;
        node.textMark = {};
        place(std::move(node));
    }
    /// `<<`: what the mapping does not say itself, the first of several maps first.
    void merge(Level& level)
    {
        std::vector<YamlNode> own;
        std::vector<YamlNode> merged;
        QSet<QString> names;
        // From the end: of keys that stand twice the last one counts.
        for (auto it = level.node.items.rbegin(); it != level.node.items.rend(); ++it) {
            if (it->key == u"<<") {
                merged.push_back(std::move(*it));
            } else if (!names.contains(it->key)) {
                names.insert(it->key);
                own.push_back(std::move(*it));
            }
        }
        std::ranges::reverse(own);
        std::ranges::reverse(merged);
        const auto add = [&](const YamlNode& from) {
            if (from.kind != YamlNode::Kind::Map && from.kind != YamlNode::Kind::Empty)
                m_faults.add(from.mark, translate("System", "Only mappings can be merged with <<."));
            for (const YamlNode& item : from.items) {
                if (from.kind == YamlNode::Kind::Map && !names.contains(item.key)) {
                    names.insert(item.key);
                    own.push_back(item);
                }
            }
        };
        for (const YamlNode& item : merged) {
            if (item.kind == YamlNode::Kind::List)
                std::ranges::for_each(item.items, add);
            else
                add(item);
        }
        level.node.items = std::move(own);
    }

    void check(YamlNode& node, YAML::anchor_t anchor, const std::string& tag)
    {
        count(node.mark, 1);
        if (m_foreign) {
            if (tag.starts_with('!') && tag.size() > 1)
                node.tag = QString::fromStdString(tag);
            return;
        }
        if (anchor != 0)
            m_faults.add(node.mark, translate("System", "Anchors (&name) are not allowed: write the value out."));
        if (!tag.empty() && tag != "?" && tag != "!")
            m_faults.add(node.mark, translate("System", "Tags (!name) are not allowed: every scalar is text."));
    }
    void open(YamlNode node, YAML::anchor_t anchor, const std::string& tag)
    {
        check(node, anchor, tag);
        if (m_stack.size() >= size_t(YamlLimits::depth)) {
            m_faults.add(node.mark,
                         translate("System", "The document is nested more than %1 deep.").arg(YamlLimits::depth));
            throw Stop();
        }
        m_stack.push_back({std::move(node), anchor});
    }
    void close()
    {
        Level& level = m_stack.back();
        if (m_foreign && level.node.kind == YamlNode::Kind::Map)
            merge(level);
        YamlNode node = std::move(level.node);
        remember(node, level.anchor);
        m_stack.pop_back();
        place(std::move(node));
    }
    void remember(const YamlNode& node, YAML::anchor_t anchor)
    {
        if (m_foreign && anchor != 0)
            m_anchors.insert(anchor, {node, sizeOf(node)});
    }
    void put(YamlNode node, YAML::anchor_t anchor, const std::string& tag)
    {
        check(node, anchor, tag);
        remember(node, anchor);
        place(std::move(node));
    }
    void place(YamlNode node)
    {
        if (m_stack.empty()) {
            m_root = std::move(node);
            return;
        }
        Level& level = m_stack.back();
        if (level.node.kind == YamlNode::Kind::List) {
            level.node.items.push_back(std::move(node));
        } else if (!level.key) {
            level.key = std::move(node);
        } else {
            const YamlNode key = *std::exchange(level.key, std::nullopt);
            addEntry(level, key, std::move(node));
        }
    }
    void addEntry(Level& level, const YamlNode& key, YamlNode value)
    {
        if (key.kind != YamlNode::Kind::Scalar) {
            if (key.kind != YamlNode::Kind::Refused)
                m_faults.add(key.mark, translate("System", "A key must be plain text."));
            return;
        }
        if (const auto first = level.lines.constFind(key.text); first != level.lines.constEnd() && !m_foreign) {
            m_faults.add(key.mark, translate("System", "%1 stands twice in this mapping; the first is in line %2.")
                                       .arg(quoted(key.text))
                                       .arg(*first));
            return;
        }
        level.lines.insert(key.text, key.mark.line);
        value.key = key.text;
        value.keyMark = key.mark;
        level.node.items.push_back(std::move(value));
    }

    const Source& m_source;
    Faults& m_faults;
    std::vector<Level> m_stack;
    std::optional<YamlNode> m_root;
    QHash<YAML::anchor_t, std::pair<YamlNode, int>> m_anchors; ///< with the number of nodes
    int m_nodes = 0;
    bool m_foreign;
};

/// UTF-8 without BOM, lines ended by LF; none and a fault when the bytes are not a text.
std::optional<QByteArray> cleanText(const QByteArray& bytes, Faults& faults)
{
    if (bytes.size() > YamlLimits::bytes) {
        faults.add({1, 1}, translate("System", "The file is larger than 1 MiB: a definition is never that long."));
        return {};
    }
    QByteArray text = bytes.startsWith("\xef\xbb\xbf") ? bytes.sliced(3) : bytes;
    text.replace("\r\n", "\n");
    text.replace('\r', '\n');
    qsizetype lineStart = 0;
    int line = 1;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i] != '\n')
            continue;
        const QByteArrayView row = QByteArrayView(text).sliced(lineStart, i - lineStart);
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString decoded = decoder(row);
        if (decoder.hasError()) {
            const qsizetype at = decoded.indexOf(QChar(QChar::ReplacementCharacter));
            faults.add({line, int(at) + 1}, translate("System", "This is not UTF-8: save the file in that encoding."));
            return {};
        }
        for (qsizetype column = 0; column < decoded.size(); ++column) {
            const char16_t c = decoded[column].unicode();
            if ((c < 0x20 && c != u'\t') || c == 0x7f) {
                faults.add({line, int(column) + 1}, translate("System", "A control character stands here: remove it."));
                return {};
            }
        }
        lineStart = i + 1;
        ++line;
    }
    return text;
}

} // namespace

std::optional<YamlNode> readYaml(const QByteArray& bytes, Faults& faults, YamlUse use)
{
    const std::optional<QByteArray> text = cleanText(bytes, faults);
    if (!text)
        return {};
    const Source source(*text);
    Builder builder(source, faults, use);
    std::istringstream stream(text->toStdString());
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const Stop&) {
        return {};
    } catch (const YAML::Exception& error) {
        const Mark place = source.place(error.mark);
        if (source.indentsByTab(error.mark.line))
            faults.add({place.line, 1},
                       translate("System", "A tab stands at the beginning of this line: indent with spaces."));
        else
            faults.add(place, translate("System", "This is not YAML: %1.").arg(QString::fromStdString(error.msg)));
        return {};
    } catch (const std::exception& error) {
        faults.add({1, 1},
                   translate("System", "The file cannot be read as YAML: %1.").arg(QString::fromUtf8(error.what())));
        return {};
    }
    std::optional<YamlNode> root = builder.takeRoot();
    if (!root || root->kind == YamlNode::Kind::Empty) {
        faults.add({1, 1}, translate("System", "The file is empty."));
        return {};
    }
    return root;
}

} // namespace Pilothouse::System
