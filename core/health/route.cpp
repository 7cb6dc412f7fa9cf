// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/route.h"

#include "base/mailbox.h"
#include "base/translate.h"

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

void FarSide::refuse(const Error& error)
{
    const std::lock_guard lock(m_mutex);
    m_refusal = error;
}

std::optional<Error> FarSide::refusal() const
{
    const std::lock_guard lock(m_mutex);
    return m_refusal;
}

Error Route::reason(Error otherwise) const
{
    const auto refusal = far ? far->refusal() : std::nullopt;
    return refusal ? *refusal : otherwise;
}

QFuture<Result<Route>> Router::to(const QString& host, quint16 port, std::function<void()> onReached) const
{
    if (isDirect())
        return answered<Route>(Route{.host = host, .port = port});
    const auto far = std::make_shared<FarSide>();
    Ssh::ForwardTo to{.host = host, .port = port};
    to.onReached = std::move(onReached);
    to.onRefused = [far, host, port, via = m_via](const Error& error) {
        // RFC 4254, 5.1: 2 is that it could not connect; all else says something about the host in between only.
        const bool asked = error.detail.contains(u"error (2)"_s);
        const QString place = host + u':' + QString::number(port);
        far->refuse({.kind = asked ? ErrorKind::Failed : ErrorKind::Unreachable,
                     .message = asked ? translate("Health", "%1 refuses connections from %2").arg(place, via)
                                      : translate("Health", "%1 does not connect to %2").arg(via, place),
                     .detail = error.detail});
    };
    const Promise<Route> promise;
    whenAnswered(m_pool->forward(m_through, to), [promise, far](const Result<std::shared_ptr<Ssh::Forward>>& opened) {
        if (!opened)
            return promise.answer(fail(opened.error()));
        promise.answer(Route{.host = u"127.0.0.1"_s, .port = (*opened)->port(), .forward = *opened, .far = far});
    });
    return promise.future();
}

std::optional<std::pair<QString, quint16>> splitAddress(const QString& address, quint16 otherwise)
{
    const bool isBare =
        otherwise != 0 && (address.count(u':') == 0 || (address.count(u':') > 1 && !address.startsWith(u'[')));
    const qsizetype colon = isBare || address.endsWith(u']') ? -1 : address.lastIndexOf(u':');
    bool ok = true;
    const uint port = colon < 0 ? otherwise : address.mid(colon + 1).toUInt(&ok);
    QString host = colon < 0 ? address : address.left(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    if (!ok || port == 0 || port > 65535 || host.isEmpty())
        return std::nullopt;
    return std::pair{host, quint16(port)};
}

} // namespace Pilothouse::Health
