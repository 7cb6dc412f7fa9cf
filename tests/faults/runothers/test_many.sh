#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# label: soak
# timeout: 10800
# Two hundred consoles killed at random points of a deploy, connections cut at a hundred, and a hundred races for a lock.
# PILOTHOUSE_SEED chooses other points; the rows of the test name it.
set -eu

tests=${PILOTHOUSE_BINARY_DIR:?}/tests
export PILOTHOUSE_SEED="${PILOTHOUSE_SEED:-$(date +%Y%m%d)}"
export QTEST_FUNCTION_TIMEOUT=3600000
PILOTHOUSE_KILLS=200 "$tests/test_run_faults" KilledConsoleTest atRandomPoints
PILOTHOUSE_KILLS=100 "$tests/test_run_faults" BadRoadTest everyCutIsSurvived
PILOTHOUSE_LOCK_RACES=100 "$tests/test_run_others" LockRaceTest
