#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 600
# Test messages from the command line: what arrives, what does not, and what the record says of it.
set -eu

ctl=${PILOTHOUSE_BIN:?}/pilothousectl
/usr/bin/python3 -c 'import aiosmtpd' 2> /dev/null || { echo "SKIP: python3-aiosmtpd is not installed" && exit 77; }
work=$(mktemp -d)
mail=
end() {
    exec 9>&-
    [ -z "$mail" ] || wait "$mail" || :
    rm -rf "$work"
}
trap end EXIT
mkdir -p "$work/config/systems" "$work/mails"
mkfifo "$work/hold"
/usr/bin/python3 "$PILOTHOUSE_SOURCE_DIR/tests/support/mail/smtpd.py" "$work/mails" < "$work/hold" > "$work/port" &
mail=$!
exec 9> "$work/hold"
tries=0
until [ -s "$work/port" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || { echo "the mail server did not start" && exit 1; }
    sleep 0.1
done

cat > "$work/config/systems/shop.yaml" <<TEXT
apiVersion: pilothouse/v1
system: shop
environments:
  staging:
    hosts: { here: { local: true } }
    notify:
      - { mail: { to: [anna@example.com, nobody@example.com], from: status@example.com, server: "127.0.0.1:$(cat "$work/port")", tls: none } }
      - { mail: { to: bert@example.com, from: status@example.com, server: "127.0.0.1:$(cat "$work/port")", tls: none }, name: bert }
      - { webhook: { url: "http://127.0.0.1:1/nothing-listens" } }
      - { desktop: true }
  quiet: { hosts: { here: { local: true } } }
TEXT
run() { "$ctl" --config "$work/config" --data "$work/data" "$@"; }
fail() {
    echo "$1"
    exit 1
}
status() {
    expected=$1
    shift
    code=0
    "$@" || code=$?
    [ "$code" -eq "$expected" ] || fail "exit status $code instead of $expected: $*"
}

run validate "$work/config/systems/shop.yaml"
status 0 run notify test shop/staging bert
grep -q '^to bert@example.com$' "$work/mails/1.eml" || fail "the mail did not arrive"
grep -q '^Subject: A test of Pilothouse for shop/staging' "$work/mails/1.eml" || fail "the mail has another subject"

# One of two recipients is refused, and nothing listens at the address of the webhook: that is no success.
status 1 run --json notify test shop/staging > "$work/test.json"
jq -e '.delivered == false and (.deliveries | length) == 3' "$work/test.json" > /dev/null || fail "the document differs"
jq -e '.deliveries[] | select(.channel == "mail") | .reached == ["anna@example.com"] and .refused == ["nobody@example.com"]' "$work/test.json" > /dev/null ||
    fail "what became of each recipient is not told"
jq -e '.deliveries[] | select(.channel == "webhook") | .state == "given-up" and .attempts == 1' "$work/test.json" > /dev/null ||
    fail "a test is tried once"

run notify list shop/staging > "$work/list"
grep -q 'accepted for anna@example.com' "$work/list" || fail "the record does not tell whom it reached"
[ "$(run --json notify list shop/staging --limit 2 | jq '.deliveries | length')" -eq 2 ] || fail "the limit is not kept"
[ "$(run --json notify list shop/quiet | jq '.deliveries | length')" -eq 0 ] || fail "another environment's messages are shown"

status 2 run notify test shop/quiet 2> /dev/null
status 2 run notify test shop/staging pager 2> /dev/null
status 2 run notify test shop/staging desktop 2> /dev/null
status 2 run notify list shop/staging --limit none 2> /dev/null
echo "messages are sent, and the record is true"
