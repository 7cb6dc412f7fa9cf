# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks share: the files of a tree, C++ text without comments and strings, and how a fault is told."""
import fnmatch
import os
import re
import subprocess
import sys
from pathlib import Path

FIXTURES = 'tests/lint/fixtures/'
_RAW = r'R"(?P<tag>[^\s()\\]{0,16})\(.*?\)(?P=tag)"'
_TOKENS = re.compile(r'//(?:\\\n|[^\n])*|/\*.*?\*/|' + _RAW + r'|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'', re.S)
_ALLOW = re.compile(r'lint-allow\((?P<names>[\w, -]+)\): *\S')


class Tree:
    """A source tree: the real one (as git sees it) or a fixture."""

    def __init__(self, root):
        self.root = Path(root).resolve()
        self.faults = []
        self.name = Path(sys.argv[0]).name
        self._files = self._list()

    def _list(self):
        if (self.root / '.git').exists():
            out = subprocess.run(['git', '-C', str(self.root), 'ls-files', '-z', '-co', '--exclude-standard'],
                                 stdout=subprocess.PIPE, check=True).stdout.decode('utf-8', 'surrogateescape')
            names = [n for n in out.split('\0') if n and not n.startswith(FIXTURES)]
        else:
            names = [os.path.relpath(os.path.join(folder, f), self.root)
                     for folder, subs, files in os.walk(self.root) for f in files if f != 'expected']
            names = [n for n in names if not n.startswith('build' + os.sep)]
        return sorted(n for n in set(names) if (self.root / n).is_file() and not (self.root / n).is_symlink())

    def files(self, *patterns, under=None):
        """Names relative to the root, of which the last part matches a pattern; under: tuple of leading folders."""
        return [n for n in self._files
                if any(fnmatch.fnmatch(os.path.basename(n), p) for p in patterns)
                and (under is None or n.startswith(tuple(u + '/' for u in under)))]

    def read(self, name):
        return (self.root / name).read_text(encoding='utf-8', errors='replace')

    def scripts(self):
        """Shell scripts, by ending or by first line."""
        found = []
        for name in self._files:
            if name.endswith('.sh'):
                found.append(name)
            elif '.' not in os.path.basename(name).lstrip('.'):
                with open(self.root / name, 'rb') as file:
                    first = file.readline(80)
                if re.match(rb'#!.*\b(sh|bash|dash)\b', first):
                    found.append(name)
        return found

    def fault(self, name, line, text):
        self.faults.append(f'{name}:{line}: {text}')

    def search(self, name, rules, code=None):
        """Reports every match of (regex, message) in the code of a C++ file, unless its line allows it with a reason."""
        source = self.read(name)
        code = code_only(source) if code is None else code
        lines = source.split('\n')
        for regex, message in rules:
            for match in re.finditer(regex, code):
                number = code.count('\n', 0, match.start()) + 1
                if not self.allowed(lines, number):
                    self.fault(name, number, message.replace('{}', match.group(0).strip()))

    def allowed(self, lines, number):
        for line in lines[max(0, number - 2):number]:
            match = _ALLOW.search(line)
            if match and self.name in re.split(r'[, ]+', match.group('names')):
                return True
        return False

    def done(self):
        print('\n'.join(self.faults))
        sys.exit(1 if self.faults else 0)


def code_only(text):
    """C++ text in which comments and literals are blanks: same length, same lines."""
    def blank(match):
        token = match.group(0)
        if token.startswith(('"', "'", 'R')):
            # Keep the quotes: an include's name is read from the original text by its position.
            return token[0] + re.sub(r'[^\n]', ' ', token[1:-1]) + token[-1]
        return re.sub(r'[^\n]', ' ', token)
    return _TOKENS.sub(blank, text)


def includes(text):
    """(line number, name, is it in angle brackets) of every include directive."""
    without_comments = re.sub(r'//[^\n]*|/\*.*?\*/', lambda m: re.sub(r'[^\n]', ' ', m.group(0)), text, flags=re.S)
    for number, line in enumerate(without_comments.split('\n'), 1):
        match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if match:
            yield number, match.group(2), match.group(1) == '<'


def skip(reason):
    print(reason)
    sys.exit(77)


def tree():
    if len(sys.argv) != 2:
        print(f'usage: {sys.argv[0]} ROOT', file=sys.stderr)
        sys.exit(2)
    return Tree(sys.argv[1])
