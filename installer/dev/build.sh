# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# Configures when that is due and runs ninja.

# CMake notices a changed CMakeLists.txt by itself, but not that a room was added or taken away.
rooms_fingerprint() {
    find CMakeLists.txt CMakePresets.json core ui app resources translations tests installer \
        -name CMakeLists.txt -o -name CMakePresets.json 2>/dev/null | sort | sha256sum
    sha256sum CMakePresets.json
    echo "$cache"
}

configure() {
    local preset=$1 fingerprint
    fingerprint=$(rooms_fingerprint)
    if [ -f "build/$preset/build.ninja" ] && [ "$(cat "build/$preset/rooms" 2>/dev/null)" = "$fingerprint" ]; then
        return 0
    fi
    PILOTHOUSE_CACHE=$cache cmake --preset "$preset" >&2
    printf '%s\n' "$fingerprint" >"build/$preset/rooms"
}

# build_preset PRESET [TARGET…]
build_preset() {
    local preset=$1
    shift
    configure "$preset"
    PILOTHOUSE_CACHE=$cache ninja -C "build/$preset" -j "$(jobs_count)" "$@" >&2
}

cmd_build() {
    local preset=${1:-dev}
    [ $# -eq 0 ] || shift
    case $preset in
        dev | release | asan | tsan) cmd_deps build run ;;
        fuzz) cmd_deps build run soak ;;
        *) fail "no preset called '$preset' (dev, release, asan, tsan, fuzz)" ;;
    esac
    build_preset "$preset" "$@"
}
