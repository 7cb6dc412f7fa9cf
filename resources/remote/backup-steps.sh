#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a backup and a restore do on the host, as functions behind verify-backup.sh. Values come from the environment of the step:
#   backup_directory  where backups are
#   backup_glob       shell pattern of their names
#   backup_create     the definition's command that makes one
#   backup_restore    the definition's command that restores "$BACKUP"
#   BACKUP            the file to restore
#   rows_host rows_port rows_user rows_database rows_secret   where live rows are counted (rows_secret names a variable)
# Every line that the console reads begins with "pilothouse ".
# shellcheck disable=SC2154 # they are inputs of the step

newest_backup() {
    # Names carry their date, so the last name is the newest.
    nb_newest=
    for nb_file in "$backup_directory"/$backup_glob; do
        [ -f "$nb_file" ] && nb_newest=$nb_file
    done
    printf '%s' "$nb_newest"
}

check_space() {
    newest=$(newest_backup)
    [ -n "$newest" ] || return 0
    needed=$(($(wc -c <"$newest") / 512))
    free=$(df -Pk "$backup_directory" | awk 'NR == 2 { print $4 }')
    echo "pilothouse space needed-kib $needed free-kib $free"
    if [ "$free" -lt "$needed" ]; then
        echo "There is not enough room in $backup_directory for another backup: $free KiB are free, about $needed are needed." >&2
        return 1
    fi
}

create_backup() {
    check_space || return 1
    before=$(newest_backup)
    sh -c "$backup_create" || {
        echo "The backup command failed with status $?." >&2
        return 1
    }
    made=$(newest_backup)
    if [ -z "$made" ] || [ "$made" = "$before" ]; then
        echo "The backup command said that all is well, but $backup_directory holds no new file named like $backup_glob." >&2
        return 1
    fi
    report_backup "$made"
}

report_backup() {
    rb_out=$(verify_backup "$1")
    rb_status=$?
    printf '%s\n' "$rb_out" | sed 's/^/pilothouse backup /'
    [ $rb_status -eq 0 ] || echo "The backup ${1##*/} is not complete." >&2
    return $rb_status
}

# Exact rows of every table, one "pilothouse rows WHEN TABLE COUNT" line each.
count_rows() {
    [ -n "$rows_database" ] || return 0
    eval "PGPASSWORD=\${$rows_secret-}"
    export PGPASSWORD
    cr_out=$(psql -X -A -t -q -w -v ON_ERROR_STOP=1 -F ' ' -h "$rows_host" -p "$rows_port" -U "$rows_user" -d "$rows_database" <<'SQL'
SELECT table_name, (xpath('/row/c/text()', query_to_xml(format('SELECT count(*) AS c FROM %I.%I', table_schema, table_name), false, true, '')))[1]::text
FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name;
SQL
    ) || {
        echo "Rows in $rows_database cannot be counted." >&2
        return 1
    }
    printf '%s\n' "$cr_out" | sed "s/^/pilothouse rows $1 /"
}

restore_backup() {
    case $BACKUP in
    */* | -* | '') echo "\"$BACKUP\" is not the name of a backup." >&2 && return 1 ;;
    esac
    file=$backup_directory/$BACKUP
    # Nothing is touched before the file was read to its end.
    report_backup "$file" || return 1
    BACKUP=$file
    export BACKUP
    sh -c "$backup_restore" || {
        echo "The restore command failed with status $?." >&2
        return 1
    }
}
