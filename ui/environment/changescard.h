// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "widgets/card.h"
#include "widgets/snapshot.h"

#include <QAbstractTableModel>

namespace Pilothouse::Ui {

class RowTable;

class ChangesModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit ChangesModel(const Clock& clock, QObject* parent);

    /// `before`: times are told relative to this moment ("-6:02"); without it relative to now ("6 m ago").
    void setChanges(std::vector<ChangeRow> changes, std::optional<QDateTime> before);
    const ChangeRow& change(int row) const { return m_changes[size_t(row)]; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString timeText(const ChangeRow& change) const;

    const Clock& m_clock;
    std::vector<ChangeRow> m_changes;
    std::optional<QDateTime> m_before;
};

/// What changed, newest first; while something is wrong, what changed before it went wrong. And whom to call.
class ChangesCard final : public Card
{
    Q_OBJECT
public:
    ChangesCard(const Theme& theme, Clock& clock);

    void setChanges(const std::vector<ChangeRow>& changes, const EnvironmentSnapshot& snapshot, const SafeText& onCall);

Q_SIGNALS:
    void opened(const QString& page, const QString& subject);

private:
    const Clock& m_clock;
    ChangesModel* m_model;
    RowTable* m_table;
    TextLabel* m_empty;
    TextLabel* m_onCallWord;
    ElidedLabel* m_onCall;
};

} // namespace Pilothouse::Ui
