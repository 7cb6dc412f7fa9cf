// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/generator.h"

#include "secrets/policy.h"
#include "secrets/words.h"

#include <QRandomGenerator>

#include <vector>

namespace Pilothouse::Secrets {

namespace {

QByteArray randomBytes(int n)
{
    // fillRange() fills whole words only.
    std::vector<quint32> words(size_t((n + 3) / 4));
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    QByteArray bytes(reinterpret_cast<const char*>(words.data()), n);
    explicit_bzero(words.data(), words.size() * sizeof(quint32));
    return bytes;
}

QByteArray randomLetters(int n)
{
    constexpr QByteArrayView letters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    QByteArray text;
    text.reserve(n);
    while (text.size() < n) {
        QByteArray bytes = randomBytes(n);
        for (const char byte : std::as_const(bytes)) {
            // 248 = 4 * 62: what lies above would make the first letters likelier.
            if (const auto value = static_cast<unsigned char>(byte); value < 248 && text.size() < n)
                text.append(letters[value % 62]);
        }
        wipe(bytes);
    }
    return text;
}

} // namespace

Result<Secret> generateSecret(const System::SecretSpec& spec)
{
    if (spec.generate.isEmpty())
        return fail(Words::noGenerator(spec.name));
    const QStringList parts = spec.generate.split(u':');
    bool number = false;
    const int n = parts.value(1).toInt(&number);
    if (parts.size() != 2 || !number || n < 8 || n > 4096)
        return fail(Words::badGenerator(spec.generate));

    QByteArray made;
    if (parts.first() == QLatin1String("alnum")) {
        made = randomLetters(n);
    } else if (parts.first() == QLatin1String("base64") || parts.first() == QLatin1String("hex")) {
        QByteArray bytes = randomBytes(n);
        made = parts.first() == QLatin1String("hex") ? bytes.toHex() : bytes.toBase64();
        wipe(bytes);
    } else {
        return fail(Words::badGenerator(spec.generate));
    }
    QByteArray whole = spec.prefix.toUtf8() + made;
    wipe(made);
    Secret value(std::move(whole));
    if (auto allowed = checkPolicy(spec, value); !allowed)
        return fail(allowed.error());
    return value;
}

} // namespace Pilothouse::Secrets
