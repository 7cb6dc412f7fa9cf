// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/mailbox.h"

#include <QObject>

namespace Pilothouse::Health {

/// Owns the parts of one look and is where their answers come to; what comes after it is dropped.
class LookOwner : public QObject
{
public:
    explicit LookOwner(QObject* parent)
        : QObject(parent)
        , m_mailbox(this)
    {
    }
    const Mailbox::Slot& slot() const { return m_mailbox.slot(); }

private:
    Mailbox m_mailbox;
};

} // namespace Pilothouse::Health
