// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/await.h"
#include "ssh/pool.h"
#include "support/sshserver.h"
#include "support/testmain.h"

namespace Pilothouse::Test {

/// Options of a pool that knows the server's key and has the one key the server takes.
inline Ssh::Pool::Options poolOptions(const SshServer& server)
{
    return {.knownHostsFiles = {server.knownHostsFile()}, .identity = {.agent = false, .keyFiles = {server.keyFile()}}};
}

inline Result<Ssh::Finished> runCommand(Ssh::Pool& pool, const Ssh::Endpoint& endpoint, Ssh::Command command)
{
    return await(pool.exec(endpoint, std::move(command)), {}, std::chrono::seconds(60));
}

template <typename T> QByteArray whyNot(const Result<T>& result)
{
    return result ? QByteArray("no error") : (result.error().message + u'\n' + result.error().detail).toUtf8();
}

/// Waits until `condition` holds; false when it never did.
template <typename Condition> bool eventually(Condition condition, int milliseconds = 30000)
{
    return QTest::qWaitFor(condition, milliseconds);
}

} // namespace Pilothouse::Test
