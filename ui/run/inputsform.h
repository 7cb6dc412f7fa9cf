// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/plantext.h"
#include "system/procedure.h"
#include "widgets/theme.h"

#include <QWidget>

#include <map>

class QPushButton;

namespace Pilothouse::Ui {

class FlowLayout;

/// What a procedure is asked for, as a row above its plan: a field for each input, and a button that makes the plan
/// anew with what stands in them. Hidden where a procedure asks for nothing.
class InputsForm final : public QWidget
{
    Q_OBJECT
public:
    explicit InputsForm(const Theme& theme, QWidget* parent = nullptr);

    /// `given` are values by name; what it lacks is shown as the input's default.
    void setInputs(const std::vector<System::Input>& inputs, const std::map<QString, QString>& given);
    /// Inputs of type version become a choice of these, where there are some; `given` is what the plan was made with.
    void setVersions(const std::vector<Offer>& offers, const std::map<QString, QString>& given);
    std::map<QString, QString> values() const;
    /// What stands in the fields is not what the plan was last made with.
    bool isChanged() const { return values() != m_planned; }
    bool isEmpty() const { return m_fields.empty(); }
    void focusFirst();

Q_SIGNALS:
    void changed();
    /// Return in a field, or the button.
    void submitted(const std::map<QString, QString>& values);

private:
    QWidget* fieldFor(const System::Input& input, const QString& value);
    void refresh();
    void submit();

    const Theme& m_theme;
    std::map<QString, QString> m_planned;
    std::map<QString, QWidget*> m_fields; ///< a QLineEdit or a QComboBox each
    QStringList m_versions;               ///< names of inputs of type version
    QWidget* m_first = nullptr;
    FlowLayout* m_row;
    QPushButton* m_again;
};

} // namespace Pilothouse::Ui
