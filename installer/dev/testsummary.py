#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads CTest's JUnit file and prints what was skipped and why, what failed where, then one line: N passed, M failed, K
skipped. A second file is of the tests that failed, run again with nothing beside them: it counts for these, and what was
otherwise the first time is said, because such a test is to be mended too.

A QtTest program counts its test functions (the "Totals" lines), any other test counts as one. With --strict a skip
that the list of allowed ones does not name is an error. A line of that list: the skip's name (a function's with or without brackets),
blanks, the reason.
"""
import argparse
import re
import sys
import xml.etree.ElementTree as ElementTree

TOTALS = re.compile(r'^Totals: (\d+) passed, (\d+) failed, (\d+) skipped, (\d+) blacklisted', re.M)
QT_SKIP = re.compile(r'^SKIP\s*: ([\w:]+\(.*?\)) ?(.*)$', re.M)
QT_FAIL = re.compile(r'^(?:FAIL!|XPASS|QFATAL)[^\n]*(?:\n(?!PASS|FAIL!|Q[A-Z]+ |SKIP|Totals|\*{4})[^\n]*){0,6}', re.M)
LAST_LINES = 15
SCRIPT_SKIP = re.compile(r'^SKIP: (.*)$', re.M)


def judge(case):
    """Returns passed, failed and a list of (skip's name, reason) of one of CTest's tests."""
    name, status = case.get('name'), case.get('status')
    output = case.findtext('system-out') or ''
    if status == 'notrun':
        message = case.find('skipped').get('message', '') if case.find('skipped') is not None else ''
        if not message.startswith('SKIP_'):
            return 0, 1, []  # its program is missing: that is no skip
        reason = SCRIPT_SKIP.search(output)
        return 0, 0, [(name, reason.group(1) if reason else 'no reason given')]
    if status == 'disabled':
        return 0, 0, [(name, 'disabled')]
    failed = status != 'run'
    totals = [tuple(map(int, groups)) for groups in TOTALS.findall(output)]
    if not totals:
        return (0, 1, []) if failed else (1, 0, [])
    # A program that crashed after or between its "Totals" lines failed as well.
    count = sum(t[1] for t in totals)
    return sum(t[0] for t in totals), max(count, 1) if failed else count, QT_SKIP.findall(output)


def reasons(case):
    """Why a test failed: what QtTest says of each function, else the end of the output."""
    output = (case.findtext('system-out') or '').rstrip()
    found = QT_FAIL.findall(output)
    return '\n'.join(found) if found else '\n'.join(output.splitlines()[-LAST_LINES:])


def read_allowed(path):
    allowed = {}
    try:
        with open(path, encoding='utf-8') as file:
            for line in file:
                name, _, reason = line.strip().partition(' ')
                if name and not name.startswith('#'):
                    allowed[name.removesuffix('()')] = reason.strip()
    except FileNotFoundError:
        pass
    return allowed


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('junit')
    parser.add_argument('again', nargs='?')
    parser.add_argument('--allowed', default='tests/skips.allowed')
    parser.add_argument('--strict', action='store_true')
    options = parser.parse_args()

    passed, failed, skips, broken, shaky = 0, 0, [], [], []
    cases = {case.get('name'): case for case in ElementTree.parse(options.junit).iter('testcase')}
    if options.again:
        for case in ElementTree.parse(options.again).iter('testcase'):
            if case.get('name') in cases and not judge(case)[1]:
                shaky.append(cases[case.get('name')])
            cases[case.get('name')] = case
    for case in cases.values():
        p, f, s = judge(case)
        passed, failed = passed + p, failed + f
        skips += s
        if f:
            broken.append(case)

    allowed = read_allowed(options.allowed)
    refused = [name for name, _ in skips if not allowed.get(name.split('(')[0])]
    if skips:
        print('Skipped:')
    for name, reason in sorted(set(skips)):
        mark = f'   <- not in {options.allowed}' if options.strict and name in refused else ''
        print(f'  {name}: {reason}{mark}')
    for what, tests in (('Failed among others, passed alone', shaky), ('Failed', broken)):
        for case in tests:
            print(f'{what}: {case.get("name")}')
            print('\n'.join('  ' + line for line in reasons(case).splitlines()))
    print(f'{passed} passed, {failed} failed, {len(skips)} skipped')
    return 1 if failed or (options.strict and refused) else 0


if __name__ == '__main__':
    sys.exit(main())
