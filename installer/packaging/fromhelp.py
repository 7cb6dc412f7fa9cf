#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""fromhelp.py man|bash|zsh|fish FILE [SECTION OPTIONS…]: a man page or a completion, made from what a program says of itself.

FILE is the output of `pilothousectl --json help`:

    {"version": V, "summary": S, "options": [OPTION], "commands": [COMMAND], "exitCodes": [{"code": N, "meaning": S}]}
    OPTION:  {"name": "config", "value": "DIR" or "", "help": S}
    COMMAND: {"path": "backup list", "arguments": "TARGET", "summary": S, "options": [OPTION], "values": [WORD]}

or the plain `--help` of a program that reads its arguments with QCommandLineParser. Values called DIR or FILE are completed
with names of files; `values` are the words that a command takes besides.
"""
import json
import re
import sys


def from_qt(text):
    """The plain help of QCommandLineParser in the shape of the JSON one."""
    usage = re.search(r'^Usage: (\S+)', text, re.M)
    options, arguments, section, summary = [], [], '', []
    for line in text.split('\n'):
        if re.match(r'^\w[^:]*:$', line):
            section = line[:-1]
        elif line.startswith('Usage:'):
            section = 'Usage'
        elif section == 'Usage' and line.strip():
            summary.append(line.strip())
        elif section == 'Options' and re.match(r'^ {2}-', line):
            names, _, words = line.strip().partition('  ')
            value = re.search(r'<(.+?)>', names)
            options.append({'names': [n.split()[0] for n in names.split(', ')], 'value': value.group(1).upper() if value else '',
                            'help': words.strip()})
        elif section == 'Arguments' and re.match(r'^ {2}\S', line):
            arguments.append(line.split()[0])
        elif options and section == 'Options' and line.startswith('   '):
            options[-1]['help'] += ' ' + line.strip()
    return {'program': usage.group(1).split('/')[-1] if usage else 'pilothouse', 'version': '', 'summary': ' '.join(summary),
            'options': options, 'commands': [], 'arguments': arguments}


def from_json(data):
    """The table of commands as a tree: "backup list" becomes `list` under `backup`."""
    def options(node):
        return [{'names': ['--' + o['name']], 'value': o.get('value', ''), 'help': o.get('help', '')} for o in node.get('options', [])]

    standard = [{'names': ['--help'], 'value': '', 'help': 'print a help text and end'},
                {'names': ['--version'], 'value': '', 'help': 'print the version and end'}]
    tree = {'program': data.get('program', 'pilothousectl'), 'summary': data.get('summary', 'operate systems over SSH'),
            'options': options(data) + standard, 'commands': [], 'exitCodes': data.get('exitCodes', [])}
    for command in data['commands']:
        node = tree
        for word in command['path'].split():
            below = next((c for c in node['commands'] if c['name'] == word), None)
            if below is None:
                below = {'name': word, 'summary': '', 'usage': '', 'options': [], 'commands': []}
                node['commands'].append(below)
            node = below
        node.update(usage=f'{command["path"]} {command.get("arguments", "")}'.strip(), summary=command.get('summary', ''),
                    options=options(command), values=command.get('values', []))
    for command in tree['commands']:
        if not command['summary']:
            command['summary'] = ', '.join(c['name'] for c in command['commands'])
    return tree


def load(path):
    with open(path, encoding='utf-8') as file:
        text = file.read()
    return from_json(json.loads(text)) if text.lstrip().startswith('{') else from_qt(text)


def walk(node, path=()):
    """Yields (path of words, command) for every command, the program itself first."""
    yield path, node
    for command in node.get('commands', []):
        yield from walk(command, path + (command['name'],))


def is_file(value):
    return value.upper().strip('<>[]….') in ('DIR', 'FILE', 'FOLDER', 'PATH', 'SRC', 'DST', 'FILE…')


# --- man ---------------------------------------------------------------------------------------------------------------

def roff(text):
    text = text.replace('\\', '\\e').replace('-', '\\-')
    return '\n'.join('\\&' + line if line[:1] in '.\'' else line for line in text.split('\n'))


def man_options(options, out):
    for option in options:
        out.append('.TP')
        names = ', '.join(f'\\fB{roff(n)}\\fR' for n in option['names'])
        out.append(names + (f' \\fI{roff(option["value"])}\\fR' if option.get('value') else ''))
        out.append(roff(option.get('help', '')) or '\\&')


def man(data, version, date):
    program = data['program']
    out = ['.\\" SPDX-License-Identifier: GPL-3.0-or-later',
           f'.TH {program.upper()} 1 "{date}" "Pilothouse {version}" "User Commands"',
           '.SH NAME', f'{program} \\- {roff(data.get("summary") or "operations console").rstrip(".")}', '.SH SYNOPSIS',
           f'.B {program}', '[\\fIoptions\\fR]' + (' \\fIcommand\\fR [\\fIarguments\\fR]' if data.get('commands') else ''),
           '.SH DESCRIPTION',
           'Pilothouse watches, deploys, backs up and signs off production systems over SSH, without an agent on them.',
           '.SH OPTIONS']
    man_options(data.get('options', []), out)
    commands = [(p, c) for p, c in walk(data) if p]
    if commands:
        out.append('.SH COMMANDS')
    for path, command in commands:
        if not command.get('usage'):
            continue  # only the first word of others
        out += ['.SS ' + roff(command['usage']), roff(command.get('summary', '')) or '\\&']
        man_options(command.get('options', []), out)
    if data.get('exitCodes'):
        out.append('.SH EXIT STATUS')
        for entry in data['exitCodes']:
            out += ['.TP', f'.B {entry["code"]}', roff(entry['meaning'])]
    other = 'pilothouse' if program != 'pilothouse' else 'pilothousectl'
    out += ['.SH SEE ALSO', f'.BR {other} (1)']
    return '\n'.join(out) + '\n'


# --- completions ---------------------------------------------------------------------------------------------------------

def quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


def flags(node):
    return [name for option in node.get('options', []) for name in option['names']]


def words_at(node):
    """What may follow a command: its subcommands' first words and its own words."""
    return sorted({c['name'] for c in node.get('commands', [])} | set(node.get('values', [])))


