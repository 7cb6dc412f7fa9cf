// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/testmain.h"

#include <QCoreApplication>

/// The main() of a test program without a window: put PILOTHOUSE_CORE_TEST_MAIN into one file of the folder.
#define PILOTHOUSE_CORE_TEST_MAIN                                                                                      \
    int main(int argc, char** argv)                                                                                    \
    {                                                                                                                  \
        QCoreApplication application(argc, argv);                                                                      \
        QCoreApplication::setOrganizationName(QStringLiteral("Pilothouse"));                                           \
        return Pilothouse::Test::runAll(argc, argv);                                                                   \
    }
