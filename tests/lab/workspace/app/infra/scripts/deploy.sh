#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# deploy.sh ENVIRONMENT: starts the images that .env names, and looks whether they answer.
set -euo pipefail
cd "$(dirname "$0")/../.."
case ${1-} in staging | production) ;; *)
    echo "usage: deploy.sh staging|production" >&2
    exit 2
    ;;
esac
for name in BACKEND_API_IMAGE WEB_APP_IMAGE WORKER_JOBS_IMAGE POSTGRES_PASSWORD DATABASE_URL JWT_SECRET; do
    grep -q "^$name=." .env || {
        echo "$name is missing in .env" >&2
        exit 1
    }
done
docker compose -f docker-compose.prod.yml config -q
# shellcheck disable=SC2086 # the options of what was scaled
docker compose -f docker-compose.prod.yml up -d --remove-orphans ${PILOTHOUSE_SCALE-} </dev/null
for path in healthz readyz; do
    for ((i = 0; ; i++)); do
        curl -fsS --max-time 5 "http://localhost:3000/$path" && break
        [ "$i" -lt 20 ] || exit 1
        sleep 1
    done
    echo
done
