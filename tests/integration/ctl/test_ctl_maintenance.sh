#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 600
# Maintenance from the command line: announced by mail, opened, with a page, ended with a report; what nobody was told of stays
# shut; a program that is killed says it again.
set -eu

ctl=${PILOTHOUSE_BIN:?}/pilothousectl
/usr/bin/python3 -c 'import aiosmtpd' 2> /dev/null || { echo "SKIP: python3-aiosmtpd is not installed" && exit 77; }
command -v faketime > /dev/null || { echo "SKIP: faketime is not installed" && exit 77; }
work=$(mktemp -d)
mail=
hook=
end() {
    # First whoever has the other end of the pipe too, which the mail server waits for the end of.
    [ -z "$hook" ] || kill "$hook" 2> /dev/null || :
    exec 9>&-
    [ -z "$mail" ] || wait "$mail" || :
    rm -rf "$work"
}
trap end EXIT
mkdir -p "$work/config/systems" "$work/mails" "$work/place"
mkfifo "$work/hold"
/usr/bin/python3 "$PILOTHOUSE_SOURCE_DIR/tests/support/mail/smtpd.py" "$work/mails" < "$work/hold" > "$work/port" &
mail=$!
exec 9> "$work/hold"
# A webhook that takes the first message and ends whoever sent it before it could hear that; the pid stands in a file.
cat > "$work/hook.py" <<'TEXT'
import http.server, os, signal, sys
class Hook(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        with open(sys.argv[1] + '/hooked', 'ab') as out:
            out.write(self.headers['X-Pilothouse-Id'].encode() + b'\n')
        if os.path.exists(sys.argv[1] + '/victim'):
            with open(sys.argv[1] + '/victim') as victim:
                os.kill(int(victim.read()), signal.SIGKILL)
            os.remove(sys.argv[1] + '/victim')
        self.send_response(200)
        self.end_headers()
    def log_message(self, *words):
        pass
server = http.server.HTTPServer(('127.0.0.1', 0), Hook)
print(server.server_port, flush=True)
server.serve_forever()
TEXT
/usr/bin/python3 "$work/hook.py" "$work" > "$work/hookport" 2> /dev/null 9>&- &
hook=$!
for file in port hookport; do
    tries=0
    until [ -s "$work/$file" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 300 ] || { echo "a server did not start" && exit 1; }
        sleep 0.1
    done
done

cat > "$work/config/systems/shop.yaml" <<TEXT
apiVersion: pilothouse/v1
system: shop
environments:
  staging:
    kind: staging
    hosts: { here: { local: true, directory: $work/place, roles: [app] } }
    notify: [{ mail: { to: [users@example.com], from: status@example.com, server: "127.0.0.1:$(cat "$work/port")", tls: none } }]
    windows: { page: { on: app, show: touch page, hide: rm -f page, check: test -e page } }
    procedures:
      deploy: { requires: [{ window: maintenance }], steps: [{ name: Go, on: app, run: "test -e page && echo gone" }] }
      keep: { way: care, steps: [{ name: Go, on: app, run: echo kept }] }
  deaf:
    kind: staging
    hosts: { here: { local: true, directory: $work/place, roles: [app] } }
    notify: [{ webhook: { url: "http://127.0.0.1:1/nobody" } }]
    procedures:
      deploy: { requires: [{ window: maintenance }], steps: [{ name: Go, on: app, run: echo gone }] }
  silent: { kind: staging, hosts: { here: { local: true } } }
  hooked:
    kind: staging
    hosts: { here: { local: true } }
    notify: [{ webhook: { url: "http://127.0.0.1:$(cat "$work/hookport")/hook" } }]
  regular:
    kind: staging
    hosts: { here: { local: true, directory: $work/place, roles: [app] } }
    notify: [{ mail: { to: [users@example.com], from: status@example.com, server: "127.0.0.1:$(cat "$work/port")", tls: none } }]
    windows: { maintenance: [{ title: Patches, cron: "0 0 * * *", for: 24h }] }
    procedures:
      deploy: { requires: [{ window: maintenance }], steps: [{ name: Go, on: app, run: echo gone }] }
TEXT
export XDG_STATE_HOME="$work/state"
run() { "$ctl" --config "$work/config" --data "$work/data" "$@"; }
fail() {
    echo "$1"
    exit 1
}
status() {
    expected=$1
    shift
    code=0
    "$@" > "$work/out" 2>&1 || code=$?
    [ "$code" -eq "$expected" ] || fail "exit status $code instead of $expected: $* $(cat "$work/out")"
}
says() { grep -qF -- "$1" "$work/out" || fail "it does not say \"$1\": $(cat "$work/out")"; }
# How many mails have this in their subject, decoded.
mailed() {
    /usr/bin/python3 -c 'import email, email.policy, glob, sys
mails = [open(name).read().split("\n\n", 1)[1] for name in glob.glob(sys.argv[1] + "/*.eml")]
print(sum(sys.argv[2] in email.message_from_string(mail, policy=email.policy.default)["subject"] for mail in mails))' "$work/mails" "$1"
}
soon=$(date -u '+%Y-%m-%d %H:%M')
later=$(date -u -d '+3 days' '+%Y-%m-%d %H:%M')

status 0 run validate "$work/config/systems/shop.yaml"

# In time, and not in time.
status 0 run maintenance announce shop/staging --from "$later" --for 2h --zone UTC --reason 'New database'
says 'before to mail (users@example.com)'
[ "$(mailed 'Maintenance of shop/staging')" -eq 1 ] || fail "the announcement did not arrive"
status 5 run run shop/staging deploy
says 'closed; the next opens'
status 5 run maintenance announce shop/staging --from "$soon" --for 1h --zone UTC --reason 'Security hole'
says 'at short notice'
status 3 run maintenance announce shop/staging --from '2027-03-28 02:30' --for 1h --zone Europe/Berlin --reason x
says 'does not exist'
status 2 run maintenance announce shop/staging --from "$later" --for 1h --reason x

# Extended and cancelled, which people hear of.
status 0 run maintenance extend shop/staging --by 1h --reason 'more tables'
[ "$(mailed 'takes longer')" -eq 1 ] || fail "the extension was not announced"
status 0 run maintenance cancel shop/staging --reason 'not needed'
[ "$(mailed 'is cancelled')" -eq 1 ] || fail "that it is cancelled was not told"
status 5 run maintenance end shop/staging "$(run --json maintenance list shop/staging | jq -r '.windows[0].id')"

# At short notice, with the reason; it opens by itself, the page is up, a run goes through, and the end tells of it.
status 0 run maintenance announce shop/staging --from "$soon" --for 1h --zone UTC --reason 'Security hole' --short-notice 'exploited already'
says 'at short notice: exploited already'
status 0 run run shop/staging deploy
[ -e "$work/place/page" ] || fail "the page is not up"
status 4 run status shop/staging
says 'maintenance until'
says 'at short notice: exploited already'
status 5 run maintenance cancel shop/staging
says 'end it instead'
status 0 run maintenance end shop/staging
says 'The page is gone on here.'
says 'deploy: succeeded'
[ ! -e "$work/place/page" ] || fail "the page is still up"
[ "$(mailed 'is over')" -eq 1 ] || fail "the end was not told"
status 5 run run shop/staging deploy
status 0 run run shop/staging keep

# Nobody was told: it stays shut until somebody says so.
status 4 run maintenance announce shop/deaf --from "$soon" --for 1h --zone UTC --reason x --short-notice y
says 'announced to nobody'
status 5 run run shop/deaf deploy
says 'does not open: announced to nobody'
status 5 run maintenance start shop/deaf
status 4 run maintenance start shop/deaf --unannounced 'told by phone'
says 'opens without an announcement: told by phone'
status 0 run run shop/deaf deploy
status 5 run maintenance announce shop/silent --from "$later" --for 1h --zone UTC --reason x
says 'nobody would be told'
status 0 run maintenance announce shop/silent --from "$later" --for 1h --zone UTC --reason x --unannounced 'nobody uses it'

# A repeated window that nobody spoke of is announced late by whichever program runs, and opens then; never twice.
before=$(mailed 'Maintenance of shop/regular')
status 0 run run shop/regular deploy
status 0 run run shop/regular deploy
open=$(run --json maintenance list shop/regular | jq '[.windows[] | select(.state == "started")] | length')
[ "$open" -eq 1 ] || fail "$open occurrences are open instead of one"
windows=$(run --json maintenance list shop/regular | jq '.windows | length')
told=$(run --json maintenance list shop/regular | jq '[.windows[].told[].title | select(contains("begun") | not)] | length')
case "$([ "$windows" -ge 3 ] && echo many) $((told - windows)) $([ "$before" -gt 0 ] && echo before)" in "many 0 before") ;; *) fail "$windows occurrences, $told announcements" ;; esac
run maintenance list shop/regular | grep -q 'late: 2 d were promised' || fail "it does not say that it is late"

# Killed between the other side's yes and the record of it: said again, and known by its id.
sh -c 'echo $$ > "$1/victim" && exec "$2" --config "$1/config" --data "$1/data" maintenance announce shop/hooked --from "$3" --for 1h --zone UTC --reason x' \
    sh "$work" "$ctl" "$later" > /dev/null 2>&1 && fail "the program was not killed"
[ "$(wc -l < "$work/hooked")" -eq 1 ] || fail "the message did not arrive"
status 0 run maintenance list shop/hooked
says 'announced to nobody'
status 0 faketime -f +6m "$ctl" --config "$work/config" --data "$work/data" maintenance list shop/hooked
says 'webhook (127.0.0.1)'
[ "$(wc -l < "$work/hooked")" -eq 2 ] || fail "it was not sent again"
[ "$(sort -u "$work/hooked" | wc -l)" -eq 1 ] || fail "its id differs"

run audit verify > /dev/null || fail "the audit trail does not verify"
echo "maintenance is announced, opened and ended"
