// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptedssh/scriptedsshserver.h"

#include "ssh/handles.h"

#include <QFile>
#include <QRandomGenerator>

#include <arpa/inet.h>
#include <atomic>
#include <fcntl.h>
#include <libssh/server.h>
#include <list>
#include <mutex>
#include <netinet/in.h>
#include <set>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

// libssh would rather have callbacks for these three, which answer before a test could look at what came.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

using namespace Qt::StringLiterals;

namespace Pilothouse::Test {

using Factor = ScriptedSshServer::Factor;

namespace {

int methodOf(Factor::Kind kind)
{
    switch (kind) {
    case Factor::Kind::Key:
        return SSH_AUTH_METHOD_PUBLICKEY;
    case Factor::Kind::Password:
        return SSH_AUTH_METHOD_PASSWORD;
    case Factor::Kind::Questions:
        return SSH_AUTH_METHOD_INTERACTIVE;
    }
    return 0;
}

struct BindDeleter
{
    void operator()(ssh_bind bind) const { ssh_bind_free(bind); }
};

} // namespace

class ScriptedSshServer::Private
{
public:
    explicit Private(Options given)
        : options(std::move(given))
        , bind(ssh_bind_new())
    {
        ssh_key key = nullptr;
        ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &key);
        char* text = nullptr;
        ssh_pki_export_pubkey_base64(key, &text);
        hostKey = text;
        ssh_string_free_char(text);
        ssh_bind_options_set(bind.get(), SSH_BIND_OPTIONS_IMPORT_KEY, key);
        const bool no = false;
        ssh_bind_options_set(bind.get(), SSH_BIND_OPTIONS_PROCESS_CONFIG, &no);

        auto* random = QRandomGenerator::system();
        address = QByteArray("127.") + QByteArray::number(random->bounded(1, 255)) + '.' +
                  QByteArray::number(random->bounded(1, 255)) + '.' + QByteArray::number(random->bounded(1, 255));
        listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in name = {};
        name.sin_family = AF_INET;
        inet_pton(AF_INET, address.constData(), &name.sin_addr);
        socklen_t size = sizeof name;
        running = ::bind(listener, reinterpret_cast<sockaddr*>(&name), size) == 0 && ::listen(listener, 64) == 0 &&
                  getsockname(listener, reinterpret_cast<sockaddr*>(&name), &size) == 0;
        port = ntohs(name.sin_port);
        if (running)
            acceptor = std::jthread([this] { acceptAll(); });
    }
    ~Private()
    {
        ::shutdown(listener, SHUT_RDWR);
        if (acceptor.joinable())
            acceptor.join();
        ::close(listener);
        hangUp();
        connectionThreads.clear(); // joins
    }
    Private(const Private&) = delete;
    Private& operator=(const Private&) = delete;

    void hangUp()
    {
        const std::lock_guard lock(mutex);
        for (const int fd : sockets)
            ::shutdown(fd, SHUT_RDWR);
    }

    const Options options;
    std::unique_ptr<ssh_bind_struct, BindDeleter> bind;
    QByteArray hostKey;
    QByteArray address;
    quint16 port = 0;
    bool running = false;
    std::atomic_int connections = 0;
    std::atomic_int offeredKeys = 0;
    std::atomic_int passwords = 0;
    std::atomic_int rounds = 0;

private:
    /// How far a login has come.
    struct Login
    {
        size_t factor = 0;
        size_t round = 0;
        int repeated = 0;
        int failures = 0;
        bool done = false;
    };

    void acceptAll()
    {
        while (true) {
            const int fd = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
            if (fd < 0)
                return;
            ++connections;
            const std::lock_guard lock(mutex);
            sockets.insert(fd);
            connectionThreads.emplace_back([this, fd] { serve(fd); });
        }
    }

    void serve(int fd)
    {
        const Ssh::SessionHandle session(ssh_new());
        {
            const std::lock_guard lock(bindMutex);
            if (ssh_bind_accept_fd(bind.get(), session.get(), fd) != SSH_OK)
                return forget(fd);
        }
        if (ssh_handle_key_exchange(session.get()) == SSH_OK) {
            Login login;
            offer(session.get(), login);
            while (ssh_message message = ssh_message_get(session.get())) {
                const bool goOn = answer(session.get(), login, message);
                ssh_message_free(message);
                if (!goOn)
                    break;
            }
        }
        forget(fd);
        ssh_disconnect(session.get());
    }

    void forget(int fd)
    {
        const std::lock_guard lock(mutex);
        sockets.erase(fd);
    }

    void offer(ssh_session session, const Login& login) const
    {
        int methods = methodOf(options.factors[login.factor].kind);
        if (login.factor == 0) {
            for (const Factor::Kind more : options.alsoTakes)
                methods |= methodOf(more);
        }
        ssh_set_auth_methods(session, methods);
    }

    /// False when the connection is to end.
    bool answer(ssh_session session, Login& login, ssh_message message)
    {
        const int type = ssh_message_type(message);
        if (type == SSH_REQUEST_AUTH && !login.done)
            return authenticate(session, login, message);
        ssh_message_reply_default(message);
        return true;
    }

