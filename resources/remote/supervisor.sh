#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck disable=SC2088 # a leading ~ in a definition's path is ours to expand
# shellcheck disable=SC2030,SC2031 # a subshell's own `me` is meant to stay there
#
# The half of a run that lives on its host. A console sends this text and a request on standard input; what the request
# starts goes on without the console. Plain POSIX sh plus setsid, sleep and /proc; dash, bash and busybox are tested.
#
#   STATE/pilothouse/runs/RUN/record           the plan and who started it, for a console that has no journal of the run
#   STATE/pilothouse/runs/RUN/driver/N/        who drives (N grows, the newest counts): who, token, beat
#   STATE/pilothouse/runs/RUN/SEGMENT/         protocol supervisor.sh umask boot_id about order pid heartbeat outcome
#     plan/STEP/                               script cwd timeout env/NAME secrets/NAME pending stdin
#     steps/STEP/                              made by mkdir = the step has started, once and for all;
#                                              output (stdout and stderr in their order), group, status
#                                              and for a step with a revert: armed waiting now settled/by reverted
# STATE is $XDG_STATE_HOME or ~/.local/state; on a full disk /dev/shm/pilothouse-UID takes its place. Looking: `cat` any
# file. Removing: `rm -r` the folder of a run whose segments all have an outcome.
#
# A request is lines `KEYWORD WORDS`; a value of any bytes but NUL is `KEYWORD ... COUNT` and COUNT lines. The answer
# begins with `PILOTHOUSE NONCE`, so that whatever a login shell prints before it does no harm.

protocol=1
newline='
'
had_locale=${LC_ALL+yes}
old_locale=${LC_ALL-}
LC_ALL=C # every byte is a character while values are read
me=$$

# --- small things -----------------------------------------------------------------------------------------------------

restore_locale() { # the login's own, for what is not ours
    if [ -n "$had_locale" ]; then LC_ALL=$old_locale; else unset LC_ALL; fi
}

uptime_seconds() { # sets now; goes only forward
    if { read -r now _ </proc/uptime; } 2>/dev/null; then
        now=${now%%.*}
    else
        now=$(date +%s)
    fi
}

boot_identity() { # sets boot
    boot=
    { read -r boot </proc/sys/kernel/random/boot_id; } 2>/dev/null || boot=unknown
}

