# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# The verbs used now and then.

cmd_bench() {
    local name=${1:-} source found=()
    for source in tests/bench/bench_${name:-*}.cpp; do
        [ ! -e "$source" ] || found+=("$(basename "$source" .cpp)")
    done
    [ ${#found[@]} -gt 0 ] || fail "no measurement called '${name:-*}' (tests/bench/bench_*.cpp)"
    cmd_deps build run servers
    build_preset release "${found[@]}"
    for name in "${found[@]}"; do
        say "== ${name#bench_}"
        "build/release/bench/$name"
    done
}

cmd_fuzz() {
    local name=${1:?usage: ./dev fuzz NAME SECONDS} seconds=${2:?usage: ./dev fuzz NAME SECONDS} corpus
    [ -f "tests/fuzz/fuzz_$name.cpp" ] || fail "no fuzz target called '$name' (tests/fuzz/fuzz_*.cpp)"
    cmd_deps build run soak
    build_preset fuzz "fuzz_$name"
    # What is found grows in the cache; the seeds in the tree are only read.
    corpus=$cache/fuzz/$name
    mkdir -p "$corpus" build/fuzz/findings
    set -- "$corpus"
    [ ! -d "tests/fuzz/corpus/$name" ] || set -- "$@" "tests/fuzz/corpus/$name"
    "build/fuzz/fuzz/fuzz_$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/findings/$name-" "$@"
}

# Pages are worth a picture when something has happened. The record does the main job on a fleet made new; the window watches that
# fleet for a while, and sees it slow down and recover, so that heartbeats and charts have something to tell.
cmd_pictures() {
    local folder=$root/build/release/pictures readme="" name fleet breaker status=0 watch=${PICTURES_WATCH:-300}
    case ${1:-} in
        --readme) readme=1 ;;
        '') ;;
        *) folder=$1 ;;
    esac
    cmd_deps build run servers
    build_preset release pilothouse pilothousectl
    mkdir -p "$folder"
    folder=$(cd "$folder" && pwd -P)
    fleet=$cache/pictures/fleet
    # The servers of the fleet run as a user of their own, which has to reach it.
    [ "$(id -u)" != 0 ] || fleet=/var/lib/pilothouse-demo-pictures
    mkdir -p "$(dirname "$fleet")"
    resources/demo/record --fleet "$fleet" "$root/$bin" "$folder/record" >&2
    printf '[appearance]\nscheme=light\n[spans]\nfleetpass\\production=900\nfleetpass\\staging=900\n' >"$fleet/config/window.ini"
    say "Watching the fleet for $watch s before the first picture (PICTURES_WATCH)."
    (
        # On a machine that is too busy for it the pictures lack the fault, and that is all.
        sleep $((watch / 2))
        "$fleet/program/fleet" --dir "$fleet" break latency || true
        sleep $((watch / 8))
        "$fleet/program/fleet" --dir "$fleet" mend || true
    ) >&2 &
    breaker=$!
    CONSOLE_DATA=$folder/record/data with_screen console_on "$fleet" --pictures "$folder" --pictures-after "$watch" || status=$?
    wait "$breaker"
    "$fleet/program/fleet" --dir "$fleet" wipe >&2
    [ "$status" = 0 ] || fail "not every picture could be taken"
    if [ -n "$readme" ]; then
        mkdir -p resources/pictures
        for name in environment-light run-dark restore-light checklists-dark; do
            cp "$folder/$name.png" resources/pictures/
        done
    fi
    find "$folder" -maxdepth 1 -name '*.png' | sort
}

cmd_package() {
    cmd_deps build run package
    build_preset release
    # A .deb must not depend on the umask or on where it was built.
    (umask 022 && cd build/release && cpack -G DEB >&2)
    installer/packaging/check "$(find "$root/build/release" -maxdepth 1 -name 'pilothouse_*.deb' -printf '%T@ %p\n' |
        sort -n | tail -n 1 | cut -d' ' -f2)"
}

# Without line numbers in them, so that a file changes only when a string does.
cmd_translations() {
    local lupdate folder folders=()
    cmd_deps build
    for lupdate in /usr/lib/qt6/bin/lupdate lupdate; do
        ! has "$lupdate" || break
    done
    for folder in core ui app; do
        [ ! -d "$folder" ] || folders+=("$folder")
    done
    "$lupdate" "${folders[@]}" -locations none -no-obsolete -source-language en -target-language de \
        -ts translations/pilothouse_de.ts >&2
    # English needs no translation, only its plural forms.
    "$lupdate" "${folders[@]}" -pluralonly -locations none -no-obsolete -source-language en -target-language en \
        -ts translations/pilothouse_en.ts >&2
}

# What the lab needs made once: a control plane, and a server with systemd. Where a machine lacks something for it, what needs
# it is skipped.
build_lab() {
    local each status
    for each in kubernetes systemd; do
        status=0
        "tests/lab/$each/build" || status=$?
        [ "$status" = 0 ] || [ "$status" = 77 ] || fail "$each could not be built for the lab"
    done
}

cmd_soak() {
    cmd_deps build run servers test package soak lab
    build_lab
    local minutes=${FUZZ_MINUTES:-5} target
    build_preset dev
    cmd_test -L soak
    # The whole program, ended while it is at work, under sanitizers.
    build_preset asan test_window_faults
    ctest --test-dir build/asan --output-on-failure --no-tests=error -R '^test_window_faults$' >&2
    for target in tests/fuzz/fuzz_*.cpp; do
        [ -e "$target" ] || continue
        target=${target##*/fuzz_}
        cmd_fuzz "${target%.cpp}" "$((minutes * 60))"
    done
    tests/integration/chroot/try bookworm test demo
    tests/integration/chroot/try trixie unit
}
