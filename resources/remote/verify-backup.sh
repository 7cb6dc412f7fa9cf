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
verify_reader() {
    case $1 in
    *.gz) echo gzip -dc ;;
    *.zst) echo zstd -dcq ;;
    *.xz) echo xz -dc ;;
    *.bz2) echo bzip2 -dc ;;
    *) echo cat ;;
    esac
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
    printf 'sha256 %s\n' "$(sha256sum <"$vb_file" | cut -d ' ' -f 1)"
    if [ "$vb_bytes" -eq 0 ]; then
        verify_reason exists 'the file is empty'
        return 1
    fi
    vb_tmp=$(mktemp -d "${TMPDIR:-/tmp}/pilothouse.XXXXXX" 2>/dev/null || mktemp -d /dev/shm/pilothouse.XXXXXX) || {
        verify_reason exists 'no temporary folder can be made on the host, so the file was not read'
        return 1
    }
    vb_reader=$(verify_reader "$vb_file")
    # Every stage has its own status: a pipe alone would only tell about its last command.
    mkfifo "$vb_tmp/tail"
    tail -c 2048 <"$vb_tmp/tail" >"$vb_tmp/end" &
    # shellcheck disable=SC2086 # a command and its options
    vb_raw=$({
        $vb_reader <"$vb_file" 2>"$vb_tmp/errors"
        echo $? >"$vb_tmp/status"
    } | tee "$vb_tmp/tail" | wc -c)
    wait $!
    vb_status=$(cat "$vb_tmp/status")
    vb_said=$(grep -m 1 . "$vb_tmp/errors" | tr -d '\r' | cut -c 1-160)
    # shellcheck disable=SC2086
    vb_start=$($vb_reader <"$vb_file" 2>/dev/null | head -c 512 | tr -d '\000')
    vb_end=$(tr -d '\000' <"$vb_tmp/end")
    rm -rf "$vb_tmp"
    printf 'raw %s\n' "$((vb_raw))"
    case $vb_start in
    PGDMP*) vb_kind=custom ;;
    *'PostgreSQL database dump'* | *'PostgreSQL database cluster dump'*) vb_kind=sql ;;
    *) case $vb_file in *.tar | *.tar.* | *.tgz) vb_kind=tar ;; *) vb_kind=unknown ;; esac ;;
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
    case $vb_kind in
    sql)
        case $vb_end in
        *'PostgreSQL database dump complete'* | *'PostgreSQL database cluster dump complete'*)
            echo 'verified complete'
            return 0
            ;;
        esac
        verify_reason readable 'it does not end as a finished dump does'
        return 1
        ;;
    custom)
        # shellcheck disable=SC2086
        if $vb_reader <"$vb_file" 2>/dev/null | pg_restore -f /dev/null 2>/dev/null; then
            echo 'verified complete'
            return 0
        fi
        verify_reason readable 'pg_restore cannot read it to its end'
        return 1
        ;;
    tar)
        # shellcheck disable=SC2086
        if $vb_reader <"$vb_file" 2>/dev/null | tar -tf - >/dev/null 2>&1; then
            echo 'verified complete'
            return 0
        fi
        verify_reason readable 'tar cannot read it to its end'
        return 1
        ;;
    *)
        verify_reason readable 'it is no kind of backup whose end is known'
        return 1
        ;;
    esac
}
