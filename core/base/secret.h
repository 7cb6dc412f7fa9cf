// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace Pilothouse {

/// Bytes that must not be shown, logged or stored. Copies share one buffer that is overwritten when the last goes. It
/// cannot be streamed or compared with ==, and becomes a library's argument only through bytes(). A value; any thread.
class Secret
{
public:
    Secret() = default;
    /// Takes over and wipes `bytes`.
    explicit Secret(QByteArray&& bytes);

    bool isEmpty() const { return !m_buffer || m_buffer->bytes.isEmpty(); }
    /// Valid as long as this Secret (or a copy of it) lives.
    QByteArrayView bytes() const { return m_buffer ? QByteArrayView(m_buffer->bytes) : QByteArrayView(); }
    /// Compares in time that depends on the lengths only.
    bool equals(const Secret& other) const;

    bool operator==(const Secret&) const = delete;

private:
    struct Buffer
    {
        QByteArray bytes;
        ~Buffer();
    };
    std::shared_ptr<const Buffer> m_buffer;
};

/// Overwrites the bytes of a buffer that held a secret, in a way the compiler keeps.
void wipe(QByteArray& bytes);

} // namespace Pilothouse
