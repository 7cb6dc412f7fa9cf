// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/kept.h"

#include "base/safetext.h"
#include "base/units.h"
#include "run/proof.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

constexpr int commitDigits = 40;
constexpr int shortDigits = 7;

KeptVersion& entryFor(HostKept& host, const QString& version)
{
    const auto it = std::ranges::find(host.versions, version, &KeptVersion::version);
    if (it != host.versions.end())
        return *it;
    host.versions.push_back({.version = version});
    return host.versions.back();
}

QString orNothing(const QString& word) { return word == u"-"_s ? QString() : word; }

QJsonObject imageToJson(const KeptImage& image)
{
    return {{u"service"_s, image.service},
            {u"id"_s, image.id},
            {u"name"_s, image.name},
            {u"bytes"_s, double(image.bytes)},
            {u"here"_s, image.here}};
}

KeptImage imageFromJson(const QJsonObject& json)
{
    return {.service = json[u"service"_s].toString(),
            .id = json[u"id"_s].toString(),
            .name = json[u"name"_s].toString(),
            .bytes = qint64(json[u"bytes"_s].toDouble()),
            .here = json[u"here"_s].toBool()};
}

} // namespace

qint64 KeptVersion::bytes() const
{
    qint64 sum = releaseBytes;
    for (const KeptImage& image : images)
        sum += image.bytes;
    return sum;
}

const KeptVersion* HostKept::version(const QString& name) const
{
    const auto it = std::ranges::find(versions, name, &KeptVersion::version);
    return it == versions.end() ? nullptr : &*it;
}

HostKept keptFrom(const QString& host, const QByteArray& output)
{
    HostKept kept{.host = host};
    for (const QByteArray& bytes : output.split('\n')) {
        const QString line = QString::fromUtf8(bytes);
        const QString word = line.section(u' ', 0, 0);
        const QString rest = line.section(u' ', 1);
        const QStringList words = rest.split(u' ');
        if (word == u"kept"_s) {
            KeptVersion& entry = entryFor(kept, words.value(0));
            entry.order = words.value(1).toLongLong();
            if (const qint64 since = words.value(2).toLongLong(); since > 0)
                entry.since = QDateTime::fromSecsSinceEpoch(since, Qt::UTC);
            entry.run = orNothing(words.value(3));
            entry.before = orNothing(words.value(4));
        } else if (word == u"image"_s) {
            entryFor(kept, words.value(0))
                .images.push_back({.service = words.value(1),
                                   .id = words.value(3),
                                   .name = words.value(5),
                                   .bytes = words.value(4).toLongLong(),
                                   .here = words.value(2) == u"here"_s});
        } else if (word == u"release"_s) {
            KeptVersion& entry = entryFor(kept, words.value(0));
            entry.releaseHere = words.value(1) == u"here"_s;
            entry.link = words.value(2) == u"link"_s;
            entry.releaseBytes = words.value(3).toLongLong();
            entry.release = rest.section(u' ', 4);
        } else if (word == u"now"_s) {
            kept.running.push_back({.service = words.value(0), .id = words.value(1), .name = rest.section(u' ', 2)});
        } else if (word == u"read"_s) {
            kept.read = rest.trimmed();
        } else if (word == u"folder"_s && words.value(0) == u"copy"_s) {
            kept.folderBytes = words.value(1).toLongLong();
        } else if (word == u"free"_s) {
            kept.freeBytes = rest.toLongLong();
        } else if (word == u"error"_s && kept.error.isEmpty()) {
            kept.error = SafeText::oneLine(rest, 300).text();
        }
    }
    std::ranges::stable_sort(kept.versions, {}, &KeptVersion::order);
    return kept;
}

QJsonObject keptToJson(const HostKept& host)
{
    QJsonArray versions;
    for (const KeptVersion& kept : host.versions) {
        QJsonArray images;
        for (const KeptImage& image : kept.images)
            images += imageToJson(image);
        versions += QJsonObject{
            {u"version"_s, kept.version},
            {u"order"_s, double(kept.order)},
            {u"since"_s, kept.since.isValid() ? QJsonValue(double(kept.since.toSecsSinceEpoch())) : QJsonValue()},
            {u"run"_s, kept.run},
            {u"before"_s, kept.before},
            {u"images"_s, images},
            {u"release"_s, kept.release},
            {u"link"_s, kept.link},
            {u"releaseHere"_s, kept.releaseHere},
            {u"releaseBytes"_s, double(kept.releaseBytes)}};
    }
    QJsonArray running;
    for (const KeptImage& image : host.running)
        running += imageToJson(image);
    return {{u"host"_s, host.host},
            {u"versions"_s, versions},
            {u"running"_s, running},
            {u"read"_s, host.read},
            {u"folderBytes"_s, host.folderBytes ? QJsonValue(double(*host.folderBytes)) : QJsonValue()},
            {u"freeBytes"_s, double(host.freeBytes)},
            {u"error"_s, host.error}};
}

