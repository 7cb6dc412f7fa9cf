// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/summary.h"

#include <QHash>
#include <QRegularExpression>

namespace Pilothouse::Logs {

using namespace Qt::StringLiterals;

namespace {

/// A line without what a tool put in front of it.
struct Stripped
{
    QString source = {}; ///< whose line it is
    QString prefix = {}; ///< compose, pm2
    QString text;
    std::optional<Moment> moment = {};
};

Stripped strip(const QString& line)
{
    static const QRegularExpression pm2(u"\\A([0-9]+\\|[^|]{1,80}?)\\s*\\| ?"_s);
    static const QRegularExpression compose(u"\\A([A-Za-z0-9][\\w.-]{0,79})\\s*\\| ?"_s);
    static const QRegularExpression stamped(u"\\A[0-9-]{10}T[0-9:]{8}(?:\\.[0-9]+)?Z "_s);
    Stripped out{.text = line};
    auto match = pm2.match(line);
    out.prefix = match.hasMatch() ? u"pm2"_s : QString();
    if (!match.hasMatch()) {
        match = compose.match(line);
        out.prefix = match.hasMatch() ? u"compose"_s : QString();
    }
    if (!match.hasMatch())
        return out;
    out.source = match.captured(1);
    out.text = line.sliced(match.capturedEnd());
    if (const auto stamp = stamped.match(out.text); stamp.hasMatch()) {
        out.moment = momentIn(out.text);
        out.text = out.text.sliced(stamp.capturedEnd());
    }
    return out;
}

class Counter
{
public:
    void take(const QString& raw)
    {
        if (raw.trimmed().isEmpty()) {
            ++m_summary.blankLines;
            return;
        }
        ++m_summary.lines;
        const Stripped line = strip(raw);
        ++m_prefixes[line.prefix];
        std::vector<Record> records = readJsonLine(line.text);
        if (records.empty())
            records.push_back(readTextLine(line.text));
        for (Record& record : records) {
            // What Compose puts in front says its zone.
            if (line.moment && (!record.moment || !record.moment->at.isValid() || !record.moment->zoned))
                record.moment = line.moment;
            if (!goesOn(line, record))
                begin(line, record);
        }
    }

    Summary finish()
    {
        for (const auto& [format, count] : m_formats.asKeyValueRange()) {
            if (count > m_formats.value(m_summary.format) || m_summary.format.isEmpty())
                m_summary.format = format;
        }
        if (m_summary.format == u"json") {
            for (const auto& [flavour, count] : m_flavours.asKeyValueRange()) {
                if (!flavour.isEmpty() && count > m_flavours.value(m_summary.flavour))
                    m_summary.flavour = flavour;
            }
        }
        for (const auto& [prefix, count] : m_prefixes.asKeyValueRange()) {
            if (!prefix.isEmpty() && count * 2 > m_summary.lines)
                m_summary.prefix = prefix;
        }
        return std::move(m_summary);
    }

private:
    struct Open
    {
        bool timedText = false; ///< lines without a time belong to it
        bool any = false;
    };

    bool goesOn(const Stripped& line, const Record& record) const
    {
        const Open open = m_open.value(line.source);
        if (record.begins || !open.any)
            return false;
        return open.timedText || line.text.startsWith(u"  "_s) || line.text.startsWith(u'\t') ||
               line.text.startsWith(u"at "_s) || line.text.startsWith(u"Caused by: "_s);
    }

    void begin(const Stripped& line, const Record& record)
    {
        m_open[line.source] = {.timedText = record.format != u"json" && record.moment.has_value() && !line.moment,
                               .any = true};
        ++m_summary.entries;
        ++m_summary.levels[record.level];
        ++m_formats[record.format];
        ++m_flavours[record.flavour];
        if (!record.moment || !record.moment->at.isValid())
            return;
        const QDateTime& at = record.moment->at;
        m_summary.zoned = m_summary.zoned && record.moment->zoned;
        if (!m_summary.first.isValid() || at < m_summary.first)
            m_summary.first = at;
        if (!m_summary.last.isValid() || at > m_summary.last)
            m_summary.last = at;
    }

    Summary m_summary;
    QHash<QString, Open> m_open; ///< by source
    QMap<QString, qint64> m_formats;
    QMap<QString, qint64> m_flavours;
    QMap<QString, qint64> m_prefixes;
};

} // namespace

Summary summarize(const QByteArray& log)
{
    static const QRegularExpression escapes(
        u"\\x1b(?:\\[[0-9;:?]*[ -/]*[@-~]?|\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)?)"_s);
    Counter counter;
    qsizetype at = log.startsWith("\xef\xbb\xbf") ? 3 : 0;
    while (at < log.size()) {
        qsizetype end = log.indexOf('\n', at);
        end = end < 0 ? log.size() : end;
        QString line = QString::fromUtf8(log.mid(at, end - at));
        if (line.contains(QChar(0x1b)))
            line.remove(escapes);
        while (line.endsWith(u'\r'))
            line.chop(1);
        counter.take(line);
        at = end + 1;
    }
    return counter.finish();
}

QJsonObject inspectLog(const Summary& summary)
{
    const auto orNull = [](const QString& text) {
        return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
    };
    const auto time = [&orNull](const QDateTime& at) {
        return orNull(at.isValid() ? at.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss.zzzZ"_s) : QString());
    };
    QJsonObject levels;
    for (const auto& [level, count] : summary.levels.asKeyValueRange())
        levels.insert(levelName(level), count);
    return {{u"format"_s, orNull(summary.format)},
            {u"flavour"_s, orNull(summary.flavour)},
            {u"prefix"_s, orNull(summary.prefix)},
            {u"lines"_s, summary.lines},
            {u"blankLines"_s, summary.blankLines},
            {u"entries"_s, summary.entries},
            {u"levels"_s, levels},
            {u"first"_s, time(summary.first)},
            {u"last"_s, time(summary.last)},
            {u"zoned"_s, summary.zoned}};
}

} // namespace Pilothouse::Logs