birth_of() { # PID; sets birth to its start time, empty when it is gone or a zombie
    birth=
    { IFS= read -r birth_line <"/proc/$1/stat"; } 2>/dev/null || return 0
    # shellcheck disable=SC2086 # the fields after the name, which may hold spaces
    set -- ${birth_line##*) }
    [ "$1" = Z ] || birth=${20}
}

slurp() { # FILE; sets text to its bytes, trailing newlines included
    text=$(cat -- "$1" && printf x) && text=${text%x}
}

sip() { # FILE; the same without a process, for what is short
    text=
    while IFS= read -r sip_line; do text=$text$sip_line$newline; done
    text=$text$sip_line
} <"$1"

first_line() { # FILE; sets line
    line=
    { IFS= read -r line <"$1"; } 2>/dev/null || [ -n "$line" ]
}

mirror_of() { # PATH below a run; sets mirrored to its place in memory
    mirrored=$1
    case $1 in
    "$state"/runs/*)
        mirror_run=${1#"$state"/runs/}
        # A run folder that somebody removed must not come back in memory.
        [ ! -d "$state/runs/${mirror_run%%/*}" ] || mirrored=$memory/$mirror_run
        ;;
    esac
}

put() { # FILE TEXT: complete or not at all; in memory when the disk refuses
    if { printf '%s\n' "$2" >"$1.$me.new" && mv -f -- "$1.$me.new" "$1"; } 2>/dev/null; then
        return 0
    fi
    rm -f -- "$1.$me.new" 2>/dev/null
    mirror_of "$1"
    mkdir -p -- "${mirrored%/*}" 2>/dev/null
    { printf '%s\n' "$2" >"$mirrored.$me.new" && mv -f -- "$mirrored.$me.new" "$mirrored"; } 2>/dev/null
}

put_first() { # FILE LINE: for what is written once, or is as good as not there while it is written anew. One write, and
    # no process: a reader finds the whole line or none.
    { printf '%s\n' "$2" >"$1"; } 2>/dev/null || put "$@"
}

get() { # FILE; sets line to what put() wrote last
    first_line "$1" && return 0
    mirror_of "$1"
    first_line "$mirrored"
}

claim_folder() { # FOLDER below a run: succeeds for exactly one caller, on the disk or else in memory; sets claimed
    claimed=$1
    mkdir -- "$claimed" 2>/dev/null && return 0
    [ ! -d "$1" ] || return 1
    mirror_of "$1"
    mkdir -p -- "${mirrored%/*}" 2>/dev/null && mkdir -- "$mirrored" 2>/dev/null || return 1
    claimed=$mirrored
}

pause() { # about a tenth of a second
    sleep 0.1 2>/dev/null || sleep 1
}

pause_briefly() {
    sleep 0.02 2>/dev/null || sleep 1
}

identify() {
    # The shell's own status costs no process; where there is none, id and umask know.
    keyword='' uid='' login_umask=''
    while read -r keyword first uid rest; do
        case $keyword in
        Umask:) login_umask=$first ;;
        Uid:) break ;;
        esac
    done 2>/dev/null </proc/self/status
    if [ "$keyword" != Uid: ]; then uid=$(id -u) || exit 1; fi
    memory=/dev/shm/pilothouse-$uid/runs
}

place_state() {
    state=${XDG_STATE_HOME:-${HOME:-/nonexistent}/.local/state}/pilothouse
    runs=$state/runs
}

writable() { # FOLDER: takes a folder and 64 KiB
    mkdir -p -- "$1" 2>/dev/null || return 1
    writable_probe=$1/.probe.$me
    mkdir -- "$writable_probe" 2>/dev/null || return 1
    dd if=/dev/zero of="$writable_probe/bytes" bs=4096 count=16 2>/dev/null
    writable_result=$?
    rm -rf -- "$writable_probe" 2>/dev/null
    return "$writable_result"
}

find_run() { # sets run_dir to where this run is or will be
    if [ -d "$runs/$run" ]; then
        run_dir=$runs/$run
    elif [ -d "$memory/$run" ]; then
        run_dir=$memory/$run
    elif writable "$runs"; then
        run_dir=$runs/$run
    elif writable "$memory"; then
        run_dir=$memory/$run
    else
        refuse "no place for the run folder: neither $runs nor $memory can be written"
    fi
}

find_segment() { # sets seg; fails when it is not there
    seg=$runs/$run/$segment
    [ -d "$seg" ] && return 0
    seg=$memory/$run/$segment
    [ -d "$seg" ]
}

step_place() { # ID; sets dir to the folder of a started step; fails when it has not started
    dir=$seg/steps/$1
    [ -d "$dir" ] && return 0
    mirror_of "$seg/steps/$1"
    dir=$mirrored
    [ -d "$dir" ]
}

alive() { # the supervisor of $seg lives
    get "$seg/pid" || return 1
    alive_birth=${line#* }
    birth_of "${line%% *}"
    [ -n "$birth" ] && [ "$birth" = "$alive_birth" ]
}

same_boot() {
    boot_identity
    first_line "$seg/boot_id" && [ "$line" = "$boot" ]
}

group_lives() { # GROUP
    kill -s 0 -- "-$1" 2>/dev/null || { [ -n "$privileged" ] && sudo -n kill -s 0 -- "-$1" 2>/dev/null; }
}

signal_group() { # SIGNAL GROUP
    kill -s "$1" -- "-$2" 2>/dev/null || { [ -n "$privileged" ] && sudo -n kill -s "$1" -- "-$2" 2>/dev/null; }
}

# --- reading a request ------------------------------------------------------------------------------------------------

next() { # sets keyword and rest
    IFS=' ' read -r keyword rest || { keyword=broken rest=; }
}

read_value() { # COUNT; sets value
    value=
    value_left=$1
    while [ "$value_left" -gt 0 ]; do
        IFS= read -r value_line || refuse "the request ended early"
        value_left=$((value_left - 1))
        value=$value$value_line
        [ "$value_left" -eq 0 ] || value=$value$newline
    done
}

store_value() { # COUNT FILE
    read_value "$1" && printf '%s' "$value" >"$2"
}

plain_name() { # a word that may become part of a path or a variable
    case $1 in
    '' | .* | *[!A-Za-z0-9._-]*) refuse "a name in the request is not allowed" ;;
    esac
}

variable_name() {
    case $1 in
    '' | [0-9]* | *[!A-Za-z0-9_]*) refuse "the name of a variable in the request is not allowed" ;;
    esac
}

answer() { printf '%s\n' "$*"; }

refuse() {
    [ -z "${fresh-}" ] || rm -rf -- "$fresh" 2>/dev/null
    answer "refused $*"
    exit 1
}

# --- launch: take a whole segment, then start it ----------------------------------------------------------------------

launch() {
    run='' segment='' after='' fresh='' step='' steps='' secret_names='' shell=sh
    while :; do
        next
        case $keyword in
        run) plain_name "$rest" && run=$rest ;;
        steps) steps=$rest ;;
        segment)
            plain_name "$rest" && segment=$rest
            : "${login_umask:=$(umask)}"
            umask 077
            place_segment
            put_first "$fresh/umask" "$login_umask"
            ;;
        after) plain_name "$rest" && after=$rest ;;
        shell) shell=$rest ;;
        about | record) store_value "$rest" "$fresh/$keyword" ;;
        hold | limit | grace | lock-beat | final | gives-back) printf '%s\n' "$rest" >"$fresh/$keyword" ;;
        step)
            step=${rest#* }
            plain_name "$step"
            { [ -d "$fresh/plan/$step/env" ] || mkdir -p -- "$fresh/plan/$step/env" "$fresh/plan/$step/secrets"; } &&
                printf '%s\n' "$rest" >>"$fresh/order"
            ;;
        cwd | script | pending | stdin | revert) store_value "$rest" "$fresh/plan/$step/$keyword" ;;
        timeout | revert-after | sudo | irreversible | guard | stdin-secret | sudo-secret) printf '%s\n' "$rest" >"$fresh/plan/$step/$keyword" ;;
        env) variable_name "${rest% *}" && store_value "${rest#* }" "$fresh/plan/$step/env/${rest% *}" ;;
        secret) variable_name "$rest" && printf '' >"$fresh/plan/$step/secrets/$rest" ;;
        secret-value)
            variable_name "${rest% *}"
            secret_names="$secret_names ${rest% *}"
            read_value "${rest#* }" && eval "secret_${rest% *}=\$value"
            ;;
        end) break ;;
        broken) refuse "the request ended early" ;;
        *) refuse "unknown request $keyword" ;;
        esac || refuse "the run folder cannot be written: $run_dir"
    done
    command -v setsid >/dev/null 2>&1 || refuse "setsid is missing on this host; install util-linux or busybox"
    boot_identity
    { printf '%s\n' "$protocol" >"$fresh/protocol" && printf '%s\n' "$boot" >"$fresh/boot_id"; } 2>/dev/null ||
        refuse "the run folder cannot be written: $run_dir"

    if [ -n "$after" ] && [ -d "$run_dir/$after" ]; then
        seg=$run_dir/$after
        decide continue
        if [ "$decision" != continue ]; then
            rm -rf -- "$fresh"
            answer "decided $decision"
            return
        fi
    fi
    # mkdir decides who starts this segment; a starter that died before it moved the folder into place left no trace of
    # a step, so its claim may be taken away.
    claim=$run_dir/$segment.claim
    seg=$run_dir/$segment
    if ! mkdir -- "$claim" 2>/dev/null; then
        claim_waits=0
        while [ ! -d "$seg" ] && { claimant_lives || [ "$claim_waits" -lt 20 ]; }; do
            pause
            claim_waits=$((claim_waits + 1))
        done
        if [ -d "$seg" ] || ! mv -- "$claim" "$claim.dead.$me" 2>/dev/null || ! mkdir -- "$claim" 2>/dev/null; then
            rm -rf -- "$fresh"
            fresh=
            start_again
            return
        fi
    fi
    birth_of "$$"
    put_first "$claim/pid" "$$ $birth"
    mv -- "$fresh" "$seg" || refuse "the run folder cannot be written: $run_dir"
    fresh=
    [ -z "${begun_lock-}" ] || put_first "$seg/lock-beat" "$begun_lock"
    [ ! -e "$seg/record" ] || mv -f -- "$seg/record" "$run_dir/record"
    start_supervisor 1
}

place_segment() { # sets fresh to the folder in which the request is put down
    place_folders=
    for place_step in $steps; do
        plain_name "$place_step"
        place_folders="$place_folders $place_step/env $place_step/secrets"
    done
    place_roots="$runs$newline$memory"
    [ ! -d "$memory/$run" ] || place_roots=$memory
    [ ! -d "$runs/$run" ] || place_roots=$runs
    place_ifs=$IFS
    IFS=$newline
    for place_root in $place_roots; do
        IFS=$place_ifs
        run_dir=$place_root/$run
        fresh=$run_dir/$segment.new.$me
        # What the host keeps of this program is about as much as a disk has to take at least.
        # shellcheck disable=SC2086 # plain names
        {
            mkdir -p -- "$fresh/steps" "$fresh/plan" &&
                { [ -z "$place_folders" ] || (cd -- "$fresh/plan" && exec mkdir -p -- $place_folders); } &&
                printf '%s\n' "${supervisor_text:?}" >"$fresh/supervisor.sh" && printf '' >"$fresh/order"
        } 2>/dev/null && return 0
        rm -rf -- "$fresh" 2>/dev/null
    done
    IFS=$place_ifs
    fresh=
    refuse "no place for the run folder: neither $runs nor $memory can be written"
}

claimant_lives() {
    first_line "$claim/pid" || return 1
    claim_birth=${line#* }
    birth_of "${line%% *}"
    [ -n "$birth" ] && [ "$birth" = "$claim_birth" ]
}

tell_exists() {
    answer "exists"
    launched=yes
}

start_again() { # the segment is there already: only one whose supervisor never came up may start anew
    mirror_of "$seg/running"
    if [ -d "$seg/running" ] || [ -d "$mirrored" ]; then
        tell_exists
        return
    fi
    start_number=1
    while [ -d "$seg/start.$start_number" ]; do start_number=$((start_number + 1)); done
    uptime_seconds
    get "$seg/start.$((start_number - 1))/at" && start_at=$line || start_at=$now
    if [ "$start_number" -gt 1 ] && [ "$((now - start_at))" -lt 10 ] && same_boot; then
        tell_exists
        return
    fi
    start_supervisor "$start_number"
}

start_supervisor() { # NUMBER of this attempt
    if ! mkdir -- "$seg/start.$1" 2>/dev/null; then
        tell_exists
        return
    fi
    uptime_seconds
    put_first "$seg/start.$1/at" "$now"
    same_boot || put "$seg/boot_id" "$boot"
    detach_words
    # Secrets go through a pipe from this shell's own printf: never a file, an argument or the supervisor's environment.
    # The supervisor says on descriptor 3 that it is there, and closes it.
    # shellcheck disable=SC2034,SC2086 # only its end is waited for; words of the command that detaches
    start_word=$(
        send_secrets "$secret_names" |
            (restore_locale && exec $detach $shell "$seg/supervisor.sh" run "$seg" "$state" 3>&1 >/dev/null 2>>"$seg/log") &
    )
    start_waits=0
    until get "$seg/pid" || [ "$start_waits" -ge 500 ]; do
        pause_briefly
        start_waits=$((start_waits + 1))
    done
    if get "$seg/pid"; then
        answer "launched"
        launched=yes
    else
        refuse "the supervisor did not start; see $seg/log"
    fi
}

detach_words() { # sets detach; logind may kill what a session leaves behind, and only a lingering user's scope outlives it
    detach=setsid
    [ "$uid" -ne 0 ] && command -v busctl >/dev/null 2>&1 || return 0
    case $(busctl get-property org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager \
        KillUserProcesses 2>/dev/null) in
    'b true') ;;
    *) return 0 ;;
    esac
    detach_linger=$(loginctl show-user "$uid" --property=Linger --value 2>/dev/null)
    if [ "$detach_linger" = yes ] && systemd-run --user --scope --quiet true 2>/dev/null; then
        detach='systemd-run --user --scope --quiet --collect setsid'
    else
        printf '%s\n' "logind ends this user's processes at logout; loginctl enable-linger would keep runs alive" >"$seg/warning"
        answer "warning linger"
    fi
}

send_secrets() { # NAMES
    for send_name in $1; do
        send_value=
        eval "send_value=\$secret_$send_name"
        send_text "secret-value $send_name" "$send_value"
    done
    printf 'end\n'
}

send_text() { # WORDS VALUE
    send_count=1
    send_rest=$2
    while :; do
        case $send_rest in
        *"$newline"*) send_rest=${send_rest#*"$newline"} send_count=$((send_count + 1)) ;;
        *) break ;;
        esac
    done
    printf '%s %s\n%s\n' "$1" "$send_count" "$2"
}

# --- run: the detached supervisor -------------------------------------------------------------------------------------

supervise() { # started as: supervisor.sh run SEGMENT-FOLDER STATE-FOLDER, secrets on standard input
    seg=$1
    state=$2
    read_secrets
    exec </dev/null
    cd / || exit 1
    claim_folder "$seg/running" || exit 0
    read_limits
    birth_of "$$"
    put_first "$seg/pid" "$$ $birth"
    exec 3>&-
    trap 'interrupted=yes; put "$seg/cancel" "signal"' TERM
    (me=$me.w && trap - TERM && watch) &
    watcher=$!
    run_main
    conclude
    kill "$watcher" 2>/dev/null
    let_go
}

read_secrets() {
    while :; do
        next
        case $keyword in
        secret-value) read_value "${rest#* }" && eval "secret_${rest% *}=\$value" ;;
        env-value) read_value "${rest#* }" && eval "${rest% *}=\$value" && export "${rest% *}" ;;
        input-value) read_value "$rest" && step_input=$value has_input=yes ;;
        end | broken) return ;;
        *) ;; # the line of a password that sudo did not ask for
        esac
    done
}

read_limits() {
    first_line "$seg/hold" && hold=$line || hold=0
    first_line "$seg/limit" && limit=$line || limit=1073741824
    first_line "$seg/grace" && grace=$line || grace=10
    first_line "$seg/lock-beat" && lock_beat=$line || lock_beat=
}

conclude() {
    put_first "$seg/outcome" "$outcome"
    [ "$outcome" = succeeded ] && [ -e "$seg/gives-back" ] && first_line "$lock_beat/run" || return 0
    conclude_run=${seg%/*}
    [ "$line" != "${conclude_run##*/}" ] || drop_lock "$lock_beat"
    put_first "$seg/gave-back" yes
}

