# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The repository of FleetPass: built commit by commit from app/commits, the same bytes and so the same commits each time.
#
# Every folder there is one commit: `commit` holds its date, tag and branch and then the message; `tree/` the files that
# it adds or replaces.

origin_dir() { printf '%s/origin/fleetpass.git\n' "$FLEET_DIR"; }

commit_field() { sed -n "s/^$2: //p;/^\$/q" "$1/commit"; }

create_origin() {
    [ ! -d "$(origin_dir)" ] || return 0
    work=$FLEET_DIR/origin/work
    rm -rf "$work" "$FLEET_DIR/origin/new.git"
    mkdir -p "$work"
    git -C "$work" init -q -b main
    git -C "$work" config user.name 'FleetPass build'
    git -C "$work" config user.email build@fleetpass.example.com
    git -C "$work" config commit.gpgsign false
    git -C "$work" config core.autocrlf false
    git -C "$work" config gc.auto 0
    git -C "$work" config core.fileMode false
    for step in "$FLEET_DIR"/program/app/commits/*/; do
        step=${step%/}
        branch=$(commit_field "$step" branch)
        [ "$(git -C "$work" symbolic-ref --short HEAD)" = "$branch" ] || git -C "$work" checkout -q -b "$branch"
        cp -R "$step/tree/." "$work/"
        git -C "$work" add -A
        # Modes come from here, not from how the files were checked out, so that the commits are always the same.
        find "$work" -path "$work/.git" -prune -o -path "$work/scripts/*.sh" ! -name env.sh \
            -exec git -C "$work" update-index --chmod=+x -- {} +
        date=$(commit_field "$step" date)
        sed '1,/^$/d' "$step/commit" |
            GIT_AUTHOR_DATE=$date GIT_COMMITTER_DATE=$date git -C "$work" commit -q --allow-empty -F -
        tag=$(commit_field "$step" tag)
        [ "$tag" = - ] || GIT_COMMITTER_DATE=$date git -C "$work" tag -a -m "FleetPass ${tag#v}" "$tag"
    done
    git clone -q --bare "$work" "$FLEET_DIR/origin/new.git"
    git -C "$FLEET_DIR/origin/new.git" symbolic-ref HEAD refs/heads/main
    git -C "$FLEET_DIR/origin/new.git" remote remove origin
    rm -rf "$work"
    mv "$FLEET_DIR/origin/new.git" "$(origin_dir)"
}

# create_clone HOST: the checkout that the host runs, at the version that is in production at the beginning.
create_clone() {
    clone=$(host_home "$1")/fleetpass
    [ ! -d "$clone/.git" ] || return 0
    rm -rf "$clone.new"
    git clone -q --no-hardlinks "$(origin_dir)" "$clone.new"
    git -C "$clone.new" checkout -q --detach v1.3.2
    mv "$clone.new" "$clone"
}
