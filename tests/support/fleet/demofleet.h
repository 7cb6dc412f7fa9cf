// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTemporaryDir>

#include <map>
#include <optional>

namespace Pilothouse::Test {

/// A demo fleet of the test's own: real servers on loopback in a folder that is removed with this object. Calls block
/// the thread; a fleet starts in a few seconds.
class DemoFleet
{
public:
    DemoFleet();
    ~DemoFleet();
    DemoFleet(const DemoFleet&) = delete;
    DemoFleet& operator=(const DemoFleet&) = delete;

    /// The package of the first server that is not installed; empty if the fleet can start.
    static QString missing();
    /// Empty if everything runs, else what the fleet said.
    QString start();
    /// `fleet ARGUMENT…`: what it printed on standard output; none if it failed.
    std::optional<QString> call(const QStringList& arguments);
    /// A POSIX sh script as the login of a host in the application's folder with the scripts' way to the database, past
    /// the console: what it printed, or "failed: …" with its error.
    QString onHost(const QString& host, const QString& script);
    /// The secrets of production or staging by name.
    std::map<QString, QByteArray> secrets(const QString& environment);

    QString folder() const { return m_folder.path(); }
    QString configDir() const { return m_folder.filePath(QStringLiteral("config")); }
    QString dataDir() const { return m_folder.filePath(QStringLiteral("data")); }

private:
    QTemporaryDir m_folder;
};

} // namespace Pilothouse::Test
