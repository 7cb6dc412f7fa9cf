// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme.h"

#include "widgets/accessible.h"
#include "widgets/housestyle.h"
#include "widgets/lineicon.h"
#include "widgets/systemappearance.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>

#include <KSyntaxHighlighting/Repository>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

namespace {

// Points, so that the system's own text scaling applies: 9.75 pt are 13 px at 96 dpi.
constexpr double bodySize = 9.75;
constexpr double smallSize = 8.25;
constexpr double monoSize = 9;
constexpr double titleSize = 13.5;

QFont sized(QFont font, double points, QFont::Weight weight)
{
    font.setPointSizeF(points);
    font.setWeight(weight);
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature("tnum", 1);
#endif
    return font;
}

} // namespace

Theme::Theme(ColourScheme scheme, QObject* parent)
    : QObject(parent)
    , m_scheme(scheme)
    , m_look(std::make_shared<Look>())
    , m_system(std::make_unique<SystemAppearance>())
{
    makeFonts();
    connect(m_system.get(), &SystemAppearance::changed, this, &Theme::refresh);
    refresh();
}

Theme::~Theme() = default;

void Theme::makeFonts()
{
    const QStringList families = QFontDatabase::families();
    QFont text = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (families.contains(u"Inter"_s))
        text = QFont(u"Inter"_s);
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (families.contains(u"JetBrains Mono"_s))
        mono = QFont(u"JetBrains Mono"_s);
    mono.setStyleHint(QFont::Monospace);
    mono.setFixedPitch(true);
    const auto set = [this](TextStyle style, const QFont& font) { m_fonts[size_t(style)] = font; };
    set(TextStyle::Body, sized(text, bodySize, QFont::Normal));
    set(TextStyle::Strong, sized(text, bodySize, QFont::DemiBold));
    set(TextStyle::Small, sized(text, smallSize, QFont::Normal));
    set(TextStyle::SmallStrong, sized(text, smallSize, QFont::DemiBold));
    set(TextStyle::Title, sized(text, titleSize, QFont::DemiBold));
    set(TextStyle::Figure, sized(text, titleSize, QFont::DemiBold));
    set(TextStyle::Mono, sized(mono, monoSize, QFont::Normal));
    set(TextStyle::MonoStrong, sized(mono, monoSize, QFont::Bold));
}

void Theme::install(QApplication& application)
{
    m_application = &application;
    installAccessibility();
    QApplication::setStyle(new HouseStyle(m_look));
    QApplication::setFont(font(TextStyle::Body));
    QApplication::setFont(font(TextStyle::Small), "QTipLabel");
    QApplication::setPalette(palette());
}

void Theme::setScheme(ColourScheme scheme)
{
    if (m_scheme == scheme)
        return;
    m_scheme = scheme;
    refresh();
}

void Theme::refresh()
{
    const bool dark = m_scheme == ColourScheme::Dark || (m_scheme == ColourScheme::FollowSystem && m_system->isDark());
    if (dark == m_look->dark && m_application)
        return;
    m_look->dark = dark;
    m_look->colours = dark ? Colours::dark() : Colours::light();
    if (m_application)
        QApplication::setPalette(palette());
    Q_EMIT changed();
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole to, Role from) { palette.setColor(to, color(from)); };
    set(QPalette::Window, Role::Window);
    set(QPalette::WindowText, Role::Text);
    set(QPalette::Base, Role::Surface);
    set(QPalette::AlternateBase, Role::Window);
    set(QPalette::Text, Role::Text);
    set(QPalette::Button, Role::Surface);
    set(QPalette::ButtonText, Role::Text);
    set(QPalette::BrightText, Role::Down);
    set(QPalette::ToolTipBase, Role::Surface);
    set(QPalette::ToolTipText, Role::Text);
    set(QPalette::PlaceholderText, Role::Muted);
    set(QPalette::Link, Role::Accent);
    set(QPalette::LinkVisited, Role::Accent);
    set(QPalette::Light, Role::Surface);
    set(QPalette::Midlight, Role::Hover);
    set(QPalette::Mid, Role::Line);
    set(QPalette::Dark, Role::Control);
    set(QPalette::Shadow, Role::Line);
    // The selected row keeps the colour of its text: signs and numbers in it must not change their meaning.
    set(QPalette::Highlight, Role::Selection);
    set(QPalette::HighlightedText, Role::Text);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, mixed(color(Role::Muted), color(Role::Surface), 0.75));
    return palette;
}

QIcon Theme::icon(const QString& name, Role role) const { return QIcon(new LineIconEngine(m_look, name, role)); }

std::chrono::milliseconds Theme::motion() const
{
    return m_system->reducesMotion() ? std::chrono::milliseconds(0) : std::chrono::milliseconds(150);
}

KSyntaxHighlighting::Repository& Theme::syntax() const
{
    if (!m_syntax)
        m_syntax = std::make_unique<KSyntaxHighlighting::Repository>();
    return *m_syntax;
}

} // namespace Pilothouse::Ui
