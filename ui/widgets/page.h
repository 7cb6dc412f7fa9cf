// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/snapshot.h"

#include <QWidget>

namespace Pilothouse::Ui {

/// What fills the window or a tab. A plain widget does as well; a Page can also be asked to show one thing, says where
/// within itself it is, and may lead elsewhere.
class Page : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// Shows one run, backup or checklist by its id; an unknown one leaves the page as it is.
    virtual void showSubject(const QString& subject) { Q_UNUSED(subject) }
    /// For the breadcrumb, outermost first; empty at the page's own top.
    virtual QStringList location() const { return {}; }
    /// Somebody pressed the breadcrumb to come back to the page's own top.
    virtual void showTop() {}

Q_SIGNALS:
    void locationChanged();
    /// Another page of the same environment should be opened.
    void pageRequested(const QString& page, const QString& subject);
    /// A command of the table should be run for the environment of this page.
    void commandRequested(const QString& command);
};

/// A tab of an environment, registered by whoever composes the window. `make` is called when the tab is first shown and
/// may return a Page or any other widget; the window owns it.
struct EnvironmentTab
{
    QString id;    ///< "runs", also the name in links
    QString title; ///< translated
    std::function<QWidget*(const EnvironmentKey& key, QWidget* parent)> make;
};

/// A page of the whole window beside the fleet ("activity"), registered likewise.
struct WindowPage
{
    QString id;
    QString title;
    std::function<QWidget*(QWidget* parent)> make;
};

} // namespace Pilothouse::Ui
