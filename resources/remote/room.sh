#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Prints `bytes N` and `inodes N` that are free where the working folder and the run folders are (the smaller one).

for place in . "${XDG_STATE_HOME:-$HOME}"; do
    df -Pk "$place" 2>/dev/null | awk 'NR == 2 { printf "bytes %.0f\n", $4 * 1024 }'
    df -Pi "$place" 2>/dev/null | awk 'NR == 2 && $4 ~ /^[0-9]+$/ && $2 > 0 { printf "inodes %.0f\n", $4 }'
done
