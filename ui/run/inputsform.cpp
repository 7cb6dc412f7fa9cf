// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/inputsform.h"

#include "widgets/labels.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

namespace Pilothouse::Ui {

namespace {

constexpr int widestField = 320;
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
    , m_row(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_again(new QPushButton(tr("Plan &again")))
{
    m_row->setContentsMargins(Theme::pageMargin, Theme::pageMargin, Theme::pageMargin, 0);
    m_row->setSpacing(Theme::gap);
    m_row->addWidget(m_again, 0, Qt::AlignLeft);
    m_row->addStretch(1);
    m_again->setToolTip(tr("Make the plan anew with these inputs; nothing is changed"));
    connect(m_again, &QPushButton::clicked, this, &InputsForm::submit);
    hide();
}

void InputsForm::setInputs(const std::vector<System::Input>& inputs, const std::map<QString, QString>& given)
{
    while (m_row->count() > 2) {
        const std::unique_ptr<QLayoutItem> item(m_row->takeAt(0));
        while (const auto part = std::unique_ptr<QLayoutItem>(item->layout()->takeAt(0)))
            delete part->widget();
    }
    m_fields.clear();
    m_versions.clear();
    m_first = nullptr;
    int at = 0;
    QWidget* before = m_again;
    for (const System::Input& input : inputs) {
        const auto value = given.find(input.name);
        QWidget* field = fieldFor(input, value == given.end() ? input.defaultValue.value_or(QString()) : value->second);
        auto* name = new TextLabel(m_theme, input.name, TextStyle::Body, Role::Muted);
        name->setBuddy(field);
        auto* pair = new QHBoxLayout;
        pair->setSpacing(2 * Theme::grid);
        pair->addWidget(name);
        pair->addWidget(field, 4);
        pair->addStretch(1);
        m_row->insertLayout(at++, pair);
        setTabOrder(before, field);
        before = field;
        if (!m_first)
            m_first = field;
        m_fields[input.name] = field;
        if (input.type == System::InputType::Version)
            m_versions << input.name;
    }
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
    line->setMaximumWidth(widestField);
    line->setMinimumWidth(std::max(leastField, line->fontMetrics().horizontalAdvance(line->placeholderText()) + 24));
    connect(line, &QLineEdit::textChanged, this, &InputsForm::refresh);
    connect(line, &QLineEdit::returnPressed, this, &InputsForm::submit);
    return line;
}

void InputsForm::setVersions(const std::vector<Offer>& offers, const std::map<QString, QString>& given)
{
    for (const QString& name : std::as_const(m_versions)) {
        auto* choice = qobject_cast<QComboBox*>(m_fields.at(name));
        const auto value = given.find(name);
        const QString wanted = value == given.end() ? valueOf(choice) : value->second;
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
        m_planned[name] = valueOf(choice);
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

int InputsForm::widthOfRow() const
{
    int width = m_again->sizeHint().width() + contentsMargins().left() + contentsMargins().right() +
                m_row->contentsMargins().left() + m_row->contentsMargins().right();
    for (int i = 0; i + 2 < m_row->count(); ++i)
        width += m_row->itemAt(i)->minimumSize().width() + m_row->spacing();
    return width;
}

QSize InputsForm::minimumSizeHint() const
{
    int widest = m_again->sizeHint().width();
    for (int i = 0; i + 2 < m_row->count(); ++i)
        widest = std::max(widest, m_row->itemAt(i)->minimumSize().width());
    return {widest + m_row->contentsMargins().left() + m_row->contentsMargins().right(),
            QWidget::minimumSizeHint().height()};
}

bool InputsForm::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize || event->type() == QEvent::Show)
        m_row->setDirection(width() >= widthOfRow() ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    return QWidget::event(event);
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
