#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# ./dev itself: its lists of packages, how it counts tests, and what it says to wrong words.
set -euo pipefail
cd "${PILOTHOUSE_SOURCE_DIR:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

expect() { # what, wanted, got
    if [ "$2" != "$3" ]; then
        printf 'FAIL: %s\n  wanted: %s\n  got:    %s\n' "$1" "$2" "$3"
        failures=$((failures + 1))
    fi
}
status_of() {
    local status=0
    "$@" >/dev/null 2>&1 || status=$?
    echo "$status"
}

expect "help" 0 "$(status_of ./dev help)"
expect "an unknown verb" 2 "$(status_of ./dev frobnicate)"
expect "an unknown preset" 1 "$(status_of ./dev build frobnicate)"
expect "an unknown fuzz target" 1 "$(status_of ./dev fuzz frobnicate 1)"

packages() { # release, groups
    # shellcheck disable=SC2016
    bash -c 'set -euo pipefail; . installer/dev/common.sh; . installer/dev/packages.sh; chosen=$1; shift
             release() { echo "$chosen"; }; wanted_packages "$@"' bash "$@"
}
# A pattern is searched in a variable: a closed pipe would fail the left side.
named() { grep -qx "$1" <<<"$2" && echo yes || echo no; }
bookworm=$(packages bookworm build)
trixie=$(packages trixie build)
expect "KF6 on bookworm" no "$(named libkf6syntaxhighlighting-dev "$bookworm")"
expect "KF6 on trixie" yes "$(named libkf6syntaxhighlighting-dev "$trixie")"
expect "build modules on bookworm" yes "$(named extra-cmake-modules "$bookworm")"
expect "a newer release is like the newest known" "$trixie" "$(packages forky build)"
expect "groups are kept apart" no "$(named shellcheck "$bookworm")"
expect "comments are no packages" "" "$(packages bookworm build run servers test lint package soak | grep -vE '^[a-z0-9][a-z0-9.+-]+$' || true)"

cat >"$work/tests.xml" <<'XML'
<?xml version="1.0"?>
<testsuite name="x">
<testcase name="a" status="run"><system-out>PASS   : A::b()
SKIP   : A::c() no server
   Loc: [x.cpp(1)]
Totals: 12 passed, 0 failed, 1 skipped, 0 blacklisted, 5ms
Totals: 3 passed, 0 failed, 0 skipped, 0 blacklisted, 5ms
</system-out></testcase>
<testcase name="script" status="notrun"><skipped message="SKIP_RETURN_CODE=77"/><system-out>SKIP: needs root
</system-out></testcase>
<testcase name="good" status="run"><system-out></system-out></testcase>
</testsuite>
XML
summary() { python3 installer/dev/testsummary.py --allowed "$work/allowed" "$@" "$work/tests.xml" || echo "exit status $?"; }
expect "skips are named and counted" "Skipped:
  A::c(): no server
  script: needs root
16 passed, 0 failed, 2 skipped" "$(summary)"
printf '# why\nA::c has no server in a chroot\nscript\n' >"$work/allowed"
expect "a skip without a reason is not allowed" "exit status 1" "$(summary --strict | tail -n 1)"
printf 'A::c has no server in a chroot\nscript needs root\n' >"$work/allowed"
expect "allowed skips" "16 passed, 0 failed, 2 skipped" "$(summary --strict | tail -n 1)"
printf 'A::c() has no server in a chroot\nscript needs root\n' >"$work/allowed"
expect "a function may be named as the report names it" "16 passed, 0 failed, 2 skipped" "$(summary --strict | tail -n 1)"
sed -i 's/name="a" status="run"/name="a" status="fail"/; s/SKIP_RETURN_CODE=77/Unable to find executable/' "$work/tests.xml"
expect "a crash after the totals and a missing program are failures" "16 passed, 2 failed, 1 skipped" \
    "$(summary | tail -n 2 | head -n 1)"
cat >"$work/tests.xml" <<'XML'
<testsuite>
<testcase name="qt" status="fail"><system-out>PASS   : A::a()
QINFO  : A::b() so it went
FAIL!  : A::b() 'called.code == 0' returned FALSE. (exit 4
unreachable)
   Loc: [tst_a.cpp(12)]
PASS   : A::c()
Totals: 2 passed, 1 failed, 0 skipped, 0 blacklisted, 5ms
</system-out></testcase>
<testcase name="script" status="fail"><system-out>first
last
</system-out></testcase>
</testsuite>
XML
expect "what failed is told at the end" "Failed: qt
  FAIL!  : A::b() 'called.code == 0' returned FALSE. (exit 4
  unreachable)
     Loc: [tst_a.cpp(12)]
Failed: script
  first
  last
2 passed, 2 failed, 0 skipped
exit status 1" "$(summary)"
cat >"$work/again.xml" <<'XML'
<testsuite>
<testcase name="script" status="run"><system-out></system-out></testcase>
</testsuite>
XML
expect "what passed when it was run again is told, and what did not fails" "Failed among others, passed alone: script
  first
  last
Failed: qt
  FAIL!  : A::b() 'called.code == 0' returned FALSE. (exit 4
  unreachable)
     Loc: [tst_a.cpp(12)]
3 passed, 1 failed, 0 skipped
exit status 1" "$(python3 installer/dev/testsummary.py "$work/tests.xml" "$work/again.xml" || echo "exit status $?")"

# Where the demo opens its window. The fleet and the window are stand-ins, the screens are real.
opened() { # function that is called
    # shellcheck disable=SC2016
    env -u DISPLAY -u WAYLAND_DISPLAY -u QT_QPA_PLATFORM bash -c 'set -euo pipefail; root=$PWD
        . installer/dev/common.sh; . installer/dev/demo.sh
        demo_up() { :; }
        demo_console() { echo "window $* on ${DISPLAY:+a screen} ${QT_QPA_PLATFORM:-}"; }
        find() { :; }
        "$@"' bash "$@" 2>&1 | sed "s|$PWD/||" | tr '\n' '|'
}
pictures="window --pictures build/release/pictures on a screen xcb|Pictures of its pages:|The fleet goes on: build/release/bin/pilothousectl demo down ends it.|"
expect "the demo without a display" "No display here: opening the window on a virtual one.|$pictures" "$(opened cmd_demo)"
expect "the demo on a display that is gone" "The display :7777 does not answer: opening the window on a virtual one.|$pictures" \
    "$(opened eval DISPLAY=:7777 cmd_demo)"
expect "the demo on a display" \
    "The fleet goes on when the window is closed: build/release/bin/pilothousectl demo down ends it.|window  on a screen xcb|" \
    "$(opened with_screen cmd_demo)"

[ "$failures" -eq 0 ] || exit 1
