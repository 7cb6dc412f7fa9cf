# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# The demo fleet on loopback and the console on it.

bin=build/release/bin

# screen_answers: a window opens on the display of this session. One that is only named (of a session that has ended, or of
# somebody else) would abort the window with advice that does not help. Wayland without X needs a part of Qt that no
# dependency brings.
screen_answers() {
    local socket
    [ -z "${DISPLAY:-}" ] || ! timeout 10 xprop -root _NET_SUPPORTING_WM_CHECK >/dev/null 2>&1 || return 0
    case ${WAYLAND_DISPLAY:-} in
        '') return 1 ;;
        /*) socket=$WAYLAND_DISPLAY ;;
        *) socket=${XDG_RUNTIME_DIR:-/nonexistent}/$WAYLAND_DISPLAY ;;
    esac
    [ -S "$socket" ] && compgen -G '/usr/lib/*/qt6/plugins/platforms/libqwayland*' >/dev/null
}

# with_screen COMMAND…: runs it under a virtual screen and a small window manager, which end with it.
with_screen() {
    local folder screen manager status=0 DISPLAY WAYLAND_DISPLAY="" QT_QPA_PLATFORM=xcb
    folder=$(mktemp -d)
    Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp -noreset 3>"$folder/display" >"$folder/xvfb.log" 2>&1 &
    screen=$!
    for _ in $(seq 200); do
        [ ! -s "$folder/display" ] || break
        kill -0 "$screen" 2>/dev/null || fail "the virtual screen did not start: $(tail -n 3 "$folder/xvfb.log")"
        sleep 0.05
    done
    DISPLAY=:$(cat "$folder/display")
    export DISPLAY WAYLAND_DISPLAY QT_QPA_PLATFORM
    openbox >"$folder/openbox.log" 2>&1 &
    manager=$!
    for _ in $(seq 200); do
        ! xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q '#' || break
        sleep 0.05
    done
    "$@" || status=$?
    kill "$manager" "$screen" 2>/dev/null || true
    wait "$manager" "$screen" 2>/dev/null || true
    rm -rf "$folder"
    return "$status"
}

# The folder of the running fleet. Its status is a failure while something is broken, and that is no reason to stop here.
demo_folder() {
    { "$bin/pilothousectl" --json demo status || true; } | python3 -c 'import json, sys; print(json.load(sys.stdin)["directory"])'
}

# demo_console [ARGUMENT…]: the window on the fleet, with a keyring that holds the fleet's passwords.
# shellcheck disable=SC2120
demo_console() { console_on "$(demo_folder)" "$@"; }

# console_on FLEET [ARGUMENT…]: the same on the fleet in that folder.
console_on() {
    local fleet=$1
    shift
    "$fleet/program/keyring/with-keyring" "$fleet/console/keyring" \
        installer/dev/democonsole "$root/$bin" "$fleet" "$@"
}

demo_up() {
    cmd_deps build run servers
    build_preset release
    "$bin/pilothousectl" demo up >&2
}

cmd_demo() {
    local headless="" record="" pictures
    while [ $# -gt 0 ]; do
        case $1 in
            --headless) headless=1 ;;
            --record)
                record=${2:?--record needs a folder}
                shift
                ;;
            *) fail "demo: unknown argument '$1' (see ./dev help)" ;;
        esac
        shift
    done
    if [ -n "$headless" ]; then
        [ -n "$record" ] || fail "demo --headless needs --record DIR"
        cmd_deps build run servers
        build_preset release
        exec resources/demo/record "$root/$bin" "$record"
    fi
    demo_up
    if screen_answers; then
        say "The fleet goes on when the window is closed: $bin/pilothousectl demo down ends it."
        # shellcheck disable=SC2119
        demo_console
        return
    fi
    pictures=$root/build/release/pictures
    if [ -n "${DISPLAY:-}" ]; then
        say "The display $DISPLAY does not answer: opening the window on a virtual one."
    elif [ -n "${WAYLAND_DISPLAY:-}" ]; then
        say "Qt cannot use the display $WAYLAND_DISPLAY (no X beside it, and qt6-wayland is missing or it is gone):"
        say "opening the window on a virtual one."
    else
        say "No display here: opening the window on a virtual one."
    fi
    with_screen demo_console --pictures "$pictures"
    say "Pictures of its pages:"
    find "$pictures" -name '*.png' | sort
    say "The fleet goes on: $bin/pilothousectl demo down ends it."
}
