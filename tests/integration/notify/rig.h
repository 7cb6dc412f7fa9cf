// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "notify/courier.h"
#include "support/testmain.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <map>

namespace Pilothouse::Test {

/// Secrets by name; what is not there is not there.
class SomeSecrets final : public SecretSource
{
public:
    std::map<QString, QByteArray> values = {};

    QFuture<Result<Secret>> secret(const SecretRef& ref) override
    {
        const auto found = values.find(ref.name);
        if (found == values.end())
            return answered<Secret>(fail(ErrorKind::NotFound, QStringLiteral("no secret ") + ref.name));
        return answered<Secret>(Secret(QByteArray(found->second)));
    }
};

/// An authority, certificates of it and one of nobody, in a folder of their own.
class Certificates
{
public:
    Certificates()
    {
        const QString script = QStringLiteral(R"(set -e
            key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out $1.key 2>/dev/null; }
            echo subjectAltName=IP:127.0.0.1 >here
            echo subjectAltName=DNS:elsewhere.example.com >elsewhere
            key ca; openssl req -x509 -key ca.key -days 30 -subj /CN=ca -out ca.pem
            for name in here elsewhere; do
                key $name; openssl req -new -key $name.key -subj /CN=$name -out $name.csr
                openssl x509 -req -in $name.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile $name -out $name.pem 2>/dev/null
            done
            key self; openssl req -x509 -key self.key -days 30 -subj /CN=self -addext subjectAltName=IP:127.0.0.1 -out self.pem
        )");
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral("sh"), {QStringLiteral("-c"), script});
        m_made = process.waitForFinished() && process.exitCode() == 0;
    }
    bool isMade() const { return m_made; }
    QString file(const QString& name) const { return m_folder.filePath(name); }
    QByteArray contents(const QString& name) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QTemporaryDir m_folder;
    bool m_made = false;
};

/// Answers come on other threads while servers live on this one, so its events go on.
template <typename T> Result<T> answer(QFuture<Result<T>> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 60000))
        return fail(ErrorKind::Timeout, QStringLiteral("no answer"));
    return future.resultCount() > 0 ? future.result() : fail(ErrorKind::Cancelled, QStringLiteral("no answer"));
}

} // namespace Pilothouse::Test
