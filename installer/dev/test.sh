# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# Builds and runs the tests; says what was skipped and why.

cmd_test() {
    local preset=${PRESET:-dev} status=0 junit
    cmd_deps build run servers test
    build_preset "$preset" all tests/all
    junit=$root/build/$preset/tests.xml
    rm -f "$junit"
    # What takes minutes is run by ./dev soak, or by name: ./dev test -L soak
    case " $* " in
        *" -L "* | *" -R "*) ;;
        *) set -- -LE '^soak$' "$@" ;;
    esac
    # Tests with servers wait more than they compute: two of them for each core.
    # The whole output of every test goes into the report, because the number of test functions is read from it.
    ctest --test-dir "build/$preset" --output-on-failure --no-tests=error -j "$((2 * $(nproc)))" --output-junit "$junit" \
        --test-output-size-passed 100000000 --test-output-size-failed 100000000 "$@" >&2 || status=$?
    [ -s "$junit" ] || fail "no test was run"
    python3 installer/dev/testsummary.py --allowed tests/skips.allowed ${STRICT:+--strict} "$junit" || status=$?
    return "$status"
}
