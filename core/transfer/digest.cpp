// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/digest.h"

#include <openssl/evp.h>

namespace Pilothouse::Ssh {

void Digest::Deleter::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Digest::Digest()
    : m_context(EVP_MD_CTX_new())
{
    EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr);
}

void Digest::add(QByteArrayView bytes) { EVP_DigestUpdate(m_context.get(), bytes.data(), size_t(bytes.size())); }

QByteArray Digest::hex() const
{
    const std::unique_ptr<evp_md_ctx_st, Deleter> copy(EVP_MD_CTX_new());
    EVP_MD_CTX_copy_ex(copy.get(), m_context.get());
    QByteArray out(EVP_MAX_MD_SIZE, Qt::Uninitialized);
    unsigned int size = 0;
    EVP_DigestFinal_ex(copy.get(), reinterpret_cast<unsigned char*>(out.data()), &size);
    out.truncate(size);
    return out.toHex();
}

} // namespace Pilothouse::Ssh
