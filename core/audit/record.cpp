// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/record.h"

#include "base/canonical.h"

namespace Pilothouse::Audit {

using namespace Qt::StringLiterals;

namespace {

QJsonObject hashed(const Record& record)
{
    return {{u"seq"_s, record.seq},
            {u"id"_s, record.id.toString()},
            {u"at"_s, record.micros},
            {u"actor"_s, record.actor},
            {u"observer"_s, record.observer.toString()},
            {u"action"_s, record.action},
            {u"target"_s, record.target},
            {u"payload"_s, QString::fromUtf8(record.payload)},
            {u"previous"_s, record.previous}};
}

} // namespace

QString genesis() { return QString(64, u'0'); }

Result<QString> hashOf(const Record& record)
{
    const Result<QByteArray> bytes = canonicalJson(hashed(record));
    if (!bytes)
        return fail(bytes.error());
    return sha256Hex(*bytes);
}

QJsonObject toJson(const Record& record)
{
    QJsonObject json = hashed(record);
    json.insert(u"hash"_s, record.hash);
    return json;
}

} // namespace Pilothouse::Audit
