// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "system/target.h"
#include "widgets/outputview.h"

#include <QFrame>

class QHBoxLayout;
class QLineEdit;
class QToolButton;

namespace Pilothouse::Ui {

class ElidedLabel;
class EnvironmentTag;
class ElidedLabel;
class TextLabel;

/// An OutputView with everything around it: whose output it is, follow, search, next error, copy and save, and the mark
/// of production in its frame.
class OutputPanel final : public QFrame
{
    Q_OBJECT
public:
    OutputPanel(const Theme& theme, const QString& title, QWidget* parent = nullptr);
    ~OutputPanel() override;

    OutputView* view() const { return m_view; }
    void setTitle(const QString& title);
    void setRemark(const QString& remark);
    void setEnvironmentKind(System::EnvironmentKind kind);
    /// What the save dialog proposes.
    void setFileName(const QString& name) { m_fileName = name; }
    /// At the left end of the heading, for instance the hosts to choose from; the panel takes the widget.
    void addChooser(QWidget* widget);
    void openSearch();
    /// Writes everything that is kept to a file, on a thread of its own.
    void saveTo(const QString& fileName);
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void saved(const Pilothouse::Result<QString>& fileName);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QToolButton* addButton(const QString& text, const QString& icon, const QString& tip);
    void buildSearch();
    void closeSearch();
    void askForFile();
    void showOutcome(const QString& text, Role role);

    const Theme& m_theme;
    QHBoxLayout* m_heading;
    TextLabel* m_title;
    ElidedLabel* m_remark;
    EnvironmentTag* m_tag;
    QToolButton* m_follow;
    QWidget* m_searchBar;
    QLineEdit* m_needle;
    TextLabel* m_outcome;
    OutputView* m_view;
    QString m_fileName = QStringLiteral("output.txt");
    QList<QToolButton*> m_buttons;
    bool m_production = false;
};

} // namespace Pilothouse::Ui
