// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/agent.h"

#include "base/safetext.h"
#include "ssh/words.h"

#include <QFile>
#include <QtEndian>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

// Numbers of draft-miller-ssh-agent, section 5.1.
constexpr char agentFailure = 5;
constexpr char requestIdentities = 11;
constexpr char identitiesAnswer = 12;
constexpr char signRequest = 13;
constexpr quint32 largestMessage = 256 * 1024;
constexpr std::chrono::seconds listLimit{3};

QByteArray number(quint32 value)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray string(const QByteArray& text) { return number(quint32(text.size())) + text; }

/// Takes a length and so many bytes from the front.
std::optional<QByteArray> takeString(QByteArrayView& from)
{
    if (from.size() < 4)
        return {};
    const auto size = qFromBigEndian<quint32>(from.data());
    if (qsizetype(size) > from.size() - 4)
        return {};
    const QByteArray text = from.sliced(4, size).toByteArray();
    from = from.sliced(4 + qsizetype(size));
    return text;
}

std::optional<std::vector<AgentKey>> parseIdentities(const QByteArray& message)
{
    if (message.size() < 5 || message.at(0) != identitiesAnswer)
        return {};
    const auto count = qFromBigEndian<quint32>(message.constData() + 1);
    QByteArrayView rest = QByteArrayView(message).sliced(5);
    std::vector<AgentKey> keys;
    for (quint32 i = 0; i < count; ++i) {
        const auto blob = takeString(rest);
        const auto comment = takeString(rest);
        if (!blob || !comment)
            return {};
        keys.push_back({*blob, SafeText::oneLine(QString::fromUtf8(*comment), 80).text()});
    }
    return keys;
}

Error agentError(const QString& detail)
{
    return {.kind = ErrorKind::Unreachable, .message = Words::tr("The SSH agent does not answer."), .detail = detail};
}

} // namespace

AgentStream::AgentStream(Fd socket, OnMessage onMessage)
    : m_socket(std::move(socket))
    , m_onMessage(std::move(onMessage))
    , m_read(new QSocketNotifier(m_socket.get(), QSocketNotifier::Read))
    , m_write(new QSocketNotifier(m_socket.get(), QSocketNotifier::Write))
{
    m_write->setEnabled(false);
    QObject::connect(m_read, &QSocketNotifier::activated, m_read, [this] { readable(); });
    QObject::connect(m_write, &QSocketNotifier::activated, m_write, [this] { writable(); });
}

AgentStream::~AgentStream()
{
    for (QSocketNotifier* notifier : {m_read, m_write}) {
        notifier->setEnabled(false);
        notifier->disconnect();
        notifier->deleteLater();
    }
}

void AgentStream::send(const QByteArray& message)
{
    m_out += string(message);
    writable();
}

void AgentStream::shutDown() { ::shutdown(m_socket.get(), SHUT_RDWR); }

void AgentStream::writable()
{
    const ssize_t n = ::send(m_socket.get(), m_out.constData(), size_t(m_out.size()), MSG_NOSIGNAL);
    if (n >= 0)
        m_out.remove(0, n);
    else if (errno != EAGAIN && errno != EINTR)
        m_out.clear(); // the reading side learns of it
    m_write->setEnabled(!m_out.isEmpty());
}

void AgentStream::failed()
{
    m_read->setEnabled(false);
    m_write->setEnabled(false);
    m_onMessage({});
}

void AgentStream::readable()
{
    std::array<char, 16384> buffer{};
    const ssize_t n = ::recv(m_socket.get(), buffer.data(), buffer.size(), 0);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n <= 0)
        return failed();
    m_in.append(buffer.data(), n);
    while (m_in.size() >= 4) {
        const auto size = qFromBigEndian<quint32>(m_in.constData());
        if (size > largestMessage)
            return failed();
        if (m_in.size() < 4 + qsizetype(size))
            return;
        const QByteArray message = m_in.mid(4, size);
        m_in.remove(0, 4 + qsizetype(size));
        m_onMessage(message);
    }
}

Agent::Agent()
    : m_context(std::make_unique<QObject>())
{
}

Agent::~Agent() { revoke(); }

void Agent::list(Clock& clock, const QString& socketPath, std::function<void(Result<std::vector<AgentKey>>)> done)
{
    m_done = std::move(done);
    auto later = [this](const QString& detail) {
        QMetaObject::invokeMethod(
            m_context.get(), [this, detail] { listed(fail(agentError(detail))); }, Qt::QueuedConnection);
    };
    const QByteArray path = QFile::encodeName(socketPath);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    if (path.size() >= qsizetype(sizeof address.sun_path))
        return later(u"path too long"_s);
    std::memcpy(address.sun_path, path.constData(), size_t(path.size()));
    Fd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket.isValid() || ::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return later(u"%1: %2"_s.arg(socketPath, qt_error_string(errno)));
    m_agent = std::make_unique<AgentStream>(std::move(socket),
                                            [this](const std::optional<QByteArray>& message) { fromAgent(message); });
    m_agent->send(QByteArray(1, requestIdentities));
    m_timer = clock.after(m_context.get(), listLimit, [this] { listed(fail(agentError(u"timeout"_s))); });
}

void Agent::listed(Result<std::vector<AgentKey>> keys)
{
    m_timer.reset();
    if (const auto done = std::exchange(m_done, nullptr))
        done(std::move(keys));
}

void Agent::fromAgent(const std::optional<QByteArray>& message)
{
    if (m_done) {
        const auto keys = message ? parseIdentities(*message) : std::nullopt;
        // From the event loop, because the owner may destroy this object, and the stream is still at work.
        QMetaObject::invokeMethod(
            m_context.get(),
            [this, keys] {
                if (keys)
                    listed(*keys);
                else
                    listed(fail(agentError(u"unexpected answer"_s)));
            },
            Qt::QueuedConnection);
        return;
    }
    if (!message)
        return revoke();
    if (m_session)
        m_session->send(*message);
}

void Agent::fromSession(const std::optional<QByteArray>& message)
{
    if (!message || message->isEmpty())
        return;
    if (message->at(0) == requestIdentities) {
        m_session->send(QByteArray(1, identitiesAnswer) + number(1) + string(m_lent.blob) +
                        string(m_lent.comment.toUtf8()));
    } else if (message->at(0) == signRequest) {
        m_agent->send(asSigner(*message));
    } else {
        m_session->send(QByteArray(1, agentFailure));
    }
}

/// A request to sign with a certificate that the agent does not hold becomes one for its key.
QByteArray Agent::asSigner(const QByteArray& request) const
{
    if (m_lent.signsAs.isEmpty())
        return request;
    QByteArrayView rest = QByteArrayView(request).sliced(1);
    if (takeString(rest) != m_lent.blob)
        return request;
    return QByteArray(1, signRequest) + string(m_lent.signsAs) + rest.toByteArray();
}

Fd Agent::lend(const AgentKey& key)
{
    m_lent = key;
    std::array<int, 2> pair{-1, -1};
    if (m_session || !m_agent || ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0)
        return {};
    Fd ours(pair[0]);
    fcntl(ours.get(), F_SETFL, O_NONBLOCK);
    m_session = std::make_unique<AgentStream>(
        std::move(ours), [this](const std::optional<QByteArray>& message) { fromSession(message); });
    return Fd(pair[1]);
}

void Agent::revoke()
{
    if (m_session)
        m_session->shutDown();
}

} // namespace Pilothouse::Ssh
