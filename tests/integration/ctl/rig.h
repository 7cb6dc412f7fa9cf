// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/sshserver.h"
#include "support/testmain.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <map>

namespace Pilothouse::Test {

/// What a call of pilothousectl came to.
struct Called
{
    int code = -1;
    QByteArray out = {};
    QByteArray err = {};

    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    QByteArray all() const { return "exit " + QByteArray::number(code) + '\n' + out + err; }
};

/// A folder of settings in which the environments shop/staging and shop/production are hosts of one SSH server, and the
/// program that is called with it.
class Console
{
public:
    /// `hosts` by the names host-1, host-2 …: all of them the same server.
    explicit Console(const SshServer& server, int hosts = 1);

    Called call(const QStringList& words, int milliseconds = 60000) const;
    /// The same where it is asked something: a terminal on which `typed` is typed as soon as something was said that
    /// contains `after`. The terminal has one stream, so `out` is all of it.
    Called callAtTerminal(const QStringList& words, const QByteArray& after, const QByteArray& typed) const
    {
        return callAtTerminal(words, {{after, typed}});
    }
    /// Several of these, one after the other.
    Called callAtTerminal(const QStringList& words, const std::vector<std::pair<QByteArray, QByteArray>>& typed) const;
    /// `input` is what it finds on its standard input.
    std::unique_ptr<QProcess> start(const QStringList& words, const QByteArray& input = {}) const;
    QString path(const QString& name) const { return m_folder.filePath(name); }
    /// What the program finds in its environment besides; empty: nothing of that name.
    std::map<QString, QString> environment = {};

private:
    QStringList arguments(const QStringList& words) const;
    QTemporaryDir m_folder;
};

} // namespace Pilothouse::Test
