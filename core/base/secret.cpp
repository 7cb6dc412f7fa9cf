// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secret.h"

#include <cstring>

namespace Pilothouse {

namespace {
void overwrite(char* data, size_t size)
{
    // explicit_bzero is not removed by the optimiser (glibc >= 2.25).
    explicit_bzero(data, size);
}
} // namespace

void wipe(QByteArray& bytes)
{
    if (!bytes.isEmpty())
        overwrite(bytes.data(), size_t(bytes.size()));
    bytes.clear();
}

Secret::Secret(QByteArray&& bytes)
{
    auto buffer = std::make_shared<Buffer>();
    buffer->bytes = QByteArray(bytes.constData(), bytes.size());
    if (bytes.isDetached())
        wipe(bytes);
    m_buffer = std::move(buffer);
}

Secret::Buffer::~Buffer()
{
    if (!bytes.isEmpty())
        overwrite(bytes.data(), size_t(bytes.size()));
}

bool Secret::equals(const Secret& other) const
{
    const QByteArrayView a = bytes();
    const QByteArrayView b = other.bytes();
    if (a.size() != b.size())
        return false;
    unsigned char difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference = static_cast<unsigned char>(difference |
                                                (static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i])));
    return difference == 0;
}

} // namespace Pilothouse
