// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakesftp.h"
#include "support/testmain.h"

#include <QCoreApplication>

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("Pilothouse"));
    const auto arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QStringLiteral("-fake-sftp"))
        return Pilothouse::Test::fakeSftp(arguments.value(2));
    return Pilothouse::Test::runAll(argc, argv);
}
