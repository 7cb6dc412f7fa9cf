#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Lists the files of a folder: $1. Prints "<bytes> <mtime seconds> <name>" with a NUL behind each, so that no name can pretend to be two.
# Exit status 3: there is no such folder.
cd -- "$1" 2>/dev/null || exit 3
if find . -maxdepth 0 -printf '' 2>/dev/null; then
    find . -maxdepth 1 -type f -printf '%s %T@ %f\0'
    exit
fi
# busybox find has no -printf
for f in ./* ./.[!.]*; do
    [ -f "$f" ] || continue
    printf '%s %s\0' "$(stat -c '%s %Y' -- "$f")" "${f#./}"
done
