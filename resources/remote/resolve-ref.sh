#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Resolves $ref to a commit in the repository of the working folder, as the remote knows it now, and lists what lies
# between it and $running (a commit; HEAD when empty). No branch, tag or file of the host changes: only objects may come.
# Prints `commit SHA`, `running SHA`, `log SHA<tab>AUTHOR<tab>SUBJECT` for each commit, or `error WHY`.

export GIT_TERMINAL_PROMPT=0

give_up() {
    printf 'error %s\n' "$*"
    exit 0
}

: "${ref:=}" "${running:=}"
case $ref in '' | -*) give_up "$ref is no name of a version" ;; esac
git rev-parse --git-dir >/dev/null 2>&1 || give_up "there is no git repository in $(pwd)"

remote=origin
name=$ref
for candidate in $(git remote); do
    case $ref in
    "$candidate"/*)
        remote=$candidate
        name=${ref#"$candidate"/}
        ;;
    esac
done

commit=
case $ref in
*[!0-9a-f]*) ;;
*) [ ${#ref} -ne 40 ] || commit=$ref ;;
esac
if [ -z "$commit" ]; then
    listed=$(git ls-remote "$remote" "refs/heads/$name" "refs/tags/$name" "refs/tags/$name^{}" 2>&1) ||
        give_up "$remote could not be asked: $(printf '%s' "$listed" | tail -n 1)"
    # The last line of an annotated tag names its commit.
    commit=$(printf '%s\n' "$listed" | sed -n 's/^\([0-9a-f]\{40,64\}\)[[:space:]].*/\1/p' | tail -n 1)
fi
[ -n "$commit" ] || commit=$(git rev-parse --verify --quiet "$ref^{commit}")
[ -n "$commit" ] || give_up "neither $remote nor this host knows $ref"
printf 'commit %s\n' "$commit"

head=$(git rev-parse --verify --quiet HEAD)
printf 'running %s\n' "$head"
base=$head
if [ -n "$running" ] && git cat-file -e "$running^{commit}" 2>/dev/null; then base=$running; fi

if ! git cat-file -e "$commit^{commit}" 2>/dev/null; then
    git fetch --quiet --no-tags --refmap= --no-write-fetch-head "$remote" "$commit" >/dev/null 2>&1 ||
        git fetch --quiet --no-tags --refmap= --no-write-fetch-head "$remote" "$name" >/dev/null 2>&1
fi
git cat-file -e "$commit^{commit}" 2>/dev/null || give_up "$commit is not on $remote"
[ -z "$base" ] || git log -n 200 --format='log %H%x09%an%x09%s' "$base..$commit" --