drop_lock() { # FOLDER
    rm -rf -- "$1/run" "$1" # in this order: without its run it is nobody's
}

let_go() { # nobody may come to release the lock of a run that is over on this host
    case $outcome in
    rolled-back) ;;
    succeeded) [ -e "$seg/final" ] || return 0 ;;
    *) return 0 ;; # a person has to look first
    esac
    [ -n "$lock_beat" ] || return 0
    let_go_run=${seg%/*}
    let_go_after=30
    [ "$hold" -eq 0 ] || let_go_after=$hold
    while first_line "$lock_beat/run" && [ "$line" = "${let_go_run##*/}" ]; do
        uptime_seconds
        driver_beat
        if [ "$((now - beat))" -ge "$let_go_after" ]; then
            drop_lock "$lock_beat"
            return
        fi
        printf '%s\n' "$now" >"$lock_beat/beat" 2>/dev/null
        sleep 2
    done
}

run_main() {
    outcome=succeeded
    failed_step=
    # shellcheck disable=SC2094 # order is only read
    while read -r part id; do
        [ "$part" = main ] || continue
        run_step "$id"
        case $result in
        'exit 0') ;;
        'cancelled '*)
            outcome=cancelled
            return
            ;;
        *)
            failed_step=$id
            break
            ;;
        esac
    done <"$seg/order"
    if [ -n "$failed_step" ]; then
        roll_back "$failed_step"
    elif [ "$hold" -gt 0 ]; then
        hold_until_decided
    fi
}

run_failure() {
    outcome=rolled-back
    failure_any=
    while read -r part id; do
        [ "$part" = failure ] || continue
        failure_any=yes
        run_step "$id"
        case $result in
        'exit 0') ;;
        'cancelled '*)
            outcome=cancelled
            return
            ;;
        *)
            outcome=rollback-failed
            return
            ;;
        esac
    done <"$seg/order"
    [ -n "$failure_any" ] || outcome=failed
}

