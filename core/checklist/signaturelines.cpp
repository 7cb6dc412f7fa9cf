// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/signaturelines.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace Pilothouse::Checklist {

namespace {

using namespace Qt::StringLiterals;

/// A line taken apart: `label: blank-or-name date-label date`.
struct Parts
{
    QString label;
    bool colon = false;
    bool blank = false; ///< something to write on follows the label
    bool date = false;
    QString filled = {};
};

bool isBlankCharacter(QChar c) { return QStringView(u"_\\*/.…＿-–—⋯").contains(c); }

bool isColon(QChar c) { return c == u':' || c == u'：'; }

/// Length of a blank to write on at the beginning of `text`, 0 when there is none. Formatters turn underscores into
/// mixes of stars, backslashes and underscores.
qsizetype blankLength(QStringView text)
{
    qsizetype length = 0;
    int underscores = 0;
    int others = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c.isSpace())
            continue;
        if (!isBlankCharacter(c))
            break;
        underscores += c == u'_' || c == u'＿' ? 1 : 0;
        others += c == u'…' || c == u'⋯' ? 3 : c == u'.' || c == u'-' || c == u'*' ? 1 : 0;
        length = i + 1;
    }
    return underscores > 0 || others >= 4 ? length : 0;
}

const QRegularExpression& dateLabel()
{
    static const QRegularExpression expression(
        u"(?:^|[\\s|,;(/*_])(?:date|dated|datum|fecha|data|dato|date de signature|日付|日期)\\s*[:：_/]"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return expression;
}

Parts takeApart(const QString& line)
{
    static const QRegularExpression box(u"^(?:\\[[ xX]?\\]|[☐☑☒⬜✅✔✓])\\s*"_s);
    static const QRegularExpression remark(u"\\s*\\([^)]*\\)\\s*$"_s);
    static const QRegularExpression suffix(
        u"\\s*[-–—]?\\s*(?:sign[- ]?off|signature|approval|unterschrift|freigabe)\\s*$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QString text = QString(line).remove(box);
    Parts parts;
    qsizetype end = std::ranges::find_if(text, isColon) - text.begin();
    const qsizetype underscores = text.indexOf("___"_L1);
    parts.colon = end < text.size() && (underscores < 0 || end < underscores);
    if (!parts.colon)
        end = underscores;
    if (end <= 0)
        return parts;
    parts.label = text.left(end).remove(remark).trimmed();
    if (const QString shorter = QString(parts.label).remove(suffix); !shorter.isEmpty())
        parts.label = shorter;
    QString rest = text.mid(parts.colon ? end + 1 : end);
    const qsizetype length = blankLength(rest);
    parts.blank = length > 0;
    if (const auto date = dateLabel().match(rest); date.hasMatch()) {
        parts.date = true;
        rest = rest.left(date.capturedStart());
    }
    if (!parts.blank)
        parts.filled = rest.trimmed();
    return parts;
}

/// Whether the words can be an office or a person rather than a time, a number or a remark.
bool canBeRole(const QString& label)
{
    static const QSet<QString> never{
        u"date"_s,        u"time"_s,     u"datum"_s,    u"fecha"_s,        u"data"_s,    u"hora"_s,     u"zeit"_s,
        u"version"_s,     u"release"_s,  u"detail"_s,   u"details"_s,      u"reason"_s,  u"reasons"_s,  u"note"_s,
        u"notes"_s,       u"comment"_s,  u"comments"_s, u"other"_s,        u"name"_s,    u"phone"_s,    u"tel"_s,
        u"telephone"_s,   u"email"_s,    u"e-mail"_s,   u"mail"_s,         u"url"_s,     u"link"_s,     u"id"_s,
        u"title"_s,       u"status"_s,   u"result"_s,   u"results"_s,      u"number"_s,  u"ticket"_s,   u"duration"_s,
        u"start"_s,       u"end"_s,      u"window"_s,   u"notification"_s, u"update"_s,  u"deadline"_s, u"go-live"_s,
        u"total"_s,       u"yes"_s,      u"no"_s,       u"location"_s,     u"address"_s, u"summary"_s,  u"signature"_s,
        u"type"_s,        u"category"_s, u"priority"_s, u"impact"_s,       u"cost"_s,    u"hash"_s,     u"commit"_s,
        u"sha"_s,         u"tag"_s,      u"branch"_s,   u"decision"_s,     u"outcome"_s, u"score"_s,    u"count"_s,
        u"environment"_s, u"approved"_s, u"rejected"_s, u"deferred"_s,     u"n/a"_s,     u"signed"_s,   u"day"_s,
        u"at"_s,          u"on"_s};
    if (label.size() > 60 || std::ranges::none_of(label, [](QChar c) { return c.isLetter(); }))
        return false;
    const QStringList words = label.toLower().split(u' ', Qt::SkipEmptyParts);
    static const QRegularExpression sentence(u"[.!?;=<>{}]|https?"_s);
    return words.size() <= 8 && !never.contains(words.last()) && !label.contains(sentence);
}

bool isOffice(const QString& label)
{
    static const QRegularExpression office(
        u"\\b(?:lead|leader|manager|engineer|officer|owner|developer|director|architect|tester|analyst|administrator|"
        u"admin|"
        "coordinator|representative|sponsor|c[etioisf]+o|vp|head|team|board|devops|sre|qa|dba|steward|approver|"
        "reviewer|"
        "auditor|by|leiter\\w*|leitung|verantwortlich\\w*|respons[aá][vb](?:el|le)|gerente|entwickler\\w*|betrieb)\\b"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return office.match(label).hasMatch();
}

bool isAboutSigning(const QString& title)
{
    static const QRegularExpression words(
        u"sign[- "
        u"]?off|signature|signator|\\bsigned\\b|approv|authori[sz]ation|unterschrift|freigabe|abnahme|aprova|aprobaci|"
        "assinatura|\\bfirmas?\\b|visto bueno|承認|签字|审批"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return words.match(title).hasMatch();
}

class Finder
{
public:
    explicit Finder(const Outline& outline)
        : m_outline(outline)
        , m_dated(outline.entries.size(), false)
        , m_signing(outline.headings.size(), false)
    {
        for (size_t i = 0; i < outline.headings.size(); ++i) {
            const Heading& heading = outline.headings[i];
            m_signing[i] = isAboutSigning(heading.title) || (heading.parent >= 0 && m_signing[size_t(heading.parent)]);
        }
        for (const Entry& entry : outline.entries)
            if (entry.parent >= 0 && entry.passage >= 0 && beginsWithDate(outline.passages[size_t(entry.passage)]))
                m_dated[size_t(entry.parent)] = true;
    }

    std::vector<SignaturePlace> all()
    {
        for (size_t i = 0; i < m_outline.passages.size(); ++i) {
            const Passage& passage = m_outline.passages[i];
            switch (passage.kind) {
            case Passage::Kind::TableHead:
                readHead(passage);
                break;
            case Passage::Kind::TableRow:
                readRow(passage);
                break;
            case Passage::Kind::ListText:
            case Passage::Kind::Paragraph:
                readLines(i);
                break;
            }
        }
        return std::move(m_found);
    }

private:
    static bool beginsWithDate(const Passage& passage)
    {
        return !passage.lines.empty() && dateLabel().match(passage.lines.front().text).capturedStart() == 0;
    }

    bool isSigning(int heading) const { return heading >= 0 && m_signing[size_t(heading)]; }

    void readLines(size_t index)
    {
        const Passage& passage = m_outline.passages[index];
        const bool own = passage.kind == Passage::Kind::ListText;
        const bool task = own && m_outline.entries[size_t(passage.entry)].task;
        for (size_t i = 0; i < passage.lines.size() && !(task && i > 0); ++i) {
            const Line& line = passage.lines[i];
            if (line.text.size() > 400)
                continue;
            Parts parts = takeApart(line.text);
            if (parts.label.isEmpty())
                continue;
            const bool last = i + 1 == passage.lines.size();
            const bool bare = !parts.blank && parts.filled.isEmpty();
            const bool below = own && i == 0 && m_dated[size_t(passage.entry)];
            const bool next = last && bare && index + 1 < m_outline.passages.size() &&
                              m_outline.passages[index + 1].heading == passage.heading &&
                              beginsWithDate(m_outline.passages[index + 1]);
            const bool dated = parts.date || below || next;
            const bool signing = isSigning(passage.heading);
            const bool office = task && isOffice(parts.label);
            const bool place = parts.blank || (dated && (bare || signing || office));
            if (place && (dated || signing || office) && canBeRole(parts.label))
                m_found.push_back(
                    {parts.label, parts.filled, passage.heading, own && i == 0 ? passage.entry : -1, line.offset});
        }
    }

    /// A table is one of signatures when it has a column to sign in and one that says who.
    void readHead(const Passage& head)
    {
        static const QRegularExpression who(
            u"role|rolle|\\brol\\b|função|cargo|position|approver|stakeholder|responsib|funktion|"
            "signatory|department|team"_s,
            QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression sign(u"sign|unterschrift|assinatura|firma|approv|freigabe"_s,
                                             QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression date(u"^(?:date|datum|fecha|data|日付|日期)\\b"_s,
                                             QRegularExpression::CaseInsensitiveOption);
        m_role = m_sign = -1;
        bool dated = false;
        for (int i = 0; i < head.cells.size(); ++i) {
            const QString& cell = head.cells.at(i);
            if (m_role < 0 && who.match(cell).hasMatch())
                m_role = i;
            else if (m_sign < 0 && sign.match(cell).hasMatch())
                m_sign = i;
            dated = dated || date.match(cell).hasMatch();
        }
        const bool signing = isSigning(head.heading);
        m_table = (m_role >= 0 && m_sign >= 0) || (signing && (m_sign >= 0 || dated));
        if (m_role < 0)
            m_role = 0;
    }

    void readRow(const Passage& row)
    {
        if (!m_table || row.cells.size() <= m_role || row.lines.empty())
            return;
        const QString role = row.cells.at(m_role).trimmed();
        if (role.isEmpty() || blankLength(role) > 0 || !canBeRole(role))
            return;
        const QString written = m_sign >= 0 && m_sign < row.cells.size() ? row.cells.at(m_sign).trimmed() : QString();
        m_found.push_back(
            {role, blankLength(written) > 0 ? QString() : written, row.heading, -1, row.lines.front().offset});
    }

    const Outline& m_outline;
    std::vector<bool> m_dated;   ///< of each entry: a bullet under it holds a date
    std::vector<bool> m_signing; ///< of each heading: it, or one around it, is about signing
    std::vector<SignaturePlace> m_found;
    bool m_table = false;
    int m_role = -1;
    int m_sign = -1;
};

} // namespace

std::vector<SignaturePlace> findSignatures(const Outline& outline) { return Finder(outline).all(); }

} // namespace Pilothouse::Checklist
