// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

struct evp_md_ctx_st;

namespace Pilothouse::Ssh {

/// SHA-256 as OpenSSL computes it: with the processor's own instructions 1.6 GB/s, where Qt's makes 0.3. One thread.
class Digest
{
public:
    Digest();
    void add(QByteArrayView bytes);
    /// In hex; more may be added afterwards.
    QByteArray hex() const;

private:
    struct Deleter
    {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Deleter> m_context;
};

} // namespace Pilothouse::Ssh
