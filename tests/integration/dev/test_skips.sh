#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One skipped class of a test program does not silence the classes behind it.
set -eu

program=${PILOTHOUSE_BIN:?}/../tests/test_checklist
[ -x "$program" ] || { echo "SKIP: $program is not built" && exit 77; }
out=$(PILOTHOUSE_SHARED=/nonexistent "$program" 2>&1)
echo "$out" | grep -q '^SKIP' || { echo "nothing was skipped, so nothing was shown" && exit 1; }
if echo "$out" | grep '^Totals: 0 passed, 0 failed, 0 skipped'; then
    echo "classes behind a skipped one ran no test"
    exit 1
fi
