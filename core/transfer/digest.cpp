// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/digest.h"

#include <QRandomGenerator>

#include <array>
#include <openssl/evp.h>

namespace Pilothouse::Ssh {

void Digest::Deleter::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }
void Digest::Deleter::operator()(evp_mac_ctx_st* context) const { EVP_MAC_CTX_free(context); }

Digest::Digest(const QByteArray& key)
{
    if (key.isEmpty()) {
        m_sha.reset(EVP_MD_CTX_new());
        EVP_DigestInit_ex(m_sha.get(), EVP_sha256(), nullptr);
        return;
    }
    EVP_MAC* poly = EVP_MAC_fetch(nullptr, "POLY1305", nullptr);
    m_poly.reset(EVP_MAC_CTX_new(poly));
    EVP_MAC_free(poly);
    const QByteArray bytes = QByteArray::fromHex(key);
    EVP_MAC_init(m_poly.get(), reinterpret_cast<const unsigned char*>(bytes.constData()), size_t(bytes.size()),
                 nullptr);
}

QByteArray Digest::newKey()
{
    EVP_MAC* poly = EVP_MAC_fetch(nullptr, "POLY1305", nullptr);
    EVP_MAC_free(poly);
    if (!poly)
        return {};
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return QByteArray(reinterpret_cast<const char*>(words.data()), sizeof words).toHex();
}

void Digest::add(QByteArrayView bytes)
{
    const auto size = size_t(bytes.size());
    if (m_sha)
        EVP_DigestUpdate(m_sha.get(), bytes.data(), size);
    else
        EVP_MAC_update(m_poly.get(), reinterpret_cast<const unsigned char*>(bytes.data()), size);
}

QByteArray Digest::hex() const
{
    QByteArray out(EVP_MAX_MD_SIZE, Qt::Uninitialized);
    auto* to = reinterpret_cast<unsigned char*>(out.data());
    if (m_sha) {
        const std::unique_ptr<evp_md_ctx_st, Deleter> copy(EVP_MD_CTX_new());
        EVP_MD_CTX_copy_ex(copy.get(), m_sha.get());
        unsigned int size = 0;
        EVP_DigestFinal_ex(copy.get(), to, &size);
        out.truncate(size);
    } else {
        const std::unique_ptr<evp_mac_ctx_st, Deleter> copy(EVP_MAC_CTX_dup(m_poly.get()));
        size_t size = 0;
        EVP_MAC_final(copy.get(), to, &size, size_t(out.size()));
        out.truncate(qsizetype(size));
    }
    return out.toHex();
}

} // namespace Pilothouse::Ssh
