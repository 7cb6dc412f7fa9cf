#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Man page and completions made from a table of commands: they parse, and they complete.
set -euo pipefail

generate=$PILOTHOUSE_SOURCE_DIR/installer/packaging/fromhelp.py
help=$PILOTHOUSE_SOURCE_DIR/tests/integration/package/help.json
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

expect() { # what, wanted, got
    if [ "$2" != "$3" ]; then
        printf 'FAIL: %s\n  wanted: %s\n  got:    %s\n' "$1" "$2" "$3"
        failures=$((failures + 1))
    fi
}

for kind in bash zsh fish; do
    python3 "$generate" "$kind" "$help" >"$work/completion.$kind"
done
python3 "$generate" man "$help" 1.2.3 2026-01-01 >"$work/pilothousectl.1"

in_bash() {
    # shellcheck disable=SC2016
    bash -c 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _pilothousectl; echo "${COMPREPLY[*]}"' \
        bash "$work/completion.bash" "$@"
}
bash -n "$work/completion.bash"
expect "a command in bash" "status" "$(in_bash pilothousectl s)"
expect "commands below one, and global options" "create list --config --json --help --version" "$(in_bash pilothousectl backup '')"
expect "an option after a global one" "--label" "$(in_bash pilothousectl --json backup create --l)"
expect "a kind of document" "compose" "$(in_bash pilothousectl inspect c)"

if command -v zsh >/dev/null; then
    zsh -n "$work/completion.zsh"
    expect "zsh's first line" "#compdef pilothousectl" "$(head -n 1 "$work/completion.zsh")"
fi

if command -v fish >/dev/null; then
    in_fish() { HOME=$work fish --no-config -c "source '$work/completion.fish'; complete -C '$1'" | cut -f1 | tr '\n' ' '; }
    expect "a command in fish" "status " "$(in_fish 'pilothousectl st')"
    expect "a command below one in fish" "create " "$(in_fish 'pilothousectl backup cr')"
    expect "an option in fish" "--label " "$(in_fish 'pilothousectl backup create --la')"
fi

grep -q '^\.SS backup create TARGET$' "$work/pilothousectl.1" || expect "the man page's section" "backup create TARGET" "none"
grep -q '^\\&\.begins with a dot$' "$work/pilothousectl.1" || expect "a leading dot" "escaped" "not"

# The window reads its arguments with Qt's parser, whose help is text.
cat >"$work/qt.txt" <<'TEXT'
Usage: ./pilothouse [options]
The operations console.

Options:
  -h, --help        Displays help on commandline options.
  --config <dir>    Folder with the definitions
                    of the systems.
TEXT
expect "an option of the window" "--config" "$(python3 "$generate" bash "$work/qt.txt" | grep -o "words='.*'" | grep -o -- '--config')"

[ "$failures" -eq 0 ] || exit 1
