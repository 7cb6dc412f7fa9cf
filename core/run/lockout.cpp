// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/lockout.h"

#include "run/planwork.h"
#include "run/shellwords.h"

#include <QRegularExpression>

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

bool isOne(const QString& word, std::initializer_list<const char*> words)
{
    return std::ranges::any_of(words, [&](const char* each) { return word == QLatin1StringView(each); });
}

/// A file whose content decides who comes in.
bool decidesEntry(const QString& file)
{
    static const QRegularExpression files(
        u"(\\A|/)etc/(ssh/sshd_config|sudoers|network/|netplan/|nftables|iptables/|ufw/|hosts\\.(allow|deny)|pam\\.d/|"
        "security/access|shadow|passwd)|/\\.ssh/authorized_keys\\z"_s);
    return files.match(file).hasMatch();
}

/// The words of a command without what only starts it.
QStringList bare(QStringList words)
{
    while (!words.isEmpty()) {
        const QString name = words.first().section(u'/', -1);
        if (!isOne(name, {"sudo", "doas", "env", "exec", "command", "nohup", "nice", "time", "setsid", "busybox"}))
            break;
        words.removeFirst();
        while (!words.isEmpty() && (words.first().startsWith(u'-') || words.first().contains(u'=')))
            words.removeFirst();
    }
    return words;
}

bool locksOut(const QStringList& words)
{
    if (words.isEmpty())
        return false;
    const QString name = words.first().section(u'/', -1);
    const QStringList rest = words.mid(1);
    const auto has = [&](std::initializer_list<const char*> some) {
        return std::ranges::any_of(rest, [&](const QString& word) { return isOne(word, some); });
    };
    if (name == u"ufw")
        return !has({"status", "version", "show", "app"});
    if (isOne(name, {"iptables", "ip6tables", "ebtables", "arptables"}))
        return !rest.isEmpty() && !has({"-L", "--list", "-S", "--list-rules", "-C", "--check", "-V", "--version"});
    if (isOne(name, {"iptables-restore", "ip6tables-restore", "netplan", "ifdown", "ifup"}))
        return true;
    if (name == u"nft")
        return !rest.isEmpty() && !has({"list", "-c", "--check", "-v", "--version", "describe", "monitor"});
    if (name == u"firewall-cmd")
        return std::ranges::any_of(rest, [](const QString& word) {
            static const QRegularExpression changes(u"\\A--(add|remove|set|change|panic-on|reload|complete-reload)"_s);
            return changes.match(word).hasMatch();
        });
    if (name == u"visudo")
        return !has({"-c", "--check"}) &&
               std::ranges::none_of(rest, [](const QString& w) { return w.startsWith(u"-c"); });
    if (name == u"ip")
        return has({"add", "del", "delete", "change", "replace", "flush", "set", "append"}) &&
               has({"route", "r", "ro", "addr", "address", "a", "link", "l", "rule", "ru"});
    if (isOne(name, {"route", "ifconfig"}))
        return rest.size() > 1 && !has({"-n"});
    if (isOne(name, {"systemctl", "service", "rc-service"})) {
        static const QRegularExpression units(
            u"\\A(sshd?|networking|network|NetworkManager|systemd-networkd|nftables|iptables|firewalld|ufw)(\\.service)?\\z"_s);
        const bool acts =
            has({"restart", "reload", "stop", "start", "disable", "mask", "try-restart", "reload-or-restart"});
        return acts && std::ranges::any_of(rest, [](const QString& word) { return units.match(word).hasMatch(); });
    }
    if (isOne(name, {"cp", "mv", "install", "ln", "rsync", "rm"}))
        return std::ranges::any_of(name == u"rm" ? rest : rest.mid(std::max<qsizetype>(rest.size() - 1, 0)),
                                   decidesEntry);
    if (name == u"sed" || name == u"perl")
        return std::ranges::any_of(
                   rest, [](const QString& word) { return word.startsWith(u"-i") || word == u"--in-place"; }) &&
               std::ranges::any_of(rest, decidesEntry);
    if (isOne(name, {"tee", "truncate", "chmod", "chown", "passwd", "usermod"}))
        return std::ranges::any_of(rest, decidesEntry);
    return false;
}

} // namespace

QStringList findLockout(const QString& script)
{
    QStringList found;
    for (const ShellCommand& command : readShell(script)) {
        QStringList words;
        for (const ShellWord& word : command.words)
            words += word.text;
        const bool writes =
            std::ranges::any_of(command.files, [](const ShellWord& file) { return decidesEntry(file.text); });
        if (writes || locksOut(bare(words)))
            found += words.join(u' ').left(60);
        // What is handed to another shell is read as well.
        const QStringList inner = bare(words);
        if (inner.size() > 2 && isOne(inner.first().section(u'/', -1), {"sh", "bash", "dash"}) &&
            inner.at(1) == u"-c"_s)
            found += findLockout(inner.at(2));
    }
    found.removeDuplicates();
    return found;
}

void PlanWork::lookForLockouts()
{
    for (const auto* steps : {&plan.steps, &plan.failureSteps}) {
        for (const PlannedStep& planned : *steps) {
            if (planned.step.action != System::StepAction::Run || !planned.step.revert.isEmpty() ||
                planned.step.readOnly)
                continue;
            const QStringList found = findLockout(planned.step.argument);
            if (!found.isEmpty())
                plan.warnings += QCoreApplication::translate(
                                     "Run", "Step %1 may lock everybody out of %2 (%3) and nothing would take "
                                            "it back: write revert: at the step.")
                                     .arg(planned.step.name, planned.hosts.join(u", "_s), found.join(u"; "_s));
        }
    }
}

} // namespace Pilothouse::Run
