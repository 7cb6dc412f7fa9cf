// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "sshconfig/configkeywords.h"

#include <QByteArrayList>
#include <QStringList>

#include <map>
#include <memory>
#include <optional>
#include <sys/types.h>
#include <vector>

namespace Pilothouse::Ssh {

/// Where a line stands.
struct ConfigPlace
{
    QString file;
    int line = 0;

    QString toString() const;
    bool operator==(const ConfigPlace&) const = default;
};

/// The machine and the person on whose behalf files are read. A value, so that tests can be somebody else.
struct ConfigContext
{
    QByteArray home;
    QByteArray user; ///< the login name here
    uid_t uid = 0;
    QByteArray hostName; ///< of this machine
    std::map<QByteArray, QByteArray> environment = {};

    static ConfigContext here();
};

/// Port: the files that configuration is read from.
class ConfigFiles
{
public:
    enum class State { Missing, Unreadable, Unsafe, TooLarge, There };
    struct Content
    {
        State state = State::Missing;
        QByteArray text = {};
        QString detail = {};
    };
    ConfigFiles() = default;
    virtual ~ConfigFiles() = default;
    ConfigFiles(const ConfigFiles&) = delete;
    ConfigFiles& operator=(const ConfigFiles&) = delete;

    /// Unsafe: it belongs to somebody else than root or the person, or others may write to it.
    virtual Content read(const QString& path, bool checkOwner) = 0;
    /// The files that a pattern names, in order. Nothing when that cannot be told.
    virtual std::optional<QStringList> matching(const QByteArray& pattern) = 0;
};

/// A file to start from.
struct ConfigSource
{
    QString path;
    bool ofUser = true;     ///< Include without a folder means ~/.ssh, else /etc/ssh
    bool checkOwner = true; ///< as OpenSSH does for the person's own file
    bool required = false;  ///< it must be there

    bool operator==(const ConfigSource&) const = default;
};

struct ConfigFile;

/// One line that is neither blank nor a comment, its value checked as far as that does not depend on the host.
struct ConfigStatement
{
    QByteArray keyword;                      ///< in lower case
    const ConfigKeywordInfo* info = nullptr; ///< nothing: unknown
    QByteArray rest;                         ///< as it is written
    QByteArrayList values;                   ///< words, or the one value in its plain form
    int line = 0;
    std::vector<std::shared_ptr<const ConfigFile>> included = {};
};

struct ConfigFile
{
    QString path;
    bool ofUser = true;
    std::vector<ConfigStatement> statements;
};

/// All files, with those they include, read and checked. The same for every host. A value; any thread.
struct ConfigTree
{
    std::vector<std::shared_ptr<const ConfigFile>> files;
    QStringList paths;       ///< every file that was read or looked for
    QByteArrayList patterns; ///< every pattern that was asked for

    /// Invalid, with the place, when a line is wrong or a file cannot or must not be used.
    static Result<ConfigTree> load(ConfigFiles& files, const std::vector<ConfigSource>& sources,
                                   const ConfigContext& context);
};

} // namespace Pilothouse::Ssh
