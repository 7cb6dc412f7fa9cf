// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/plan.h"

namespace Pilothouse::Run {

/// The pieces of which planAsScript() is put together; used there only.
class ScriptParts
{
public:
    explicit ScriptParts(const System::Environment& environment)
        : m_environment(environment)
    {
    }

    /// A function for each host: `on_app_1 [WORDS]` runs there what it reads, behind a line of three dots.
    QString hostFunctions(const Plan& plan);
    /// `name()` that carries out `script` on `host` (empty: here) with these variables.
    struct Work
    {
        QString host = {};
        QString folder = {};
        QString script = {};
        std::map<QString, QString> variables = {};
        QStringList secrets = {};   ///< exported
        QString standardInput = {}; ///< "secret:NAME" or text
        bool sudo = false;
        QString before = {}; ///< lines at the beginning of the function
    };
    QString function(const QString& name, const Work& work) const;
    /// `check_NAME` and, where only a person can tell, `look_at_NAME`. Whether there is one to look at.
    QString probeFunctions(const System::ProbeSpec& probe) const;
    static bool needsEyes(const System::ProbeSpec& probe);
    static bool canBeChecked(const System::ProbeSpec& probe);

    /// "step_3_app_1": what may be the name of a function.
    static QString functionName(const QString& text);
    /// Lines as comments.
    static QString comment(const QString& text, const QString& indent = {});

private:
    QString hostFunction(const QString& host) const;
    QString probeCommand(const System::ProbeSpec& probe, bool check) const;

    const System::Environment& m_environment;
    std::map<QString, QString> m_hostFunctions;
};

} // namespace Pilothouse::Run
