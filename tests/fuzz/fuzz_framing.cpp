// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_ssh
#include "fuzz/fuzztarget.h"
#include "ssh/framing.h"

using Pilothouse::Ssh::Finished;
using Pilothouse::Ssh::Frame;
using Pilothouse::Ssh::FrameReader;

namespace {

struct Read
{
    QByteArray output;
    QByteArray rest;
    bool begun = false;
    std::optional<int> status;

    bool operator==(const Read&) const = default;
};

Read readBy(const QByteArray& bytes, qsizetype step)
{
    FrameReader reader(Frame{.nonce = "N"});
    Read read;
    for (qsizetype at = 0; at < bytes.size(); at += step)
        read.output.append(reader.take(QByteArrayView(bytes).sliced(at, std::min(step, bytes.size() - at)), false));
    read.rest = reader.rest(false);
    read.begun = reader.hasBegun();
    Finished finished{.exitStatus = 0};
    reader.conclude(finished);
    read.status = finished.exitStatus;
    return read;
}

} // namespace

/// However a stream is cut into pieces the same is read, and what the script wrote is what stands between the marks.
PILOTHOUSE_FUZZ_TARGET(framing)
{
    if (input.isEmpty())
        return;
    // Short ways to write the marks, so that they are often met whole, halved and doubled.
    QByteArray bytes = input.mid(1);
    bytes.replace('\x01', "N-begin-out\n").replace('\x02', "N-end-out ").replace('\x03', "N-end-out 7\n");
    const Read whole = readBy(bytes, std::max<qsizetype>(1, bytes.size()));
    const Read pieces = readBy(bytes, 1 + qsizetype(quint8(input.at(0)) % 23));
    FUZZ_CHECK(whole.begun == pieces.begun && whole.status == pieces.status);
    FUZZ_CHECK(whole.output + whole.rest == pieces.output + pieces.rest);
    FUZZ_CHECK(whole.begun || (whole.output.isEmpty() && whole.rest.isEmpty()));
    const QByteArray all = whole.output + whole.rest;
    const qsizetype begin = bytes.indexOf("N-begin-out\n");
    FUZZ_CHECK(whole.begun == (begin >= 0));
    if (begin >= 0)
        FUZZ_CHECK(bytes.mid(begin + 12).startsWith(all));
    // Nobody's script is a success without its own mark.
    FUZZ_CHECK(whole.status != 0 || bytes.contains("N-end-out "));
}
