#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck disable=SC2016,SC2013 # scripts for other shells are meant to arrive unexpanded
# timeout: 900
#
# resources/remote/supervisor.sh under every shell it promises: what is started once, ended, kept secret, held, locked.
# shellcheck source=tests/integration/run/supervisorlib.bash
source "$(dirname "$0")/supervisorlib.bash"

# --- a step starts once, whatever is sent again
witness=$top/witness
once=("step main one" "script 1" "echo one >> $witness" "step main two" "script 1" "sleep 0.3; echo two >> $witness")
same "first launch" launched "$(launch once 1 "${once[@]}")"
same "second launch" exists "$(launch once 1 "${once[@]}")"
for _ in 1 2 3 4 5 6; do launch once 1 "${once[@]}" >/dev/null & done
same "outcome" "end succeeded" "$(outcome once 1)"
wait
same "each once" "one two" "$(tr '\n' ' ' <"$witness" | sed 's/ $//')"
same "launch after the end" exists "$(launch once 1 "${once[@]}")"
for n in 1 2 3 4 5 6 7 8; do launch race 1 "step main r" "script 1" "echo r >> $top/race" >"$top/race.$n" & done
wait
same "race ends" "end succeeded" "$(outcome race 1)"
same "eight starters, one start" 1 "$(wc -l <"$top/race")"
same "one of them launched it" 1 "$(cat "$top"/race.* | grep -c launched)"

# --- a request that ends early starts nothing and leaves nothing
{
    wc -c <"$supervisor"
    cat "$supervisor"
    printf 'nonce abc\nlaunch\nrun cut\nsegment 1\nstep main a\nscript 3\necho'
} | $shell -c "$boot" >"$top/cut"
check "cut request is refused" grep -q "^refused the request ended early" "$top/cut"
same "and not started" absent "$(follow cut 1)"
same "and leaves nothing" "" "$(ls "$runs/cut" 2>/dev/null)"
check "names cannot climb out" grep -q '^refused' <(ask launch "run ../x" "segment 1")

# --- bytes: output is followed exactly from any offset
head -c 300000 /dev/urandom >"$top/bytes"
launch bytes 1 "step main b" "script 1" "cat '$top/bytes'; sleep 0.2; cat '$top/bytes' >&2" >/dev/null
cat "$top/bytes" "$top/bytes" >"$top/twice"
follow bytes 1 >/dev/null
check "file holds both streams" cmp -s "$top/twice" "$runs/bytes/1/steps/b/output"
printf '%s\n' follow "run bytes" "segment 1" "offset b 123457" end | call >"$top/rest"
header=$(sed -n 2p "$top/rest" | tr -d '\0')
same "header of the rest" "data b 123457 476543" "$header"
head -n 2 "$top/rest" | wc -c >"$top/skip"
tail -c "+$(($(cat "$top/skip") + 1))" "$top/rest" | head -c 476543 >"$top/got"
check "rest is exact" cmp -s "$top/got" <(tail -c +123458 "$top/twice")

