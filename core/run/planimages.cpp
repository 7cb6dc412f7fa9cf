// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "base/safetext.h"
#include "run/planwork.h"
#include "run/registrylogin.h"
#include "runtime/imagemanifest.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto keychainAnswers = 60s;

/// `$ref` and `${ref}` become what the plan has resolved by then. Nothing where a name has no value.
std::optional<QString> filled(const QString& text, const std::map<QString, QString>& inputs, QString& missing)
{
    static const QRegularExpression name(u"\\$(?:([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)\\})"_s);
    QString out;
    qsizetype from = 0;
    for (auto it = name.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const QString key = match.captured(1) + match.captured(2);
        const auto value = inputs.find(key);
        if (value == inputs.end() || value->second.isEmpty()) {
            missing = key;
            return {};
        }
        out += text.mid(from, match.capturedStart() - from) + value->second;
        from = match.capturedEnd();
    }
    return out + text.mid(from);
}

bool isReference(const QString& image)
{
    static const QRegularExpression form(
        u"\\A[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?(/[a-z0-9._-]{1,128})+(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}|@sha256:[0-9a-f]{64})\\z"_s);
    return form.match(image).hasMatch();
}

} // namespace

const System::Host* PlanWork::registryHost(const System::Registry* registry) const
{
    const System::Host* first = nullptr;
    for (const PlannedStep& planned : plan.steps) {
        if (planned.step.action != System::StepAction::Run || planned.hosts.isEmpty())
            continue;
        if (registry && planned.step.registries.contains(registry->name))
            return environment.host(planned.hosts.front());
        if (!first)
            first = environment.host(planned.hosts.front());
    }
    return first;
}

Result<QString> PlanWork::resolveImage(const QString& input, const QString& text)
{
    QString missing;
    const auto image = filled(text, plan.inputs, missing);
    if (!image)
        return fail(ErrorKind::Invalid,
                    QCoreApplication::translate("Run", "Input %1 names an image by $%2, which has no value before it.")
                        .arg(input, missing));
    if (!isReference(*image))
        return fail(ErrorKind::Invalid, QCoreApplication::translate(
                                            "Run", "Input %1 must be an image with its registry and a tag or digest, "
                                                   "such as ghcr.io/your-org/backend-api:v2.")
                                            .arg(input));
    if (image->contains(u'@'))
        return *image;
    const System::Registry* registry = registryOf(environment, *image);
    const System::Host* host = registryHost(registry);
    if (!host)
        return fail(ErrorKind::Invalid,
                    QCoreApplication::translate("Run", "No step of the procedure has a host that could ask for %1.")
                        .arg(*image));
    std::map<QString, QString> variables{{u"image"_s, *image}};
    std::map<QString, Secret> passwords;
    std::vector<System::Registry> registries;
    if (registry && secrets) {
        registries.push_back(*registry);
        variables[registriesVariable()] = registryLines(registries);
        const auto password =
            await(secrets->secret({.system = plan.system, .environment = plan.environment, .name = registry->password}),
                  stop, keychainAnswers);
        if (!password)
            return fail(password.error());
        passwords[registry->password] = *password;
    }
    QFile file(u":/pilothouse/remote/resolve-image.sh"_s);
    const QString script = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    const auto finished = once(*host, withLogin(registries, script).toUtf8(), variables, passwords);
    if (!finished)
        return fail(finished.error());
    QString platform;
    QString why;
    QByteArray manifest;
    qsizetype at = 0;
    while (at < finished->output.size()) {
        const qsizetype end = finished->output.indexOf('\n', at);
        const QByteArray line = finished->output.mid(at, end < 0 ? -1 : end - at);
        at = end < 0 ? finished->output.size() : end + 1;
        if (line == "manifest") {
            manifest = finished->output.mid(at);
            break;
        }
        if (line.startsWith("platform "))
            platform = QString::fromUtf8(line.mid(9));
        else if (line.startsWith("error "))
            why = SafeText::oneLine(QString::fromUtf8(line.mid(6))).text();
    }
    if (manifest.isEmpty() && why.isEmpty())
        why = SafeText::oneLine(QString::fromUtf8(finished->errors.left(2000)).trimmed().section(u'\n', -1)).text();
    const QString digest = Runtime::imageDigest(manifest, platform);
    if (!digest.isEmpty())
        return image->left(image->lastIndexOf(u':')) + u'@' + digest;
    return fail(
        ErrorKind::Failed,
        why.isEmpty()
            ? QCoreApplication::translate("Run", "%1 has no image for %2, which %3 runs.")
                  .arg(*image, platform, host->name)
            : QCoreApplication::translate(
                  "Run",
                  "%1 cannot find %2 in its registry: %3. Build and push it first, or choose a version that is there.")
                  .arg(host->name, *image, why),
        QString::fromUtf8(finished->errors.left(2000)));
}

bool PlanWork::reachesWhatRuns() const
{
    const QStringList used = plan.usedHosts();
    if (used.isEmpty() || environment.services.empty())
        return true;
    QStringList running = environment.version ? QStringList{environment.version->on} : QStringList();
    for (const System::Service& service : environment.services) {
        for (const System::Host* host : environment.hostsOn(service.on))
            running += host->name;
    }
    return std::ranges::any_of(used, [&](const QString& host) { return running.contains(host); });
}

} // namespace Pilothouse::Run
