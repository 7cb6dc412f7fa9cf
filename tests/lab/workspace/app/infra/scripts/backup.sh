#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=${BACKUP_DIR:-/backups/workspace}
days=${RETENTION_DAYS:-30}
name=workspace_$(date -u +%Y%m%d_%H%M%S).sql.gz
mkdir -p "$folder"
trap 'rm -f "$folder/.$name"' EXIT
docker compose -f docker-compose.prod.yml exec -T postgres pg_dump -U workspace workspace </dev/null | gzip >"$folder/.$name"
mv "$folder/.$name" "$folder/$name"
(cd "$folder" && sha256sum "$name" >"$name.sha256")
find "$folder" -name 'workspace_*.sql.gz*' -mtime "+$days" -delete
echo "$folder/$name"
