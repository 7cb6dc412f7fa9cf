#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Samples a Linux host until its standard output closes. Read by core/metrics/samplereader.cpp.
# $1: seconds between samples. One block a sample, raw counters (rates are worked out by the reader):
#   @ <uptime seconds>
#   cpu <user> <nice> <system> <idle> <iowait> <irq> <softirq> <steal>   clock ticks since boot
#   cpus <count>
#   mem <total> <available> <swap total> <swap free>                     KiB
#   load <1 min> <5 min> <15 min>
#   net <bytes received> <bytes sent>                                    all interfaces but lo
#   disk <size> <used> <available> <mount point>                         KiB, one line a file system
#   .
# Only df and sleep are processes; everything else is read with the shell's own read.
LC_ALL=C
export LC_ALL
interval=${1:-5}

sample() {
    read -r up _ </proc/uptime
    echo "@ $up"
    cpus=0
    while read -r name a b c d e f g h _; do
        case $name in
        cpu) echo "cpu $a $b $c $d $e $f $g $h" ;;
        cpu*) cpus=$((cpus + 1)) ;;
        *) break ;;
        esac
    done </proc/stat
    echo "cpus $cpus"
    total=0 available=0 free=0 cached=0 swap=0 swapfree=0
    while read -r name value _; do
        case $name in
        MemTotal:) total=$value ;;
        MemFree:) free=$value ;;
        MemAvailable:) available=$value ;;
        Cached:) cached=$value ;;
        SwapTotal:) swap=$value ;;
        SwapFree:) swapfree=$value ;;
        esac
    done </proc/meminfo
    [ "$available" -gt 0 ] || available=$((free + cached))
    echo "mem $total $available $swap $swapfree"
    read -r one five fifteen _ </proc/loadavg
    echo "load $one $five $fifteen"
    rx=0 tx=0
    while read -r line; do
        case $line in
        lo:* | *'|'*) continue ;;
        *:*)
            # shellcheck disable=SC2086 # split on purpose
            set -- ${line#*:}
            rx=$((rx + $1)) tx=$((tx + $9))
            ;;
        esac
    done </proc/net/dev
    echo "net $rx $tx"
}

# Only what lies on this host: a file server that is away would hold df for ever, and with it every measurement.
local=
! df -Pkl / >/dev/null 2>&1 || local=l

disks() {
    df -Pk$local 2>/dev/null | while read -r device size used available _ mount; do
        # Images are full by nature: the packages of snap, and what lies in a drive.
        case "$device $mount" in
        /dev/loop*' /snap/'* | /dev/loop*'/snapd/snap/'* | /dev/sr*) continue ;;
        esac
        case $device in
        /dev/*) echo "disk $size $used $available $mount" ;;
        overlay | tmpfs) [ "$mount" = / ] && echo "disk $size $used $available $mount" ;;
        esac
    done
}

# The file systems change slowly and df is the only dear part: every sixth sample.
count=0
while :; do
    block=$(sample) || exit 0
    if [ $((count % 6)) -eq 0 ]; then
        mounts=$(disks)
    fi
    count=$((count + 1))
    printf '%s\n%s\n.\n' "$block" "$mounts" || exit 0
    sleep "$interval" || exit 0
done