# --- values keep every byte and are never code
value=$(printf 'a'\''b"c$(touch %s/pwned)`d`\\n\n\n  tab\there \001\177\377 end  ' "$top")
lines=$(($(printf '%s' "$value" | wc -l) + 1))
launch value 1 "step main v" "env VALUE $lines" "$value" "script 1" 'printf %s "$VALUE"' >/dev/null
follow value 1 >/dev/null
check "value arrives" cmp -s <(printf '%s' "$value") "$runs/value/1/steps/v/output"
check "value is not run" [ ! -e "$top/pwned" ]
same "locale of the login stays" C.UTF-8 "$(launch locale 1 "step main l" "script 1" 'echo $LC_ALL' >/dev/null; follow locale 1 >/dev/null; cat "$runs/locale/1/steps/l/output")"
(umask 027 && launch mask 1 "step main m" "script 1" "umask" "step main i" "stdin 1" "given" "script 1" "umask") >/dev/null
follow mask 1 >/dev/null
same "umask of the login stays" "0027 0027" "$(cat "$runs/mask/1/steps/m/output") $(cat "$runs/mask/1/steps/i/output")"
same "the run's own folder is private all the same" 700 "$(stat -c %a "$runs/mask/1")"

# --- a failed step: the failure steps run here, the rest does not
launch back 1 "step main a" "script 1" "exit 3" "step main b" "script 1" "echo b >> $top/back" "step failure u" "script 1" "echo u >> $top/back" >/dev/null
same "rolled back" "end rolled-back" "$(outcome back 1)"
same "only undone" u "$(cat "$top/back")"
same "status" "exit 3" "$(status back 1 a)"
launch back 2 "step main a" "script 1" "exit 3" >/dev/null
same "without failure steps" "end failed" "$(outcome back 2)"
launch back 3 "step main a" "script 1" "exit 3" "step failure u" "script 1" "false" >/dev/null
same "failure that fails" "end rollback-failed" "$(outcome back 3)"
launch back 4 "step main a" 'script 1' 'kill -9 $$' >/dev/null
same "killed child is never success" "end failed" "$(outcome back 4)"
same "its status" "exit 137" "$(status back 4 a)"

# --- what cannot be taken back blocks the way back, unless nothing was applied
pending=("pending 1" "cat $top/migrations")
printf 'm1\nm2\n' >"$top/migrations"
launch irr 1 "step main m" "irreversible yes" "${pending[@]}" "script 1" "false" "step failure u" "script 1" true >/dev/null
same "a migration that changed nothing" "end rolled-back" "$(outcome irr 1)"
launch irr 2 "step main m" "irreversible yes" "${pending[@]}" "script 1" "echo m2 > $top/migrations; false" "step failure u" "script 1" true >/dev/null
same "half a migration" "end blocked" "$(outcome irr 2)"
: >"$top/migrations"
launch irr 3 "step main m" "irreversible yes" "${pending[@]}" "script 1" "true" "step main x" "script 1" false "step failure u" "script 1" true >/dev/null
same "nothing pending" "end rolled-back" "$(outcome irr 3)"
launch irr 4 "step main m" "irreversible yes" "script 1" "true" "step main x" "script 1" false "step failure u" "script 1" true >/dev/null
same "unknown means applied" "end blocked" "$(outcome irr 4)"

# --- time and cancel: the whole process group is gone
# shellcheck disable=SC2016
stubborn='trap "" TERM; sh -c "trap \"\" TERM; echo \$\$ >> '$top'/stubborn; sleep 1000 & wait; sleep 1000" & echo $$ >> '$top'/stubborn; while :; do sleep 1; done'
gone() {
    local pid
    for pid in $(cat "$top/stubborn"); do
        dead "$pid" || return 1
    done
}
launch late 1 "step main t" "timeout 1" "script 1" "$stubborn" >/dev/null
same "timeout" "end failed" "$(outcome late 1)"
check "timeout status" grep -q '^timeout ' "$runs/late/1/steps/t/status"
check "timed out group is gone" gone
: >"$top/stubborn"
launch stop 1 "step main t" "script 1" "$stubborn" "step main n" "script 1" "echo n >> $top/after-cancel" "step failure u" "script 1" "echo u >> $top/after-cancel" >/dev/null
check "it runs" until_true 20 [ -s "$top/stubborn" ]
same "cancel is confirmed" "end cancelled" "$(ask cancel "run stop" "segment 1")"
check "cancelled group is gone" gone
check "nothing after a cancel" [ ! -e "$top/after-cancel" ]
launch big 1 "limit 1000000" "step main y" "script 1" "yes | dd bs=4096 count=50000 2>/dev/null; sleep 600" >/dev/null
same "runaway output is ended" "end failed" "$(outcome big 1)"
check "for its size" grep -q '^limit ' "$runs/big/1/steps/y/status"

# --- secrets: for the step that names them, nowhere else
secret="canary-$tag-$RANDOM$RANDOM"
launch sec 1 "step main with" "secret TOKEN" "script 2" "printf %s \"\$TOKEN\" | cksum > $top/with" "sleep 2" \
    "step main without" "script 1" "env | grep -c canary > $top/without; :" \
    "step main fed" "stdin-secret TOKEN" "script 1" "cksum > $top/fed" "secret-value TOKEN 2" "$secret" "second" >"$top/launched"
same "secret launch" launched "$(cat "$top/launched")"
supervisor_pid=$(cut -d' ' -f1 "$runs/sec/1/pid")
check "step with the secret runs" until_true 20 [ -s "$top/with" ]
check "not in the supervisor's environment" test -z "$(tr '\0' '\n' <"/proc/$supervisor_pid/environ" | grep canary)"
shown=
for arguments in /proc/[0-9]*/cmdline; do # no grep: its own arguments would hold the secret
    words=$( (tr '\0' ' ' <"$arguments") 2>/dev/null)
    case $words in *"$secret"*) shown="$shown $words" ;; esac
