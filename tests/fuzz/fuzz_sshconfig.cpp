// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_sshconfig
#include "fuzz/fuzztarget.h"
#include "sshconfig/config.h"
#include "sshconfig/configlexer.h"

#include <algorithm>

namespace {

/// The input is some files, divided by form feeds on lines of their own; they may include each other by number.
class FuzzFiles final : public Pilothouse::Ssh::ConfigFiles
{
public:
    explicit FuzzFiles(const QByteArray& input)
    {
        qsizetype at = 0;
        while (at <= input.size() && m_texts.size() < 8) {
            qsizetype end = input.indexOf("\n\f\n", at);
            if (end < 0)
                end = input.size();
            m_texts += input.mid(at, end - at);
            at = end + 3;
        }
    }
    Content read(const QString& path, bool) override
    {
        bool isNumber = false;
        const int index = path.section(QLatin1Char('/'), -1).toInt(&isNumber);
        if (!isNumber || index < 0 || index >= m_texts.size())
            return {};
        return {.state = State::There, .text = m_texts[index]};
    }
    std::optional<QStringList> matching(const QByteArray& pattern) override
    {
        return QStringList{QString::fromUtf8(pattern)};
    }

private:
    QByteArrayList m_texts;
};

} // namespace

/// Any text as ssh_config: it ends, and what comes out of it holds no character that a name must not hold, no login
/// that was not asked for, and no proxy command where jump hosts are the way.
PILOTHOUSE_FUZZ_TARGET(sshconfig)
{
    using namespace Pilothouse::Ssh;
    if (input.size() > 16 * 1024)
        return;
    FuzzFiles files(input);
    const ConfigContext context{.home = "/people/ann",
                                .user = "ann",
                                .uid = 1000,
                                .hostName = "desk.example.com",
                                .environment = {{"HOME", "/people/ann"}, {"SOCK", "/run/agent"}}};
    const auto tree = ConfigTree::load(
        files, {{.path = QStringLiteral("/0")}, {.path = QStringLiteral("/1"), .ofUser = false}}, context);
    for (const QByteArray& line : input.split('\n')) {
        const ConfigLine split = splitConfigLine(line);
        FUZZ_CHECK(split.keyword.size() + split.rest.size() <= line.size());
        if (const auto words = configWords(split.rest)) {
            for (const QByteArray& word : *words)
                FUZZ_CHECK(word.size() <= line.size());
        }
    }
    if (!tree) {
        FUZZ_CHECK(!tree.error().message.isEmpty());
        return;
    }
    for (const char* host : {"web", "app-1.example.com"}) {
        const Endpoint asked{.name = QStringLiteral("it"),
                             .address = QString::fromLatin1(host),
                             .port = 0,
                             .user = {},
                             .policy = HostKeyPolicy::Provisioned};
        const auto found = resolveEndpoint(*tree, context, {}, asked);
        if (!found) {
            FUZZ_CHECK(!found.error().message.isEmpty());
            continue;
        }
        std::vector<Endpoint> all = found->endpoint.jump;
        all.push_back(found->endpoint);
        for (const Endpoint& endpoint : all) {
            FUZZ_CHECK(Endpoint::isAllowed(endpoint.address) && Endpoint::isAllowed(endpoint.user) &&
                       endpoint.port > 0);
            FUZZ_CHECK(endpoint.policy == HostKeyPolicy::Provisioned);
            FUZZ_CHECK(!endpoint.identity || !endpoint.identity->password);
            FUZZ_CHECK(endpoint.link.proxyCommand.isEmpty() || &endpoint == &all.front());
            FUZZ_CHECK(!endpoint.keepAliveInterval || endpoint.keepAliveInterval->count() > 0);
        }
    }
}
