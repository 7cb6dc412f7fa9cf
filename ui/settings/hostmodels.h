// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "settings/hostdesk.h"

#include <QAbstractTableModel>

namespace Pilothouse::Ui {

/// A table of values that is replaced as a whole. What it shows of each is said by a few functions of its subclass.
template <typename Row> class HostRows : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<Row> rows)
    {
        if (rows.size() == m_rows.size()) {
            m_rows = std::move(rows);
            return touch();
        }
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    /// Times grow older: draws all rows again.
    void touch()
    {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
    const std::vector<Row>& rows() const { return m_rows; }
    const Row* at(int row) const { return row >= 0 && size_t(row) < m_rows.size() ? &m_rows[size_t(row)] : nullptr; }

    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : int(headings().size());
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        return orientation == Qt::Horizontal && role == Qt::DisplayRole ? headings().value(section) : QVariant();
    }

protected:
    virtual QStringList headings() const = 0;

private:
    std::vector<Row> m_rows;
};

/// Hosts and their connections: which hops, which key, since when, latency.
class LinkModel final : public HostRows<HostLine>
{
    Q_OBJECT
public:
    enum Column { Host, Environment, State, Since, Key, Latency };

    explicit LinkModel(Clock& clock, QObject* parent = nullptr)
        : HostRows(parent)
        , m_clock(clock)
    {
    }
    QVariant data(const QModelIndex& index, int role) const override;

protected:
    QStringList headings() const override;

private:
    QString text(const HostLine& line, int column) const;
    QString tip(const HostLine& line, int column) const;

    Clock& m_clock;
};

/// Keys that were refused.
class OfferModel final : public HostRows<HostOffer>
{
    Q_OBJECT
public:
    enum Column { Host, Environment, Refusal, Key, When };

    explicit OfferModel(Clock& clock, QObject* parent = nullptr)
        : HostRows(parent)
        , m_clock(clock)
    {
    }
    QVariant data(const QModelIndex& index, int role) const override;

protected:
    QStringList headings() const override;

private:
    Clock& m_clock;
};

/// Lines of known_hosts files.
class KeyModel final : public HostRows<Ssh::KnownKey>
{
    Q_OBJECT
public:
    enum Column { Names, Type, Fingerprint, Marker, Place };

    using HostRows::HostRows;
    QVariant data(const QModelIndex& index, int role) const override;

protected:
    QStringList headings() const override;
};

/// Answers to logins that are kept.
class AnswerModel final : public HostRows<KeptAnswer>
{
    Q_OBJECT
public:
    enum Column { Kind, Name, When, By };

    explicit AnswerModel(Clock& clock, QObject* parent = nullptr)
        : HostRows(parent)
        , m_clock(clock)
    {
    }
    QVariant data(const QModelIndex& index, int role) const override;

protected:
    QStringList headings() const override;

private:
    Clock& m_clock;
};

/// Keys of a file that a person may provision.
class ProposalModel final : public HostRows<Ssh::ProposedKey>
{
    Q_OBJECT
public:
    enum Column { Names, Type, Fingerprint, State };

    using HostRows::HostRows;
    QVariant data(const QModelIndex& index, int role) const override;

protected:
    QStringList headings() const override;
};

} // namespace Pilothouse::Ui
