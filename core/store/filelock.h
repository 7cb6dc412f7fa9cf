// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <chrono>

namespace Pilothouse::Store {

/// flock(2) on a file of its own, so that it holds between processes and between two objects of one process alike
/// (SQLite's own locks are lost when the process closes any descriptor of the database file; this file is another one).
/// Not thread-safe: one object for one thread.
class FileLock
{
public:
    explicit FileLock(QString path);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

    /// Waits up to `timeout` for the exclusive lock; Timeout names the holder where the system tells it.
    Result<void> acquire(std::chrono::milliseconds timeout);
    /// Takes the exclusive lock if nobody has any lock on the file now.
    Result<bool> tryExclusive();
    /// Takes (or steps down to) the shared lock, without waiting.
    Result<bool> tryShared();
    void release();

private:
    Result<void> ensureOpen();
    Result<bool> attempt(int operation);
    QString holder() const;

    QString m_path;
    int m_descriptor = -1;
};

/// Releases at the end of the block.
class HeldLock
{
public:
    explicit HeldLock(FileLock& lock)
        : m_lock(lock)
    {
    }
    ~HeldLock() { m_lock.release(); }
    HeldLock(const HeldLock&) = delete;
    HeldLock& operator=(const HeldLock&) = delete;

private:
    FileLock& m_lock;
};

} // namespace Pilothouse::Store
