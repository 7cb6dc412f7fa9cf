// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QUrl>

#include <vector>

namespace Pilothouse::Health {

/// What a page of HTML makes a browser load: scripts, style sheets, icons, preloaded things, images (the first of a
/// srcset where there is no src), each once, resolved against the page's base. Nothing that scripts or style sheets
/// load in turn, no `data:` and nothing of a comment. Any bytes are read without harm.
std::vector<QUrl> pageAssets(const QByteArray& html, const QUrl& page);

} // namespace Pilothouse::Health
