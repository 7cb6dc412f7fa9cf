// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/help.h"

#include "base/translate.h"

#include <QJsonArray>

namespace Pilothouse::Ctl {

using namespace Qt::StringLiterals;

namespace {

QString column(const QString& left, const QString& right)
{
    return u"  "_s + left.leftJustified(34) + u' ' + right + u'\n';
}

QString optionWord(const Option& option)
{
    return u"--"_s + option.name + (option.value.isEmpty() ? QString() : u' ' + option.value);
}

QJsonArray optionsJson(const std::vector<Option>& options)
{
    QJsonArray out;
    for (const Option& option : options)
        out.append(QJsonObject{{u"name"_s, option.name}, {u"value"_s, option.value}, {u"help"_s, option.help}});
    return out;
}

} // namespace

std::vector<Option> globalOptions()
{
    return {{u"config"_s, u"DIR"_s,
             translate("Ctl", "where definitions and SSH files are (default: the user's configuration)")},
            {u"data"_s, u"DIR"_s, translate("Ctl", "where the store and the records of runs are")},
            {u"json"_s, {}, translate("Ctl", "print one JSON document (streams: one a line)")},
            {u"no-input"_s, {}, translate("Ctl", "never ask; refuse what would need an answer")},
            {u"timeout"_s, u"DURATION"_s, translate("Ctl", "give up waiting after this (default 2m)")}};
}

QString helpText(const std::vector<Command>& commands)
{
    QString out =
        translate("Ctl", "pilothousectl – run production systems over SSH, from the command line") + u"\n\n"_s;
    out += translate("Ctl", "Usage: pilothousectl [options] COMMAND …") + u"\n\n"_s + translate("Ctl", "Commands:") +
           u'\n';
    for (const Command& command : commands)
        out += column(command.path + u' ' + command.arguments, command.summary);
    out += u'\n' + translate("Ctl", "Options of every command:") + u'\n';
    for (const Option& option : globalOptions())
        out += column(optionWord(option), option.help);
    out += column(u"--help, --version"_s, translate("Ctl", "this text; the version"));
    out += u'\n' +
           translate(
               "Ctl",
               "Exit status: 0 done or healthy, 1 failed or unhealthy, 2 usage, 3 invalid definition or document,\n4 "
               "unknown, 5 refused, 130 cancelled.") +
           u'\n';
    return out;
}

QString helpText(const Command& command)
{
    QString out = translate("Ctl", "Usage: pilothousectl %1 %2").arg(command.path, command.arguments) + u"\n\n"_s +
                  command.summary + u'\n';
    if (!command.more.isEmpty())
        out += u'\n' + command.more + u'\n';
    if (!command.options.empty()) {
        out += u'\n' + translate("Ctl", "Options:") + u'\n';
        for (const Option& option : command.options)
            out += column(optionWord(option), option.help);
    }
    return out;
}

QJsonObject helpJson(const std::vector<Command>& commands)
{
    QJsonArray list;
    for (const Command& command : commands) {
        QJsonObject entry{{u"path"_s, command.path},
                          {u"arguments"_s, command.arguments},
                          {u"summary"_s, command.summary},
                          {u"options"_s, optionsJson(command.options)}};
        if (!command.values.isEmpty())
            entry.insert(u"values"_s, QJsonArray::fromStringList(command.values));
        list.append(entry);
    }
    return {{u"schema"_s, u"pilothouse/v1"_s},
            {u"version"_s, QStringLiteral(PILOTHOUSE_VERSION)},
            {u"commands"_s, list},
            {u"options"_s, optionsJson(globalOptions())}};
}

} // namespace Pilothouse::Ctl