only_guards_began() { # what they do changes nothing, so there is nothing to go back from
    guard_any=
    while read -r part id; do
        if [ "$part" != main ] || ! step_place "$id"; then continue; fi
        [ -e "$seg/plan/$id/guard" ] || return 1
        guard_any=yes
    done <"$seg/order"
    [ -n "$guard_any" ]
}

roll_back() { # WHY
    if only_guards_began; then
        put "$seg/failed" "$1"
        outcome=failed
        return
    fi
    irreversible_applied
    if [ -n "$applied" ]; then
        put "$seg/failed" "$1 $applied"
        outcome=blocked
        return
    fi
    put "$seg/failed" "$1"
    run_failure
}

irreversible_applied() { # sets applied to the step that changed what cannot be changed back
    applied=
    while read -r part id; do
        if [ "$part" != main ] || [ ! -e "$seg/plan/$id/irreversible" ] || ! step_place "$id"; then continue; fi
        if get "$dir/pending" && [ "$line" != unknown ]; then
            pending_before=$line
            count_pending "$id"
            [ "$pending" = "$pending_before" ] && continue
        fi
        applied=$id
    done <"$seg/order"
}

count_pending() { # ID; sets pending to the number of lines its script prints, or unknown
    pending=unknown
    [ -e "$seg/plan/$1/pending" ] || return 0
    pending=$( (enter_step "$1" && sh "$seg/plan/$1/pending" 2>/dev/null && printf 'x\n') </dev/null)
    case $pending in
    *x)
        pending=${pending%x}
        pending=$(printf '%s' "$pending" | grep -c . || :)
        ;;
    *) pending=unknown ;;
    esac
}

hold_until_decided() { # a verdict made elsewhere is still to come; without a driver for too long the host goes back alone
    put "$seg/holding" "$hold"
    uptime_seconds
    held_since=$now
    until get "$seg/decided/verdict"; do
        pause
        uptime_seconds
        driver_beat
        [ "$beat" -ge "$held_since" ] || beat=$held_since
        if get "$seg/cancel"; then
            decide cancel
        elif [ "$((now - beat))" -ge "$hold" ]; then
            decide rollback
        fi
    done
    case $line in
    rollback) roll_back console-lost-or-verification ;;
    cancel) outcome=cancelled ;;
    *) outcome=succeeded ;;
    esac
}

decide() { # WORD; the first decision stands; sets decision
    if get "$seg/outcome" && [ "$line" != succeeded ]; then
        decision=$line
        return
    fi
    claim_folder "$seg/decided" && put "$seg/decided/verdict" "$1"
    decide_waits=0
    until get "$seg/decided/verdict" || [ "$decide_waits" -ge 50 ]; do
        pause
        decide_waits=$((decide_waits + 1))
    done
    decision=$line
}

newest_driver() { # sets generation
    generation=0
    for driver_dir in "${seg%/*}"/driver/*; do
        [ -d "$driver_dir" ] || continue
        [ "${driver_dir##*/}" -gt "$generation" ] && generation=${driver_dir##*/}
    done
}

driver_beat() { # sets beat to the last sign of the newest driver
    newest_driver
    beat=0
    if get "${seg%/*}/driver/$generation/beat"; then
        beat=$line
    elif [ "$generation" -gt 0 ] && [ -n "$(find "${seg%/*}/driver/$generation" -prune -mmin -1 2>/dev/null)" ]; then
        uptime_seconds
        beat=$now # it is only just taking the reins
    fi
    case $beat in '' | *[!0-9]*) beat=0 ;; esac
}

enter_step() { # ID; in a subshell: the step's folder and variables, and the login's own umask for what it makes
    restore_locale
    if first_line "$seg/umask"; then umask "$line"; fi
    if [ -s "$seg/plan/$1/cwd" ]; then
        sip "$seg/plan/$1/cwd"
        case $text in
        '~') text=$HOME ;;
        '~/'*) text=$HOME/${text#'~/'} ;;
        esac
        cd -- "$text" || return 1
    else
        cd -- "${HOME:-/}" || return 1
    fi
    for enter_file in "$seg/plan/$1/env"/*; do
        [ -e "$enter_file" ] || continue
        sip "$enter_file"
        eval "${enter_file##*/}=\$text" && export "${enter_file##*/}"
    done
    for enter_file in "$seg/plan/$1/secrets"/*; do
        [ -e "$enter_file" ] || continue
        eval "${enter_file##*/}=\$secret_${enter_file##*/}" && export "${enter_file##*/}"
    done
}

run_step() { # ID; sets result to its status
    if get "$seg/cancel"; then
        result='cancelled 0'
        return
    fi
    if ! claim_folder "$seg/steps/$1"; then
        result='refused 0' # it has started before: never a second time
        return
    fi
    dir=$claimed
    privileged=
    [ -e "$seg/plan/$1/sudo" ] && privileged=yes
    if [ -e "$seg/plan/$1/irreversible" ]; then
        count_pending "$1"
        put "$dir/pending" "$pending"
    fi
    first_line "$seg/plan/$1/timeout" && timeout=$line || timeout=600
    printf '' >>"$dir/output"
    if [ -e "$seg/plan/$1/revert" ] && ! arm_revert "$1"; then
        result='unarmed 0'
        put "$dir/status" "$result"
        return
    fi
    uptime_seconds
    start_step "$1"
    birth_of "$pid"
    put_first "$dir/group" "$pid $birth"
    put_first "$seg/current" "$1 $pid $((now + timeout))"
    while :; do
        interrupted=
        wait "$pid"
        code=$?
        { [ -n "$interrupted" ] && kill -s 0 "$pid" 2>/dev/null; } || break
    done
    result="exit $code"
    if get "$dir/ended-by"; then
        result="$line $code"
        gone_waits=0
        while group_lives "$pid" && [ "$gone_waits" -lt $(((grace + 20) * 10)) ]; do
            pause
            gone_waits=$((gone_waits + 1))
        done
        group_lives "$pid" && result="unkilled $code"
    fi
    { : >"$seg/current"; } 2>/dev/null
    [ ! -e "$seg/plan/$1/revert" ] || settle_revert
    put_first "$dir/status" "$result"
}

# --- a step that may lock everybody out: what takes it back is armed before it runs -----------------------------------
#
# Beside the step's status: armed (PID BIRTH), waiting (it ended well), now (revert at once), settled/by (confirmed or
# reverting, the first stands), reverted (the status of the script), revert-output.

arm_revert() { # ID; the one who waits has the step's rights from now on: what the step breaks may be just those
    if [ -n "$privileged" ]; then
        if first_line "$seg/plan/$1/sudo-secret"; then
            eval "sudo_password=\$secret_$line"
            sudo_words='-S -p '
        else
            sudo_password=''
            sudo_words=-n
        fi
        # shellcheck disable=SC2086 # options of sudo
        send_step "$1" | setsid sudo $sudo_words sh "$seg/supervisor.sh" revert "$seg" "$1" "$dir" \
            >/dev/null 2>>"$dir/revert-output" &
    else
        send_step "$1" | setsid sh "$seg/supervisor.sh" revert "$seg" "$1" "$dir" >/dev/null 2>>"$dir/revert-output" &
    fi
    arm_waits=0
    until get "$dir/armed"; do
        arm_waits=$((arm_waits + 1))
        [ "$arm_waits" -lt 100 ] || return 1
        pause
    done
}

settle_revert() { # the step has ended with $result; waits until it is confirmed or reverted, and sets result anew
    case $result in
    'exit 0') put "$dir/waiting" yes ;;
    *) put "$dir/now" "$result" ;;
    esac
    get "$dir/armed"
    settle_birth=${line#* }
    settle_pid=${line%% *}
    until revert_state && case $revert in confirmed | reverted*) true ;; *) false ;; esac; do
        ! get "$seg/cancel" || put "$dir/now" cancelled
        birth_of "$settle_pid"
        if [ "$birth" != "$settle_birth" ]; then
            pause # it may have ended just now, and well
            revert_state
            case $revert in confirmed | reverted*) ;; *) put "$dir/reverted" "lost" ;; esac
        fi
        pause
    done
    [ "$revert" = confirmed ] || [ "$result" != 'exit 0' ] || result=$revert
}