HostKept keptFromJson(const QJsonObject& json)
{
    HostKept host{.host = json[u"host"_s].toString(),
                  .read = json[u"read"_s].toString(),
                  .freeBytes = qint64(json[u"freeBytes"_s].toDouble()),
                  .error = json[u"error"_s].toString()};
    if (json[u"folderBytes"_s].isDouble())
        host.folderBytes = qint64(json[u"folderBytes"_s].toDouble());
    for (const auto& value : json[u"running"_s].toArray())
        host.running.push_back(imageFromJson(value.toObject()));
    for (const auto& value : json[u"versions"_s].toArray()) {
        const QJsonObject o = value.toObject();
        KeptVersion kept{.version = o[u"version"_s].toString(),
                         .order = qint64(o[u"order"_s].toDouble()),
                         .run = o[u"run"_s].toString(),
                         .before = o[u"before"_s].toString(),
                         .release = o[u"release"_s].toString(),
                         .link = o[u"link"_s].toBool(),
                         .releaseHere = o[u"releaseHere"_s].toBool(),
                         .releaseBytes = qint64(o[u"releaseBytes"_s].toDouble())};
        if (o[u"since"_s].isDouble())
            kept.since = QDateTime::fromSecsSinceEpoch(qint64(o[u"since"_s].toDouble()), Qt::UTC);
        for (const auto& image : o[u"images"_s].toArray())
            kept.images.push_back(imageFromJson(image.toObject()));
        host.versions.push_back(std::move(kept));
    }
    return host;
}

KeepShare shareOf(const System::Environment& environment, const QString& host)
{
    KeepShare share;
    if (!environment.keep)
        return share;
    const auto isOn = [&](const QStringList& on) {
        return std::ranges::any_of(environment.hostsOn(on), [&](const auto* each) { return each->name == host; });
    };
    for (const QString& name : environment.keep->images) {
        const System::Service* service = environment.service(name);
        if (service && isOn(service->on))
            share.images += name;
    }
    share.release = environment.keep->keepsRelease() && isOn(environment.keep->releaseOn);
    return share;
}

QStringList keepingHosts(const System::Environment& environment)
{
    QStringList names;
    for (const System::Host& host : environment.hosts) {
        if (!shareOf(environment, host.name).isEmpty())
            names += host.name;
    }
    return names;
}

QStringList missingOf(const HostKept& host, const QString& version, const KeepShare& share)
{
    const KeptVersion* kept = host.version(version);
    QStringList missing;
    for (const QString& service : share.images) {
        const auto has = [&](const KeptImage& image) { return image.service == service && image.here; };
        if (!kept || std::ranges::none_of(kept->images, has))
            missing += QCoreApplication::translate("Run", "the image of %1").arg(service);
    }
    if (share.release && (!kept || !kept->releaseHere))
        missing += QCoreApplication::translate("Run", "the release");
    return missing;
}

QStringList retainedOn(const System::Environment& environment, const std::vector<HostKept>& hosts,
                       const QStringList& names)
{
    QStringList retained;
    bool first = true;
    for (const QString& name : names) {
        const KeepShare share = shareOf(environment, name);
        if (share.isEmpty())
            continue;
        const auto host = std::ranges::find(hosts, name, &HostKept::host);
        QStringList whole;
        if (host != hosts.end()) {
            for (const KeptVersion& kept : host->versions) {
                if (missingOf(*host, kept.version, share).isEmpty())
                    whole.prepend(kept.version);
            }
        }
        if (std::exchange(first, false))
            retained = whole;
        else
            retained.removeIf([&](const QString& version) { return !whole.contains(version); });
    }
    return retained;
}

QString fullVersion(const QStringList& retained, const QString& given)
{
    if (retained.contains(given))
        return given;
    QStringList fitting;
    for (const QString& version : retained) {
        if (sameVersion(version, given))
            fitting += version;
    }
    return fitting.size() == 1 ? fitting.front() : QString();
}

QString wayBackFrom(const std::vector<HostKept>& hosts, const QStringList& retained, const QString& running)
{
    for (const HostKept& host : hosts) {
        const KeptVersion* now = host.version(running);
        if (!now)
            continue;
        if (retained.contains(now->before) && now->before != running)
            return now->before;
        for (auto it = host.versions.rbegin(); it != host.versions.rend(); ++it) {
            if (it->order < now->order && retained.contains(it->version))
                return it->version;
        }
        return {};
    }
    // What runs is not kept, so what was kept last ran before it.
    for (const QString& version : retained) {
        if (!sameVersion(version, running))
            return version;
    }
    return {};
}

QString keptWords(const QString& version, const std::vector<HostKept>& hosts)
{
    QStringList parts;
    for (const HostKept& host : hosts) {
        const KeptVersion* kept = host.version(version);
        if (!kept)
            continue;
        QStringList what;
        if (!kept->images.empty())
            what += QCoreApplication::translate("Run", "%n image(s)", nullptr, int(kept->images.size()));
        if (!kept->release.isEmpty())
            what += QCoreApplication::translate("Run", "its release");
        if (kept->bytes() > 0)
            what += formatSize(kept->bytes());
        parts += QCoreApplication::translate("Run", "%1 (%2)").arg(host.host, what.join(u", "_s));
    }
    return parts.isEmpty()
               ? QCoreApplication::translate("Run", "%1 is kept nowhere").arg(shortVersion(version))
               : QCoreApplication::translate("Run", "%1 kept on %2").arg(shortVersion(version), parts.join(u", "_s));
}

QString shortVersion(const QString& version)
{
    return isCommit(version) ? version.left(shortDigits) : SafeText::oneLine(version, commitDigits).text();
}

bool canBeKept(const QString& version)
{
    constexpr int longest = 100;
    const auto plain = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'.' ||
               c == u'_' || c == u'-';
    };
    return !version.isEmpty() && version.size() <= longest && version.front() != u'.' && version.front() != u'-' &&
           std::ranges::all_of(version, plain);
}

} // namespace Pilothouse::Run
