// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/approvalfile.h"

#include "app/ctl/command.h"
#include "base/translate.h"

#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

namespace Pilothouse::Ctl {

using namespace Qt::StringLiterals;

namespace {

const QString schema = u"pilothouse/v1"_s;
const QString kind = u"approval-request"_s;

} // namespace

Result<void> writeApprovalFile(const QString& path, const ApprovalFile& file)
{
    QJsonObject json{{u"schema"_s, schema},
                     {u"kind"_s, kind},
                     {u"question"_s, askedToJson(file.asked)},
                     {u"plan"_s, planToJson(file.plan)}};
    if (!file.signature.isEmpty()) {
        json[u"document"_s] = QString::fromUtf8(file.document);
        json[u"signature"_s] = QString::fromUtf8(file.signature);
    }
    QSaveFile out(path);
    const QByteArray bytes = QJsonDocument(json).toJson();
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
        return fail(ErrorKind::Failed, translate("Ctl", "%1 cannot be written: %2").arg(path, out.errorString()));
    return {};
}

Result<ApprovalFile> readApprovalFile(const QString& path)
{
    QFile in(path);
    if (!in.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound, translate("Ctl", "%1 cannot be read: %2.").arg(path, in.errorString()));
    const auto bytes = readAtMost(in, path);
    if (!bytes)
        return fail(bytes.error());
    const QJsonObject json = QJsonDocument::fromJson(*bytes).object();
    if (json[u"schema"_s].toString() != schema || json[u"kind"_s].toString() != kind)
        return fail(ErrorKind::Invalid, translate("Ctl", "%1 is no question for an approval; write one with "
                                                         "pilothousectl approve RUN STEP --export FILE.")
                                            .arg(path));
    const auto asked = Run::askedFromJson(json[u"question"_s].toObject());
    if (!asked)
        return fail(asked.error());
    auto plan = Run::planFromJson(json[u"plan"_s].toObject());
    if (!plan)
        return fail(plan.error());
    // What is shown has to be what the plan says, or somebody would sign something else.
    Run::RunRecord record;
    record.info.id = asked->run;
    record.info.actor = asked->startedBy;
    record.plan = *plan;
    auto ours = Run::askedBy(record, asked->step, asked->since);
    if (!ours || *ours != *asked)
        return fail(
            ErrorKind::Invalid,
            translate("Ctl", "The question in %1 is not that of its plan: the file was changed on its way.").arg(path));
    return ApprovalFile{.asked = *asked,
                        .plan = std::move(*plan),
                        .document = json[u"document"_s].toString().toUtf8(),
                        .signature = json[u"signature"_s].toString().toUtf8()};
}

} // namespace Pilothouse::Ctl
