// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/topbar.h"

#include "widgets/environmenttag.h"
#include "widgets/figures.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStyleOptionToolButton>
#include <QStylePainter>

namespace Pilothouse::Ui {

namespace {

constexpr int barHeight = 40;
constexpr int frameWidth = 3;
// Where the words of the search would push the breadcrumb together, its icon and shortcut have to do.
constexpr int widthForWords = 800;

/// A number with a sign, as a button that leads to what it counts.
class CountButton final : public QToolButton
{
public:
    CountButton(const Theme& theme, Sign sign)
        : m_theme(theme)
        , m_sign(sign)
    {
        setFont(theme.font(TextStyle::Strong));
        setAutoRaise(true);
        setFocusPolicy(Qt::TabFocus);
    }

    QSize sizeHint() const override { return {26 + qCeil(figuresWidth(font(), text())), Theme::controlHeight - 4}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        Q_UNUSED(event)
        QPainter painter(this);
        if (underMouse() || hasFocus())
            drawBox(&painter, rect(), m_theme.color(Role::Hover),
                    hasFocus() ? m_theme.color(Role::Accent) : QColor(Qt::transparent), Theme::radius);
        paintSign(painter, QRectF(5, (height() - 11) / 2.0, 11, 11), m_sign, m_theme);
        painter.setFont(font());
        painter.setPen(m_theme.color(signRole(m_sign)));
        drawFigures(painter, rect().adjusted(20, 0, -4, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
    }

private:
    const Theme& m_theme;
    Sign m_sign;
};

/// A part of the breadcrumb that leads somewhere: a word, not a button to look at. Gives way where there is no room.
class CrumbButton final : public QToolButton
{
public:
    explicit CrumbButton(const QString& text)
    {
        setText(text);
        setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        setAutoRaise(true);
        setFocusPolicy(Qt::TabFocus);
        setEmphasis(this, Emphasis::Muted);
    }

    QSize sizeHint() const override { return {fontMetrics().horizontalAdvance(text()) + 4, Theme::controlHeight - 4}; }
    QSize minimumSizeHint() const override
    {
        const QSize whole = sizeHint();
        return {std::min(whole.width(), fontMetrics().averageCharWidth() * 8), whole.height()};
    }

protected:
    void changeEvent(QEvent* event) override
    {
        QToolButton::changeEvent(event);
        if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
            updateGeometry();
    }
    void resizeEvent(QResizeEvent* event) override
    {
        QToolButton::resizeEvent(event);
        setToolTip(width() < sizeHint().width() ? text() : QString());
    }
    void paintEvent(QPaintEvent* event) override
    {
        Q_UNUSED(event)
        QStylePainter painter(this);
        QStyleOptionToolButton option;
        initStyleOption(&option);
        option.text = fontMetrics().elidedText(text(), Qt::ElideRight, width());
        painter.drawComplexControl(QStyle::CC_ToolButton, option);
    }
};

} // namespace

TopBar::TopBar(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_crumbs(new QHBoxLayout)
    , m_tag(new EnvironmentTag(theme))
    , m_search(new QPushButton(tr("Search or run a command")))
    , m_down(new CountButton(theme, Sign::Down))
    , m_degraded(new CountButton(theme, Sign::Degraded))
    , m_alerts(new QToolButton)
    , m_menu(new QToolButton)
{
    setFixedHeight(barHeight);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::pageMargin, frameWidth, 8, 0);
    row->setSpacing(8);
    m_crumbs->setSpacing(4);
    row->addLayout(m_crumbs);
    row->addSpacing(4);
    row->addWidget(m_tag);
    row->addStretch(1);
    row->addWidget(m_search);
    row->addWidget(m_down);
    row->addWidget(m_degraded);
    row->addWidget(m_alerts);
    row->addWidget(m_menu);
    m_search->setFont(theme.font(TextStyle::Small));
    m_search->setAccessibleName(tr("Search or run a command"));
    m_search->setToolTip(tr("Search or run a command"));
    setEmphasis(m_search, Emphasis::Muted);
    m_menu->setIcon(theme.icon(QStringLiteral("menu"), Role::Muted));
    m_menu->setAutoRaise(true);
    m_menu->setFocusPolicy(Qt::TabFocus);
    m_menu->setAccessibleName(tr("Menu"));
    m_menu->setToolTip(tr("Menu (F10)"));
    m_tag->hide();
    connect(m_search, &QPushButton::clicked, this, &TopBar::paletteRequested);
    connect(m_down, &QToolButton::clicked, this, &TopBar::countsPressed);
    connect(m_degraded, &QToolButton::clicked, this, &TopBar::countsPressed);
    m_alerts->setObjectName(QStringLiteral("alerts-open"));
    m_alerts->setIcon(theme.icon(QStringLiteral("alert"), Role::Down));
    m_alerts->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_alerts->setFont(theme.font(TextStyle::Strong));
    m_alerts->setAutoRaise(true);
    m_alerts->setFocusPolicy(Qt::TabFocus);
    connect(m_alerts, &QToolButton::clicked, this, &TopBar::alertsPressed);
    setCounts(0, 0);
    setAlerts(0);
}

QWidget* TopBar::searchButton() const { return m_search; }

void TopBar::setPaletteShortcut(const QString& shortcut)
{
    m_shortcut = shortcut;
    fitSearch();
}

void TopBar::fitSearch()
{
    const bool wide = width() >= widthForWords;
    m_search->setText(wide ? tr("Search or run a command") + QStringLiteral("   ") + m_shortcut : m_shortcut);
    m_search->setIcon(wide ? QIcon() : m_theme.icon(QStringLiteral("search"), Role::Muted));
}

void TopBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitSearch();
}

void TopBar::clearCrumbs()
{
    while (QLayoutItem* item = m_crumbs->takeAt(0)) {
        // A crumb may be what was pressed just now: it must live until its own signal has returned.
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

void TopBar::setCrumbs(const std::vector<Crumb>& crumbs)
{
    clearCrumbs();
    for (size_t i = 0; i < crumbs.size(); ++i) {
        const bool last = i + 1 == crumbs.size();
        if (i > 0)
            m_crumbs->addWidget(new TextLabel(m_theme, QStringLiteral("▸"), TextStyle::Small, Role::Muted));
        if (last || !crumbs[i].leads) {
            m_crumbs->addWidget(new ElidedLabel(
                m_theme, crumbs[i].text, last && crumbs.size() > 1 ? TextStyle::Strong : TextStyle::Body, Role::Muted));
            continue;
        }
        auto* button = new CrumbButton(crumbs[i].text);
        button->setAccessibleName(tr("Go to %1").arg(crumbs[i].text));
        connect(button, &QToolButton::clicked, this, [this, i] { Q_EMIT crumbPressed(int(i)); });
        m_crumbs->addWidget(button);
    }
}

void TopBar::setKind(std::optional<System::EnvironmentKind> kind)
{
    m_kind = kind;
    m_tag->setVisible(kind.has_value());
    if (kind)
        m_tag->setKind(*kind);
    update();
}

void TopBar::setCounts(int down, int degraded)
{
    const auto set = [](QToolButton* button, int count, const QString& words) {
        button->setText(QString::number(count));
        button->setVisible(count > 0);
        button->setAccessibleName(words);
        button->setToolTip(words);
        button->updateGeometry();
    };
    set(m_down, down, tr("%n environment(s) down", nullptr, down));
    set(m_degraded, degraded, tr("%n environment(s) degraded", nullptr, degraded));
}

void TopBar::setAlerts(int open)
{
    const QString words = tr("%n alert(s) open", nullptr, open);
    m_alerts->setText(QString::number(open));
    m_alerts->setVisible(open > 0);
    m_alerts->setAccessibleName(words);
    m_alerts->setToolTip(words);
}

void TopBar::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Surface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.color(Role::Line));
    if (m_kind == System::EnvironmentKind::Production)
        painter.fillRect(QRect(0, 0, width(), frameWidth), m_theme.color(Role::Production));
}

} // namespace Pilothouse::Ui
