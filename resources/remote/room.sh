#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Prints `bytes N` and `inodes N` that are free where the working folder and the run folders are (the smaller one), and what
# is kept beside the environment's lock: `last KEYWORD TEXT` of the run that changed it last, `lock HOLDER` while it is held.

for place in . "${XDG_STATE_HOME:-$HOME}"; do
    df -Pk "$place" 2>/dev/null | awk 'NR == 2 { printf "bytes %.0f\n", $4 * 1024 }'
    df -Pi "$place" 2>/dev/null | awk 'NR == 2 && $4 ~ /^[0-9]+$/ && $2 > 0 { printf "inodes %.0f\n", $4 }'
done

lock=./.pilothouse-lock last=./.pilothouse-last
if [ -n "${lock_word-}" ]; then
    lock=${XDG_STATE_HOME:-$HOME/.local/state}/pilothouse/locks/$lock_word
    last=$lock.last
fi
[ ! -f "$last" ] || sed -n '1,9s/^/last /p' "$last"
[ ! -f "$lock/holder" ] || sed -n '1s/^/lock /p' "$lock/holder"