done
same "not in any argument" "" "$shown"
same "secret run" "end succeeded" "$(outcome sec 1)"
same "with" "$(printf '%s\nsecond' "$secret" | cksum)" "$(cat "$top/with")"
same "without" 0 "$(cat "$top/without")"
same "fed on standard input" "$(printf '%s\nsecond' "$secret" | cksum)" "$(cat "$top/fed")"
check "not in any file" test -z "$(grep -rlF "$secret" "$runs")"
same "folder is private" 700 "$(stat -c %a "$runs/sec/1")"

# --- what another console needs: the record of the first launch, and how far the run is
launch rec 1 "record 1" '{"plan":"é \\ %s"}' "step main a" "script 1" "printf abc" >/dev/null
same "ended" "end succeeded" "$(outcome rec 1)"
same "recalled" 'record {"plan":"é \\ %s"}|segment 1 ended succeeded|step 1 a 3 exit 0|done|' "$(ask recall "run rec" | tr '\n' '|')"
same "a run that is not here" "done" "$(ask recall "run unheard-of")"

launch zec 1 "record 1" '{"plan":2}' "step main a" "script 1" "printf abc" >/dev/null
same "ended, too" "end succeeded" "$(outcome zec 1)"
same "which can be recalled, newest first" "run zec|run rec|" "$(ask runs | grep -xE 'run (rec|zec|fine)' | tr '\n' '|')"
there='segment 1 ended succeeded|step 1 a 3 exit 0|done|'
same "several at once" "record {\"plan\":2}|${there}record {\"plan\":\"é \\\\ %s\"}|$there" \
    "$(ask in-turn recall "run zec" end recall "run rec" | tr '\n' '|')"

# --- a lost supervisor is said to be lost
launch lost 1 "step main s" "script 1" "sleep 600" "step main n" "script 1" "echo n >> $top/lost" >/dev/null
check "started" until_true 20 [ -s "$runs/lost/1/steps/s/group" ]
kill -9 "$(cut -d' ' -f1 "$runs/lost/1/pid")"
same "lost" lost "$(outcome lost 1)"
same "asked" "segment 1 lost" "$(ask ask "run lost" | head -n 1)"
same "a lost segment is not started again" exists "$(launch lost 1 "step main s" "script 1" true "step main n" "script 1" true)"
same "cancel of a lost one ends its orphan" lost "$(ask cancel "run lost" "segment 1")"
check "orphan is gone" until_true 10 dead "$(cut -d' ' -f1 "$runs/lost/1/steps/s/group")"
launch booted 1 "step main s" "script 1" "sleep 600" >/dev/null
echo other >"$runs/booted/1/boot_id"
same "another boot" rebooted "$(outcome booted 1)"
ask cancel "run booted" "segment 1" >/dev/null

# --- holding: the host goes back alone when nobody drives, once
hold=("step main a" "script 1" true "step failure u" "script 1" "echo u >> $top/hold")
launch hold 1 "hold 60" "${hold[@]}" >/dev/null
same "holds" holding "$(outcome hold 1)"
same "commit" "decided commit" "$(ask decide "run hold" "segment 1" "word commit")"
same "committed" "end succeeded" "$(outcome hold 1)"
launch hold 2 "hold 1" "${hold[@]}" >/dev/null
check "goes back" until_true 20 [ -e "$runs/hold/2/outcome" ]
same "alone" rolled-back "$(cat "$runs/hold/2/outcome")"
same "too late" "decided rolled-back" "$(ask decide "run hold" "segment 2" "word commit")"
same "and no further" "decided rolled-back" "$(launch hold 3 "after 2" "step main x" "script 1" "echo x >> $top/hold")"
launch hold 4 "hold 60" "${hold[@]}" >/dev/null
same "next segment takes over" launched "$(launch hold 5 "after 4" "step main y" "script 1" true)"
check "held one ends" until_true 20 [ -e "$runs/hold/4/outcome" ]
same "well" succeeded "$(cat "$runs/hold/4/outcome")"
same "undone once" u "$(cat "$top/hold")"
# Whoever follows looks at a step, then at the segment: what happens in between is told before "holding".
sed '/^still_going() {/a sleep 2' "$supervisor" >"$top/slow"
launch hold 6 "hold 60" "step main a" "script 1" "sleep 1; echo late" >/dev/null
supervisor=$top/slow follow hold 6 >"$top/late"
same "in that order" "start a,data a 0 5,late,,status a exit 0,holding," "$(tr '\n' , <"$top/late")"
same "commit it" "decided commit" "$(ask decide "run hold" "segment 6" "word commit")"
(printf '%s\n' drive "run drive" "token mine" "owner 1" me end | call >"$top/drive") &
check "driver" until_true 20 grep -q '^driving 1' "$top/drive"
launch drive 1 "hold 5" "${hold[@]}" >/dev/null
sleep 6.5
same "a driven run holds on" holding "$(outcome drive 1)"
same "a second driver is told" "driven 1" "$(printf '%s\n' drive "run drive" "owner 1" you end | call | sed -n 2p | cut -d' ' -f1,2)"
same "one with another token too" "driven 1" "$(printf '%s\n' drive "run drive" "token yours" "owner 1" you end | call | sed -n 2p | cut -d' ' -f1,2)"
(printf '%s\n' drive "run drive" "token mine" "owner 1" me end | call >"$top/drive2") &
check "the same token takes over at once" until_true 20 grep -q '^driving 2' "$top/drive2"
check "the first one is told" until_true 20 grep -q '^superseded 2' "$top/drive"
ask decide "run drive" "segment 1" "word rollback" >/dev/null
same "rollback by verdict" "end rolled-back" "$(outcome drive 1)"
mkdir -p "$runs/drive/driver/3" # a newer driver: the loop in the background ends by itself
for n in 1 2 3 4 5 6 7 8; do (printf '%s\n' drive "run many" "owner 1" "n$n" end | call >"$top/many.$n") & done
check "eight drivers" until_true 20 sh -c "[ \$(cat $top/many.* | grep -c '^driv') = 8 ]"
same "one drives" 1 "$(cat "$top"/many.* | grep -c '^driving')"
mkdir -p "$runs/many/driver/99"

