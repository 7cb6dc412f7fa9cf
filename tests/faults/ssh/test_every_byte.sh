#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# label: soak
# timeout: 7200
# A connection that is lost behind every single byte, and one in which every single byte changes.
set -eu

PILOTHOUSE_EVERY_BYTE=1
QTEST_FUNCTION_TIMEOUT=3600000
export PILOTHOUSE_EVERY_BYTE QTEST_FUNCTION_TIMEOUT
for class in TestCutLink TestGarbled; do
    "${PILOTHOUSE_BINARY_DIR:?}/tests/test_ssh_faults" "$class"
done
