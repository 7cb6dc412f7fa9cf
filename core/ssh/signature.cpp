// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/signature.h"

#include "ssh/wirereader.h"

#include <array>
#include <memory>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

namespace Pilothouse::Ssh {

namespace {

constexpr int shortestModulus = 2048;
constexpr int longestModulus = 16384; // as OpenSSH; also keeps a hostile key from costing seconds

template <auto free> struct Freed
{
    template <typename T> void operator()(T* object) const { free(object); }
};
using Pkey = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using PkeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;
using EcSignature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;

const unsigned char* raw(QByteArrayView bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

Number numberOf(QByteArrayView mpint) { return Number(BN_bin2bn(raw(mpint), int(mpint.size()), nullptr)); }

bool isNegative(QByteArrayView mpint) { return !mpint.isEmpty() && (mpint.front() & '\x80') != 0; }

Pkey keyFrom(const char* kind, OSSL_PARAM_BLD* builder)
{
    const Params params(OSSL_PARAM_BLD_to_param(builder));
    const PkeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* key = nullptr;
    if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
        return nullptr;
    return Pkey(key);
}

bool verify(const Pkey& key, const EVP_MD* digest, QByteArrayView data, QByteArrayView value)
{
    const DigestContext context(EVP_MD_CTX_new());
    return key && context && EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), raw(value), size_t(value.size()), raw(data), size_t(data.size())) == 1;
}

SignatureVerdict verdict(bool good) { return good ? SignatureVerdict::Good : SignatureVerdict::Bad; }

SignatureVerdict verifyEd25519(WireReader key, QByteArrayView data, QByteArrayView value)
{
    const QByteArrayView point = key.string();
    if (!key.isDone() || point.size() != 32 || value.size() != 64)
        return SignatureVerdict::Bad;
    const Pkey parsed(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw(point), size_t(point.size())));
    return verdict(verify(parsed, nullptr, data, value));
}

SignatureVerdict verifyRsa(WireReader key, QByteArrayView algorithm, QByteArrayView data, QByteArrayView value)
{
    const QByteArrayView e = key.string();
    const QByteArrayView n = key.string();
    if (!key.isDone() || isNegative(e) || isNegative(n) || n.size() > longestModulus / 8 + 1 || e.size() > 8)
        return SignatureVerdict::Bad;
    const Number exponent = numberOf(e);
    const Number modulus = numberOf(n);
    if (BN_num_bits(modulus.get()) < shortestModulus)
        return SignatureVerdict::Unsupported;
    const Builder builder(OSSL_PARAM_BLD_new());
    if (OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) != 1)
        return SignatureVerdict::Bad;
    // Some signers leave leading zeros out; OpenSSL wants the full length.
    const int full = BN_num_bytes(modulus.get());
    if (value.size() > full)
        return SignatureVerdict::Bad;
    const QByteArray padded = QByteArray(full - value.size(), '\0') + value.toByteArray();
    const EVP_MD* digest = algorithm == "rsa-sha2-512" ? EVP_sha512() : EVP_sha256();
    return verdict(verify(keyFrom("RSA", builder.get()), digest, data, padded));
}

SignatureVerdict verifyEcdsa(WireReader key, QByteArrayView type, QByteArrayView data, QByteArrayView value)
{
    struct Curve
    {
        QByteArrayView name;
        const char* openssl;
        const EVP_MD* (*digest)();
    };
    static constexpr std::array curves{Curve{"nistp256", "P-256", EVP_sha256}, Curve{"nistp384", "P-384", EVP_sha384},
                                       Curve{"nistp521", "P-521", EVP_sha512}};
    const QByteArrayView name = key.string();
    const QByteArrayView point = key.string();
    WireReader numbers(value);
    const QByteArrayView r = numbers.string();
    const QByteArrayView s = numbers.string();
    const auto* const curve = std::ranges::find(curves, name, &Curve::name);
    constexpr qsizetype largest = 67; // of the numbers of P-521, with a leading zero
    if (!key.isDone() || !numbers.isDone() || curve == curves.end() || !type.endsWith(name) || isNegative(r) ||
        isNegative(s) || r.size() > largest || s.size() > largest)
        return SignatureVerdict::Bad;
    const Builder builder(OSSL_PARAM_BLD_new());
    if (OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve->openssl, 0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), size_t(point.size())) !=
            1)
        return SignatureVerdict::Bad;
    const EcSignature parsed(ECDSA_SIG_new());
    if (ECDSA_SIG_set0(parsed.get(), numberOf(r).release(), numberOf(s).release()) != 1)
        return SignatureVerdict::Bad;
    const int size = i2d_ECDSA_SIG(parsed.get(), nullptr);
    QByteArray der(std::max(size, 0), '\0');
    auto* end = reinterpret_cast<unsigned char*>(der.data());
    if (size <= 0 || i2d_ECDSA_SIG(parsed.get(), &end) != size)
        return SignatureVerdict::Bad;
    return verdict(verify(keyFrom("EC", builder.get()), curve->digest(), data, der));
}

} // namespace

SignatureVerdict verifySignature(const HostKey& signer, QByteArrayView data, QByteArrayView signature)
{
    WireReader outer(signature);
    const QByteArrayView algorithm = outer.string();
    const QByteArrayView value = outer.string();
    WireReader key(signer.blob);
    const QByteArrayView type = key.string();
    if (!outer.isDone() || !key.isOk() || type != signer.type)
        return SignatureVerdict::Bad;
    if (type == "ssh-ed25519" && algorithm == type)
        return verifyEd25519(key, data, value);
    if (type.startsWith("ecdsa-sha2-nistp") && algorithm == type)
        return verifyEcdsa(key, type, data, value);
    if (type == "ssh-rsa" && (algorithm == "rsa-sha2-512" || algorithm == "rsa-sha2-256"))
        return verifyRsa(key, algorithm, data, value);
    return SignatureVerdict::Unsupported;
}

} // namespace Pilothouse::Ssh