# --- lock
place=$top/app
mkdir -p "$place"
for n in $(seq 1 20); do ask take "run L$n" "place 1" "$place" "owner 1" "op $n" >"$top/lock.$n" & done
sleep 0.1
check "twenty takers" until_true 30 sh -c "[ \$(cat $top/lock.* | wc -l) = 20 ]"
same "one lock" 1 "$(cat "$top"/lock.* | grep -c '^taken')"
holder=$(cat "$place/.pilothouse-lock/run")
check "others are told who" grep -q "^locked $holder held [0-9]* op ${holder#L}" <(cat "$top"/lock.*)
mkdir -p "$top/hesitant/.pilothouse-lock"
ask take "run Z" "place 1" "$top/hesitant" "owner 1" z >"$top/hesitant.answer" &
taker=$!
printf 'slow\n' >"$top/hesitant/.pilothouse-lock/holder"
cp "$place/.pilothouse-lock/boot_id" "$place/.pilothouse-lock/beat" "$top/hesitant/.pilothouse-lock/"
echo Y >"$top/hesitant/.pilothouse-lock/run"
wait "$taker"
check "also when the holder is slow to write who it is" grep -q '^locked Y held [0-9]* slow' "$top/hesitant.answer"
same "again by the same run" "taken $place/.pilothouse-lock" "$(ask take "run $holder" "place 1" "$place" "owner 1" me)"
same "not by another" locked "$(ask release "run Lx" "place 1" "$place" | sed 's/released no/locked/')"
same "release" "released yes" "$(ask release "run $holder" "place 1" "$place")"
same "free" unlocked "$(ask show "place 1" "$place")"
ask take "run D" "place 1" "$place" "owner 1" dead >/dev/null
echo other >"$place/.pilothouse-lock/boot_id"
check "dead after a reboot" grep -q '^locked D dead' <(ask show "place 1" "$place")
check "only taken when said so" grep -q '^locked D dead' <(ask take "run E" "place 1" "$place" "owner 1" e)
for n in $(seq 1 12); do ask take "run T$n" "force D" "place 1" "$place" "owner 1" "t$n" >"$top/steal.$n" & done
check "takers of a dead lock" until_true 30 sh -c "[ \$(cat $top/steal.* | wc -l) = 12 ]"
same "one gets it" 1 "$(cat "$top"/steal.* | grep -c '^taken')"
ask release "run $(cat "$place/.pilothouse-lock/run")" "place 1" "$place" >/dev/null
mkdir -p "$top/bin" "$top/buried"
printf '#!/bin/sh\ncase $* in *.dead.*) exit 1 ;; esac\nexec /bin/rm "$@"\n' >"$top/bin/rm"
chmod +x "$top/bin/rm"
ask take "run D" "place 1" "$top/buried" "owner 1" dead >/dev/null
echo other >"$top/buried/.pilothouse-lock/boot_id"
if [ "${shell%% *}" != busybox ]; then # has an rm of its own
    same "buried, though its remains cannot be removed" "taken $top/buried/.pilothouse-lock" \
        "$(PATH=$top/bin:$PATH ask take "run E" "force D" "place 1" "$top/buried" "owner 1" e)"
