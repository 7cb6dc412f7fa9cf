// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/pageassets.h"

#include <QHash>
#include <QSet>

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

namespace {

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/// The tag that begins behind `<` at `at`: its name and attributes, lower-case names; `at` is moved behind it.
struct Tag
{
    QByteArray name;
    QHash<QByteArray, QByteArray> attributes;
};

Tag readTag(const QByteArray& html, qsizetype& at)
{
    const auto end = html.size();
    Tag tag;
    const qsizetype nameAt = at;
    while (at < end && !isSpace(html[at]) && html[at] != '>' && html[at] != '/')
        ++at;
    tag.name = html.mid(nameAt, at - nameAt).toLower();
    while (at < end && html[at] != '>') {
        if (isSpace(html[at]) || html[at] == '/') {
            ++at;
            continue;
        }
        const qsizetype keyAt = at;
        while (at < end && !isSpace(html[at]) && html[at] != '>' && html[at] != '=' && (html[at] != '/' || at == keyAt))
            ++at;
        const QByteArray key = html.mid(keyAt, at - keyAt).toLower();
        while (at < end && isSpace(html[at]))
            ++at;
        QByteArray value;
        if (at < end && html[at] == '=') {
            ++at;
            while (at < end && isSpace(html[at]))
                ++at;
            if (at < end && (html[at] == '"' || html[at] == '\'')) {
                const qsizetype close = html.indexOf(html[at], at + 1);
                value = html.mid(at + 1, (close < 0 ? end : close) - at - 1);
                at = close < 0 ? end : close + 1;
            } else {
                const qsizetype valueAt = at;
                while (at < end && !isSpace(html[at]) && html[at] != '>')
                    ++at;
                value = html.mid(valueAt, at - valueAt);
            }
        }
        if (!key.isEmpty() && !tag.attributes.contains(key))
            tag.attributes.insert(key, value);
        else if (key.isEmpty())
            ++at;
    }
    ++at;
    return tag;
}

/// Of a link only what makes a browser load it.
bool loads(const QByteArray& rel)
{
    for (const QByteArray& word : rel.toLower().simplified().split(' ')) {
        if (word == "stylesheet" || word == "icon" || word == "preload" || word == "modulepreload" ||
            word == "apple-touch-icon" || word == "manifest")
            return true;
    }
    return false;
}

QByteArray addressOf(const Tag& tag)
{
    const auto value = [&tag](const char* name) { return tag.attributes.value(name).trimmed(); };
    if (tag.name == "link")
        return loads(tag.attributes.value("rel")) ? value("href") : QByteArray();
    if (tag.name == "script" || tag.name == "iframe")
        return value("src");
    if (tag.name == "img" && value("loading").toLower() != "lazy")
        return value("src").isEmpty() ? value("srcset").split(' ').first() : value("src");
    return {};
}

} // namespace

std::vector<QUrl> pageAssets(const QByteArray& html, const QUrl& page)
{
    std::vector<QUrl> assets;
    const QByteArray lower = html.toLower();
    QSet<QUrl> known{page};
    QUrl base = page;
    bool hasBase = false;
    qsizetype at = 0;
    while ((at = html.indexOf('<', at)) >= 0) {
        ++at;
        if (html.mid(at, 3) == "!--") {
            const qsizetype end = html.indexOf("-->", at + 3);
            at = end < 0 ? html.size() : end + 3;
            continue;
        }
        const Tag tag = readTag(html, at);
        if (tag.name == "base" && !hasBase && tag.attributes.contains("href")) {
            base = page.resolved(QUrl(QString::fromUtf8(tag.attributes.value("href").trimmed())));
            hasBase = true;
        }
        // What stands in a script is no markup.
        if (tag.name == "script" || tag.name == "style" || tag.name == "template") {
            const qsizetype end = lower.indexOf("</" + tag.name, at);
            at = end < 0 ? html.size() : end;
        }
        QByteArray address = addressOf(tag);
        if (address.isEmpty())
            continue;
        address.replace("&amp;", "&");
        const QUrl url = base.resolved(QUrl(QString::fromUtf8(address))).adjusted(QUrl::RemoveFragment);
        if ((url.scheme() != u"http" && url.scheme() != u"https") || url.host().isEmpty() || known.contains(url))
            continue;
        known.insert(url);
        assets.push_back(url);
    }
    return assets;
}

} // namespace Pilothouse::Health
