#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""pseudo.py IN.ts OUT.ts: a language for tests, made from the English strings of IN: accented and two fifths longer.

What still reads as plain English on a screen never went through tr(); what is cut off has no room for other languages.
"""
import html
import re
import sys

ACCENTS = str.maketrans('AaCcEeGgIiLlNnOoSsUuYyZz', 'ÅåÇçÉéĜĝÎîĻļÑñÖöŠšÛûÝýŽž')
# Placeholders, mnemonics and entities stay as they are.
KEPT = re.compile(r'(%L?\d{1,2}|%n|&(?=\S))')


def stretch(text):
    parts = KEPT.split(text)
    words = ''.join(part if i % 2 else part.translate(ACCENTS) for i, part in enumerate(parts))
    extra = max(1, round(len(text) * 0.4) - 2)
    body, ending = re.match(r'(.*?)([\s:…]*)$', words, re.S).groups()
    return f'[{body}{"~" * extra}]{ending}'


def translated(match):
    source = html.unescape(re.search(r'<source>(.*?)</source>', match.group(0), re.S).group(1))
    text = html.escape(stretch(source), quote=False)
    inner = f'<numerusform>{text}</numerusform>' * 2 if 'numerus="yes"' in match.group(0) else text
    return re.sub(r'<translation[^>]*?(?:/>|>.*?</translation>)', lambda _: f'<translation>{inner}</translation>',
                  match.group(0), flags=re.S)


def main():
    with open(sys.argv[1], encoding='utf-8') as file:
        text = file.read()
    text = re.sub(r'<message[^>]*>.*?</message>', translated, text, flags=re.S)
    with open(sys.argv[2], 'w', encoding='utf-8') as file:
        file.write(re.sub(r'language="\w+"', 'language="en"', text, count=1))


main()
