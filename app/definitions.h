// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system/definition.h"

#include <mutex>

namespace Pilothouse {

/// The systems of CONFIG/systems/*.yaml, as they were when last loaded. Thread-safe; readers get copies.
class Definitions
{
public:
    struct Broken
    {
        QString file;
        std::vector<System::Fault> faults;
    };
    struct Place
    {
        System::Definition definition;
        System::Environment environment;
    };

    explicit Definitions(const QString& configDir);

    void reload();
    std::vector<System::Definition> all() const;
    std::vector<Broken> broken() const;
    /// NotFound names what there is.
    Result<Place> find(const QString& system, const QString& environment) const;

private:
    QString m_configDir;
    mutable std::mutex m_mutex;
    std::vector<System::Definition> m_definitions;
    std::vector<Broken> m_broken;
};

} // namespace Pilothouse
