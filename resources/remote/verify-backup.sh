#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Reads backup files to their end and says what they prove. Functions only: core/backup puts a call behind them.
# verify_backup FILE prints "key value" lines, the last one being "verified <rung>":
#   file, bytes, sha256, kind (sql, custom, tar, unknown), raw (bytes after decompression), reason (when a rung is missing),
#   verified none|exists|readable|complete
# A compressed file whose every byte decompresses is readable; a dump that also ends as pg_dump ends it is complete.

verify_reason() {
    printf 'reason %s\nverified %s\n' "$2" "$1"
}

# The decompressor for a name, or cat.
verify_program() { # FILE: what it takes to read it
    case $1 in
    *.gz | *.tgz) echo gzip ;;
    *.zst | *.tzst) echo zstd ;;
    *.xz | *.txz) echo xz ;;
    *.bz2 | *.tbz2 | *.tbz) echo bzip2 ;;
    *) echo cat ;;
    esac
}

# The programs by their names: what reads a plan for commands that destroy data cannot see through a variable.
verify_read() { # FILE
    case $(verify_program "$1") in
    gzip) gzip -dc <"$1" ;;
    zstd) zstd -dcq <"$1" ;;
    xz) xz -dc <"$1" ;;
    bzip2) bzip2 -dc <"$1" ;;
    *) cat <"$1" ;;
    esac
}

verify_sum() {
    if command -v sha256sum >/dev/null 2>&1; then
        sha256sum <"$1"
    else
        shasum -a 256 <"$1"
    fi | cut -d ' ' -f 1
}

# 0 when standard input, the end of a dump, ends with the trailer of "$1" (dump or cluster dump). A trailer ends only its own dump:
# where the header of another one follows, or pg_dumpall went on to its next database, nothing is complete.
verify_trailer() {
    LC_ALL=C awk -v whole="-- PostgreSQL database $1 complete" '
        { sub(/\r$/, "") }
        /^-- PostgreSQL database (cluster )?dump( complete)?$/ { ended = $0 == whole; next }
        /^--/ || /^[ \t]*$/ || /^\\unrestrict / || /^COMMIT;$/ { next }
        { ended = 0 }
        END { exit !ended }'
}

verify_backup() {
    vb_file=$1
    printf 'file %s\n' "${vb_file##*/}"
    if [ ! -f "$vb_file" ]; then
        verify_reason none 'there is no such file'
        return 1
    fi
    vb_bytes=$(($(wc -c <"$vb_file")))
    printf 'bytes %s\n' "$vb_bytes"
    vb_sum=$(verify_sum "$vb_file")
    if [ ${#vb_sum} -ne 64 ]; then
        verify_reason exists 'the host cannot tell its SHA-256, so nothing can be proved of these bytes'
        return 1
    fi
    printf 'sha256 %s\n' "$vb_sum"
    if [ "$vb_bytes" -eq 0 ]; then
        verify_reason exists 'the file is empty'
        return 1
    fi
    vb_reader=$(verify_program "$vb_file")
    if ! command -v "$vb_reader" >/dev/null 2>&1; then
        verify_reason exists "the host has no $vb_reader to read it with"
        return 1
    fi
    vb_tmp=$(mktemp -d "${TMPDIR:-/tmp}/pilothouse.XXXXXX" 2>/dev/null || mktemp -d /dev/shm/pilothouse.XXXXXX) || {
        verify_reason exists 'no temporary folder can be made on the host, so the file was not read'
        return 1
    }
    verify_content
    vb_result=$?
    rm -rf "$vb_tmp"
    return $vb_result
}

# Goes on with $vb_file in $vb_tmp.
verify_content() {
    # Every stage has its own status: a pipe alone would only tell about its last command.
    mkfifo "$vb_tmp/tail" || {
        verify_reason exists 'no pipe can be made on the host, so the file was not read'
        return 1
    }
    tail -c 2048 <"$vb_tmp/tail" >"$vb_tmp/end" &
    vb_raw=$({
        verify_read "$vb_file" 2>"$vb_tmp/errors"
        echo $? >"$vb_tmp/status"
    } | tee "$vb_tmp/tail" | wc -c)
    wait $!
    vb_status=$(cat "$vb_tmp/status")
    vb_said=$(grep -m 1 . "$vb_tmp/errors" | tr -d '\r' | cut -c 1-160)
    vb_start=$(verify_read "$vb_file" 2>/dev/null | head -c 512 | tr -d '\000')
    printf 'raw %s\n' "$((vb_raw))"
    case $vb_start in
    PGDMP*) vb_kind=custom ;;
    *'PostgreSQL database dump'* | *'PostgreSQL database cluster dump'*) vb_kind=sql ;;
    *) case $vb_file in *.tar | *.tar.* | *.tgz | *.tzst | *.txz | *.tbz2 | *.tbz) vb_kind=tar ;; *) vb_kind=unknown ;; esac ;;
    esac
    printf 'kind %s\n' "$vb_kind"
    if [ "$vb_status" != 0 ]; then
        verify_reason exists "cut off or damaged: $vb_said"
        return 1
    fi
    if [ "$vb_raw" -eq 0 ]; then
        verify_reason exists 'it holds nothing: the dump ended before its first byte'
        return 1
    fi
    if [ "$(($(wc -c <"$vb_file")))" -ne "$vb_bytes" ]; then
        verify_reason exists 'it changed while it was read: it may still be written'
        return 1
    fi
    case $vb_kind in
    sql)
        case $vb_start in
        *'PostgreSQL database cluster dump'*) vb_whole='cluster dump' ;;
        *) vb_whole=dump ;;
        esac
        if tr -d '\000' <"$vb_tmp/end" | verify_trailer "$vb_whole"; then
            echo 'verified complete'
            return 0
        fi
        verify_reason readable 'it does not end as a finished dump does'
        return 1
        ;;
    custom)
        if ! command -v pg_restore >/dev/null 2>&1; then
            verify_reason readable 'the host has no pg_restore to read it to its end with'
            return 1
        fi
        if verify_read "$vb_file" 2>/dev/null | pg_restore -f /dev/null 2>/dev/null; then
            echo 'verified complete'
            return 0
        fi
        verify_reason readable 'pg_restore cannot read it to its end'
        return 1
        ;;
    tar)
        vb_members=$(verify_read "$vb_file" 2>/dev/null | {
            tar -tf - 2>/dev/null
            echo $? >"$vb_tmp/status"
        } | wc -l)
        if [ "$(cat "$vb_tmp/status")" != 0 ]; then
            verify_reason readable 'tar cannot read it to its end'
            return 1
        fi
        # An archive ends with two empty blocks; tar itself does not miss them where the cut is between two files.
        if [ "$vb_raw" -lt 1024 ] || [ "$(($(tail -c 1024 "$vb_tmp/end" | tr -d '\000' | wc -c)))" -ne 0 ]; then
            verify_reason readable 'the end of the archive is missing'
            return 1
        fi
        if [ "$((vb_members))" -eq 0 ]; then
            verify_reason readable 'the archive holds no file'
            return 1
        fi
        echo 'verified complete'
        return 0
        ;;
    *)
        verify_reason readable 'it is no kind of backup whose end is known'
        return 1
        ;;
    esac
}
