// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/psqltable.h"

#include <QRegularExpression>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

/// psql counts columns of a terminal: letters of East Asia and pictures take two, combining marks none.
int widthOf(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing || category == QChar::Other_Format)
        return 0;
    const bool wide = (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) ||
                      (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
                      (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x20000 && c <= 0x3fffd);
    return wide ? 2 : 1;
}

struct Separator
{
    int column = 0;   ///< of the terminal
    qsizetype at = 0; ///< in the text
};

std::vector<Separator> separatorsOf(const QString& line)
{
    std::vector<Separator> found;
    int column = 0;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line.at(i);
        if (c == u'|')
            found.push_back({column, i});
        if (c.isHighSurrogate() && i + 1 < line.size()) {
            column += widthOf(QChar::surrogateToUcs4(c, line.at(i + 1)));
            ++i;
        } else {
            column += widthOf(c.unicode());
        }
    }
    return found;
}

/// Columns of the terminal at which the rule `----+----` parts columns; none when the line is no rule.
std::optional<std::vector<int>> ruleOf(const QString& line)
{
    if (line.size() < 2 || !line.contains(u"--"_s) ||
        !std::ranges::all_of(line.trimmed(), [](QChar c) { return c == u'-' || c == u'+' || c == u'|'; }))
        return {};
    std::vector<int> borders;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line.at(i) == u'+' || line.at(i) == u'|')
            borders.push_back(int(i));
    }
    return borders;
}

/// The cells of a line, as wide as they are; split where the rule parts columns, or at every bar when there is none.
QStringList cellsOf(const QString& line, const std::vector<int>& borders, bool anyBar)
{
    QStringList cells;
    qsizetype begin = 0;
    for (const Separator& bar : separatorsOf(line)) {
        if (!anyBar && std::ranges::find(borders, bar.column) == borders.end())
            continue;
        cells << line.sliced(begin, bar.at - begin);
        begin = bar.at + 1;
    }
    cells << line.sliced(begin);
    return cells;
}

/// Whether psql goes on with the cell in the next line.
bool goesOn(const QString& cell, bool last)
{
    const QString text = last ? QString(cell).remove(QRegularExpression(u"\\s+\\z"_s)) : cell;
    return text.endsWith(u'+') && text.size() > 1;
}

QString contentOf(const QString& cell, bool continued)
{
    const QString text = cell.trimmed();
    return continued ? text.chopped(1).trimmed() : text;
}

