#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail
cd "$(dirname "$0")/.."
setting() { sed -n "s/^$1=//p" .env.production; }
folder=$(setting BACKUP_DIR)
days=$(setting BACKUP_RETENTION_DAYS)
name=bouncepro_$(date -u +%Y%m%d_%H%M%S).sql.gz
umask 077
mkdir -p "$folder"
trap 'rm -f "$folder/.$name"' EXIT
docker compose -f docker-compose.prod.yml exec -T postgres sh -c 'pg_dump -U "$POSTGRES_USER" "$POSTGRES_DB"' </dev/null | gzip >"$folder/.$name"
mv "$folder/.$name" "$folder/$name"
find "$folder" -name 'bouncepro_*.sql.gz' -mtime "+${days:-7}" -delete
echo "Backup made: $folder/$name"
