// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system/faults.h"

#include <optional>
#include <vector>

namespace Pilothouse::System {

/// One node of a YAML document, with the place it stands at. A scalar is its text and nothing else: `on`, `no` and
/// `0600` mean themselves. Entries of a mapping are `items` that carry their `key`.
struct YamlNode
{
    enum class Kind {
        Empty,   ///< nothing was written
        Scalar,  ///< `text`
        List,    ///< `items`
        Map,     ///< `items`, each with `key`
        Refused, ///< something that is not allowed stood here and has been reported
    };

    Kind kind = Kind::Empty;
    QString key = {};
    Mark keyMark = {};
    QString text = {};
    QString tag = {}; ///< `!reset`; only read with YamlUse::Foreign
    Mark mark = {};
    /// Where the text itself begins when it stands in the file exactly as read (no escapes, one line); else invalid.
    Mark textMark = {};
    std::vector<YamlNode> items = {};

    const YamlNode* find(QStringView name) const;
    /// The best place for a fault about the whole node: its key when it has one.
    Mark place() const { return keyMark.line > 0 ? keyMark : mark; }
};

/// Whose document it is.
enum class YamlUse {
    Definition, ///< ours: everything is text; anchors, tags and duplicate keys are faults
    Foreign, ///< another tool's: aliases are their anchor's value, `<<` merges, tags are kept, null is nothing, and the
             ///< last of duplicate keys counts, as other readers have it
};

/// Limits that keep a hostile document harmless; a definition of a large system needs about a hundredth of them.
struct YamlLimits
{
    static constexpr qsizetype bytes = 1024 * 1024;
    static constexpr int depth = 64;
    static constexpr int nodes = 50'000;
};

/// Reads one YAML 1.2 document (UTF-8, with or without BOM, LF or CRLF) into a tree of text. Anchors, aliases, tags,
/// duplicate or complex keys and a second document are faults. None is returned when nothing could be read. yaml-cpp
/// accepts duplicate keys and expands aliases without limit, so everything is guarded while its events arrive; its
/// exceptions end here. With YamlUse::Foreign what the limits count is the document with its aliases expanded. Any
/// thread.
std::optional<YamlNode> readYaml(const QByteArray& bytes, Faults& faults, YamlUse use = YamlUse::Definition);

} // namespace Pilothouse::System
