// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/palette.h"

#include <QFont>
#include <QIcon>
#include <QObject>

#include <chrono>
#include <memory>

class QApplication;
class QPalette;

namespace KSyntaxHighlighting {
class Repository;
}

namespace Pilothouse::Ui {

class SystemAppearance;

enum class ColourScheme { FollowSystem, Light, Dark };

/// What a text is for. Headings differ by weight, not by size; only the title of a page is larger.
enum class TextStyle { Body, Strong, Small, SmallStrong, Title, Figure, Mono, MonoStrong };

/// Colours and the darkness that the style, icons and painters share. Replaced as a whole when the scheme changes.
struct Look
{
    Colours colours = Colours::light();
    bool dark = false;
};

/// Colours, fonts, icons and measures of the window. One object, made by main() and handed by reference to everything
/// that paints; install() makes the application wear it. Window's thread.
class Theme final : public QObject
{
    Q_OBJECT
public:
    static constexpr int grid = 4; ///< every distance is 4, 8, 12, 16 or 24 pixels
    static constexpr int cardPadding = 12;
    static constexpr int pageMargin = 16;
    static constexpr int gap = 12; ///< between cards
    static constexpr int rowHeight = 28;
    static constexpr int controlHeight = 28;
    static constexpr int radius = 4;

    explicit Theme(ColourScheme scheme = ColourScheme::FollowSystem, QObject* parent = nullptr);
    ~Theme() override;

    /// Style, palette and font of the application; follows later changes of the scheme.
    void install(QApplication& application);

    ColourScheme scheme() const { return m_scheme; }
    void setScheme(ColourScheme scheme);
    bool isDark() const { return m_look->dark; }

    const QColor& color(Role role) const { return m_look->colours[role]; }
    const QFont& font(TextStyle style) const { return m_fonts[size_t(style)]; }
    /// A line icon of resources/icons, drawn in the colour that `role` has at the time of painting.
    QIcon icon(const QString& name, Role role = Role::Text) const;
    /// How long a change may move; zero when the system asks for reduced motion.
    std::chrono::milliseconds motion() const;
    /// Syntax definitions, loaded at first use.
    KSyntaxHighlighting::Repository& syntax() const;

    QPalette palette() const;

Q_SIGNALS:
    /// Colours changed; fonts and measures stay for the life of the program.
    void changed();

private:
    void refresh();
    void makeFonts();

    ColourScheme m_scheme;
    std::shared_ptr<Look> m_look;
    std::array<QFont, size_t(TextStyle::MonoStrong) + 1> m_fonts;
    std::unique_ptr<SystemAppearance> m_system;
    mutable std::unique_ptr<KSyntaxHighlighting::Repository> m_syntax;
    QApplication* m_application = nullptr;
};

} // namespace Pilothouse::Ui
