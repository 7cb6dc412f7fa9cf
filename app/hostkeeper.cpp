// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hostkeeper.h"

#include "base/translate.h"

#include <QFileInfo>
#include <QJsonArray>

namespace Pilothouse {

using namespace Qt::StringLiterals;

namespace {

// Another console holds the file's lock for as long as it takes to write it.
constexpr auto pause = std::chrono::milliseconds(20);
constexpr int mostTries = 100;
constexpr qint64 mostRead = 8 * 1024 * 1024;

QJsonObject toJson(const QString& names, const Ssh::HostKey& key)
{
    return {{u"host"_s, names}, {u"type"_s, QString::fromLatin1(key.type)}, {u"fingerprint"_s, key.fingerprint()}};
}

} // namespace

HostKeeper::HostKeeper(QStringList files, Audit::Trail& audit, Clock& clock)
    : m_keys(std::move(files))
    , m_audit(audit)
    , m_clock(clock)
    , m_thread(u"host-keys"_s, ThreadRole::Io)
{
}

HostKeeper::~HostKeeper()
{
    m_thread.runAndWait([this] {
        m_ends = true;
        m_pauses.clear();
    });
    m_thread.finish();
}

QFuture<Result<Ssh::KnownKeys::Listing>> HostKeeper::list()
{
    const Promise<Ssh::KnownKeys::Listing> promise;
    m_thread.post([this, promise] { promise.answer(m_keys.list()); });
    return promise.future();
}

QFuture<Result<std::vector<Ssh::ProposedKey>>> HostKeeper::propose(const QByteArray& text, const QByteArray& name)
{
    const Promise<std::vector<Ssh::ProposedKey>> promise;
    m_thread.post([this, promise, text, name] { promise.answer(m_keys.propose(text, name)); });
    return promise.future();
}

QFuture<Result<std::vector<Ssh::ProposedKey>>> HostKeeper::proposeFile(const QString& file, const QByteArray& name)
{
    const Promise<std::vector<Ssh::ProposedKey>> promise;
    m_thread.post([this, promise, file, name] {
        QFile from(file);
        if (!QFileInfo(file).isFile() || !from.open(QIODevice::ReadOnly))
            return promise.answer(fail(ErrorKind::NotFound,
                                       translate("App", "%1 cannot be read; choose another file.").arg(file),
                                       from.errorString()));
        promise.answer(m_keys.propose(from.read(mostRead), name));
    });
    return promise.future();
}

QFuture<Result<int>> HostKeeper::forget(const std::vector<Ssh::KnownKey>& keys)
{
    QJsonArray told;
    std::vector<QByteArray> lines;
    for (const Ssh::KnownKey& key : keys) {
        if (!key.isOwn)
            return answered<int>(
                fail(ErrorKind::Refused,
                     translate("App", "%1 is not this console's own file; edit it yourself.").arg(key.file)));
        lines.push_back(key.text);
        told.append(toJson(key.names, key.key));
    }
    // One that stands there twice goes both times.
    std::ranges::sort(lines);
    lines.erase(std::ranges::unique(lines).begin(), lines.end());
    return record({.action = u"host.keys-forgotten"_s, .payload = {{u"keys"_s, told}}, .dangerous = true},
                  [this, lines]() -> Result<int> {
                      const auto done = m_keys.forget(lines);
                      return done ? Result<int>(int(lines.size())) : fail(done.error());
                  });
}

QFuture<Result<int>> HostKeeper::provision(const std::vector<Ssh::ProposedKey>& keys)
{
    QJsonArray told;
    for (const Ssh::ProposedKey& key : keys) {
        if (key.state != Ssh::ProposedKey::State::New)
            continue;
        QJsonObject one = toJson(QString::fromUtf8(key.names), key.key);
        if (key.marker != Ssh::KnownHosts::Marker::None)
            one.insert(u"marker"_s,
                       key.marker == Ssh::KnownHosts::Marker::Revoked ? u"revoked"_s : u"cert-authority"_s);
        told.append(one);
    }
    if (told.isEmpty())
        return answered<int>(0);
    return record({.action = u"host.keys-provisioned"_s, .payload = {{u"keys"_s, told}}, .dangerous = true},
                  [this, keys] { return m_keys.provision(keys); });
}

QFuture<Result<int>> HostKeeper::accept(const Ssh::KeyOffer& offer)
{
    return record({.action = u"host.key-accepted"_s,
                   .payload = {{u"keys"_s, QJsonArray{toJson(offer.endpoint.knownAs(), offer.key)}}},
                   .dangerous = true},
                  [this, offer]() -> Result<int> {
                      const auto done = m_keys.accept(offer.endpoint, offer.key);
                      return done ? Result<int>(1) : fail(done.error());
                  });
}

QFuture<Result<int>> HostKeeper::record(Audit::Entry entry, Change change)
{
    const Promise<int> promise;
    const QString action = entry.action;
    whenAnswered(m_audit.append(std::move(entry)), m_thread.slot(),
                 [this, promise, action, change = std::move(change)](const Result<Audit::Record>& recorded) {
                     if (recorded)
                         make(promise, action, change, mostTries);
                     else
                         promise.answer(fail(recorded.error()));
                 });
    return promise.future();
}

void HostKeeper::make(const Promise<int>& promise, const QString& action, const Change& change, int tries)
{
    const auto done = change();
    if (!done && done.error().kind == ErrorKind::Conflict && tries > 1 && !m_ends) {
        const quint64 number = ++m_lastPause;
        m_pauses[number] = m_clock.after(m_thread.context(), pause, [this, promise, action, change, tries, number] {
            const auto timer = std::move(m_pauses[number]); // goes when this call has ended
            m_pauses.erase(number);
            make(promise, action, change, tries - 1);
        });
        return;
    }
    // The trail says already that it was done.
    if (!done)
        m_audit.append({.action = u"host.change-failed"_s,
                        .payload = {{u"action"_s, action}, {u"reason"_s, done.error().message}}});
    promise.answer(done);
}

} // namespace Pilothouse
