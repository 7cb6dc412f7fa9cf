// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/codeview.h"

#include "widgets/housestyle.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>

namespace Pilothouse::Ui {

namespace {

constexpr qsizetype longestHighlighted = 1 << 20;

Role codeRole(KSyntaxHighlighting::Theme::TextStyle style)
{
    using Kind = KSyntaxHighlighting::Theme;
    if (style == Kind::Comment || style == Kind::Documentation || style == Kind::Annotation ||
        style == Kind::CommentVar || style == Kind::RegionMarker || style == Kind::Information)
        return Role::Muted;
    if (style == Kind::Keyword || style == Kind::ControlFlow || style == Kind::BuiltIn || style == Kind::Import ||
        style == Kind::Preprocessor)
        return Role::Accent;
    if (style == Kind::String || style == Kind::VerbatimString || style == Kind::SpecialString || style == Kind::Char ||
        style == Kind::SpecialChar)
        return Role::Healthy;
    if (style == Kind::DecVal || style == Kind::BaseN || style == Kind::Float || style == Kind::Constant)
        return Role::Degraded;
    if (style == Kind::Attribute || style == Kind::DataType || style == Kind::Variable)
        return Role::Maintenance;
    if (style == Kind::Error || style == Kind::Alert)
        return Role::Down;
    return Role::Text;
}

} // namespace

/// Takes the structure from KSyntaxHighlighting and the colours from the house, so that code fits both schemes.
class CodeHighlighter final : public KSyntaxHighlighting::SyntaxHighlighter
{
public:
    CodeHighlighter(const Theme& theme, QTextDocument* document)
        : KSyntaxHighlighting::SyntaxHighlighter(document)
        , m_theme(theme)
    {
    }

protected:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format& format) override
    {
        const Role role = codeRole(format.textStyle());
        if (role == Role::Text || length == 0)
            return;
        QTextCharFormat chars;
        chars.setForeground(m_theme.color(role));
        setFormat(offset, length, chars);
    }

private:
    const Theme& m_theme;
};

CodeView::CodeView(const Theme& theme, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
    , m_highlighter(new CodeHighlighter(theme, document()))
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    // The default wrapping takes time with the square of a line's length.
    setLineWrapMode(NoWrap);
    setFont(theme.font(TextStyle::Mono));
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setAccessibleName(tr("Code"));
    document()->setDocumentMargin(8);
    viewport()->setAutoFillBackground(false);
    connect(&theme, &Theme::changed, this, [this] { m_highlighter->rehighlight(); });
}

CodeView::~CodeView() = default;

void CodeView::setCode(const SafeText& code, const QString& language)
{
    m_highlighter->setDefinition(code.text().size() > longestHighlighted
                                     ? KSyntaxHighlighting::Definition()
                                     : m_theme.syntax().definitionForName(language));
    show(code);
}

void CodeView::setFile(const SafeText& code, const QString& fileName)
{
    m_highlighter->setDefinition(code.text().size() > longestHighlighted
                                     ? KSyntaxHighlighting::Definition()
                                     : m_theme.syntax().definitionForFileName(fileName));
    show(code);
}

void CodeView::show(const SafeText& code) { setPlainText(code.text()); }

void CodeView::paintEvent(QPaintEvent* event)
{
    {
        QPainter painter(viewport());
        painter.fillRect(viewport()->rect(), m_theme.color(Role::Sunken));
        drawBox(&painter, viewport()->rect(), Qt::transparent, m_theme.color(hasFocus() ? Role::Accent : Role::Line),
                Theme::radius);
    }
    QPlainTextEdit::paintEvent(event);
}

void CodeView::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

} // namespace Pilothouse::Ui
