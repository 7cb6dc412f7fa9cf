// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/safetext.h"
#include "widgets/theme.h"

#include <QPlainTextEdit>

namespace Pilothouse::Ui {

class CodeHighlighter;

/// A script or file to read: highlighted in the roles of the theme, copyable, never changed. Beyond a megabyte it is
/// plain, because highlighting happens on the window's thread.
class CodeView final : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit CodeView(const Theme& theme, QWidget* parent = nullptr);
    ~CodeView() override;

    /// `language` is a name of KSyntaxHighlighting ("Bash", "YAML", "nginx Configuration"); an unknown one is plain.
    void setCode(const SafeText& code, const QString& language = QStringLiteral("Bash"));
    /// Chooses the language by the file's name.
    void setFile(const SafeText& code, const QString& fileName);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void show(const SafeText& code);

    const Theme& m_theme;
    CodeHighlighter* m_highlighter;
};

} // namespace Pilothouse::Ui