class Reader
{
public:
    PsqlTable read(const QStringList& lines)
    {
        static const QRegularExpression footer(u"\\A\\(([0-9]{1,15}) [^)]+\\)\\z"_s);
        static const QRegularExpression footerOfChinese(u"\\A\\(([0-9]{1,15})[^0-9)]*\\)\\z"_s);
        static const QRegularExpression record(u"\\A[-+|* ]*\\[ \\S+ [0-9]+ \\]"_s);
        for (const QString& line : lines) {
            auto match = footer.match(line.trimmed());
            if (!match.hasMatch())
                match = footerOfChinese.match(line.trimmed());
            if (match.hasMatch()) {
                m_table.promised = m_table.promised.value_or(0) + match.captured(1).toLongLong();
                endOfResult();
            } else if (line.trimmed().isEmpty()) {
                endOfResult();
            } else if (record.match(line).hasMatch()) {
                beginRecord();
            } else if (const auto rule = ruleOf(line)) {
                takeRule(*rule);
            } else {
                takeLine(line);
            }
        }
        finish();
        return std::move(m_table);
    }

private:
    void endOfResult()
    {
        finish();
        m_borders.clear();
        m_ruled = false;
        m_expanded = false;
        m_open.clear();
    }
    void beginRecord()
    {
        m_expanded = true;
        m_table.rows.emplace_back();
        m_table.rows.back().resize(m_table.columns.size());
    }
    void takeRule(const std::vector<int>& rule)
    {
        if (m_ruled || m_expanded)
            return;
        // With a border the first rule stands above the header.
        m_borders = rule;
        if (m_lines.isEmpty())
            return;
        m_ruled = true;
        m_framed = m_lines.first().startsWith(u'|');
        const QStringList names = strip(cellsOf(m_lines.last(), m_borders, false));
        m_lines.clear();
        m_table.columns.clear();
        for (const QString& name : names)
            m_table.columns << name.trimmed();
    }
    QStringList strip(QStringList cells) const
    {
        if (m_framed && cells.size() > 2) {
            cells.removeFirst();
            cells.removeLast();
        }
        return cells;
    }
    void takeLine(const QString& line)
    {
        if (m_expanded)
            takeField(line);
        else if (m_ruled)
            addRow(strip(cellsOf(line, m_borders, false)));
        else
            m_lines << line;
    }
    /// "name | value" of an expanded record.
    void takeField(const QString& line)
    {
        const qsizetype bar = line.indexOf(u'|');
        const QString name = line.first(std::max<qsizetype>(0, bar)).trimmed();
        const QString value = bar < 0 ? QString() : line.sliced(bar + 1);
        const bool more = goesOn(value, true) && value.endsWith(u'+');
        QStringList& row = m_table.rows.back();
        if (name.isEmpty() || name == u"+") {
            if (m_field >= 0 && m_field < row.size())
                row[m_field] += u'\n' + contentOf(value, more);
            return;
        }
        m_field = m_table.columns.indexOf(name);
        if (m_field < 0) {
            m_field = m_table.columns.size();
            m_table.columns << name;
        }
        while (row.size() <= m_field)
            row << QString();
        row[m_field] = contentOf(value, more);
    }
    void addRow(const QStringList& cells)
    {
        const bool continues = !m_open.empty() && m_open.size() == size_t(cells.size()) && [this, &cells] {
            for (qsizetype i = 0; i < cells.size(); ++i) {
                if (!m_open[size_t(i)] && !cells[i].trimmed().isEmpty())
                    return false;
            }
            return true;
        }();
        std::vector<bool> open;
        QStringList row;
        for (qsizetype i = 0; i < cells.size(); ++i) {
            open.push_back(goesOn(cells[i], i == cells.size() - 1));
            row << contentOf(cells[i], open.back());
        }
        if (continues) {
            for (qsizetype i = 0; i < row.size(); ++i) {
                if (m_open[size_t(i)])
                    m_table.rows.back()[i] += u'\n' + row[i];
            }
        } else {
            m_table.rows.push_back(row);
        }
        m_open = std::ranges::find(open, true) != open.end() ? open : std::vector<bool>();
    }
    /// Lines without a rule: tuples only, or unaligned with the names in the first when a footer follows.
    void finish()
    {
        if (m_lines.isEmpty())
            return;
        const QStringList lines = std::exchange(m_lines, {});
        const bool aligned = std::ranges::all_of(lines, [](const QString& line) { return line.startsWith(u' '); });
        if (!aligned && m_table.promised) {
            m_table.columns = lines.first().split(u'|');
            for (const QString& line : lines.mid(1))
                m_table.rows.push_back(line.split(u'|'));
            return;
        }
        // A bar in a value does not stand in the same place of every row.
        std::vector<int> common;
        for (const Separator& bar : separatorsOf(lines.first())) {
            if (!aligned || std::ranges::all_of(lines, [&bar](const QString& line) {
                    const auto bars = separatorsOf(line);
                    return std::ranges::find(bars, bar.column, &Separator::column) != bars.end();
                }))
                common.push_back(bar.column);
        }
        for (const QString& line : lines)
            addRow(cellsOf(line, common, !aligned));
        m_open.clear();
        qsizetype widest = 0;
        for (const QStringList& row : m_table.rows)
            widest = std::max(widest, row.size());
        for (qsizetype i = m_table.columns.size(); i < widest; ++i)
            m_table.columns << QString::number(i + 1);
    }

    PsqlTable m_table;
    QStringList m_lines; ///< not understood yet
    std::vector<int> m_borders;
    std::vector<bool> m_open; ///< which cells go on in the next line
    bool m_ruled = false;
    bool m_framed = false;
    bool m_expanded = false;
    qsizetype m_field = -1;
};

} // namespace

Result<PsqlTable> readPsql(const QByteArray& output)
{
    QString text = toolText(output);
    for (const auto& [from, to] : std::initializer_list<std::pair<char16_t, char16_t>>{{u'\u2502', u'|'},
                                                                                       {u'\u2503', u'|'},
                                                                                       {u'\u2500', u'-'},
                                                                                       {u'\u2501', u'-'},
                                                                                       {u'\u253c', u'+'},
                                                                                       {u'\u250c', u'+'},
                                                                                       {u'\u2510', u'+'},
                                                                                       {u'\u2514', u'+'},
                                                                                       {u'\u2518', u'+'},
                                                                                       {u'\u251c', u'+'},
                                                                                       {u'\u2524', u'+'},
                                                                                       {u'\u252c', u'+'},
                                                                                       {u'\u2534', u'+'},
                                                                                       {u'\u21b5', u'+'}})
        text.replace(QChar(from), QChar(to));
    QStringList lines = text.split(u'\n');
    // What psql says itself is no row.
    static const QRegularExpression said(
        u"\\A(?:psql:|ERROR:|NOTICE:|WARNING:|HINT:|Time: |(?:INSERT|UPDATE|DELETE|SELECT|COPY) [0-9 ]+\\z)"_s);
    lines.removeIf([](const QString& line) { return said.match(line).hasMatch(); });
    PsqlTable table = Reader().read(lines);
    if (table.columns.isEmpty() && table.rows.empty() && !table.promised)
        return notOutputOf(u"psql"_s);
    return table;
}

QJsonObject toJson(const PsqlTable& table, size_t row)
{
    QJsonObject out;
    const QStringList& cells = table.rows.at(row);
    for (qsizetype i = 0; i < table.columns.size(); ++i)
        out.insert(table.columns[i], cells.value(i));
    return out;
}

} // namespace Pilothouse::Runtime
