// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace Pilothouse::Checklist {

/// The wrong reading that garbled a run of characters; Lost means that a replacement character (U+FFFD) stands there
/// and nothing can bring the text back.
enum class Misreading { MacRoman, Windows1252, Lost };

/// The stable machine word ("mac-roman", "windows-1252", "lost").
QString misreadingName(Misreading misreading);

/// A run of characters that are UTF-8 read in another encoding ("‚úÖ" and "âœ…" are ✅). Positions count UTF-16 units.
struct MojibakeRun
{
    qsizetype position = 0;
    qsizetype length = 0;
    Misreading misreading = Misreading::Lost;
    QString repaired = {}; ///< empty for Lost

    bool operator==(const MojibakeRun&) const = default;
};

/// Finds garbled runs. Correct characters may stand right beside garbled ones, so each run is judged alone: a sequence
/// counts when what it decodes to is likelier than what stands there (“allé…”, „Spaß“ and l’équipe are correct text
/// that happens to decode), or when the same misreading is evident elsewhere in `text`. Linear in the length; any
/// thread.
std::vector<MojibakeRun> findMojibake(const QString& text);

/// `text` with every run that can be repaired put right; for display on request, never for writing back.
QString repairMojibake(const QString& text);

} // namespace Pilothouse::Checklist
