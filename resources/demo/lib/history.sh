# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The backups that are there before the first visitor: one real dump, and what it would have been on earlier nights.

backup_dir() { printf '%s/backups/fleetpass\n' "$(host_home "$1")"; }

create_history() {
    kept=$(backup_dir app-1)
    [ ! -d "$kept" ] || return 0
    rm -rf "$kept.new"
    mkdir -p "$kept.new"
    chmod 700 "$kept.new"
    {
        on_host app-1 "BACKUP_DIR='$kept.new' ./fleetpass/scripts/backup-database.sh" &&
            "$PYTHON" "$FLEET_DIR/program/lib/history.py" "$kept.new"
    } >"$(host_dir app-1)/history.log" 2>&1 || {
        warn "the history of backups was not made; $(host_dir app-1)/history.log says why"
        return 1
    }
    mv "$kept.new" "$kept"
}

create_staging_backup() {
    [ ! -d "$(backup_dir staging-1)" ] || return 0
    on_host staging-1 './fleetpass/scripts/backup-database.sh' >"$(host_dir staging-1)/history.log" 2>&1
}
