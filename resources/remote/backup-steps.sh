#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a backup and a restore do on the host, as functions behind verify-backup.sh. core/backup writes these values in front of the call:
#   backup_directory  where backups are
#   backup_glob       shell pattern of their names
#   backup_exact      not empty where their names tell the second
#   backup_create     the definition's command that makes one
#   backup_restore    the definition's command that restores "$BACKUP"
#   rows_host rows_port rows_user rows_database rows_secret   where live rows are counted (rows_secret names a variable)
#   rows_container rows_folder   not empty where only its own container reaches that server: the service of Compose and the folder of its
#                     file, or the container's name and no folder
# The environment of the step holds BACKUP, the file to restore. Every line that the console reads begins with "pilothouse ".
# shellcheck disable=SC2154 # they are values and inputs of the step

newest_backup() {
    # Names carry their date, so the last name is the newest.
    nb_newest=
    for nb_file in "$backup_directory"/$backup_glob; do
        [ -f "$nb_file" ] && nb_newest=$nb_file
    done
    printf '%s' "$nb_newest"
}

# One line for each backup: what can be seen from outside (inode, size, time), then its name.
backup_marks() {
    # shellcheck disable=SC2086 # a pattern
    (cd "$backup_directory" 2>/dev/null && LC_ALL=C ls -lidn -- $backup_glob 2>/dev/null)
}

# The last of the names whose line is not among those of "$1": made since, or written anew.
made_since() {
    {
        printf '%s\n--\n' "$1"
        backup_marks
    } | LC_ALL=C awk '
        !now && $0 == "--" { now = 1; next }
        !now { seen[$0] = 1; next }
        !($0 in seen) { for (i = 0; i < 9; i++) sub(/^ *[^ ]+ +/, ""); made = $0 }
        END { print made }'
}

check_space() {
    newest=$(newest_backup)
    [ -n "$newest" ] || return 0
    needed=$(($(wc -c <"$newest") / 512))
    free=$(df -Pk "$backup_directory" | awk 'NR == 2 { print $4 }')
    case $free in
    '' | *[!0-9]*)
        echo "The host does not tell how much room there is in $backup_directory." >&2
        return 1
        ;;
    esac
    echo "pilothouse space needed-kib $needed free-kib $free"
    if [ "$free" -lt "$needed" ]; then
        echo "There is not enough room in $backup_directory for another backup: $free KiB are free, about $needed are needed." >&2
        return 1
    fi
}

create_backup() {
    check_space || return 1
    before=$(backup_marks)
    sh -c "$backup_create" || {
        echo "The backup command failed with status $?." >&2
        return 1
    }
    made=$(made_since "$before")
    if [ -z "$made" ]; then
        echo "The backup command said that all is well, but $backup_directory holds no new file named like $backup_glob." >&2
        return 1
    fi
    report_backup "$backup_directory/$made"
}

# The file to restore as $chosen, and the name under which it is kept while the safety dump is made as $kept.
choose_backup() {
    case $BACKUP in
    */* | -* | '')
        echo "\"$BACKUP\" is not the name of a backup." >&2
        return 1
        ;;
    esac
    chosen=$backup_directory/$BACKUP
    kept=$backup_directory/.pilothouse-kept-$BACKUP
}

inode_of() {
    # shellcheck disable=SC2012 # one file, and its number comes first
    ls -di -- "$1" 2>/dev/null | awk '{ print $1 }'
}

# The chosen file is in its place again, whatever a backup command or the end of an earlier run has left.
put_back() {
    [ -e "$kept" ] || return 0
    if [ -e "$chosen" ] && [ "$(inode_of "$chosen")" != "$(inode_of "$kept")" ]; then
        pb_safety=$backup_directory/safety-$(date -u +%Y%m%dT%H%M%SZ)-$BACKUP
        mv -- "$chosen" "$pb_safety" || return 1
        echo "The safety dump got the name of the chosen backup; it is ${pb_safety##*/} now."
    fi
    if [ -e "$chosen" ]; then rm -f -- "$kept"; else mv -- "$kept" "$chosen"; fi
}

