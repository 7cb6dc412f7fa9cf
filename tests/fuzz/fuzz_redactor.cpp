// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_base
#include "base/redactor.h"
#include "fuzz/fuzztarget.h"

/// However a stream is cut into chunks, the secret does not come through, and nothing else is lost.
PILOTHOUSE_FUZZ_TARGET(redactor)
{
    static const QByteArray password("hunter2/+= \"pw");
    if (input.isEmpty())
        return;
    Pilothouse::Redactor stream;
    stream.add(Pilothouse::Secret(QByteArray(password)));
    const qsizetype step = 1 + qsizetype(quint8(input.at(0)) % 17);
    const QByteArray text = input.mid(1).replace('\x01', password);
    QByteArray shown;
    for (qsizetype i = 0; i < text.size(); i += step)
        shown += stream.feed(QByteArrayView(text).sliced(i, std::min(step, text.size() - i)));
    shown += stream.flush();
    FUZZ_CHECK(!shown.contains(password));
    FUZZ_CHECK(!shown.contains(password.toBase64()));
    if (!text.contains(password) && !text.contains('%') && !text.contains('\\'))
        FUZZ_CHECK(text.contains(password.toBase64().chopped(4)) || shown == text);
}
