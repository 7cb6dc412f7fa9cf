// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QStringList>

#include <map>
#include <optional>
#include <vector>

namespace Pilothouse::Runtime {

/// How much something that was found matters. Unknown: it could not be looked at, which is no good sign either.
enum class Severity { Unknown, Warning, Critical };

/// The stable machine word ("critical"), and the same for people, translated.
QString severityName(Severity severity);
QString severityWord(Severity severity);

/// One thing that is not as it should be. A value.
struct Finding
{
    Severity severity;
    QString look;    ///< what was looked at: "disk", "pm2"
    QString subject; ///< the mount, the process, the file; may be empty
    QString text;    ///< one sentence, translated, safe to print

    bool operator==(const Finding&) const = default;
};

/// What the looks of one host came to.
struct Looks
{
    QStringList looked = {}; ///< that ended, whatever they found
    std::vector<Finding> findings = {};

    bool operator==(const Looks&) const = default;
};

/// What one tool said, as resources/remote/look.sh frames it.
struct LookSection
{
    QString look;
    QString subject = {};
    QByteArray said = {};
    std::optional<int> status = {}; ///< none when the output ends before it
};

struct LookOutput
{
    std::vector<LookSection> sections = {};
    std::map<QString, std::pair<double, double>> limits = {}; ///< by metric: warning and critical, in percent
    bool whole = false;                                       ///< it was heard to its end

    /// The first of that name; null without one.
    const LookSection* find(const QString& look) const;
};

/// resources/remote/look.sh; what is looked at comes on standard input: `look NAME` lines up to `end`.
const QByteArray& lookScript();
LookOutput splitLooks(const QByteArray& output);

/// Reads what resources/remote/look.sh printed. Output that is cut, empty or of a tool that could not be asked becomes
/// a finding of its own, so that silence is never taken for health. `now`: against which certificates are held. Any
/// thread.
Looks readLooks(const QByteArray& output, const QDateTime& now);

} // namespace Pilothouse::Runtime
