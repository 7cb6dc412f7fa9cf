// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/windowprogram.h"
#include "support/fleet/demofleet.h"
#include "support/keyring/keyring.h"

#include <QSettings>

namespace Pilothouse::Test {

/// What a console stands on in a test: a demo fleet, and a keyring with its passwords. A process has one session bus
/// for life, so a program makes one world, before anything else asks for the bus.
class WindowWorld
{
public:
    /// The first thing that is not installed; empty if nothing is missing.
    static QString missing();
    /// Empty if everything runs, else why not. Blocks for a few seconds.
    QString start();

    DemoFleet& fleet() { return m_fleet; }
    /// As both programs are called on the fleet.
    Options options() const;

private:
    PrivateBus m_bus;
    Keyring m_keyring;
    DemoFleet m_fleet;
};

/// The whole program on a world: services and window, taken down in the order in which the program does it.
struct WholeProgram
{
    explicit WholeProgram(const Options& options);

    Ui::MainWindow& window() { return program->window(); }
    LiveConsole& console() { return program->console(); }

    QTemporaryDir folder;
    QSettings settings;
    Ui::Theme theme;
    std::unique_ptr<Services> services;
    std::unique_ptr<WindowProgram> program;
};

} // namespace Pilothouse::Test
