// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/planhandover.h"

#include <QRegularExpression>
#include <QUrlQuery>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

namespace {

const QString inputMark = u"input."_s;

} // namespace

PlanHandover handoverOf(const Run::Plan& plan, const QString& asker)
{
    return {.target = plan.target(),
            .procedure = plan.procedure,
            .hash = plan.approval && !plan.approval->plan.isEmpty() ? plan.approval->plan : plan.hash,
            .inputs = plan.given,
            .incident = plan.binding ? plan.binding->incident : QString(),
            .bypass = plan.binding ? plan.binding->reason : QString(),
            .asker = asker};
}

QString handoverText(const PlanHandover& handover)
{
    QUrlQuery query;
    const auto add = [&query](const QString& name, const QString& value) {
        if (!value.isEmpty())
            query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    };
    add(u"target"_s, handover.target);
    add(u"procedure"_s, handover.procedure);
    add(u"plan"_s, handover.hash);
    for (const auto& [name, value] : handover.inputs)
        query.addQueryItem(inputMark + name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    add(u"incident"_s, handover.incident);
    add(u"bypass"_s, handover.bypass);
    add(u"asker"_s, handover.asker);
    return u"pilothouse:approve?"_s + query.query(QUrl::FullyEncoded);
}

PlanHandover handoverIn(const QString& text)
{
    static const QRegularExpression link(u"pilothouse:approve\\?(\\S+)"_s);
    static const QRegularExpression hash(u"\\b[0-9a-f]{8,64}\\b"_s);
    PlanHandover out;
    const auto found = link.match(text);
    if (!found.hasMatch()) {
        out.hash = hash.match(text).captured();
        return out;
    }
    const QUrlQuery query(found.captured(1));
    for (const auto& [name, encoded] : query.queryItems(QUrl::FullyEncoded)) {
        const QString value = QUrl::fromPercentEncoding(encoded.toLatin1());
        if (name.startsWith(inputMark))
            out.inputs[name.mid(inputMark.size())] = value;
        else if (name == u"target")
            out.target = value;
        else if (name == u"procedure")
            out.procedure = value;
        else if (name == u"plan")
            out.hash = hash.match(value).captured();
        else if (name == u"incident")
            out.incident = value;
        else if (name == u"bypass")
            out.bypass = value;
        else if (name == u"asker")
            out.asker = value;
    }
    return out;
}

} // namespace Pilothouse::Ui
