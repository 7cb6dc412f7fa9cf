#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The writers are stopped, the database is not: what restores it has to reach it.
set -euo pipefail
cd "$(dirname "$0")/.."
compose() { docker-compose -f docker-compose.prod.yml "$@"; }
gunzip -t "$1"
compose stop backend </dev/null
trap 'compose start backend </dev/null' EXIT
query() { compose exec -T postgres psql -X -q -v ON_ERROR_STOP=1 -U fleetpass_prod "$@"; }
query -d postgres -c 'DROP DATABASE IF EXISTS fleetpass_restored' -c 'CREATE DATABASE fleetpass_restored' </dev/null
gunzip -c "$1" | query -1 -d fleetpass_restored >/dev/null
query -d postgres -c 'DROP DATABASE IF EXISTS fleetpass_replaced' -c 'ALTER DATABASE fleetpass_production RENAME TO fleetpass_replaced' \
    -c 'ALTER DATABASE fleetpass_restored RENAME TO fleetpass_production' </dev/null
