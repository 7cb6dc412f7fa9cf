#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Samples a Linux host until its standard output closes. Read by core/metrics/samplereader.cpp.
# $1: seconds between samples, $2: folder of PM2 (empty: ~/.pm2), $3: where the control groups are (for tests),
# $4: how many samples (empty: until the end).
# One block a sample, raw counters (rates are worked out by the reader):
#   v 2                                                                  of what follows; a reader that knows less says so
#   @ <uptime seconds>
#   every <seconds>                                                      between samples: more than asked on a slow host
#   clock <ticks a second>
#   own <ticks>                                                          of processor time that sampling took
#   cpu <user> <nice> <system> <idle> <iowait> <irq> <softirq> <steal>   clock ticks since boot
#   cpus <count>
#   mem <total> <available> <swap total> <swap free>                     KiB
#   load <1 min> <5 min> <15 min>
#   files <open> <most>                                                  file descriptors
#   net <bytes received> <bytes sent>                                    all interfaces but lo
#   pm2 <id> <ticks> <KiB> <name>                                        a process of PM2
#   box <id> <µs of processor> <bytes> <limit or 0> <Compose service or -> <name>     a container
#   disk <size> <used> <available> <mount point>                         KiB, one line a file system
#   inodes <count> <used> <free> <mount point>
#   top <pid> <permille of a core or -> <KiB> <name>                     those that use most
#   .
# What is read each time is read with the shell's own read; df and one awk over the processes are every sixth sample.
LC_ALL=C
export LC_ALL
interval=${1:-5}
pm2=${2:-${PM2_HOME:-${HOME:-/nowhere}/.pm2}}
groups=${3:-/sys/fs/cgroup}
wanted=${4:-}
newline='
'
ticks=$(getconf CLK_TCK 2>/dev/null) || ticks=100
page=$(getconf PAGESIZE 2>/dev/null) || page=4096
page=$((page / 1024))

say() { block=$block$1$newline; }

# Processor time of this shell and of all it has waited for; self is whoever reads.
own() {
    read -r line </proc/self/stat
    # shellcheck disable=SC2086 # split on purpose
    set -- ${line##*) }
    own=$((${12} + ${13} + ${14} + ${15}))
}

figures() {
    read -r up _ </proc/uptime
    own
    say "v 2"
    say "@ $up"
    say "every $pause"
    say "clock $ticks"
    say "own $own"
    cpus=0
    while read -r name a b c d e f g h _; do
        case $name in
        cpu) say "cpu $a $b $c $d $e $f $g $h" ;;
        cpu*) cpus=$((cpus + 1)) ;;
        *) break ;;
        esac
    done </proc/stat
    say "cpus $cpus"
    total=0 available=0 free=0 cached=0 swap=0 swapfree=0
    while read -r name value _; do
        case $name in
        MemTotal:) total=$value ;;
        MemFree:) free=$value ;;
        MemAvailable:) available=$value ;;
        Cached:) cached=$value ;;
        SwapTotal:) swap=$value ;;
        SwapFree:)
            swapfree=$value
            break
            ;;
        esac
    done </proc/meminfo
    [ "$available" -gt 0 ] || available=$((free + cached))
    say "mem $total $available $swap $swapfree"
    read -r one five fifteen _ </proc/loadavg
    say "load $one $five $fifteen"
    [ -z "$files" ] || say "files $files"
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
    say "net $rx $tx"
}

# PM2 itself would have to be started for it, and would show each process's environment: its pid files say all that is
# needed.
processes_of_pm2() {
    for file in "$pm2"/pids/*-*.pid; do
        [ -r "$file" ] || continue
        pid=
        read -r pid <"$file" || [ -n "$pid" ] || continue
        case $pid in '' | *[!0-9]*) continue ;; esac
        { read -r line <"/proc/$pid/stat"; } 2>/dev/null || continue
        # shellcheck disable=SC2086 # split on purpose
        set -- ${line##*) }
        file=${file##*/} file=${file%.pid}
        say "pm2 ${file##*-} $((${12} + ${13})) $((${22} * page)) ${file%-*}"
    done
}

# Where a container's figures are: one tree (v2), or one for each kind (v1).
unified=
if [ -e "$groups/cgroup.controllers" ]; then
    unified=1
    memory=$groups
else
    memory=$groups/memory
    for processor in "$groups/cpuacct" "$groups/cpu,cpuacct" "$groups/cpuacct,cpu"; do
        [ ! -d "$processor" ] || break
    done
fi
known='' names=''
limit=
! command -v timeout >/dev/null 2>&1 || limit='timeout 10'

