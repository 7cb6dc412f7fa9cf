// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/condition.h"

#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"
#include "system/faults.h"

#include <QRegularExpression>

#include <compare>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> refuse(const QString& message, qsizetype column)
{
    return fail(ErrorKind::Invalid, message, u"column %1"_s.arg(column));
}

/// The first comparison outside quotes, brackets and functions; {-1, 0} for none.
std::pair<qsizetype, qsizetype> findOperator(const QString& text)
{
    int depth = 0;
    QChar quote;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (!quote.isNull()) {
            if (c == quote)
                quote = QChar();
        } else if (c == u'"' || c == u'\'') {
            quote = c;
        } else if (c == u'(' || c == u'[') {
            ++depth;
        } else if (c == u')' || c == u']') {
            --depth;
        } else if (depth == 0 && (c == u'=' || c == u'!' || c == u'<' || c == u'>')) {
            if (i + 1 < text.size() && text.at(i + 1) == u'=')
                return {i, 2};
            if (c == u'<' || c == u'>')
                return {i, 1};
        }
    }
    return {-1, 0};
}

QString withoutQuotes(const QString& text)
{
    const bool quotes =
        text.size() >= 2 && (text.front() == u'"' || text.front() == u'\'') && text.back() == text.front();
    return quotes ? text.sliced(1, text.size() - 2) : text;
}

/// `name(inside)`; none when the text is something else.
std::optional<QString> insideOf(const QString& text, QLatin1StringView function)
{
    if (!text.startsWith(QString(function) + u'(') || !text.endsWith(u')'))
        return {};
    return text.sliced(function.size() + 1, text.size() - function.size() - 2);
}

/// * stands for any text, ? for one character. Two cursors instead of recursion: a hostile body costs n*m at most.
bool matchesPattern(QStringView pattern, QStringView text)
{
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == u'*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && (pattern[p] == u'?' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == u'*')
        ++p;
    return p == pattern.size();
}

/// Compares as numbers, where a duration counts in milliseconds; none when one of them is no number.
std::optional<std::partial_ordering> compareNumbers(const QString& left, const QString& right)
{
    struct Number
    {
        double value = 0;
        std::optional<qint64> whole = {};
    };
    const auto read = [](const QString& text) -> std::optional<Number> {
        static const QRegularExpression form(u"\\A[+-]?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?\\z"_s);
        if (form.match(text).hasMatch()) {
            bool isWhole = false;
            const qint64 whole = text.toLongLong(&isWhole);
            return Number{text.toDouble(), isWhole ? std::optional(whole) : std::nullopt};
        }
        if (const auto duration = parseDuration(text))
            return Number{double(duration->count()), qint64(duration->count())};
        // "3MB"; without the B it would be three minutes.
        if (const auto size = text.endsWith(u'B') ? parseSize(text) : Result<qint64>(0); text.endsWith(u'B') && size)
            return Number{double(*size), *size};
        return {};
    };
    const auto a = read(left);
    const auto b = read(right);
    if (!a || !b)
        return {};
    if (a->whole && b->whole)
        return *a->whole <=> *b->whole;
    return a->value <=> b->value;
}

bool isNumeric(const QString& text) { return compareNumbers(text, u"0"_s).has_value(); }

} // namespace

int Condition::errorColumn(const Error& error)
{
    static const QRegularExpression form(u"\\Acolumn ([0-9]{1,6})\\z"_s);
    const QRegularExpressionMatch match = form.match(error.detail);
    return match.hasMatch() ? match.captured(1).toInt() : 1;
}

Result<Condition> Condition::parse(const QString& text)
{
    Condition condition;
    condition.m_text = text.trimmed();
    if (text.size() > 1000)
        return refuse(translate("System", "A condition has at most 1000 characters."), 1);
    const auto [at, length] = findOperator(text);
    if (at < 0)
        return refuse(translate("System", "A condition compares with ==, !=, <, <=, > or >=, such as [STATUS] == 200."),
                      1);
    const QString sign = text.sliced(at, length);
    const QStringList signs{u"=="_s, u"!="_s, u"<"_s, u"<="_s, u">"_s, u">="_s};
    condition.m_comparison = Comparison(signs.indexOf(sign));

    const auto indent = [](const QString& part) {
        return qsizetype(std::ranges::find_if(part, [](QChar c) { return !c.isSpace(); }) - part.begin());
    };
    const QString left = text.first(at);
    const QString right = text.sliced(at + length);
    const qsizetype leftColumn = indent(left) + 1;
    const qsizetype rightColumn = at + length + indent(right) + 1;
    const Result<Operand> leftOperand = parseOperand(left.trimmed(), leftColumn);
    if (!leftOperand)
        return fail(leftOperand.error());
    const Result<Operand> rightOperand = parseOperand(right.trimmed(), rightColumn);
    if (!rightOperand)
        return fail(rightOperand.error());
    condition.m_left = *leftOperand;
    condition.m_right = *rightOperand;
    if (const Result<void> checked = condition.check(leftColumn, rightColumn); !checked)
        return fail(checked.error());
    return condition;
}

