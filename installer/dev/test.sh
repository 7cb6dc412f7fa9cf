# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# Builds and runs the tests; says what was skipped and why.

cmd_test() {
    local preset=${PRESET:-dev} status=0 junit again=()
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
    # What waits for real servers may run out of its time when the machine does something else: it gets the machine for
    # itself once, and the summary says so. Where many failed it is not that.
    if [ "$status" -ne 0 ] && [ "$(wc -l <"build/$preset/Testing/Temporary/LastTestsFailed.log")" -le 5 ]; then
        again=("${junit%.xml}-again.xml")
        rm -f "${again[0]}"
        status=0
        ctest --test-dir "build/$preset" --rerun-failed --output-on-failure -j 1 --output-junit "${again[0]}" \
            --test-output-size-passed 100000000 --test-output-size-failed 100000000 >&2 || status=$?
        [ -s "${again[0]}" ] || again=()
    fi
    python3 installer/dev/testsummary.py --allowed tests/skips.allowed ${STRICT:+--strict} "$junit" "${again[@]}" || status=$?
    return "$status"
}
