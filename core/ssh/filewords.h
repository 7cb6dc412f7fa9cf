// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ssh/endpoint.h"
#include "ssh/remotefile.h"
#include "ssh/sftpwire.h"

#include <QCoreApplication>

namespace Pilothouse::Ssh {

/// The error sentences about files, on hosts and here: the place named first, then what to do. Paths are made safe to
/// show.
class FileWords
{
    Q_DECLARE_TR_FUNCTIONS(Pilothouse::Ssh)

public:
    static QString thisMachine();
    static QString path(const QByteArray& path);

    static Error noSftp(const Endpoint& endpoint, const QString& detail);
    static Error noisy(const Endpoint& endpoint);
    static Error garbled(const Endpoint& endpoint);
    static Error ended(const Endpoint& endpoint);
    static Error staleHandle(const Endpoint& endpoint);
    static Error badPath();
    /// What a status that is no success means for `file`.
    static Error refused(const Endpoint& endpoint, const QByteArray& file, const Wire::Status& status);
    static Error notOffered(const Endpoint& endpoint, const QString& what);
    static Error noSpace(const Endpoint& endpoint, const QByteArray& file, quint64 needed, quint64 available);
    static Error tooManyEntries(const Endpoint& endpoint, const QByteArray& folder);

    /// About this machine's files; `error` is an errno.
    static Error local(const QByteArray& file, int error);
    static Error localLink(const QByteArray& file);
    static Error localNoSpace(const QByteArray& file);

    static Error isFolder(const QString& place, const QByteArray& file);
    static Error isNoFile(const QString& place, const QByteArray& file);
    static Error changedMeanwhile(const QString& place, const QByteArray& file);
    static Error differs(const Endpoint& endpoint, const QByteArray& file, const QString& detail);
    static Error leftAside(const QString& place, const QByteArray& file, const QByteArray& aside);
    static Error stalled(const Endpoint& endpoint, std::chrono::milliseconds after);
    static Error stopped();
    static QString unsafeName();
    static QString leadsOut(const QByteArray& target);
    static QString special();
    static QString tooDeep();
};

} // namespace Pilothouse::Ssh
