#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# migrate.sh ENVIRONMENT: applies what is pending with the image that .env names, and looks whether all is applied.
set -euo pipefail
cd "$(dirname "$0")/../.."
case ${1-} in staging | production) ;; *)
    echo "usage: migrate.sh staging|production" >&2
    exit 2
    ;;
esac
migrate() { docker compose -f docker-compose.prod.yml run --rm --no-deps -T backend-api pnpm "$1" </dev/null; }
migrate db:migrate:deploy
migrate db:migrate:status
