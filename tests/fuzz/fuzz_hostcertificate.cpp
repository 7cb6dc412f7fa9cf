// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_ssh
#include "fuzz/fuzztarget.h"
#include "ssh/hostcertificate.h"

#include <QCryptographicHash>

/// Host certificates: what is not exactly one that was signed is never taken for signed.
PILOTHOUSE_FUZZ_TARGET(hostcertificate)
{
    using namespace Pilothouse::Ssh;
    const auto certificate = HostCertificate::fromBlob(input);
    if (!certificate)
        return;
    FUZZ_CHECK(certificate->signedSize > 0 && certificate->signedSize < input.size());
    FUZZ_CHECK(!HostCertificate::isType(certificate->key.type));
    FUZZ_CHECK(HostKey::fromBlob(certificate->key.blob) == certificate->key);
    FUZZ_CHECK(!certificate->validity().isEmpty());
    FUZZ_CHECK(certificate->names().size() <= 201);
    if (certificate->checkSignature() != SignatureVerdict::Good)
        return;
    // Nobody here can sign: it is one of the seeds, with nothing but its signature's own encoding changed.
    const QByteArray part = QCryptographicHash::hash(input.first(certificate->signedSize), QCryptographicHash::Sha256);
    FUZZ_CHECK(QByteArrayList({"6c6299c1ec254dae3fa20bb864eb68269b18b7056d5ce23a951fd9d03b4cc31b",
                               "290ee58dd271960e01a778238f2bb0bc6387faaa95fc3d48bc4d69b1ce98b954",
                               "1f21540744e1ad9a0651b9fd5069b2c261f36ea3de04db862b0fbcc5df4fcea8"})
                   .contains(part.toHex()));
}