def bash(data):
    program = data['program']
    lines = ['# SPDX-License-Identifier: GPL-3.0-or-later', f'# bash completion for {program}', '', f'_{program}()', '{',
             '    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} path="" index words=""',
             '    COMPREPLY=()', '    case $before in']
    for with_files in (True, False):
        names = sorted({n for _, node in walk(data) for o in node.get('options', []) if o.get('value')
                        and is_file(o['value']) == with_files for n in o['names']})
        if names:
            lines.append(f'        {" | ".join(names)})')
            lines += ['            mapfile -t COMPREPLY < <(compgen -f -- "$word")'] if with_files else []
            lines += ['            return ;;']
    lines += ['    esac', '    for ((index = 1; index < COMP_CWORD; index++)); do',
              '        case "$path ${COMP_WORDS[index]}" in']
    paths = [' ' + ' '.join(p) for p, _ in walk(data) if p]
    if paths:
        lines.append('            ' + ' | '.join(quoted(p) for p in paths) + ') path+=" ${COMP_WORDS[index]}" ;;')
    lines += ['        esac', '    done', '    case $path in']
    for path, node in walk(data):
        known = words_at(node) + flags(node) + (flags(data) if path else [])
        key = quoted(''.join(' ' + p for p in path))
        lines.append(f'        {key}) words={quoted(" ".join(known))} ;;')
    lines += ['    esac', '    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")',
              '    if [ ${#COMPREPLY[@]} -eq 0 ]; then', '        mapfile -t COMPREPLY < <(compgen -f -- "$word")', '    fi', '}', '',
              f'complete -o filenames -F _{program} {program}']
    return '\n'.join(lines) + '\n'


def fish(data):
    program = data['program']
    lines = ['# SPDX-License-Identifier: GPL-3.0-or-later', f'# fish completion for {program}']

    def option_line(option, condition):
        parts = [f'complete -c {program}'] + ([f'-n {quoted(condition)}'] if condition else [])
        for name in option['names']:
            parts.append(('-l ' if name.startswith('--') else '-s ' if len(name) == 2 else '-o ') + name.lstrip('-'))
        if option.get('value'):
            parts.append('-r' if is_file(option['value']) else '-x')
        return ' '.join(parts + [f'-d {quoted(option.get("help", ""))}'])

    for path, node in walk(data):
        condition = ' && '.join(f'__fish_seen_subcommand_from {word}' for word in path)
        lines += [option_line(o, condition) for o in node.get('options', [])]
        below = condition or '__fish_use_subcommand'
        if path and node.get('commands'):
            below += ' && not __fish_seen_subcommand_from ' + ' '.join(words_at(node))
        for command in node.get('commands', []):
            lines.append(f'complete -c {program} -f -n {quoted(below)} -a {command["name"]} '
                         f'-d {quoted(command.get("summary", ""))}')
        if node.get('values'):
            lines.append(f'complete -c {program} -n {quoted(below)} -a {quoted(" ".join(node["values"]))}')
    return '\n'.join(lines) + '\n'


def zsh(data):
    program = data['program']

    def plain(text):
        return re.sub(r'[\[\]:]', lambda m: '\\' + m.group(0), text).replace("'", "'\\''")

    def arguments(node, indent, extra=()):
        out = []
        for option in node.get('options', []):
            for name in option['names']:
                value = f':{plain(option["value"])}:{"_files" if is_file(option["value"]) else ""}' if option.get('value') else ''
                out.append(f"{indent}'{name}[{plain(option.get('help', ''))}]{value}'")
        return out + list(extra)

    def function(path, node):
        name = '_' + '_'.join((program, *path)).replace('-', '_')
        lines = [f'{name}() {{']
        commands = node.get('commands', [])
        if commands:
            lines += ['    local state line', '    local -a commands', '    commands=(']
            lines += [f"        '{plain(c['name'])}:{plain(c.get('summary', ''))}'" for c in commands]
            lines += ['    )', '    _arguments -C \\']
            lines += [line + ' \\' for line in arguments(node, '        ')]
            lines += ["        '1:command:->command' '*::argument:->argument'", '    case $state in',
                      "        command) _describe -t commands command commands ;;", '        argument)', '            case $words[1] in']
            for command in commands:
                word = command['name']
                lines.append(f"                {word}) {'_' + '_'.join((program, *path, word)).replace('-', '_')} ;;")
            lines += ['                *) _files ;;', '            esac ;;', '    esac']
        else:
            lines += ['    _arguments \\'] + [line + ' \\' for line in arguments(node, '        ')]
            words = node.get('values')
            lines.append(f"        '*:word:({' '.join(words)})'" if words else "        '*:file:_files'")
        lines += ['}', '']
        for command in commands:
            lines += function(path + (command['name'],), command)
        return lines

    return '\n'.join([f'#compdef {program}', '# SPDX-License-Identifier: GPL-3.0-or-later', ''] + function((), data)
                     + [f'_{program} "$@"']) + '\n'


def main():
    kind, path, *rest = sys.argv[1:]
    data = load(path)
    if kind == 'man':
        print(man(data, *rest), end='')
    else:
        print({'bash': bash, 'zsh': zsh, 'fish': fish}[kind](data), end='')


main()
