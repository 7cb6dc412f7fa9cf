// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system/observation.h"
#include "system/placeholder.h"

namespace Pilothouse::System {

/// Whether one condition held, with the value that was seen ("[STATUS] == 200" and "503").
struct ConditionOutcome
{
    bool holds = false;
    QString condition = {};
    QString seen = {};

    bool operator==(const ConditionOutcome&) const = default;
};

/// One condition in the syntax Gatus users know: `[STATUS] == 200`, `[BODY].services.database == healthy`,
/// `len([BODY].items) > 0`, `has([BODY].error) == false`, `[BODY].name == pat(fleet*)`, `[STATUS] == any(200, 204)`,
/// `[RESPONSE_TIME] < 500` (milliseconds or a duration), `[CERTIFICATE_EXPIRATION] > 336h`, `[CONNECTED] == true`, and
/// beyond it `[HEADER].name`, `[ROWS]`, `[OUTPUT]`. Text may stand in quotes. Two things are stricter than in Gatus,
/// because nothing is healthy without evidence: what was not measured or is not there makes every comparison fail
/// (there, `!=` holds), and so does a value that is no number in a comparison of size (there, it counts as 0).
/// Validated in parse(); a value; any thread. Source of the syntax: the Gatus README (TwiN/gatus).
class Condition
{
public:
    /// Error with the column (1-based, within the text) in Error::detail as "column N".
    static Result<Condition> parse(const QString& text);
    /// The column of such an error, 1 when it has none.
    static int errorColumn(const Error& error);

    const QString& text() const { return m_text; }
    ConditionOutcome evaluate(const Observation& seen) const;
    /// True when it looks at this placeholder, e.g. "CERTIFICATE_EXPIRATION".
    bool uses(const QString& placeholder) const { return placeholders().contains(placeholder); }
    QStringList placeholders() const;

    bool operator==(const Condition& other) const { return m_text == other.m_text; }

private:
    enum class Comparison { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };
    enum class Function { None, Length, Has };
    struct Operand
    {
        Function function = Function::None;
        std::optional<Placeholder> placeholder = {}; ///< none for a literal
        QStringList literals = {};                   ///< more than one for any()
        bool pattern = false;
    };

    static Result<Operand> parseOperand(const QString& text, qsizetype column);
    static Result<QStringList> resolve(const Operand& operand, const Observation& seen);
    Result<void> check(qsizetype leftColumn, qsizetype rightColumn) const;
    bool compare(const QStringList& left, const QStringList& right) const;

    QString m_text;
    Operand m_left;
    Operand m_right;
    Comparison m_comparison = Comparison::Equal;
};

} // namespace Pilothouse::System