containers() {
    found=
    for group in "$memory"/docker/* "$memory"/system.slice/docker-*.scope "$memory"/machine.slice/libpod-*.scope; do
        id=${group##*/} id=${id#docker-} id=${id#libpod-} id=${id%.scope}
        case $id in '*' | *[!0-9a-f]* | ????????? | ???????? | ??????? | ?????? | ????? | ???? | ??? | ?? | ?) continue ;; esac
        # What is left of containers that are gone has no process.
        [ -n "$unified" ] || read -r _ <"$group/cgroup.procs" || continue
        found="$found $id:$group"
    done 2>/dev/null
    # Names are asked for only when other containers run than before: docker costs more than all the rest.
    if [ "$found" != "$known" ]; then
        known=$found names=
        # shellcheck disable=SC2086 # two words or none
        [ -z "$found" ] || [ -z "$limit" ] || names=$newline$($limit docker ps --no-trunc --format \
            '{{.ID}} {{or (.Label "com.docker.compose.service") "-"}} {{.Names}}' 2>/dev/null </dev/null)$newline
    fi
    for each in $found; do
        id=${each%%:*} group=${each#*:} usage='' bytes='' most='' idle=0
        if [ -n "$unified" ]; then
            while read -r name value; do
                [ "$name" != usage_usec ] || break
            done <"$group/cpu.stat" || continue
            usage=$value
            read -r bytes <"$group/memory.current" || continue
            read -r most <"$group/memory.max" || most=0
            kind=inactive_file
        else
            read -r usage <"$processor${group#"$memory"}/cpuacct.usage" || continue
            usage=$((usage / 1000))
            read -r bytes <"$group/memory.usage_in_bytes" || continue
            read -r most <"$group/memory.limit_in_bytes" || most=0
            kind=total_inactive_file
        fi
        # Pages of files that could go at once are not counted, as docker stats does.
        while read -r name value; do
            if [ "$name" = "$kind" ]; then
                idle=$value
                break
            fi
        done <"$group/memory.stat"
        case $most in max | ????????????????*) most=0 ;; esac
        title="- $id"
        case $names in
        *"$newline$id "*)
            title=${names#*"$newline$id "}
            title=${title%%"$newline"*}
            ;;
        esac
        [ "$bytes" -ge "$idle" ] || idle=0
        say "box $id $usage $((bytes - idle)) $most $title"
    done 2>/dev/null
}

# Only what lies on this host: a file server that is away would hold df for ever, and with it every measurement.
local=
! df -Pkl / >/dev/null 2>&1 || local=l

disks() {
    for unit in k i; do
        word=disk
        [ $unit = k ] || word=inodes
        df -P$unit$local 2>/dev/null | while read -r device size used available _ mount; do
            # Images are full by nature: the packages of snap, and what lies in a drive.
            case "$device $mount" in
            /dev/loop*' /snap/'* | /dev/loop*'/snapd/snap/'* | /dev/sr*) continue ;;
            esac
            case $device in
            /dev/*) echo "$word $size $used $available $mount" ;;
            overlay | tmpfs) [ "$mount" = / ] && echo "$word $size $used $available $mount" ;;
            esac
        done
    done
}

# Not with read: dash and busybox read byte by byte, and these files give only the first one that way.
descriptors() {
    # shellcheck disable=SC2046 # split on purpose
    set -- $(cat /proc/sys/fs/file-nr 2>/dev/null)
    [ $# -lt 3 ] || files="$(($1 - $2)) $3"
}

# The processes that use most of the processor since the last time, and those that have most memory. Their names are
# what the kernel has, never their arguments.
# shellcheck disable=SC2016 # awk's own variables
busiest='
function show(i) { if (!(i in shown)) { shown[i] = 1; print "top " pid[i] " " share[i] " " rss[i] " " name[i] } }
BEGIN {
    n = split(ENVIRON["before"], old, " ")
    for (i = 2; i < n; i += 2) was[old[i]] = old[i + 1]
    passed = now - old[1]
    for (a = 1; a < ARGC; a++) {
        file = ARGV[a]
        got = (getline line < file)
        close(file)
        if (got <= 0 || !match(line, /\) [A-Za-z] /)) continue
        open = index(line, "(")
        rest = substr(line, RSTART + 2)
        split(rest, f, " ")
        if (f[22] <= 0) continue
        count++
        pid[count] = substr(line, 1, open - 2)
        name[count] = substr(line, open + 1, RSTART - open - 1)
        rss[count] = f[22] * page
        key = pid[count] "." f[20]
        used = f[12] + f[13]
        all = all " " key " " used
        share[count] = "-"
        if (n > 1 && passed > 0) share[count] = int(((key in was) ? used - was[key] : used) * 1000 / ticks / passed)
    }
    if (n > 1) for (k = 0; k < 5; k++) {
        best = 0
        for (i = 1; i <= count; i++) if (!(i in shown) && share[i] > 0 && (!best || share[i] > share[best])) best = i
        if (best) show(best)
    }
    for (k = 0; k < 5; k++) {
        best = 0
        for (i = 1; i <= count; i++) if (!(i in shown) && (!best || rss[i] > rss[best])) best = i
        if (best) show(best)
    }
    print now all
}'
before=

processes() {
    list=$(before=$before awk -v now="$up" -v ticks="$ticks" -v page="$page" "$busiest" /proc/[0-9]*/stat 2>/dev/null) ||
        return 0
    before=${list##*"$newline"}
    top=
    case $list in *"$newline"*) top=${list%"$newline"*} ;; esac
}

# A host on which a sample is dear is sampled less often: at most one percent of a core, up to once a minute.
slower() {
    case $interval in *[!0-9]* | 0) return ;; esac
    passed=$((${up%.*} - since))
    [ "$passed" -ge $((interval * 6)) ] || return
    share=$(((own - spent) * 1000 / ticks / passed))
    if [ $share -gt 8 ] && [ "$pause" -lt 60 ]; then
        pause=$((pause * 2))
        [ "$pause" -le 60 ] || pause=60
    elif [ $share -lt 3 ] && [ "$pause" -gt "$interval" ]; then
        pause=$((pause / 2))
        [ "$pause" -ge "$interval" ] || pause=$interval
    fi
    since=${up%.*} spent=$own
}

pause=$interval count=0 mounts='' top='' files='' spent=0
read -r up _ </proc/uptime
since=${up%.*}
while :; do
    block=
    figures
    processes_of_pm2
    containers
    if [ $((count % 6)) -eq 0 ]; then
        mounts=$(disks)
        descriptors
        processes
    elif [ $count -eq 1 ]; then
        processes # the first time there was nothing to compare with
    fi
    slower
    count=$((count + 1))
    printf '%s%s\n%s\n.\n' "$block" "$mounts" "$top" || exit 0
    [ "$count" != "$wanted" ] || exit 0
    sleep "$pause" || exit 0
done
