// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/carddelegate.h"

#include "widgets/environmenttag.h"
#include "widgets/figures.h"
#include "widgets/timetext.h"
#include "widgets/verdicttext.h"

#include <QAbstractItemView>
#include <QLocale>

namespace Pilothouse::Ui {

namespace {
constexpr int factHeight = 22;
constexpr int factGap = 12;
constexpr int signColumn = 20;

QString kindName(System::EnvironmentKind kind)
{
    switch (kind) {
    case System::EnvironmentKind::Production:
        return QStringLiteral("production");
    case System::EnvironmentKind::Staging:
        return QStringLiteral("staging");
    case System::EnvironmentKind::Development:
        return QStringLiteral("development");
    }
    return {};
}

} // namespace

CardDelegate::CardDelegate(const Theme& theme, const Clock& clock, const FleetModel& model, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_model(model)
{
}

QSize CardDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    Q_UNUSED(option)
    Q_UNUSED(index)
    return m_cell;
}

void CardDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const EnvironmentSnapshot& snapshot = m_model.snapshot(index.row());
    constexpr int half = Theme::gap / 2;
    const QRect card = option.rect.adjusted(half, half, -half, -half);
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const bool current = m_keyboardUsed && view && view->hasFocus() && view->currentIndex() == index;
    const bool hovered = option.state & QStyle::State_MouseOver;
    drawBox(painter, card, m_theme.color(Role::Surface),
            m_theme.color(current   ? Role::Accent
                          : hovered ? Role::Muted
                                    : Role::Line),
            Theme::radius, current ? 2 : 1);

    const QRect inside = card.adjusted(Theme::cardPadding, 10, -Theme::cardPadding, -10);
    paintTitle(*painter, QRect(inside.left(), inside.top(), inside.width(), 20), snapshot);

    const QString verdict = verdictSentence(snapshot.overall, snapshot.since, m_clock.now(), snapshot.maintenance);
    const QRect sentence(inside.left() + signColumn, inside.top() + 21, inside.width() - signColumn, 20);
    paintFact(*painter, sentence, verdict, signRole(m_model.sign(index.row())));

    const auto beats = beatsAt(snapshot.heartbeat, m_clock.now(), beatCount);
    paintHeartbeat(*painter, QRect(inside.left(), inside.top() + 48, inside.width(), 19), beats, beatCount, m_theme);
    paintFacts(*painter, QRect(inside.left(), inside.top() + 76, inside.width(), inside.height() - 76), snapshot);
}

void CardDelegate::paintTitle(QPainter& painter, QRect area, const EnvironmentSnapshot& snapshot) const
{
    const Sign sign = verdictSign(snapshot.overall, m_clock.now(), snapshot.maintenance);
    paintSign(painter, QRectF(area.left() + 1, area.center().y() - 4.5, 10, 10), sign, m_theme);
    const QSize tag = environmentTagSize(snapshot.kind, m_theme);
    paintEnvironmentTag(
        painter, QRect(area.right() - tag.width() + 1, area.center().y() - tag.height() / 2, tag.width(), tag.height()),
        snapshot.kind, m_theme);
    area.adjust(signColumn, 0, -tag.width() - 8, 0);
    const QFont& strong = m_theme.font(TextStyle::Strong);
    painter.setFont(strong);
    painter.setPen(m_theme.color(Role::Text));
    const QString title = elidedFigures(strong, snapshot.systemTitle, area.width());
    drawFigures(painter, area, Qt::AlignLeft | Qt::AlignVCenter, title);
    // The tag says which environment it is, unless the environment has another name.
    if (snapshot.key.environment == kindName(snapshot.kind))
        return;
    area.setLeft(area.left() + qCeil(figuresWidth(strong, title)) + 6);
    if (area.width() > 40)
        paintFact(painter, area, snapshot.key.environment, Role::Muted);
}

