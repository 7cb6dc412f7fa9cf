#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# restore.sh FILE: into a database of its own, which takes the place of the other when all of it is there.
set -euo pipefail
cd "$(dirname "$0")/../.."
compose() { docker compose -f docker-compose.prod.yml "$@"; }
gunzip -t "$1"
compose stop backend-api worker-jobs </dev/null
trap 'compose start backend-api worker-jobs </dev/null' EXIT
query() { compose exec -T postgres psql -X -q -v ON_ERROR_STOP=1 -U workspace "$@"; }
query -d postgres -c 'DROP DATABASE IF EXISTS workspace_restored' -c 'CREATE DATABASE workspace_restored' </dev/null
gunzip -c "$1" | query -1 -d workspace_restored >/dev/null
query -d postgres -c 'DROP DATABASE IF EXISTS workspace_replaced' -c 'ALTER DATABASE workspace RENAME TO workspace_replaced' \
    -c 'ALTER DATABASE workspace_restored RENAME TO workspace' </dev/null
