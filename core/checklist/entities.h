// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace Pilothouse::Checklist {

/// The text of an HTML entity as Markdown writes it ("&amp;", "&#9744;", "&#x2610;"). Knows those that people type; any
/// other stays as it was written. Numbers that are no character become U+FFFD, as CommonMark asks.
QString decodeEntity(QByteArrayView entity);

} // namespace Pilothouse::Checklist
