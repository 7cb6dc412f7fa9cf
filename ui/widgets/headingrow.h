// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QBoxLayout;
class QHBoxLayout;

namespace Pilothouse::Ui {

/// Words on the left, acts on the right; where the acts would leave the words too little room, they go below them.
class HeadingRow final : public QWidget
{
    Q_OBJECT
public:
    /// `leastWords` is the width that the words keep beside the acts.
    explicit HeadingRow(int leastWords, QWidget* parent = nullptr);

    QHBoxLayout* words() const { return m_words; }
    QHBoxLayout* acts() const { return m_acts; }
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;

private:
    int m_leastWords;
    QBoxLayout* m_row;
    QHBoxLayout* m_words;
    QHBoxLayout* m_acts;
};

} // namespace Pilothouse::Ui