revert_state() { # sets revert to how it stands
    revert=
    if get "$dir/reverted"; then
        revert="reverted $line"
    elif get "$dir/settled/by"; then
        revert=$line
    elif get "$dir/waiting"; then
        revert=waiting
    elif get "$dir/armed"; then
        revert=armed
    fi
}

wait_to_revert() { # started as: supervisor.sh revert SEGMENT-FOLDER ID STEP-FOLDER, with what send_step says on standard input
    seg=$1
    dir=$3
    state=${seg%/*/*}
    state=${state%/runs}
    step_input='' has_input=''
    read_secrets
    exec </dev/null
    umask 022 # the folder is private; whoever waits may be root, and the run has to read it
    trap '' TERM HUP INT
    first_line "$seg/plan/$2/revert-after" && after=$line || after=120
    uptime_seconds
    revert_at=$((now + after))
    birth_of "$$"
    put "$dir/armed" "$$ $birth"
    while :; do
        sleep 1
        [ ! -d "$dir/settled" ] || break
        [ -d "$dir" ] || exit 0
        uptime_seconds
        [ "$now" -lt "$revert_at" ] || break
        ! get "$dir/now" || break
    done
    if ! mkdir -- "$dir/settled" 2>/dev/null; then
        exit 0 # confirmed
    fi
    put "$dir/settled/by" reverting
    if ! get "$dir/waiting" && ! get "$dir/now" && get "$dir/group"; then
        # Still at it: it must not go on changing what is taken back.
        revert_group=${line%% *}
        kill -s TERM -- "-$revert_group" 2>/dev/null
        revert_waits=0
        while kill -s 0 -- "-$revert_group" 2>/dev/null && [ "$revert_waits" -lt 20 ]; do
            pause
            revert_waits=$((revert_waits + 1))
        done
        kill -s KILL -- "-$revert_group" 2>/dev/null
    fi
    (enter_step "$2" && exec sh "$seg/plan/$2/revert") >>"$dir/revert-output" 2>&1
    put "$dir/reverted" "$?"
}

confirm() { # somebody has come over a new connection
    read_names
    if ! find_segment || ! step_place "$word"; then
        answer "absent"
        return
    fi
    if get "$dir/waiting" && mkdir -- "$dir/settled" 2>/dev/null; then put "$dir/settled/by" confirmed; fi
    confirm_waits=0
    until get "$dir/settled/by" || ! get "$dir/waiting" || [ "$confirm_waits" -ge 50 ]; do
        confirm_waits=$((confirm_waits + 1))
        pause
    done
    revert_state
    answer "${revert:-unarmed}"
}

start_step() { # ID; sets pid, which is also the process group
    if [ -n "$privileged" ]; then
        if first_line "$seg/plan/$1/sudo-secret"; then
            eval "sudo_password=\$secret_$line"
            sudo_words='-S -p '
        else
            sudo_password=''
            sudo_words=-n
        fi
        # shellcheck disable=SC2086 # options of sudo
        send_step "$1" | setsid sudo $sudo_words sh "$seg/supervisor.sh" step "$seg" "$1" >>"$dir/output" 2>&1 &
    elif [ -e "$seg/plan/$1/stdin" ] || [ -e "$seg/plan/$1/stdin-secret" ]; then
        send_step "$1" | setsid sh "$seg/supervisor.sh" step "$seg" "$1" >>"$dir/output" 2>&1 &
    else
        (
            trap - TERM
            exec >>"$dir/output" 2>&1
            enter_step "$1" || exit 126
            exec setsid sh "$seg/plan/$1/script"
        ) </dev/null &
    fi
    pid=$!
}

send_step() { # ID: what a step that cannot inherit its variables gets on standard input
    [ -n "${sudo_password-}" ] && printf '%s\n' "$sudo_password"
    for send_file in "$seg/plan/$1/secrets"/*; do
        [ -e "$send_file" ] || continue
        eval "send_value=\$secret_${send_file##*/}"
        send_text "secret-value ${send_file##*/}" "$send_value"
    done
    if first_line "$seg/plan/$1/stdin-secret"; then
        eval "send_value=\$secret_$line"
        send_text input-value "$send_value"
    elif [ -e "$seg/plan/$1/stdin" ]; then
        slurp "$seg/plan/$1/stdin"
        send_text input-value "$text"
    fi
    printf 'end\n'
}

fed_step() { # started as: supervisor.sh step SEGMENT-FOLDER ID, with what send_step says on standard input
    seg=$1
    step_input='' has_input=''
    read_secrets
    enter_step "$2" || exit 126
    if [ -n "$has_input" ]; then
        printf '%s' "$step_input" | sh "$seg/plan/$2/script"
    else
        exec sh "$seg/plan/$2/script" </dev/null
    fi
}

file_size() { # FILE; sets size
    size=0
    [ -s "$1" ] || return 0
    # shellcheck disable=SC2012 # one name of our own making; wc would read the whole file on busybox
    sizes=$(ls -ln -- "$1" 2>/dev/null)
    known_size "$1"
}

measure_outputs() { # of $seg, for known_size: one process, however many steps there are
    # shellcheck disable=SC2012 # as above
    sizes=$(ls -ln -- "$seg"/steps/*/output "$memory/$run/${seg##*/}"/steps/*/output 2>/dev/null)
}

known_size() { # FILE; sets size as it was when it was measured
    size=0
    case $sizes in *" $1"*) ;; *) return 0 ;; esac
    size_line=${sizes%%" $1"*}
    size_line=${size_line##*"$newline"}
    # shellcheck disable=SC2086 # the words before the name
    set -- $size_line
    size=${5-}
    case $size in '' | *[!0-9]*) size=0 ;; esac
}

