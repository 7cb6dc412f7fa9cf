# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Runs the checks of tests/lint side by side; what they are and how one is written: tests/lint/run.

cmd_lint() {
    cmd_deps build lint
    # clang-tidy reads the compile commands, which a configure leaves behind.
    configure dev
    # One check asks the program itself. Where nothing may be skipped it has to be there; the tests need it a moment later.
    if [ -n "${STRICT:-}" ] && [ -d app ]; then
        build_preset dev pilothousectl
    fi
    tests/lint/run "$@"
}
