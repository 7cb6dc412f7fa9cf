// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/sign.h"
#include "widgets/theme.h"

#include <QWidget>

#include <optional>
#include <vector>

class QGridLayout;

namespace Pilothouse::Ui {

/// A row of "what changes" or "checked before": an optional sign, a name, and what is to be said of it.
struct Fact
{
    std::optional<Sign> sign = {};
    QString name;
    QString text;
    TextStyle style = TextStyle::Body;

    bool operator==(const Fact&) const = default;
};

/// A sign beside words that say the same.
class SignLabel final : public QWidget
{
    Q_OBJECT
public:
    SignLabel(const Theme& theme, Sign sign, QWidget* parent = nullptr);
    void setSign(Sign sign);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    Sign m_sign;
};

/// Facts under each other, a line above each, the names in one column. Keeps nothing of its own.
class FactGrid final : public QWidget
{
    Q_OBJECT
public:
    explicit FactGrid(const Theme& theme, QWidget* parent = nullptr);
    void setFacts(const std::vector<Fact>& facts);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QGridLayout* m_grid;
    int m_rows = 0;
};

} // namespace Pilothouse::Ui