watch() { # beside the supervisor: heartbeat, deadline, size limit, cancel
    watch_signalled='' watch_killed='' watch_pid=''
    while sleep 1; do
        birth_of "$$"
        [ -n "$birth" ] || exit 0
        if [ ! -d "$seg" ]; then # removed under our feet: nothing could be told about the step any more
            [ -z "$watch_pid" ] || signal_group KILL "$watch_pid"
            exit 0
        fi
        uptime_seconds
        put "$seg/heartbeat" "$now"
        [ -z "$lock_beat" ] || [ ! -d "$lock_beat" ] || printf '%s\n' "$now" >"$lock_beat/beat" 2>/dev/null
        get "$seg/current" || {
            watch_pid=
            continue
        }
        watch_id=${line%% *}
        watch_pid=${line#* }
        watch_deadline=${watch_pid#* }
        watch_pid=${watch_pid%% *}
        step_place "$watch_id" || continue
        privileged=
        [ -e "$seg/plan/$watch_id/sudo" ] && privileged=yes
        if [ "$watch_signalled" != "$watch_pid" ]; then
            watch_reason=
            file_size "$dir/output"
            if get "$seg/cancel"; then
                watch_reason=cancelled
            elif [ "$now" -ge "$watch_deadline" ]; then
                watch_reason=timeout
            elif [ "$size" -gt "$limit" ]; then
                watch_reason=limit
            fi
            [ -n "$watch_reason" ] || continue
            put "$dir/ended-by" "$watch_reason"
            signal_group TERM "$watch_pid"
            watch_signalled=$watch_pid
            watch_killed=$((now + grace))
        elif [ "$now" -ge "$watch_killed" ]; then
            signal_group KILL "$watch_pid"
        fi
    done
}

# --- follow: what happened since -------------------------------------------------------------------------------------

follow() {
    run='' segment='' offsets=' '
    while :; do
        next
        case $keyword in
        run) plain_name "$rest" && run=$rest ;;
        segment) plain_name "$rest" && segment=$rest ;;
        offset) offsets="$offsets$rest;" ;;
        *) break ;;
        esac
    done
    if ! find_segment; then
        answer "absent"
        return
    fi
    by_bytes=unknown
    while read -r part id; do
        follow_step "$part" "$id" || return
    done <"$seg/order"
    quiet=0
    until get "$seg/outcome"; do
        still_going get "$seg/outcome" || return
    done
    follow_outcome=$line
    if [ "$line" = succeeded ] && [ -e "$seg/gives-back" ]; then
        until get "$seg/gave-back" || ! alive; do pause_briefly; done
        ! get "$seg/gave-back" || answer "gave-back"
    fi
    answer "end $follow_outcome"
}

still_going() { # NEWS...; waits a little, unless nothing more will come: says why and fails
    over=
    if get "$seg/holding" && ! get "$seg/decided/verdict" && ! get "$seg/outcome"; then
        over=holding
    elif ! same_boot; then
        over=rebooted
    elif ! alive && ! get "$seg/outcome"; then
        uptime_seconds
        first_line "$seg/start.1/at" || line=0
        if get "$seg/pid" || [ "$((now - line))" -gt 15 ]; then over=lost; fi
    fi
    if [ -n "$over" ]; then
        # What the caller waits for may have come before this end and after the caller looked: that is told first.
        ! "$@" || return 0
        answer "$over"
        return 1
    fi
    quiet=$((quiet + 1))
    [ $((quiet % 50)) -ne 0 ] || answer "beat"
    if [ "$quiet" -lt 10 ]; then
        pause_briefly
    elif [ "$quiet" -lt 60 ]; then
        pause
    else
        sleep 0.3 2>/dev/null || sleep 1
    fi
}

follow_step() { # PART ID
    quiet=0
    until step_place "$2"; do
        if get "$seg/outcome" || { [ "$1" = main ] && get "$seg/failed"; }; then
            step_place "$2" && break
            return 0
        fi
        # A segment that keeps its host ready to go back has its failure steps undecided.
        still_going step_place "$2" || return 1
    done
    offset=${offsets##*[ ;]"$2" }
    if [ "$offset" = "$offsets" ]; then offset=0; else offset=${offset%%;*}; fi
    [ "$offset" -ne 0 ] || answer "start $2"
    revert_told=
    while :; do
        get "$dir/status"
        status=$line
        file_size "$dir/output"
        if [ "$size" -gt "$offset" ]; then
            quiet=0
            answer "data $2 $offset $((size - offset))"
            copy_bytes "$dir/output" "$offset" $((size - offset)) || return 1
            answer ''
            offset=$size
        fi
        if [ -e "$seg/plan/$2/revert" ]; then
            revert_state
            [ "$revert" = "$revert_told" ] || answer "revert $2 $revert"
            [ "$revert" = "$revert_told" ] || quiet=0
            revert_told=$revert
        fi
        [ -z "$status" ] || break
        still_going get "$dir/status" || return 1
    done
    answer "status $2 $status"
}

copy_bytes() { # FILE OFFSET LENGTH
    if [ "$by_bytes" = unknown ]; then
        by_bytes=
        ! dd if=/dev/null of=/dev/null iflag=skip_bytes,count_bytes skip=0 count=0 2>/dev/null || by_bytes=yes
    fi
    if [ -n "$by_bytes" ]; then
        dd if="$1" bs=65536 iflag=skip_bytes,count_bytes skip="$2" count="$3" 2>/dev/null
    else
        tail -c "+$(($2 + 1))" -- "$1" | head -c "$3"
    fi
}

# --- ask, decide, cancel ----------------------------------------------------------------------------------------------

read_names() { # run, segment and single words
    run='' segment='' word='' owner='' force='' token='' place='' tail='' last=''
    while :; do
        next
        case $keyword in
        run) plain_name "$rest" && run=$rest ;;
        segment) plain_name "$rest" && segment=$rest ;;
        word) plain_name "$rest" && word=$rest ;;
        force) force=$rest ;;
        tail) case $rest in *[!0-9]* | '') refuse "a number in the request is none" ;; *) tail=$rest ;; esac ;;
        token) token=$rest ;;
        owner) read_value "$rest" && owner=$value ;;
        last) read_value "$rest" && last=$value ;;
        place) read_value "$rest" && place=$value ;;
        *) break ;;
        esac
    done
}

recall() { # all that a console without a journal of this run needs
    read_names
    run_dir=$runs/$run
    [ -d "$run_dir" ] || run_dir=$memory/$run
    if [ -f "$run_dir/record" ]; then
        printf 'record '
        cat -- "$run_dir/record"
        answer ''
    fi
    seg=$run_dir/none
    driver_beat
    uptime_seconds
    if [ "$generation" -gt 0 ] && get "$run_dir/driver/$generation/who"; then
        answer "driver $((now - beat)) $line"
    fi
    tell_segments
}

ask() {
    read_names
    tell_segments
}

kept_runs() { # those that another console can recall, newest first: their names grow with time
    for kept in "$runs"/*/record "$memory"/*/record; do
        [ -f "$kept" ] || continue
        kept=${kept%/record}
        printf 'run %s\n' "${kept##*/}"
    done | sort -r | head -n 500
    answer "done"
}

