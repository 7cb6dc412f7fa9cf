#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Tells of a path on this host and changes nothing. $1 is what is asked, $2 the path: `disk` prints the file system it is
# on, by df in KiB and then in inodes; `age` prints this host's time and when the file was last written, both as seconds
# since 1970, so that no clock but this one counts; `list` prints the files of a folder as "<bytes> <mtime> <name>" with a
# NUL behind each, so that no name can pretend to be two. The first line (record) is "pilothouse".
# Exit status 3: there is no such thing. 4: this account may not look.
LC_ALL=C
export LC_ALL
unset CDPATH
path=$2
# shellcheck disable=SC2088 # the tilde of a definition, not of this shell
case $path in '~') path=$HOME ;; '~/'*) path=$HOME/${path#'~/'} ;; esac
case $1 in
disk)
    [ -e "$path" ] || exit 3
    echo pilothouse
    df -P -k "$path" && df -P -i "$path"
    ;;
age)
    if ! [ -e "$path" ]; then
        folder=$(dirname -- "$path")
        if [ -d "$folder" ] && ! [ -x "$folder" ]; then exit 4; fi
        exit 3
    fi
    echo pilothouse
    date +%s && stat -c %Y -- "$path"
    ;;
list)
    [ -d "$path" ] || exit 3
    cd -- "$path" && [ -r . ] || exit 4
    printf 'pilothouse\0'
    if find . -maxdepth 0 -printf '' 2>/dev/null; then
        find . -maxdepth 1 -type f -printf '%s %T@ %f\0'
        exit
    fi
    for file in ./* ./.[!.]*; do
        [ -f "$file" ] || continue
        printf '%s %s\0' "$(stat -c '%s %Y' -- "$file")" "${file#./}"
    done
    ;;
*) exit 2 ;;
esac
