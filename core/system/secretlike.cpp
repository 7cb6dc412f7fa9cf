// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/secretlike.h"

#include "base/translate.h"

#include <QRegularExpression>

#include <array>
#include <cmath>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

namespace {

/// Bits per character as the text itself shows them; 16 random letters and digits have about 3.7.
double entropy(QStringView text)
{
    std::map<char16_t, int> counts;
    for (const QChar c : text)
        ++counts[c.unicode()];
    double bits = 0;
    for (const auto& [c, count] : counts) {
        const double share = double(count) / double(text.size());
        bits -= share * std::log2(share);
    }
    return bits;
}

/// Long, mixed and without the shape of a path, an address or a reference.
bool looksRandom(QStringView text)
{
    static const QRegularExpression form(u"\\A[A-Za-z0-9+/_=.!@#%^&*~-]{16,}\\z"_s);
    if (!form.match(text.toString()).hasMatch() || text.startsWith(u'/') || text.startsWith(u'.'))
        return false;
    const auto has = [text](auto test) { return std::ranges::any_of(text, test); };
    const bool digit = has([](QChar c) { return c.isDigit(); });
    const bool letter = has([](QChar c) { return c.isLetter(); });
    return digit && letter && entropy(text) > 3.1;
}

const QRegularExpression& passwordName()
{
    static const QRegularExpression name(
        u"pass(?:word|wd|phrase)|secret|token|api[-_]?key|private[-_]?key|credential|authorization|cookie"_s,
        QRegularExpression::CaseInsensitiveOption);
    return name;
}

bool assignsRandom(const QString& value)
{
    static const QRegularExpression assignment(
        u"[A-Za-z0-9_-]*(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY)[A-Za-z0-9_-]*[=:]\\s?['\"]?([A-Za-z0-9+/_=.!@#%^&*~-]{16,})"_s,
        QRegularExpression::CaseInsensitiveOption);
    auto it = assignment.globalMatch(value);
    while (it.hasNext()) {
        if (looksRandom(it.next().capturedView(1)))
            return true;
    }
    return false;
}

bool addressWithPassword(const QString& value)
{
    // A hole ({NAME:url}), a variable ($NAME) and the words of a manual are no passwords.
    static const QRegularExpression address(u"[a-z][a-z0-9+.-]*://[^\\s/@:'\"]*:([^\\s/@'\"]+)@"_s);
    auto it = address.globalMatch(value);
    while (it.hasNext()) {
        const QString password = it.next().captured(1);
        if (!password.startsWith(u'$') && !password.startsWith(u'{') && !password.startsWith(u'<'))
            return true;
    }
    return false;
}

} // namespace

QString looksLikeSecret(const QString& key, const QString& value)
{
    if (value.size() < 8)
        return {};
    struct Form
    {
        const char16_t* pattern;
        const char* what;
    };
    static constexpr std::array forms{
        Form{u"-----BEGIN [A-Z0-9 ]*PRIVATE KEY", QT_TRANSLATE_NOOP("System", "a private key")},
        Form{u"\\b[sr]k_(?:live|test)_[A-Za-z0-9]{8,}", QT_TRANSLATE_NOOP("System", "a Stripe key")},
        Form{u"\\bwhsec_[A-Za-z0-9+/=]{16,}", QT_TRANSLATE_NOOP("System", "the secret of a webhook")},
        Form{u"\\bpersona_(?:live|production)_[A-Za-z0-9-]{8,}", QT_TRANSLATE_NOOP("System", "a Persona key")},
        Form{u"\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b", QT_TRANSLATE_NOOP("System", "a key of AWS")},
        Form{u"\\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,})",
             QT_TRANSLATE_NOOP("System", "an access token of a code host")},
        Form{u"\\bxox[abeprs]-[A-Za-z0-9-]{10,}", QT_TRANSLATE_NOOP("System", "a Slack token")},
        Form{u"hooks\\.slack\\.com/services/T[A-Za-z0-9]+/B[A-Za-z0-9]+/[A-Za-z0-9]{8,}",
             QT_TRANSLATE_NOOP("System", "the secret address of a Slack hook")},
        Form{u"\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.",
             QT_TRANSLATE_NOOP("System", "a signed token (JWT)")},
        Form{u"\\bAIza[A-Za-z0-9_-]{30,}", QT_TRANSLATE_NOOP("System", "a Google key")},
        Form{u"\\bSG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}", QT_TRANSLATE_NOOP("System", "a SendGrid key")},
    };
    static const std::vector<QRegularExpression> expressions = [] {
        std::vector<QRegularExpression> all;
        all.reserve(forms.size());
        for (const Form& form : forms)
            all.emplace_back(QString::fromUtf16(form.pattern));
        return all;
    }();
    for (size_t i = 0; i < forms.size(); ++i) {
        if (expressions[i].match(value).hasMatch())
            return translate("System", forms.at(i).what);
    }
    if (addressWithPassword(value))
        return translate("System", "an address with a password in it");
    const bool reference = value.startsWith(u"secret:");
    if (!reference && passwordName().match(key).hasMatch()) {
        static const QRegularExpression space(u"\\s+"_s);
        for (const QString& word : value.split(space)) {
            if (looksRandom(word))
                return translate("System", "a password");
        }
    }
    return assignsRandom(value) ? translate("System", "a password in an assignment") : QString();
}

} // namespace Pilothouse::System
