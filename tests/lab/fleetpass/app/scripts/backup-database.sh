#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail
cd "$(dirname "$0")/.."
folder=/backups/fleetpass
name=fleetpass_$(date -u +%Y%m%d_%H%M%S).sql.gz
mkdir -p "$folder"
trap 'rm -f "$folder/.$name"' EXIT
docker-compose -f docker-compose.prod.yml exec -T postgres pg_dump -U fleetpass_prod fleetpass_production </dev/null | gzip >"$folder/.$name"
mv "$folder/.$name" "$folder/$name"
(cd "$folder" && sha256sum "$name" >"$name.sha256")
find "$folder" -name 'fleetpass_*.sql.gz' -mtime +30 -delete
echo "$folder/$name"
