#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Lists the files of a folder: $1. Prints "<bytes> <mtime seconds> <name>" with a NUL behind each, so that no name can pretend to be two.
# The first record is "list": what a noisy login shell says stands before it.
# Exit status 3: there is no such folder. 4: this account may not read it (an empty list would say that there is no backup).
unset CDPATH
[ -d "$1" ] || exit 3
cd -- "$1" && [ -r . ] || exit 4
printf 'list\0'
if find . -maxdepth 0 -printf '' 2>/dev/null; then
    LC_ALL=C find . -maxdepth 1 -type f -printf '%s %T@ %f\0'
    exit
fi
# busybox find has no -printf
for f in ./* ./.[!.]*; do
    [ -f "$f" ] || continue
    printf '%s %s\0' "$(stat -c '%s %Y' -- "$f")" "${f#./}"
done
