// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <tl/expected.hpp>
#include <utility>

namespace Pilothouse {

/// A value or an Error. The only way a fallible function of core reports (no bool with lastError, no exceptions).
template <typename T = void> using Result = tl::expected<T, Error>;

/// Shorthand for `return fail(ErrorKind::NotFound, tr("..."))`.
inline tl::unexpected<Error> fail(ErrorKind kind, QString message, QString detail = {})
{
    return tl::make_unexpected(Error{kind, std::move(message), std::move(detail)});
}

inline tl::unexpected<Error> fail(Error error) { return tl::make_unexpected(std::move(error)); }

} // namespace Pilothouse
