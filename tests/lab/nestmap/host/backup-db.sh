#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# As somebody wrote it on the first day: that a dump failed is not noticed. The procedure `schedule` puts another in its place.
file=/opt/nestmap/backups/nestmap_backup_$(date -u +%Y%m%d_%H%M%S).sql
mkdir -p /opt/nestmap/backups
pg_dump -h localhost -U nestmap_user -w nestmap_production >"$file"
gzip "$file"
find /opt/nestmap/backups -name 'nestmap_backup_*.sql.gz' -mtime +30 -delete
