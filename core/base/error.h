// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

namespace Pilothouse {

/// What kind of thing went wrong; decides exit codes and whether another try makes sense.
enum class ErrorKind {
    Invalid,     ///< input or document is wrong; the same input will fail again
    NotFound,    ///< the named thing does not exist
    Refused,     ///< a gate, lock, guard or confirmation said no
    Unreachable, ///< the other side could not be asked; its state is unknown
    Timeout,     ///< the other side did not answer in time; its state is unknown
    Cancelled,   ///< a person or a shutdown asked to stop
    Conflict,    ///< somebody else changed the same thing first
    Failed,      ///< it was tried and it failed
    Unknown,     ///< the outcome cannot be told
};

/// An error as a value. `message` is one sentence for the user that says what to do next, `detail` is what an expert
/// wants to see (library text, command output). Neither ever holds a secret. Thread-safe as a value.
struct Error
{
    ErrorKind kind = ErrorKind::Failed;
    QString message;
    QString detail = {};
    QString code = {}; ///< stable word for what exactly it was, where a caller acts on that ("host-key-unknown")

    bool operator==(const Error&) const = default;
};

/// The stable machine word of a kind, used in JSON output ("invalid", "not-found", ...).
QString errorKindName(ErrorKind kind);

} // namespace Pilothouse

Q_DECLARE_METATYPE(Pilothouse::Error)