# A backup command may prune the very file that is to be restored, or, where names have no seconds, write over it.
safety_backup() {
    choose_backup && put_back || return 1
    if [ -n "$backup_exact" ]; then
        ln -- "$chosen" "$kept" 2>/dev/null || echo "${chosen##*/} cannot be held against being pruned." >&2
    elif ! mv -- "$chosen" "$kept"; then
        echo "${chosen##*/} could be written over by the safety dump and cannot be put aside: nothing was done." >&2
        return 1
    fi
    trap put_back EXIT
    trap 'exit 143' HUP INT TERM
    create_backup
}

read_backup() {
    choose_backup && put_back || return 1
    report_backup "$chosen"
}

report_backup() {
    rb_out=$(verify_backup "$1")
    rb_status=$?
    printf '%s\n' "$rb_out" | sed 's/^/pilothouse backup /'
    [ $rb_status -eq 0 ] || echo "The backup ${1##*/} is not complete." >&2
    return $rb_status
}

# The statements on standard input, in the container where there is one. The password is its first line, never an argument.
ask_rows() {
    # shellcheck disable=SC2016 # expanded where it is carried out
    ar_ask='exec psql -X -A -t -q -w -v ON_ERROR_STOP=1 -F " " -h "$1" -p "$2" -U "$3" -d "$4"'
    if [ -z "$rows_container" ]; then
        sh -c "$ar_ask" sh "$rows_host" "$rows_port" "$rows_user" "$rows_database"
        return
    fi
    ar_in=$rows_container
    if [ -n "$rows_folder" ]; then
        # shellcheck disable=SC2088 # it is what the definition says
        case $rows_folder in '~') ar_in=$HOME ;; '~/'*) ar_in=$HOME/${rows_folder#'~/'} ;; *) ar_in=$rows_folder ;; esac
        ar_in=$(cd -- "$ar_in" && for ar_way in "$(pwd -P)" "$PWD"; do
            docker ps --no-trunc -q --filter "label=com.docker.compose.service=$rows_container" \
                --filter "label=com.docker.compose.project.working_dir=$ar_way" --filter label=com.docker.compose.oneoff=False </dev/null
        done | head -n 1)
        [ -n "$ar_in" ] || {
            echo "No container of $rows_container is running for $rows_folder." >&2
            return 1
        }
    fi
    {
        printf '%s\n' "$PGPASSWORD"
        cat
    } | docker exec -i "$ar_in" sh -c "IFS= read -r PGPASSWORD; export PGPASSWORD; $ar_ask" sh "$rows_host" "$rows_port" "$rows_user" "$rows_database"
}

# Exact rows of every table, one "pilothouse rows WHEN TABLE COUNT" line each.
count_rows() {
    eval "PGPASSWORD=\${$rows_secret-}"
    export PGPASSWORD
    cr_out=$(ask_rows <<'SQL'
SELECT CASE table_schema WHEN 'public' THEN table_name ELSE table_schema || '.' || table_name END, (xpath('/row/c/text()', query_to_xml(format('SELECT count(*) AS c FROM %I.%I', table_schema, table_name), false, true, '')))[1]::text
FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE' ORDER BY 1;
SQL
    ) || {
        echo "Rows in $rows_database cannot be counted." >&2
        return 1
    }
    if [ -z "$cr_out" ]; then
        echo "$rows_database holds no table $1 the restore." >&2
        [ "$1" = before ]
        return
    fi
    printf '%s\n' "$cr_out" | sed "s/^/pilothouse rows $1 /"
}

restore_backup() {
    choose_backup && put_back || return 1
    # Nothing is touched before the file was read to its end.
    report_backup "$chosen" || return 1
    BACKUP=$chosen
    export BACKUP
    sh -c "$backup_restore" || {
        echo "The restore command failed with status $?." >&2
        return 1
    }
}