tails() { # the last bytes of every output; nothing that is read line by line may come after it
    read_names
    [ -n "$tail" ] || refuse "the request does not say how many bytes"
    by_bytes=unknown
    for ask_seg in "$runs/$run"/* "$memory/$run"/*; do
        [ -e "$ask_seg/order" ] || continue
        seg=$ask_seg
        measure_outputs
        while read -r part id; do
            step_place "$id" || continue
            known_size "$dir/output"
            tail_length=$size
            [ "$tail_length" -le "$tail" ] || tail_length=$tail
            answer "tail ${seg##*/} $id $((size - tail_length)) $tail_length"
            [ "$tail_length" -eq 0 ] || copy_bytes "$dir/output" "$((size - tail_length))" "$tail_length"
            answer ''
        done <"$seg/order"
    done
}

tell_segments() {
    for ask_seg in "$runs/$run"/* "$memory/$run"/*; do
        [ -e "$ask_seg/order" ] || continue
        seg=$ask_seg
        case ${seg##*/} in *.new.* | *.claim*) continue ;; esac
        if get "$seg/outcome"; then
            ask_state="ended $line"
        elif ! same_boot; then
            ask_state=rebooted
        elif alive; then
            if get "$seg/holding" && ! get "$seg/decided/verdict"; then ask_state=holding; else ask_state=running; fi
        elif get "$seg/pid"; then
            get "$seg/outcome" && ask_state="ended $line" || ask_state=lost
        else
            ask_state=starting
        fi
        answer "segment ${seg##*/} $ask_state"
        measure_outputs
        while read -r part id; do
            step_place "$id" || continue
            known_size "$dir/output"
            get "$dir/status" || line=running
            answer "step ${seg##*/} $id $size $line"
        done <"$seg/order"
    done
    answer "done"
}

decide_request() {
    read_names
    if ! find_segment; then
        answer "absent"
        return
    fi
    decide "$word"
    answer "decided $decision"
}

cancel() {
    read_names
    if ! find_segment; then
        answer "absent"
        return
    fi
    get "$seg/outcome" || put "$seg/cancel" "asked"
    read_limits
    cancel_waits=0
    until get "$seg/outcome"; do
        if ! alive && ! get "$seg/outcome"; then
            cancel_orphan
            answer "lost"
            return
        fi
        cancel_waits=$((cancel_waits + 1))
        if [ "$cancel_waits" -gt $(((grace + 30) * 10)) ]; then
            answer "stuck"
            return
        fi
        pause
    done
    answer "end $line"
}

cancel_orphan() { # the supervisor is gone; what it started may still be there
    while read -r part id; do
        if ! step_place "$id" || get "$dir/status" || ! get "$dir/group"; then continue; fi
        orphan_pid=${line%% *}
        privileged=
        birth_of "$orphan_pid"
        if [ -z "$birth" ] || [ "${line#* }" != "$birth" ]; then continue; fi
        signal_group TERM "$orphan_pid"
        orphan_waits=0
        while group_lives "$orphan_pid" && [ "$orphan_waits" -lt $((grace * 10)) ]; do
            pause
            orphan_waits=$((orphan_waits + 1))
        done
        group_lives "$orphan_pid" && signal_group KILL "$orphan_pid"
        group_lives "$orphan_pid" || put "$dir/status" "cancelled 137"
    done <"$seg/order"
}

# --- drive: one console at a time ------------------------------------------------------------------------------------

claim_reins() { # unless the last driver still shows itself; sets mine to the number of this claim
    read_names
    find_run
    (umask 077 && mkdir -p -- "$run_dir/driver") 2>/dev/null || {
        mirror_of "$run_dir/driver"
        (umask 077 && mkdir -p -- "$mirrored")
    }
    seg=$run_dir/none
    driver_beat
    uptime_seconds
    if [ "$generation" -gt 0 ] && [ "$((now - beat))" -lt 20 ] && [ "$beat" -le "$now" ]; then
        # The same token is the same journal, and that has one reader at a time: the last claim is over, though its
        # answer may have been lost with its connection.
        get "$run_dir/driver/$generation/token"
        if [ -z "$token" ] || [ "$line" != "$token" ]; then
            get "$run_dir/driver/$generation/who"
            answer "driven $generation $((now - beat)) $line"
            return 1
        fi
    fi
    mine=$((generation + 1))
    if ! (umask 077 && mkdir -- "$run_dir/driver/$mine") 2>/dev/null; then
        if [ -d "$run_dir/driver/$mine" ]; then
            answer "driven $mine 0 another"
            mine=
            return 1
        fi
        refuse "the run folder cannot be written: $run_dir"
    fi
    put_first "$run_dir/driver/$mine/token" "$token"
    put_first "$run_dir/driver/$mine/who" "$owner"
    put_first "$run_dir/driver/$mine/beat" "$now"
    answer "driving $mine"
}

drive() { # takes the reins and keeps a sign of life
    mine=
    claim_reins
    [ -n "$mine" ] || return 0
    while sleep 2; do
        newest_driver
        if [ "$generation" -ne "$mine" ]; then
            answer "superseded $generation"
            return
        fi
        answer "beat" || return
        uptime_seconds
        put "$run_dir/driver/$mine/beat" "$now"
    done
}

# --- lock: one change at a time in an environment's directory ---------------------------------------------------------

place_memory_lock() { # sets lock_memory
    lock_memory=/dev/shm/pilothouse-lock-$(printf '%s' "$lock" | cksum | tr ' ' '-')
}

lock_places() { # sets lock
    if [ -n "$place" ]; then
        case $place in
        '~') place=$HOME ;;
        '~/'*) place=$HOME/${place#'~/'} ;;
        esac
        lock=$place/.pilothouse-lock
        last_file=$place/.pilothouse-last
    else
        lock=$state/locks/$word
        last_file=$lock.last
        mkdir -p -- "$state/locks" 2>/dev/null
    fi
}

