// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/signedapproval.h"

#include "base/canonical.h"
#include "base/clock.h"
#include "run/keysign.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

const QString schema = u"pilothouse/v1"_s;
const QString kind = u"approval"_s;

} // namespace

Result<QByteArray> approvalDocument(const ApprovalAsked& asked, Decision decision, const QString& reason,
                                    const QDateTime& at)
{
    return canonicalJson(QJsonObject{{u"schema"_s, schema},
                                     {u"kind"_s, kind},
                                     {u"run"_s, asked.run.toString()},
                                     {u"step"_s, asked.step},
                                     {u"plan"_s, asked.plan},
                                     {u"target"_s, asked.target},
                                     {u"asks"_s, asked.text},
                                     {u"decision"_s, decisionName(decision)},
                                     {u"reason"_s, reason},
                                     {u"at"_s, isoUtc(at)}});
}

Result<Approval> readSigned(const ApprovalAsked& asked, const QByteArray& document, const QByteArray& signature,
                            const std::stop_token& stop)
{
    const QJsonObject json = QJsonDocument::fromJson(document).object();
    const auto decision = decisionFromName(json[u"decision"_s].toString());
    // Only the one way to write it counts: what is shown is then what was signed.
    const auto canonical = canonicalJson(json);
    if (!canonical || *canonical != document || json[u"schema"_s].toString() != schema ||
        json[u"kind"_s].toString() != kind || !decision)
        return fail(ErrorKind::Invalid,
                    QCoreApplication::translate("Run", "That is no decision on a step; write one with pilothousectl "
                                                       "approve --sign FILE --key KEY."));
    const auto isAbout = [&](const QString& key, const QString& ours) { return json[key].toString() == ours; };
    if (!isAbout(u"run"_s, asked.run.toString()) || !isAbout(u"step"_s, asked.step) ||
        !isAbout(u"target"_s, asked.target))
        return fail(ErrorKind::Invalid,
                    QCoreApplication::translate("Run", "That decision is about step %1 of run %2 in %3, not about step "
                                                       "%4 of run %5.")
                        .arg(json[u"step"_s].toString(), json[u"run"_s].toString(), json[u"target"_s].toString(),
                             asked.step, asked.run.toString()));
    if (!isAbout(u"plan"_s, asked.plan) || !isAbout(u"asks"_s, asked.text))
        return fail(ErrorKind::Invalid,
                    QCoreApplication::translate("Run", "That decision is about another plan (%1) than the one that "
                                                       "runs (%2); have this one signed.")
                        .arg(json[u"plan"_s].toString().left(12), asked.plan.left(12)));
    const auto name = verifyDocument(document, signature, asked.signers, stop);
    if (!name)
        return fail(name.error());
    return Approval{.run = asked.run,
                    .step = asked.step,
                    .plan = asked.plan,
                    .decision = *decision,
                    .by = *name,
                    .verified = true,
                    .reason = json[u"reason"_s].toString(),
                    .document = document,
                    .signature = signature};
}

Result<Approval> signApproval(const ApprovalAsked& asked, Decision decision, const QString& reason, const QDateTime& at,
                              const QString& keyFile, bool mayAsk, const std::stop_token& stop)
{
    const auto document = approvalDocument(asked, decision, reason, at);
    if (!document)
        return fail(document.error());
    const auto signature = signDocument(*document, keyFile, mayAsk, stop);
    if (!signature)
        return fail(signature.error());
    auto approval = readSigned(asked, *document, *signature, stop);
    if (!approval)
        return approval;
    approval->at = at;
    if (auto counts = judge(asked, *approval); !counts)
        return fail(counts.error());
    return approval;
}

} // namespace Pilothouse::Run