fi
mkdir "$place/.pilothouse-lock"
touch -d '5 minutes ago' "$place/.pilothouse-lock"
check "killed between mkdir and details" grep -q '^locked - dead' <(ask show "place 1" "$place")
check "and recovered" grep -q '^taken' <(ask take "run F" "force -" "place 1" "$place" "owner 1" f)

# --- in turn: lock, segment and reins in one request; nothing comes after what was not given
begin=("launch" "run turn" "steps a b" "segment 1" "shell $shell" "final yes" "gives-back yes" "step main a" "script 1" "echo a >> $top/turn"
    "step main b" "script 1" "echo b >> $top/turn" end "claim" "run turn" "token t" "owner 1" me end follow "run turn" "segment 1")
ask release "run F" "place 1" "$place" >/dev/null
ask take "run G" "place 1" "$place" "owner 1" somebody >/dev/null
check "not without the lock" grep -q '^locked G held' <(ask in-turn take "run turn" "place 1" "$place" "owner 1" me end "${begin[@]}")
check "and nothing is there" [ ! -e "$runs/turn" ]
ask release "run G" "place 1" "$place" >/dev/null
ask in-turn take "run turn" "place 1" "$place" "owner 1" me end "${begin[@]}" >"$top/turn.answer"
same "each was answered" "taken launched driving following" "$(head -n 4 "$top/turn.answer" | cut -d' ' -f1 | tr '\n' ' ' | sed 's/ $//')"
same "and the end" "gave-back end succeeded" "$(tail -n 2 "$top/turn.answer" | tr '\n' ' ' | sed 's/ $//')"
same "the lock is back" unlocked "$(ask show "place 1" "$place")"
same "the lock had its sign of life" "$place/.pilothouse-lock" "$(cat "$runs/turn/1/lock-beat")"
ask in-turn take "run turn" "place 1" "$place" "owner 1" me end "${begin[@]}" >"$top/turn.again"
check "sent again it starts nothing" grep -q '^exists' "$top/turn.again"
same "each once" "a b" "$(tr '\n' ' ' <"$top/turn" | sed 's/ $//')"
ask release "run turn" "place 1" "$place" >/dev/null
ask in-turn take "run fails" "place 1" "$place" "owner 1" me end launch "run fails" "steps a" "segment 1" "shell $shell" "final yes" \
    "gives-back yes" "step main a" "script 1" "exit 3" end follow "run fails" "segment 1" >"$top/fails.answer"
same "what failed" "end failed" "$(tail -n 1 "$top/fails.answer")"
check "keeps its lock" grep -q '^locked fails held' <(ask show "place 1" "$place")
ask release "run fails" "place 1" "$place" >/dev/null

# --- the ends of outputs, behind the rest
ask in-turn recall "run bytes" end show "place 1" "$place" end tails "run bytes" "tail 1000" >"$top/tails"
check "their sizes" grep -aq '^step 1 b 600000 exit 0' "$top/tails"
check "the lock" grep -aq '^unlocked' "$top/tails"
check "the head of an end" grep -aq '^tail 1 b 599000 1000$' "$top/tails"
check "the end itself" cmp -s <(tail -c 1001 "$top/tails" | head -c 1000) <(tail -c 1000 "$top/twice")
check "no figure, no end" grep -q '^refused' <(ask tails "run bytes" "tail x")

# --- once
same "once" "$(printf 'it'\''s\n%s' "$place")" "$(ask once "cwd 1" "$place" "env V 1" "it's" "script 2" 'echo "$V"' 'pwd')"
printf '%s\n' once "script 1" "exit 7" end | call >/dev/null
same "its status" 7 $?

# --- a full disk: the run goes on in memory
if [ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null; then
    for options in size=64k size=1m,nr_inodes=8; do
        rm -rf "$top/small"
        mkdir -p "$top/small"
        # shellcheck disable=SC2016
        answer=$(unshare -m sh -c 'mount -t tmpfs -o '$options',mode=0700 none '"$top/small"' && { dd if=/dev/zero of='"$top/small"'/fill bs=4k 2>/dev/null; i=0; while touch '"$top/small"'/$i; do i=$((i+1)); [ $i -lt 30 ] || break; done; } 2>/dev/null
            export XDG_STATE_HOME='"$top/small"'; '"$0"' --call "'"$shell"'" "full'"$tag${options//[=,]/-}"'"' 2>&1)
        case $answer in
        *launched*"end succeeded"*) checks=$((checks + 1)) ;;
        *) fail "full disk ($options): $answer" ;;
        esac
    done
fi
echo "$checks checks hold"