Result<Condition::Operand> Condition::parseOperand(const QString& text, qsizetype column)
{
    Operand operand;
    if (text.isEmpty())
        return refuse(translate("System", "A value is missing here; for an empty text write \"\"."), column);
    QString inner = text;
    for (const auto& [name, function] : {std::pair{"len"_L1, Function::Length}, std::pair{"has"_L1, Function::Has}}) {
        if (const auto inside = insideOf(text, name)) {
            operand.function = function;
            inner = inside->trimmed();
            column += name.size() + 1;
            if (!inner.startsWith(u'['))
                return refuse(
                    translate("System", "%1() looks at a placeholder such as [BODY].items.").arg(QString(name)),
                    column);
        }
    }
    if (inner.startsWith(u'[')) {
        const Result<Placeholder> placeholder = Placeholder::parse(inner);
        if (!placeholder)
            return refuse(placeholder.error().message, column + errorColumn(placeholder.error()) - 1);
        operand.placeholder = *placeholder;
        return operand;
    }
    if (const auto pattern = insideOf(text, "pat"_L1)) {
        operand.pattern = true;
        operand.literals = {withoutQuotes(pattern->trimmed())};
        return operand;
    }
    if (const auto choices = insideOf(text, "any"_L1)) {
        for (const QString& choice : choices->split(u',')) {
            if (choice.trimmed().isEmpty())
                return refuse(translate("System", "any() has an empty place; for an empty text write \"\"."), column);
            operand.literals.append(withoutQuotes(choice.trimmed()));
        }
        return operand;
    }
    static const QRegularExpression call(u"\\A([A-Za-z]+)\\(.*\\)?\\z"_s);
    if (const QRegularExpressionMatch match = call.match(text); match.hasMatch())
        return refuse(translate("System", "There is no function %1(…) of this form; there are len, has, pat and any.")
                          .arg(match.captured(1)),
                      column);
    operand.literals = {withoutQuotes(text)};
    return operand;
}

/// What can never hold is a mistake that is better found when it is written than at three in the morning.
Result<void> Condition::check(qsizetype leftColumn, qsizetype rightColumn) const
{
    if (!m_left.placeholder && !m_right.placeholder)
        return refuse(translate("System", "The condition looks at nothing: it needs a placeholder such as [STATUS]."),
                      leftColumn);
    const bool ordered = m_comparison != Comparison::Equal && m_comparison != Comparison::NotEqual;
    for (const auto& [operand, other, column] :
         {std::tuple{&m_left, &m_right, leftColumn}, std::tuple{&m_right, &m_left, rightColumn}}) {
        if (operand->placeholder)
            continue;
        if (ordered && (operand->pattern || operand->literals.size() > 1))
            return refuse(translate("System", "pat() and any() go with == and != only."), column);
        const bool truth = other->function == Function::Has ||
                           (other->function == Function::None && other->placeholder->name() == u"CONNECTED");
        const bool number = other->function == Function::Length ||
                            (other->function == Function::None && other->placeholder->isNumber());
        for (const QString& literal : operand->literals) {
            if (truth && (ordered || (literal != u"true" && literal != u"false")))
                return refuse(translate("System", "This is either true or false: compare it with == true or == false."),
                              column);
            if ((ordered || (number && !operand->pattern)) && !isNumeric(literal))
                return refuse(translate("System", "%1 is neither a number nor a duration.").arg(quoted(literal)),
                              column);
        }
    }
    return {};
}

Result<QStringList> Condition::resolve(const Operand& operand, const Observation& seen)
{
    if (!operand.placeholder)
        return operand.literals;
    switch (operand.function) {
    case Function::None: {
        const Result<QString> value = operand.placeholder->resolve(seen);
        return value ? Result<QStringList>(QStringList{*value}) : fail(value.error());
    }
    case Function::Length: {
        const Result<qint64> value = operand.placeholder->length(seen);
        return value ? Result<QStringList>(QStringList{QString::number(*value)}) : fail(value.error());
    }
    case Function::Has: {
        const Result<bool> value = operand.placeholder->exists(seen);
        return value ? Result<QStringList>(QStringList{*value ? u"true"_s : u"false"_s}) : fail(value.error());
    }
    }
    return QStringList();
}

bool Condition::compare(const QStringList& left, const QStringList& right) const
{
    const auto equal = [&](const QString& a, const QString& b) {
        if (m_right.pattern)
            return matchesPattern(b, a);
        if (m_left.pattern)
            return matchesPattern(a, b);
        const auto order = compareNumbers(a, b);
        return order ? *order == std::partial_ordering::equivalent : a == b;
    };
    const bool anyEqual = std::ranges::any_of(left, [&](const QString& a) {
        return std::ranges::any_of(right, [&](const QString& b) { return equal(a, b); });
    });
    if (m_comparison == Comparison::Equal || m_comparison == Comparison::NotEqual)
        return anyEqual == (m_comparison == Comparison::Equal);
    const auto order = compareNumbers(left.first(), right.first());
    if (!order)
        return false;
    switch (m_comparison) {
    case Comparison::Equal:
    case Comparison::NotEqual:
        return false;
    case Comparison::Less:
        return *order == std::partial_ordering::less;
    case Comparison::LessOrEqual:
        return *order != std::partial_ordering::greater;
    case Comparison::Greater:
        return *order == std::partial_ordering::greater;
    case Comparison::GreaterOrEqual:
        return *order != std::partial_ordering::less;
    }
    return false;
}

ConditionOutcome Condition::evaluate(const Observation& seen) const
{
    ConditionOutcome outcome{.condition = m_text};
    const Result<QStringList> left = resolve(m_left, seen);
    const Result<QStringList> right = resolve(m_right, seen);
    QStringList shown;
    for (const auto& [operand, value] : {std::pair{&m_left, &left}, std::pair{&m_right, &right}}) {
        if (operand->placeholder)
            shown.append(*value ? (*value)->first() : value->error().message);
    }
    outcome.seen = SafeText::oneLine(shown.join(u" / "_s)).text();
    outcome.holds = left && right && compare(*left, *right);
    return outcome;
}

QStringList Condition::placeholders() const
{
    QStringList names;
    for (const Operand* operand : {&m_left, &m_right}) {
        if (operand->placeholder)
            names.append(operand->placeholder->name());
    }
    return names;
}

} // namespace Pilothouse::System
