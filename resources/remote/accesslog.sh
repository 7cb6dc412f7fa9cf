#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sums up what was written to an access log since the last time. $1: the log, $2: where it ended then, as this said it
# (empty: from now on). Prints
#   at <inode>:<bytes>                  where it ends now
#   skipped <bytes>                     that were too many to read; nothing is known of them
#   lines <count>                       that were read
#   class <1..5> <count>                answers by the first digit of their status
#   time <count> <seconds> <p95> <most> of those lines that say how long they took
# and nothing of the lines themselves: addresses of visitors stay on the host.
LC_ALL=C
export LC_ALL
log=$1
[ -r "$log" ] || {
    printf '%s cannot be read by %s\n' "$log" "$(id -un)" >&2
    exit 1
}
# shellcheck disable=SC2046 # split on purpose
set -- "${2:-}" $(ls -Li -- "$log") || exit 1
inode=$2
size=$(wc -c <"$log") || exit 1
size=$((size + 0))
echo "at $inode:$size"
case $1 in
'') exit 0 ;;
"$inode":*) from=${1#*:} ;;
*) from=0 ;; # it was rotated: what is in the new one is new
esac
case $from in '' | *[!0-9]*) from=0 ;; esac
[ "$from" -le "$size" ] || from=0 # it was emptied
most=8388608
if [ $((size - from)) -gt $most ]; then
    echo "skipped $((size - from - most))"
    from=$((size - most))
fi
[ "$from" -lt "$size" ] || {
    echo "lines 0"
    exit 0
}
# shellcheck disable=SC2016 # awk's own variables
tail -c "+$((from + 1))" <"$log" | head -c "$((size - from))" | awk '
# nginx and Apache (common, combined and what is put behind them), and one JSON object a line.
{
    status = ""
    if ($0 ~ /^[ \t]*\{/) {
        if (match($0, /"status"[ \t]*:[ \t]*"?[1-5][0-9][0-9]/)) status = substr($0, RSTART + RLENGTH - 3, 1)
    } else {
        n = split($0, part, "\"")
        if (n >= 3 && match(part[3], /^ [1-5][0-9][0-9]( |$)/)) status = substr(part[3], 2, 1)
    }
    if (status == "") next
    lines++
    class[status]++
    if (match($0, /(request_time|rt|duration)"?[ \t]*[=:][ \t]*"?[0-9]+(\.[0-9]+)?/)) {
        text = substr($0, RSTART, RLENGTH)
        sub(/^[^0-9]*/, "", text)
        seconds = text + 0
        times++
        sum += seconds
        if (seconds > longest) longest = seconds
        # Within a tenth, without keeping them all (and without log(), which not every busybox has).
        ms = int(seconds * 1000)
        step = ms < 100 ? ms : ms < 1000 ? 100 + int((ms - 100) / 10) : 190 + int((ms - 1000) / 100)
        if (step > 1000) step = 1000
        steps[step]++
        if (step > last) last = step
    }
}
END {
    print "lines " lines + 0
    for (c = 1; c <= 5; c++) if (class[c]) print "class " c " " class[c]
    if (times) {
        for (step = 0; step <= last; step++) {
            seen += steps[step]
            if (seen >= times * 0.95) break
        }
        p95 = step < 100 ? step + 1 : step < 190 ? 100 + (step - 99) * 10 : 1000 + (step - 189) * 100
        p95 = p95 / 1000
        if (p95 > longest) p95 = longest
        printf "time %d %.6f %.6f %.6f\n", times, sum, p95, longest
    }
}'
