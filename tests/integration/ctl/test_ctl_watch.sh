#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 600
# Somebody watches: what breaks is told of once, with what follows from it, and so is its end; of two programs that
# watch one decides, and the other one takes over.
set -eu

ctl=${PILOTHOUSE_BIN:?}/pilothousectl
work=$(mktemp -d)
hooks=
site=
first=
second=
end() {
    code=$?
    exec 8>&- 9>&-
    for pid in $first $second $hooks $site; do kill "$pid" 2> /dev/null || :; done
    for pid in $first $second $hooks $site; do wait "$pid" 2> /dev/null || :; done
    [ "$code" -eq 0 ] || tail -n 30 "$work"/*.out "$work"/*.err "$work/told" 2> /dev/null || :
    rm -rf "$work"
}
trap end EXIT
fail() {
    echo "$1"
    exit 1
}
until_true() { # SECONDS WHAT COMMAND...
    tries=$(($1 * 5))
    what=$2
    shift 2
    until "$@" > /dev/null 2>&1; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || fail "$what"
        sleep 0.2
    done
}
told() { jq -se "$1" "$work/told"; }
event() { jq -se "$2" "$work/$1.out"; }

hookd=$PILOTHOUSE_SOURCE_DIR/tests/support/hook/hookd.py
mkfifo "$work/hold" "$work/sitehold"
: > "$work/told"
/usr/bin/python3 "$hookd" "$work/told" < "$work/hold" > "$work/hookport" &
hooks=$!
exec 9> "$work/hold"
/usr/bin/python3 "$hookd" "$work/posted" < "$work/sitehold" > "$work/siteport" &
site=$!
exec 8> "$work/sitehold"
until_true 30 "the servers did not start" test -s "$work/hookport" -a -s "$work/siteport"
port=$(cat "$work/siteport")

mkdir -p "$work/config/systems" "$work/credentials"
# What the service manager would hand over; no keychain is asked.
echo "http://127.0.0.1:$(cat "$work/hookport")/alive" > "$work/credentials/shop.production.ALIVE"
export CREDENTIALS_DIRECTORY="$work/credentials"
cat > "$work/config/systems/shop.yaml" <<TEXT
apiVersion: pilothouse/v1
system: shop
environments:
  production:
    kind: production
    hosts: { here: { local: true } }
    probes:
      - { name: api, http: "http://127.0.0.1:$port/health", every: 1s, timeout: 1s, failures: 2, successes: 2 }
      - { name: page, http: "http://127.0.0.1:$port/", every: 1s, timeout: 1s, failures: 2, needs: api }
      - { name: quiet, tcp: "127.0.0.1:1", every: 1s, timeout: 1s, severity: none }
    secrets: { ALIVE: {} }
    watch: { dead-man: secret:ALIVE, every: 10s }
    objectives:
      - { name: up, of: api, above: 99%, over: 2m }
      - { name: p95, of: api, latency: p95, below: 900ms, over: 2m }
    notify:
      - { webhook: { url: "http://127.0.0.1:$(cat "$work/hookport")/hook" } }
      - { webhook: { url: "http://127.0.0.1:$(cat "$work/hookport")/late" }, name: late, after: 10m }
TEXT
run() { "$ctl" --config "$work/config" --data "$work/data" "$@"; }
run validate "$work/config/systems/shop.yaml"

"$ctl" --config "$work/config" --data "$work/data" --json watch > "$work/first.out" 2> "$work/first.err" &
first=$!
until_true 60 "the first one does not decide" event first 'any(.[]; .event == "watch" and .mine)'
until_true 60 "nothing was seen" event first 'any(.[]; .event == "verdict" and .probe == "api" and .verdict == "up")'
"$ctl" --config "$work/config" --data "$work/data" --json watch > "$work/second.out" 2> "$work/second.err" &
second=$!
until_true 60 "the second one does not say who decides" event second 'any(.[]; .event == "watch" and (.mine | not))'

until_true 30 "the dead man's address heard nothing" told 'any(.[]; .action == null and .system == "shop" and .environment == "production")'

kill "$site"
wait "$site" 2> /dev/null || :
site=
broke=$(date +%s)
until_true 60 "nobody was told within a minute" told 'any(.[]; .action == "trigger")'
echo "told after $(($(date +%s) - broke)) s"
until_true 60 "page did not join its cause" sh -c "'$ctl' --config '$work/config' --data '$work/data' --json alert list | jq -e '.alerts[0].members | length == 2'"
run --json alert list > "$work/open.json"
jq -e '.alerts | length == 1 and .[0].state == "open" and .[0].severity == "critical"' "$work/open.json" > /dev/null || fail "it is not one alert"
jq -e '.alerts[0].members | .[0].title == "api" and .[1].title == "page" and .[1].cause == "api"' "$work/open.json" > /dev/null || fail "the cause is not told apart from what follows"
jq -e '.alerts[0].told | keys == ["webhook"]' "$work/open.json" > /dev/null || fail "others were told than those whose time has come"
told '[.[] | select(.action == "trigger")] | length == 1 and .[0].severity == "critical" and (.[0].title | contains("api"))' > /dev/null ||
    fail "there are more messages than one, or they say something else"

id=$(jq -r '.alerts[0].id' "$work/open.json")
run alert ack "$(echo "$id" | cut -c1-13)" on my way > "$work/ack.out"
grep -q 'acknowledged by' "$work/ack.out" || fail "it is not said who has it"
until_true 30 "nobody was told that somebody has it" told 'any(.[]; .action == "acknowledge")'
code=0
run alert ack "$id" 2> /dev/null || code=$?
[ "$code" -eq 5 ] || fail "it was acknowledged twice"

/usr/bin/python3 "$hookd" "$work/posted" "$port" < "$work/sitehold" > "$work/again" &
site=$!
until_true 60 "its end was not told" told 'any(.[]; .action == "resolve")'
told '[.[] | .group // empty] | unique | length == 1' > /dev/null || fail "the messages are not about one thing"
run --json alert list | jq -e '.alerts | length == 0' > /dev/null || fail "it is open still"
run --json alert list --all | jq -e '.alerts[0].state == "resolved" and (.alerts[0].members | all(.over != null))' > /dev/null || fail "it is not remembered"
run --json audit export | jq -se '[.[] | .. | objects | .action? // empty | select(startswith("alert."))] | contains(["alert.opened", "alert.acknowledged", "alert.ended"])' > /dev/null ||
    fail "the audit trail does not tell of it"

code=0
run --json objectives shop/production > "$work/objectives.json" || code=$?
[ "$code" -eq 1 ] || fail "an objective that is missed is not told by the exit status: $code"
jq -e '.targets[0].objectives | .[0].holds == false and .[0].budgetLeft < 0 and .[1].holds and .[1].value < 900' "$work/objectives.json" > /dev/null ||
    fail "the objectives differ"

# Asleep while the site is gone for a while: that is a gap and no outage.
kill -STOP "$first" "$second"
kill "$site"
wait "$site" 2> /dev/null || :
# The gap has to be longer than three intervals and a timeout.
stopped=$(date +%s)
until_true 30 "the clock stands" sh -c "[ \$((\$(date +%s) - $stopped)) -ge 6 ]"
/usr/bin/python3 "$hookd" "$work/posted" "$port" < "$work/sitehold" > "$work/after" &
site=$!
until_true 30 "the site did not come back" test -s "$work/after"
kill -CONT "$first" "$second"
run watch shop/production --for 4s > "$work/awake.out" 2>&1 || :
told '[.[] | select(.action == "trigger")] | length == 1' > /dev/null || fail "sleep was told of as an outage"

# The one that decides ends, and the other one takes over at once.
kill -TERM "$first"
wait "$first" 2> /dev/null || :
first=
until_true 30 "the second one does not take over" event second 'any(.[]; .event == "watch" and .mine)'
kill "$site"
wait "$site" 2> /dev/null || :
site=
until_true 60 "the second one tells nobody" told '[.[] | select(.action == "trigger")] | length == 2'
run --json alert watches | jq -e '.watches | length == 2 and .[1].until == null' > /dev/null || fail "it is not known who watched"

# With a TARGET it only looks; --for ends it as status would.
code=0
run watch shop/production --for 3s > "$work/narrow.out" 2> "$work/narrow.err" || code=$?
[ "$code" -eq 1 ] || fail "watch --for ended with $code"
grep -q 'shop/production  api' "$work/narrow.out" || fail "what is seen is not printed"
echo "watched, told, taken over"
