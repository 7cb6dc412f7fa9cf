// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/inputsform.h"

#include "widgets/flowlayout.h"
#include "widgets/labels.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

namespace Pilothouse::Ui {

namespace {

constexpr int widestField = 420;
constexpr int leastField = 112;

QString valueOf(const QWidget* field)
{
    if (const auto* choice = qobject_cast<const QComboBox*>(field)) {
        // Typed, or chosen of what is shown under another name.
        const int at = choice->findText(choice->currentText());
        return at >= 0 && choice->itemData(at).isValid() ? choice->itemData(at).toString()
                                                         : choice->currentText().trimmed();
    }
    return static_cast<const QLineEdit*>(field)->text().trimmed();
}

QString hintOf(System::InputType type)
{
    switch (type) {
    case System::InputType::GitRef:
        return InputsForm::tr("branch, tag or commit");
    case System::InputType::Version:
        return InputsForm::tr("version");
    case System::InputType::Integer:
        return InputsForm::tr("whole number");
    case System::InputType::Image:
        return InputsForm::tr("image with a tag");
    case System::InputType::Backup:
        return InputsForm::tr("file name of a backup");
    case System::InputType::Text:
    case System::InputType::Choice:
        return {};
    }
    return {};
}

} // namespace

InputsForm::InputsForm(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_row(new FlowLayout)
    , m_again(new QPushButton(tr("Plan &again")))
{
    // Inputs that have no room beside each other go on below.
    auto* around = new QVBoxLayout(this);
    around->setContentsMargins(Theme::pageMargin, Theme::pageMargin, Theme::pageMargin, 0);
    around->addLayout(m_row);
    m_row->setSpacing(Theme::gap);
    m_row->addWidget(m_again);
    m_again->setToolTip(tr("Make the plan anew with these inputs; nothing is changed"));
    connect(m_again, &QPushButton::clicked, this, &InputsForm::submit);
    hide();
}

void InputsForm::setInputs(const std::vector<System::Input>& inputs, const std::map<QString, QString>& given)
{
    // The button comes last, whatever is in front of it.
    while (const auto item = std::unique_ptr<QLayoutItem>(m_row->takeAt(0))) {
        if (item->widget() != m_again)
            delete item->widget();
    }
    m_fields.clear();
    m_versions.clear();
    m_first = nullptr;
    QWidget* before = m_again;
    for (const System::Input& input : inputs) {
        const auto value = given.find(input.name);
        QWidget* field = fieldFor(input, value == given.end() ? input.defaultValue.value_or(QString()) : value->second);
        auto* name = new TextLabel(m_theme, input.name, TextStyle::Body, Role::Muted);
        name->setBuddy(field);
        auto* both = new QWidget;
        auto* pair = new QHBoxLayout(both);
        pair->setContentsMargins(0, 0, 0, 0);
        pair->setSpacing(2 * Theme::grid);
        pair->addWidget(name);
        pair->addWidget(field, 1);
        m_row->addWidget(both);
        setTabOrder(before, field);
        before = field;
        if (!m_first)
            m_first = field;
        m_fields[input.name] = field;
        if (input.type == System::InputType::Version)
            m_versions << input.name;
    }
    m_row->addWidget(m_again);
    if (before != m_again)
        setTabOrder(before, m_again);
    m_planned = values();
    setVisible(!m_fields.empty());
    refresh();
}

QWidget* InputsForm::fieldFor(const System::Input& input, const QString& value)
{
    if (input.type == System::InputType::Choice) {
        auto* choice = new QComboBox;
        choice->addItems(input.choices);
        choice->setCurrentText(value);
        choice->setAccessibleName(input.name);
        connect(choice, &QComboBox::currentTextChanged, this, &InputsForm::refresh);
        return choice;
    }
    if (input.type == System::InputType::Version) {
        auto* version = new QComboBox;
        version->setEditable(true);
        version->setInsertPolicy(QComboBox::NoInsert);
        version->setEditText(value);
        version->lineEdit()->setPlaceholderText(hintOf(input.type));
        version->setAccessibleName(input.name);
        version->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        connect(version, &QComboBox::currentTextChanged, this, &InputsForm::refresh);
        connect(version->lineEdit(), &QLineEdit::returnPressed, this, &InputsForm::submit);
        return version;
    }
    auto* line = new QLineEdit(value);
    line->setAccessibleName(input.name);
    line->setPlaceholderText(hintOf(input.type));
    line->setToolTip(hintOf(input.type));
    // What stands there is to be read whole, an image with its registry too.
    const QFontMetrics metrics = line->fontMetrics();
    const int words = std::max(metrics.horizontalAdvance(line->placeholderText()), metrics.horizontalAdvance(value));
    line->setMaximumWidth(widestField);
    line->setMinimumWidth(std::clamp(words + 24, leastField, widestField));
    connect(line, &QLineEdit::textChanged, this, &InputsForm::refresh);
    connect(line, &QLineEdit::returnPressed, this, &InputsForm::submit);
    return line;
}

void InputsForm::setVersions(const std::vector<Offer>& offers, const std::map<QString, QString>& given)
{
    for (const QString& name : std::as_const(m_versions)) {
        auto* choice = qobject_cast<QComboBox*>(m_fields.at(name));
        const auto value = given.find(name);
        // What somebody typed while the plan was made stays.
        const bool typed = valueOf(choice) != m_planned[name];
        const QString wanted = typed || value == given.end() ? valueOf(choice) : value->second;
        const QSignalBlocker quiet(choice);
        choice->clear();
        for (const Offer& offer : offers)
            choice->addItem(offer.text, offer.value);
        const int at = choice->findData(wanted);
        choice->setEditable(at < 0);
        if (at < 0)
            choice->setEditText(wanted);
        else
            choice->setCurrentIndex(at);
        m_planned[name] = typed && value != given.end() ? value->second : valueOf(choice);
    }
    refresh();
}

void InputsForm::focusFirst()
{
    if (!m_first)
        return;
    m_first->setFocus(Qt::TabFocusReason);
}

std::map<QString, QString> InputsForm::values() const
{
    std::map<QString, QString> out;
    for (const auto& [name, field] : m_fields)
        out[name] = valueOf(field);
    return out;
}

void InputsForm::refresh()
{
    m_again->setEnabled(isChanged());
    Q_EMIT changed();
}

void InputsForm::submit()
{
    const auto wanted = values();
    m_planned = wanted;
    refresh();
    Q_EMIT submitted(wanted);
}

} // namespace Pilothouse::Ui
