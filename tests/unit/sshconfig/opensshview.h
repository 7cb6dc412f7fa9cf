// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sshconfig/configvalues.h"

#include <QTemporaryDir>

#include <map>

namespace Pilothouse::Test {

/// What a reader of ssh_config makes of one host: a value for each keyword that is used here, or a refusal.
struct ConfigView
{
    bool refused = false;
    QString why = {};
    std::map<QByteArray, QByteArray> values = {};
};

/// A folder with ssh_config files, read by `ssh -G` and by ourselves on behalf of the same person.
class ConfigFolder
{
public:
    ConfigFolder();
    bool isValid() const { return m_folder.isValid(); }
    QString path(const QString& name) const { return m_folder.filePath(name); }
    /// "DIR" in the text stands for the folder.
    bool write(const QString& name, QByteArray text,
               QFile::Permissions permissions = QFile::ReadOwner | QFile::WriteOwner) const;

    ConfigView ofOpenSsh(const QByteArray& host, const QByteArray& user = {}, quint16 port = 0) const;
    ConfigView ofOurs(const QByteArray& host, const QByteArray& user = {}, quint16 port = 0) const;
    const Ssh::ConfigContext& context() const { return m_context; }

    /// The release whose reading is followed: only it is compared with in full.
    static bool isOpenSsh92();

private:
    QTemporaryDir m_folder;
    Ssh::ConfigContext m_context;
};

/// Empty when both are the same.
QByteArray difference(const ConfigView& openSsh, const ConfigView& ours);

} // namespace Pilothouse::Test
