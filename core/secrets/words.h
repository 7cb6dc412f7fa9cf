// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/secretsource.h"
#include "secrets/keychainstatus.h"

#include <QCoreApplication>
#include <QDateTime>

namespace Pilothouse::Secrets {

/// Every error sentence of this room in one place, so that a locked keychain is never told in the words of a missing
/// secret.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(Pilothouse::Secrets)

public:
    /// NotFound: nobody ever set it here.
    static Error neverSet(const SecretRef& ref);
    /// NotFound: it was set, and the same keychain holds it no longer.
    static Error lost(const SecretRef& ref, const QDateTime& setAt, const QString& setBy);
    /// Unreachable: it was given to another keychain than the one that answers now.
    static Error keptElsewhere(const SecretRef& ref, const QString& keptBy, const QString& answering);

    /// Unreachable: a state that is not Available.
    static Error unavailable(const KeychainStatus& status);
    static Error mute();
    /// Unknown: a change was begun and no answer came.
    static Error outcomeUnknown();
    /// Cancelled: the vault goes while a call is in flight.
    static Error closing();
    /// Failed: the keychain said no.
    static Error refused(const QString& detail);
    static Error readsBackDifferently();
    static Error stillThere();

    static Error badReference(const SecretRef& ref);
    static Error emptyValue(const QString& name);
    static Error tooShort(const QString& name, int minimum, qsizetype size);
    static Error wrongPrefix(const QString& name, const QString& prefix);
    static Error madeOfOthers(const QString& name);
    static Error noGenerator(const QString& name);
    static Error badGenerator(const QString& text);
};

} // namespace Pilothouse::Secrets
