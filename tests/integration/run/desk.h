// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/approvestep.h"
#include "run/locks.h"
#include "run/probesstep.h"
#include "run/runs.h"

#include <QJsonObject>

namespace Pilothouse::Test {

/// A probe `api` is up as long as the file says "good" (any version that is not broken): what a real probe would see.
class FileProbe final : public EvidenceSource
{
public:
    explicit FileProbe(QString file)
        : m_file(std::move(file))
    {
    }
    QString kind() const override { return QStringLiteral("probe"); }
    QFuture<Result<Evidence>> ask(const Question& question) override;

private:
    QString m_file;
};

/// What a real probe would find in the answer of the application: the commit that it was built from, in a file.
class FileVersion final : public EvidenceSource
{
public:
    explicit FileVersion(QString file)
        : m_file(std::move(file))
    {
    }
    QString kind() const override { return QStringLiteral("version"); }
    QFuture<Result<Evidence>> ask(const Question& question) override;

private:
    QString m_file;
};

/// Secrets that a test knows.
class KnownSecrets final : public SecretSource
{
public:
    QFuture<Result<Secret>> secret(const SecretRef& ref) override;
    std::map<QString, QByteArray> values;
};

/// Where a desk finds its shop: kept as JSON so that another process can sit down at the same desk.
struct Shop
{
    QString data;      ///< the console's data folder
    QString directory; ///< of the application on its host(s)
    QString witness;   ///< every step appends "RUN STEP" to it
    QString yaml;
    QString knownHosts;
    QString keyFile;
    int consoleLostAfter = 120; ///< seconds
    QString actor = QStringLiteral("tester");

    QJsonObject toJson() const;
    static Shop fromJson(const QJsonObject& json);
};

/// Everything a console composes to run procedures: store, SSH pool, evidence, runs.
class Desk
{
public:
    explicit Desk(const Shop& shop, Run::Checkpoint checkpoint = {});
    ~Desk();

    /// Blocks on the caller's thread, which must be a worker.
    Result<Run::Plan> plan(const QString& procedure, const std::map<QString, QString>& inputs = {});
    Result<Id> start(const Run::Plan& plan, Run::StartOptions options = {});
    Result<Id> deploy(const QString& ref);
    /// Until it has ended (or waits for a console).
    Result<Run::RunRecord> waitFor(Id id, std::chrono::milliseconds deadline = std::chrono::seconds(60));
    Result<Run::RunRecord> record(Id id);

    Shop shop;
    SystemClock clock;
    System::Definition definition;
    KnownSecrets secrets;
    FileProbe probe;
    FileVersion version;
    EvidenceSources evidence;
    std::unique_ptr<Ssh::Pool> pool;
    std::unique_ptr<Run::HostShells> shells;
    std::unique_ptr<Store::Database> facts;
    std::unique_ptr<Audit::Trail> trail;
    std::unique_ptr<Run::ProbesStep> probes;
    std::unique_ptr<Run::Approvals> approvals;
    std::unique_ptr<Run::ApproveStep> approve;
    std::unique_ptr<Run::Runs> runs;
    std::unique_ptr<Run::Locks> locks;
};

/// A git origin with versions, a clone as the application's directory, and a definition that deploys it.
class ShopFloor
{
public:
    /// `hosts`: lines of the `hosts:` map; DIRECTORY is replaced.
    explicit ShopFloor(const QString& folder, const QString& hosts, const QString& deployExtra = {});

    Shop shop;
    QString good;   ///< a newer commit that works
    QString broken; ///< a commit whose verification fails
    QString first;  ///< what runs

    QString git(const QString& folder, const QStringList& arguments) const;
    QString commit(const QString& version) const;
    QString running() const;
    QStringList witnessed() const;

private:
    QString m_origin;
};

} // namespace Pilothouse::Test
