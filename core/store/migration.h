// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace Pilothouse::Store {

/// One step of a room's schema: applied once, in order, inside a transaction. `room` and `number` name it for ever;
/// the numbers of a room count up from 1, and the statements of a released one never change (checked by their hash).
struct Migration
{
    QString room;
    int number = 1;
    QStringList statements;

    bool operator==(const Migration&) const = default;
};

} // namespace Pilothouse::Store