void CardDelegate::paintFact(QPainter& painter, const QRect& area, const QString& text, Role role) const
{
    const QFont& body = m_theme.font(TextStyle::Body);
    painter.setFont(body);
    painter.setPen(m_theme.color(role));
    drawFigures(painter, area, Qt::AlignLeft | Qt::AlignVCenter, elidedFigures(body, text, area.width()));
}

void CardDelegate::paintBackup(QPainter& painter, QRect area, const BackupClock& backup) const
{
    if (!backup.defined) {
        paintFact(painter, area, tr("none defined"), Role::Muted);
        return;
    }
    const Sign sign = signOf(backup.newestProven.verdictAt(m_clock.now()));
    const QString text = backup.provenAt.isValid() ? tr("%1 old").arg(age(between(backup.provenAt, m_clock.now())))
                                                   : tr("none verified");
    if (sign != Sign::Healthy) {
        paintSign(painter, QRectF(area.left(), area.center().y() - 4.5, 10, 10), sign, m_theme);
        area.setLeft(area.left() + 16);
    }
    paintFact(painter, area, text, sign == Sign::Healthy ? Role::Text : signRole(sign));
}

void CardDelegate::paintFacts(QPainter& painter, const QRect& area, const EnvironmentSnapshot& snapshot) const
{
    const int wanted = qCeil(figuresWidth(m_theme.font(TextStyle::Body), tr("newest verified backup"))) + factGap;
    const int names = std::clamp(wanted, area.width() / 3, area.width() * 14 / 25);
    const auto name = [&](int row, const QString& text) {
        const QRect cell(area.left(), area.top() + row * factHeight, names - factGap, factHeight);
        paintFact(painter, cell, text, Role::Muted);
    };
    const auto value = [&](int row) {
        return QRect(area.left() + names, area.top() + row * factHeight, area.width() - names, factHeight);
    };
    if (const auto unreviewed = snapshot.counts.find(QStringLiteral("runs")); unreviewed != snapshot.counts.end()) {
        // In the version's place: what nobody has looked at yet is more.
        const QRect cell = value(0);
        name(0, tr("runs"));
        paintSign(painter, QRectF(cell.left(), cell.center().y() - 4.5, 10, 10), Sign::Down, m_theme);
        paintFact(painter, cell.adjusted(16, 0, 0, 0), tr("%n bypass(es) not reviewed", nullptr, unreviewed->second),
                  Role::Down);
    } else {
        name(0, tr("version"));
        const QString version = snapshot.version.isEmpty() ? tr("not known") : snapshot.version.text();
        paintFact(painter, value(0),
                  snapshot.deployedAt.isValid()
                      ? QStringLiteral("%1 · %2").arg(version, ago(snapshot.deployedAt, m_clock.now()))
                      : version,
                  snapshot.version.isEmpty() ? Role::Muted : Role::Text);
    }

    name(1, tr("newest verified backup"));
    paintBackup(painter, value(1), snapshot.backup);

    if (snapshot.checklist) {
        const Progress& progress = snapshot.checklist->progress;
        name(2, tr("checklist %1/%2").arg(QLocale().toString(progress.done), QLocale().toString(progress.total)));
        const QRect cell = value(2);
        paintProgressBar(painter, QRectF(cell.left(), cell.center().y() - 2, std::min(cell.width(), 96), 6), progress,
                         m_theme);
    } else {
        name(2, tr("checklist"));
        paintFact(painter, value(2), tr("none"), Role::Muted);
    }

    name(3, tr("cpu · memory"));
    const QRect cell = value(3);
    const qreal half = (cell.width() - 4) / 2.0;
    if (snapshot.cpu.values.empty() && snapshot.memory.values.empty()) {
        paintFact(painter, cell, tr("not measured"), Role::Muted);
        return;
    }
    paintSparkline(painter, QRectF(cell.left(), cell.top() + 3, half, 16), snapshot.cpu, m_theme);
    paintSparkline(painter, QRectF(cell.left() + half + 4, cell.top() + 3, half, 16), snapshot.memory, m_theme);
}

} // namespace Pilothouse::Ui
