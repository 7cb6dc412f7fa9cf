#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Starts the backend from the current checkout, in place of a running one, and waits until it answers.
set -eu
# shellcheck source=env.sh
. "$(dirname -- "$0")/env.sh"

"$ROOT/scripts/stop.sh"
mkdir -p "$ROOT/run" "$ROOT/logs"
commit=$(git -C "$ROOT" rev-parse HEAD)
printf 'Starting FleetPass %s (%.12s)\n' "$(cat "$ROOT/VERSION")" "$commit"

# A session of its own, and no descriptor shared with the caller: it outlives the connection that started it.
# shellcheck disable=SC2016  # the inner shell expands it
setsid sh -c 'printf "%s\n" "$$" >"$1.new" && mv "$1.new" "$1" && exec python3 -u "$2"' start \
    "$ROOT/run/backend.pid" "$ROOT/backend/server.py" </dev/null >>"$ROOT/logs/backend.out" 2>&1 &
started=$!

# Any backend could answer on the address, so the answer must name the commit that was started.
answers() {
    python3 - "$(setting HOST)" "$(setting PORT)" "$commit" 2>/dev/null <<'PYTHON'
import http.client, json, sys, time
host, port, commit = sys.argv[1:]
end = time.monotonic() + 15
while time.monotonic() < end:
    try:
        connection = http.client.HTTPConnection(host, int(port), timeout=2)
        connection.request("GET", "/api/v1/health/live")
        answer = connection.getresponse()
        if answer.status == 200 and json.load(answer).get("commit") == commit:
            sys.exit(0)
    except (OSError, ValueError, http.client.HTTPException):
        pass
    time.sleep(0.05)
sys.exit(1)
PYTHON
}

if answers; then
    printf 'The backend answers on %s:%s (process %s)\n' "$(setting HOST)" "$(setting PORT)" \
        "$(cat "$ROOT/run/backend.pid")"
else
    tail -n 5 "$ROOT/logs/backend.out" >&2 || :
    fail "the backend did not answer within 15 s (first process $started); logs/backend.out says why"
fi
