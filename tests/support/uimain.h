// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/testmain.h"

#include <QApplication>

/// The main() of a test program with windows (offscreen): put PILOTHOUSE_UI_TEST_MAIN into one file of the folder.
#define PILOTHOUSE_UI_TEST_MAIN                                                                                        \
    int main(int argc, char** argv)                                                                                    \
    {                                                                                                                  \
        if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))                                                             \
            qputenv("QT_QPA_PLATFORM", "offscreen");                                                                   \
        QApplication application(argc, argv);                                                                          \
        QApplication::setOrganizationName(QStringLiteral("Pilothouse"));                                               \
        return Pilothouse::Test::runAll(argc, argv);                                                                   \
    }
