// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/servicescard.h"

#include "widgets/labels.h"
#include "widgets/rows.h"
#include "widgets/statusmark.h"

namespace Pilothouse::Ui {

using namespace std::chrono_literals;

namespace {

class BeatsDelegate final : public QStyledItemDelegate
{
public:
    BeatsDelegate(const Theme& theme, const Clock& clock, const ServicesModel& model, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
        , m_clock(clock)
        , m_model(model)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {ServicesCard::beatCount * 3 - 1 + 14, Theme::rowHeight};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyleOptionViewItem item = option;
        initStyleOption(&item, index);
        paintRow(*painter, item, m_theme);
        const int count = ServicesCard::beatCount;
        paintHeartbeat(*painter, option.rect.adjusted(0, 7, -14, -7),
                       beatsAt(m_model.service(index.row()).heartbeat, m_clock.now(), count), count, m_theme);
    }

private:
    const Theme& m_theme;
    const Clock& m_clock;
    const ServicesModel& m_model;
};

} // namespace

ServicesModel::ServicesModel(const Clock& clock, QObject* parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
{
}

void ServicesModel::setServices(std::vector<ServiceRow> services)
{
    const bool same = std::ranges::equal(services, m_services, {}, &ServiceRow::name, &ServiceRow::name);
    if (same) {
        m_services = std::move(services);
        touch();
        return;
    }
    beginResetModel();
    m_services = std::move(services);
    endResetModel();
}

void ServicesModel::touch()
{
    if (!m_services.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int ServicesModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_services.size()); }

int ServicesModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : 4; }

QVariant ServicesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const ServiceRow& row = service(index.row());
    const QDateTime now = m_clock.now();
    const Sign sign = signOf(row.state.verdictAt(now));
    const bool wrong = sign == Sign::Down || sign == Sign::Degraded;
    if (role == CellSign && index.column() == Name)
        return int(sign);
    if (role == CellColour)
        return int(index.column() == Now      ? (wrong || sign == Sign::Unknown ? signRole(sign) : Role::Text)
                   : index.column() == Detail ? Role::Muted
                                              : Role::Text);
    if (role == Qt::ToolTipRole)
        return evidenceTip(row.state, now);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (Column(index.column())) {
    case Name:
        return role == Qt::DisplayRole ? row.name : tr("%1: %2", "service: sign").arg(row.name, signWord(sign));
    case Beats:
        return role == Qt::DisplayRole
                   ? QVariant()
                   : QVariant(heartbeatSummary(beatsAt(row.heartbeat, now, ServicesCard::beatCount)));
    case Now:
        return row.now.text();
    case Detail:
        return row.detail.text();
    }
    return {};
}

QVariant ServicesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Name:
        return tr("service");
    case Beats:
        return tr("last %n check(s)", nullptr, ServicesCard::beatCount);
    case Now:
        return tr("now");
    case Detail:
        return tr("detail");
    }
    return {};
}

ServicesCard::ServicesCard(const Theme& theme, Clock& clock)
    : Card(theme, tr("Services"))
    , m_clock(clock)
    , m_model(new ServicesModel(clock, this))
    , m_table(new RowTable(theme))
    , m_empty(new TextLabel(theme, tr("The definition names no services of this environment."), TextStyle::Body,
                            Role::Muted))
{
    m_table->setModel(m_model);
    using By = ColumnWidth::By;
    m_table->setColumnWidths({{By::Content, 25}, {By::Content, 40}, {By::Content, 32}, {By::Weight, 1}});
    m_table->setAccessibleName(tr("Services"));
    m_table->setItemDelegateForColumn(ServicesModel::Beats, new BeatsDelegate(theme, clock, *m_model, m_table));
    m_empty->setWordWrap(true);
    content()->addWidget(m_table);
    content()->addWidget(m_empty);
    content()->addStretch(1);
    tick();
}

void ServicesCard::setServices(const std::vector<ServiceRow>& services)
{
    m_model->setServices(services);
    m_table->setVisible(!services.empty());
    m_empty->setVisible(services.empty());
}

void ServicesCard::tick()
{
    m_model->touch();
    m_timer = m_clock.after(this, 5s, [this] { tick(); });
}

} // namespace Pilothouse::Ui