lock_state() { # LOCK: prints `locked RUN STATE AGE-OF-BEAT HOLDER`, fails when there is none
    [ -d "$1" ] || return 1
    lock_run=- lock_boot='' lock_holder=''
    if first_line "$1/run"; then lock_run=$line; fi
    if first_line "$1/boot_id"; then lock_boot=$line; fi
    if first_line "$1/holder"; then lock_holder=$line; fi
    boot_identity
    uptime_seconds
    lock_age=999999
    if first_line "$1/beat"; then
        case $line in '' | *[!0-9]*) ;; *) lock_age=$((now - line)) ;; esac
    fi
    lock_word=held
    if [ -z "$lock_boot" ]; then
        # Between mkdir and its details, or killed there: only a minute makes the difference.
        if [ -n "$(find "$1" -prune -mmin +1 2>/dev/null)" ]; then lock_word=dead; fi
    elif [ "$lock_boot" != "$boot" ]; then
        lock_word=dead
    elif [ "$lock_age" -gt 60 ]; then
        run=$lock_run
        for lock_seg in "$runs/$run"/* "$memory/$run"/*; do
            [ -e "$lock_seg/order" ] || continue
            seg=$lock_seg
            get "$seg/outcome" && continue
            alive || lock_word=dead
        done
    fi
    answer "locked $lock_run $lock_word $lock_age $lock_holder"
}

take_lock() {
    read_names
    lock_places
    # One may be there since the disk was full. Its name costs processes, so it is asked for only where any is.
    for take_memory in /dev/shm/pilothouse-lock-*; do
        [ -d "$take_memory" ] || break
        place_memory_lock
        first_line "$lock_memory/run" && [ "$line" != "$run" ] && lock_state "$lock_memory" && return
        break
    done
    wanted_run=$run
    take_waits=0
    detail_waits=0
    until make_lock "$lock"; do
        if [ ! -d "$lock" ]; then
            # Released in this very moment, or the disk takes nothing more: only then memory takes its place.
            if (mkdir -- "$lock.probe.$me" && printf '%s\n' "$owner" >"$lock.probe.$me/holder") 2>/dev/null; then
                rm -rf -- "$lock.probe.$me"
                take_waits=$((take_waits + 1))
                [ "$take_waits" -lt 100 ] || refuse "the lock cannot be made: $lock"
                continue
            fi
            rm -rf -- "$lock.probe.$me" 2>/dev/null
            place_memory_lock
            make_lock "$lock_memory" && lock=$lock_memory && break
            [ -d "$lock_memory" ] && lock_state "$lock_memory" && return
            refuse "the lock cannot be made: $lock"
        fi
        if first_line "$lock/run" && [ "$line" = "$wanted_run" ]; then break; fi
        lock_answer=$(lock_state "$lock") || continue
        run=$wanted_run
        case $lock_answer in
        "locked ${force:-/} dead "*)
            bury_lock || {
                answer "$lock_answer"
                return
            }
            ;;
        "locked - held "*)
            # Its details are being written, and who asks is to be told who holds it; unless that one was killed there.
            if [ "$detail_waits" -ge 20 ]; then
                answer "$lock_answer"
                return
            fi
            detail_waits=$((detail_waits + 1))
            sleep 0.05 2>/dev/null || sleep 1
            ;;
        *)
            answer "$lock_answer"
            return
            ;;
        esac
    done
    tell_last
    answer "taken $lock"
    taken=yes
}

tell_last() { # who changed this place last, and from now on that is whoever took the lock to change it
    [ ! -f "$last_file" ] || sed -n '1,9s/^/last /p' "$last_file" 2>/dev/null
    [ -n "$last" ] || return 0
    (umask 002 && printf '%s\n' "$last" >"$last_file.$me" && mv -f -- "$last_file.$me" "$last_file") 2>/dev/null ||
        rm -f -- "$last_file.$me" 2>/dev/null
    return 0
}

make_lock() { # LOCK
    (umask 002 && mkdir -- "$1") 2>/dev/null || return 1
    boot_identity
    uptime_seconds
    (
        umask 002
        printf '%s\n' "$wanted_run" >"$1/run.new" && printf '%s\n' "$owner" >"$1/holder" &&
            printf '%s\n' "$now" >"$1/beat" && printf '%s\n' "$boot" >"$1/boot_id" && mv -f -- "$1/run.new" "$1/run"
    ) 2>/dev/null && return 0
    rm -rf -- "$1"
    return 1
}

bury_lock() { # of those who saw the same dead lock exactly one may move it away: who makes the folder inside it
    mkdir -- "$lock/burial" 2>/dev/null || return 1
    first_line "$lock/run" || line=-
    if [ "$line" != "$force" ]; then
        rmdir -- "$lock/burial" 2>/dev/null
        return 1
    fi
    mv -- "$lock" "$lock.dead.$me" 2>/dev/null || return 1
    # Somebody who looked for the burial a moment ago may put his own into what was moved away.
    rm -rf -- "$lock.dead.$me" 2>/dev/null || rm -rf -- "$lock.dead.$me" 2>/dev/null || :
}

release_lock() {
    read_names
    lock_places
    place_memory_lock
    released=no
    for release_dir in "$lock" "$lock_memory"; do
        [ -d "$release_dir" ] || continue
        first_line "$release_dir/run" || line=- # its taker died before it wrote who it is
        [ "$line" = "$run" ] || continue
        drop_lock "$release_dir" && released=yes
    done
    answer "released $released"
}

show_lock() {
    read_names
    lock_places
    lock_state "$lock" && return
    # Its name takes three processes, and hardly ever is there any.
    for lock_memory in /dev/shm/pilothouse-lock-*; do
        [ -e "$lock_memory" ] || break
        place_memory_lock
        lock_state "$lock_memory" && return
        break
    done
    answer "unlocked"
}

# --- in turn: several requests in one, each only after the one before got what it asked for --------------------------

in_turn() {
    taken='' mine='' launched=''
    while :; do
        next
        case $keyword in
        take)
            take_lock
            [ -n "$taken" ] || return 0
            begun_lock=$lock
            ;;
        claim)
            claim_reins
            [ -n "$mine" ] || return 0
            ;;
        launch)
            launch
            [ -n "$launched" ] || return 0
            ;;
        show) show_lock ;;
        recall) recall ;;
        runs)
            read_names
            kept_runs
            ;;
        tails)
            tails
            return
            ;;
        follow)
            answer "following"
            follow
            return
            ;;
        *) return ;;
        esac
    done
}

# --- once: a question that needs no run -------------------------------------------------------------------------------

once() {
    once_script=
    once_cwd=
    while :; do
        next
        case $keyword in
        cwd) read_value "$rest" && once_cwd=$value ;;
        script) read_value "$rest" && once_script=$value ;;
        env)
            variable_name "${rest% *}"
            once_name=${rest% *}
            read_value "${rest#* }" && eval "$once_name=\$value" && export "${once_name?}"
            ;;
        end) break ;;
        *) refuse "the request ended early" ;;
        esac
    done
    restore_locale
    case $once_cwd in
    '') cd -- "${HOME:-/}" || exit 126 ;;
    '~') cd -- "$HOME" || exit 126 ;;
    '~/'*) cd -- "$HOME/${once_cwd#'~/'}" || exit 126 ;;
    *) cd -- "$once_cwd" || exit 126 ;;
    esac
    exec sh -c "$once_script" </dev/null
}

# ----------------------------------------------------------------------------------------------------------------------

identify
privileged=
case ${1-} in
run)
    supervise "$2" "$3"
    exit 0
    ;;
step)
    fed_step "$2" "$3"
    exit
    ;;
revert)
    wait_to_revert "$2" "$3" "$4"
    exit 0
    ;;
esac

place_state
next
[ "$keyword" = nonce ] || exit 1
answer "PILOTHOUSE $rest $protocol"
next
case $keyword in
launch) launch ;;
follow) follow ;;
ask) ask ;;
recall) recall ;;
runs)
    read_names
    kept_runs
    ;;
decide) decide_request ;;
cancel) cancel ;;
confirm) confirm ;;
drive) drive ;;
in-turn) in_turn ;;
take) take_lock ;;
release) release_lock ;;
show) show_lock ;;
once) once ;;
*) refuse "unknown request $keyword" ;;
esac
