// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/pool.h"

#include <QByteArray>

#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace Pilothouse::Ssh {

/// How it is known that what arrived is what was sent.
enum class CopyProof {
    Checksum, ///< the host's own checksum of the file is that of the bytes sent or received
    ReadBack, ///< the host has no such tool; what was written was read back from it and is the same
    Size,     ///< downloads from such a host: only size and time, which were the same before and after
};

struct CopyProgress
{
    qint64 bytes = 0; ///< of totalBytes, with what was there already
    qint64 totalBytes = 0;
    int files = 0; ///< of totalFiles
    int totalFiles = 0;

    bool operator==(const CopyProgress&) const = default;
};

/// Something that was left out or failed, while the rest was copied. The path is relative to the copied folder.
struct CopyProblem
{
    QByteArray path;
    Error error;
};

struct CopyReport
{
    int files = 0;     ///< copied
    int unchanged = 0; ///< found at the destination with the same size, time and checksum
    int folders = 0;
    int links = 0;
    qint64 bytes = 0;                      ///< that went over the wire
    qint64 resumed = 0;                    ///< that an earlier try had brought, checked by checksum
    CopyProof proof = CopyProof::Checksum; ///< the weakest of all files
    QByteArray sha256 = {};                ///< of a single file, in hex, if that was the checksum
    bool inOneStep = true; ///< false: this server cannot replace a file in one step, so it was missing for a moment
    std::vector<CopyProblem> skipped = {}; ///< what is not copied by rule: hostile names, links that lead out, devices
    std::vector<CopyProblem> failed = {};
};

/// One file or one folder with all that is below it, up to a host or down from it.
struct CopyRequest
{
    enum class Direction { Up, Down };
    Direction direction = Direction::Up;
    /// Paths here and there. A destination that ends with '/', or a file's that is a folder, gets the source's name
    /// below it; else it is the new name itself. A folder goes into a folder that is there already: files are replaced,
    /// others stay.
    QByteArray local;
    QByteArray remote;
    std::stop_token stop = {};
    /// Called on the copy's own thread; must return quickly.
    std::function<void(const CopyProgress&)> onProgress = {};
    std::chrono::milliseconds progressEvery{100}; ///< at least so long between two calls
    int attempts = 1; ///< a link that broke after something was copied is made anew so often in all
    std::chrono::milliseconds patience{std::chrono::minutes(1)}; ///< with a server that is mute
    bool sha256 = false; ///< all checksums are SHA-256, which others can compare as well
};

/// Copies files over SFTP. Each file is written beside its destination under a name that is made of the source's size
/// and time, is compared by checksum, gets mode (nine bits) and time of the source, goes to the disk where the server
/// offers fsync and then replaces the destination in one step: whoever looks there sees the old file or the new one.
/// Checksums are SHA-256; of files above 1 MiB, unless that was asked for, Poly1305 with a random key where the host
/// can make it (its openssl is version 3): together with the cipher SHA-256 would be most of what a copy costs. What an
/// interrupted copy left is gone on with when its checksum is that of the source's beginning; a source that changed has
/// another name for it and starts anew.
///
/// Symbolic links: the source itself may be one and is followed, and so is a destination file. Below a folder links are
/// copied as links; in a download those that lead out of the folder are left out, no file is ever written through a
/// link, and names that hold '/' or NUL or mean another folder are left out as well. Owners, devices, sockets, hard
/// links and extended attributes are not copied.
///
/// Files up to 1 MiB travel many at a time. Memory is bounded whatever the sizes: at most 16 MiB are under way for a
/// copy, besides the list of a folder's entries.
///
/// Every copy has a thread of its own, which reads and writes this machine's disk, so that a slow disk stops nobody's
/// session. Thread-safe. Answers like Sftp, and with Conflict when the source changes meanwhile, Failed when checksums
/// differ or there is no space, Timeout when the server is mute. The destructor stops and joins; it must come before
/// the pool's.
class Copier
{
public:
    explicit Copier(Pool& pool);
    ~Copier();
    Copier(const Copier&) = delete;
    Copier& operator=(const Copier&) = delete;

    QFuture<Result<CopyReport>> copy(const Endpoint& endpoint, CopyRequest request);

private:
    Pool& m_pool;
    std::mutex m_mutex;
    std::vector<std::jthread> m_threads;
};

} // namespace Pilothouse::Ssh