    bool authenticate(ssh_session session, Login& login, ssh_message message)
    {
        const Factor& factor = options.factors[login.factor];
        const int method = ssh_message_subtype(message);
        if (method == SSH_AUTH_METHOD_NONE) {
            ssh_message_reply_default(message);
            return true;
        }
        if (method != methodOf(factor.kind)) {
            if (method == SSH_AUTH_METHOD_PUBLICKEY)
                ++offeredKeys;
            return refuse(session, login, message);
        }
        switch (factor.kind) {
        case Factor::Kind::Key:
            return judgeKey(session, login, message, factor);
        case Factor::Kind::Password:
            ++passwords;
            return factor.password == QString::fromUtf8(ssh_message_auth_password(message))
                       ? accept(session, login, message)
                       : refuse(session, login, message);
        case Factor::Kind::Questions:
            return question(session, login, message, factor);
        }
        return false;
    }

    bool judgeKey(ssh_session session, Login& login, ssh_message message, const Factor& factor)
    {
        char* text = nullptr;
        ssh_key key = ssh_message_auth_pubkey(message);
        const bool known = key && ssh_pki_export_pubkey_base64(key, &text) == SSH_OK && factor.key == text;
        ssh_string_free_char(text);
        const auto state = ssh_message_auth_publickey_state(message);
        if (known && state == SSH_PUBLICKEY_STATE_NONE) {
            ssh_message_auth_reply_pk_ok_simple(message);
            return true;
        }
        if (known && state == SSH_PUBLICKEY_STATE_VALID)
            return accept(session, login, message);
        ++offeredKeys;
        return refuse(session, login, message);
    }

    bool question(ssh_session session, Login& login, ssh_message message, const Factor& factor)
    {
        if (ssh_message_auth_kbdint_is_response(message) == 0) {
            login.round = 0;
            ask(message, factor, login);
            return true;
        }
        const auto& round = factor.rounds[login.round];
        bool right = ssh_userauth_kbdint_getnanswers(session) == int(round.size());
        for (size_t i = 0; right && i < round.size(); ++i)
            right = round[i].answer == QString::fromUtf8(ssh_userauth_kbdint_getanswer(session, unsigned(i)));
        if (!right && login.repeated++ >= factor.patience)
            return refuse(session, login, message);
        if (right && ++login.round == factor.rounds.size())
            return accept(session, login, message);
        ask(message, factor, login);
        return true;
    }

    void ask(ssh_message message, const Factor& factor, const Login& login)
    {
        ++rounds;
        std::vector<QByteArray> texts;
        std::vector<const char*> prompts;
        std::vector<char> echo;
        for (const Question& one : factor.rounds[login.round]) {
            texts.push_back(one.text.toUtf8());
            echo.push_back(char(one.echo));
        }
        for (const QByteArray& text : texts)
            prompts.push_back(text.constData());
        ssh_message_auth_interactive_request(message, factor.title.toUtf8().constData(),
                                             factor.instruction.toUtf8().constData(), unsigned(prompts.size()),
                                             prompts.data(), echo.data());
    }

    bool accept(ssh_session session, Login& login, ssh_message message)
    {
        login.round = 0;
        const bool last = ++login.factor == options.factors.size();
        login.done = last;
        if (!last)
            offer(session, login);
        ssh_message_auth_reply_success(message, last ? 0 : 1);
        return true;
    }

    bool refuse(ssh_session session, Login& login, ssh_message message) const
    {
        offer(session, login);
        ssh_message_reply_default(message);
        return ++login.failures < options.maxAuthTries;
    }

    std::mutex mutex;
    std::mutex bindMutex;
    std::set<int> sockets;
    std::list<std::jthread> connectionThreads;
    std::jthread acceptor;
    int listener = -1;
};

ScriptedSshServer::ScriptedSshServer(Options options)
    : d(std::make_unique<Private>(std::move(options)))
{
    QFile file(knownHostsFile());
    if (file.open(QIODevice::WriteOnly))
        file.write('[' + d->address + "]:" + QByteArray::number(d->port) + " ssh-ed25519 " + d->hostKey + '\n');
}

ScriptedSshServer::~ScriptedSshServer() = default;

bool ScriptedSshServer::isRunning() const { return d->running; }

Ssh::Endpoint ScriptedSshServer::endpoint(const QString& name) const
{
    return {.name = name,
            .address = QString::fromLatin1(d->address),
            .port = d->port,
            .user = u"deploy"_s,
            .policy = Ssh::HostKeyPolicy::Strict};
}

int ScriptedSshServer::connections() const { return d->connections; }
int ScriptedSshServer::offeredKeys() const { return d->offeredKeys; }
int ScriptedSshServer::passwords() const { return d->passwords; }
int ScriptedSshServer::rounds() const { return d->rounds; }
void ScriptedSshServer::hangUp() const { d->hangUp(); }

} // namespace Pilothouse::Test
