// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme.h"

#include <QFrame>
#include <QPlainTextEdit>

namespace Pilothouse::Ui {

/// A few lines of evidence or commands in a sunken box: monospaced, to be selected and copied, as high as its text.
/// Long words break anywhere, so that nothing is hidden at the side.
class ProofText final : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit ProofText(const Theme& theme, QWidget* parent = nullptr);

    /// At most a few thousand characters are shown; the rest is told by an ellipsis.
    void setProof(const QString& text);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {80, sizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void recolour();

    const Theme& m_theme;
};

/// The surface of a card without a heading.
class Surface final : public QFrame
{
    Q_OBJECT
public:
    explicit Surface(const Theme& theme, QWidget* parent = nullptr)
        : QFrame(parent)
        , m_theme(theme)
    {
    }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
};

} // namespace Pilothouse::Ui
