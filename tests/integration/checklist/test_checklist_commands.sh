#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 600
# The checklist commands from import to signature, with their exit codes, and two people who sign at once.
set -eu

ctl=${PILOTHOUSE_BIN:?}/pilothousectl
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/config/systems"

cat > "$work/config/systems/list.md" <<'TEXT'
# Go-live

## Code

- [x] Tests pass
- [ ] Lint clean

```sh
- [ ] only looks like one
```

## Sign-off

- [ ] **Developer**: ____ Date: ____
- [ ] **CTO**: ____ Date: ____
TEXT
cat > "$work/config/systems/shop.yaml" <<'TEXT'
apiVersion: pilothouse/v1
system: shop
title: Shop
environments:
  production:
    kind: production
    hosts:
      here: { local: true }
    checklists:
      go-live: { from: list.md, roles: [{ role: Developer }, { role: CTO, after: [Developer] }] }
TEXT

run() { "$ctl" --config "$work/config" --data "$work/data" "$@"; }

# expect CODE WORDS…: the command ends with this code.
expect() {
    wanted=$1
    shift
    code=0
    run "$@" > "$work/out" 2> "$work/err" || code=$?
    if [ "$code" != "$wanted" ]; then
        echo "expected $wanted, got $code: $*"
        cat "$work/out" "$work/err"
        exit 1
    fi
}

# shows EXPRESSION: true of the JSON document `d` of the list.
shows() {
    run checklist show shop/production --json > "$work/json"
    python3 - "$work/json" "$1" <<'PYTHON'
import json, sys
with open(sys.argv[1], encoding='utf-8') as file:
    d = json.load(file)
if not eval(sys.argv[2]):
    sys.exit(f'not so: {sys.argv[2]}\n{json.dumps(d, indent=1)[:4000]}')
PYTHON
}

expect 2 checklist show shop/staging
expect 2 checklist show shop/production
expect 4 checklist check shop/production
expect 0 checklist import shop/production
shows "d['schema'] == 'pilothouse/v1' and d['progress']['total'] == 4 and d['progress']['claimed'] == 1"
shows "d['unread'] == 1 and d['nextSigner'] == 'Developer'"

expect 3 checklist tick shop/production 1
expect 3 checklist tick shop/production 1 --evidence '  '
expect 2 checklist tick shop/production 99 --evidence x
expect 5 checklist tick shop/production 3 --evidence 'signatures are not ticked'
expect 0 checklist tick shop/production 1 --evidence '401 tests in run 42' --file "$work/config/systems/shop.yaml"
sum=$(sha256sum < "$work/config/systems/shop.yaml" | cut -d' ' -f1)
shows "d['sections'][0]['items'][0]['evidence']['artefacts'] == ['shop.yaml sha256:$sum']"
shows "d['progress']['held'] == 1 and d['progress']['percent'] == 25"
expect 1 checklist check shop/production
expect 0 checklist check shop/production --condition 'held>=25%'
expect 3 checklist check shop/production --condition nonsense

expect 5 checklist sign shop/production --as CTO
expect 5 checklist sign shop/production --as Developer
expect 0 checklist tick shop/production 'lint clean' --evidence '0 problems' --write-back
grep -q '^- \[x\] Lint clean$' "$work/config/systems/list.md"

# Of two who sign at once one is told that the other was first.
run checklist sign shop/production --as Developer > /dev/null 2>&1 &
one=$!
run checklist sign shop/production --as Developer > /dev/null 2>&1 &
two=$!
first=0
second=0
wait "$one" || first=$?
wait "$two" || second=$?
[ "$((first + second))" = 5 ] || { echo "exit codes of two signatures: $first and $second"; exit 1; }
shows "len([s for s in d['signatures'] if s['state'] == 'signed']) == 1"
expect 0 checklist sign shop/production --as CTO
expect 0 checklist check shop/production
shows "d['complete'] and d['signed'] and d['progress']['percent'] == 100"

# A dossier is handed on and checked: by itself, against the trail here, and by somebody who has another trail.
expect 0 checklist export shop/production --out "$work/dossier.json"
expect 0 checklist verify "$work/dossier.json"
expect 0 checklist verify "$work/dossier.json" --json
python3 -c 'import json, sys; d = json.load(open(sys.argv[1])); assert d["valid"] and d["complete"] and d["trailAgrees"] and not d["faults"], d' "$work/out"
run checklist export shop/production | run checklist verify -
code=0
"$ctl" --config "$work/config" --data "$work/elsewhere" checklist verify "$work/dossier.json" > "$work/out" || code=$?
[ "$code" = 4 ] || { echo "a dossier of another installation: $code"; exit 1; }
sed 's/401 tests/402 tests/' "$work/dossier.json" > "$work/forged.json"
expect 1 checklist verify "$work/forged.json"
expect 3 checklist verify "$work/config/systems/list.md"
expect 1 checklist export shop/production --out "$work/no/such/folder"

# What changes afterwards shows, and the document may be reordered without losing anything.
expect 0 checklist tick shop/production 2 --evidence '3 warnings' --fails
shows "[s['state'] for s in d['signatures']] == ['content-changed', 'waiting']"
printf '# Go-live\n\n## Code\n\n- [ ] Lint clean\n- [ ] Tests pass\n' > "$work/config/systems/list.md"
expect 0 checklist import shop/production
shows "[i['state'] for i in d['sections'][0]['items']] == ['failing', 'held']"
expect 0 audit verify
echo "checklist commands: ok"
