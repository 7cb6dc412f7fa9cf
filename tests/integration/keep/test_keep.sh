#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 900
#
# resources/remote/keep.sh under every shell that remote code promises to work in: images in a table that stands for
# Docker, releases in real folders.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)

if [ $# -eq 0 ]; then
    failed=0
    work=$(mktemp -d)
    for shell in dash bash "busybox sh" ksh mksh; do
        command -v "${shell%% *}" >/dev/null || continue
        if "$0" "$shell" >"$work/out" 2>&1; then
            echo "$shell: $(tail -n 1 "$work/out")"
        else
            failed=1
            echo "=== $shell"
            cat "$work/out"
        fi
    done
    rm -rf "$work"
    exit $failed
fi

shell=$1
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
checks=0
mkdir "$top/bin"
cp "$here/tests/integration/keep/docker" "$top/bin/docker"
ln -s docker "$top/bin/docker-compose"
export PATH=$top/bin:$PATH DOCKER_TABLE=$top/table PILOTHOUSE_HOST=app-1 PILOTHOUSE_RUN=run-1
mkdir "$DOCKER_TABLE"

check() { # WHAT COMMAND...
    local what=$1
    shift
    checks=$((checks + 1))
    "$@" || {
        echo "FAIL: $what"
        exit 1
    }
}
same() { # WHAT EXPECTED ACTUAL
    checks=$((checks + 1))
    [ "$2" = "$3" ] || {
        echo "FAIL: $1: expected [$2], got [$3]"
        exit 1
    }
}
says() { # WHAT PART TEXT
    case $3 in *"$2"*) checks=$((checks + 1)) ;; *)
        echo "FAIL: $1: [$2] is not in [$3]"
        exit 1
        ;;
    esac
}
keep() { printf '%s\n' "$@" end | $shell "$here/resources/remote/keep.sh" 2>&1; }
listed() { keep 'act list' "$@" | grep '^kept ' | cut -d' ' -f2 | paste -sd' '; }

# --- images -----------------------------------------------------------------------------------------------------------
app=$top/app
mkdir "$app"
printf 'services:\n  backend: { image: shop_backend }\n  web: { image: localhost:5000/shop/web:latest }\n  db: { image: postgres:15 }\n' >"$app/compose.yml"
images=("directory $app" 'image compose backend backend compose.yml' 'image compose web web compose.yml' 'versions 3')
deploy() { # VERSION
    echo "$1" >"$app/version"
    (cd "$app" && docker compose -f compose.yml up -d --build)
}
runs() { # SERVICE: ids of what runs
    for each in $(cd "$app" && docker compose -f compose.yml ps -q "$1"); do docker inspect -f '{{.Image}}' "$each"; done | sort -u
}
meant() { printf 'sha256:%s\n' "$(echo "$1" | sha256sum | cut -c1-64)"; }

same "nothing runs yet" "" "$(listed "${images[@]}")"
out=$(keep 'act keep' 'version v0' "${images[@]}")
same "so nothing is kept" "" "$(listed "${images[@]}")"
deploy v1
out=$(keep 'act keep' 'version v1' "${images[@]}")
same "kept" v1 "$(listed "${images[@]}")"
same "under a tag that plain docker shows" "pilothouse-v1 $(meant v1)" "$(docker image ls --no-trunc --format '{{.Tag}} {{.ID}}' localhost:5000/shop/web | grep pilothouse)"
deploy v2
same "another one runs" "$(meant v2)" "$(runs backend)"
out=$(keep 'act retain' 'version v2' 'before v1' 'protect v1' "${images[@]}")
same "both are kept" "v1 v2" "$(listed "${images[@]}")"
out=$(keep 'act keep' 'version v2' "${images[@]}")
same "once" "v1 v2" "$(listed "${images[@]}")"

# What a name means by now is not what runs.
echo v9 >"$app/version"
printf '%s\n' 1 >"$DOCKER_TABLE/images/$(meant v9)"
docker tag "$(meant v9)" shop_backend
out=$(keep 'act keep' 'version v2' "${images[@]}")
same "the image of the container, not of the name" "$(meant v2)" "$(docker image inspect -f '{{.Id}}' shop_backend:pilothouse-v2)"

touch "$DOCKER_TABLE/nobuild"
check "scaled" docker compose -f "$app/compose.yml" up -d --no-build --scale web=3
: >"$DOCKER_TABLE/calls"
out=$(keep 'act back-images' 'version v1' "${images[@]}")
same "back" "$(meant v1)" "$(runs backend)"
same "in as many instances" 3 "$(docker compose -f "$app/compose.yml" ps -q web | wc -l | tr -d ' ')"
same "all of them" "$(meant v1)" "$(runs web)"
same "nothing was built" "" "$(grep -e ' --build' "$DOCKER_TABLE/calls")"
check "and nothing fetched" grep -q -e '--no-build --pull never' "$DOCKER_TABLE/calls"
same "its name means it again" "$(meant v1)" "$(docker image inspect -f '{{.Id}}' shop_backend)"
out=$(keep 'act back-images' 'version v1' "${images[@]}")
same "a second time changes nothing" "$(meant v1)" "$(runs web)"

# A run that failed half-way took everything down.
docker compose -f "$app/compose.yml" down
out=$(keep 'act back-images' 'version v2' "${images[@]}")
same "back from nothing" "$(meant v2) $(meant v2)" "$(runs backend) $(runs db)"
docker compose -f "$app/compose.yml" down
out=$(PILOTHOUSE_SCALE='--scale web=3' keep 'act back-images' 'version v2' "${images[@]}")
same "as many as the run knows of" 3 "$(docker compose -f "$app/compose.yml" ps -q web | wc -l | tr -d ' ')"
docker compose -f "$app/compose.yml" up -d --no-build --scale web=1

out=$(keep 'act back-images' 'version v7' "${images[@]}")
says "what is not kept is said" "no images of v7 are kept" "$out"
sed -i 's/shop_backend/shop_backend:other/' "$app/compose.yml"
docker tag "$(meant v9)" shop_backend:other
out=$(keep 'act back-images' 'version v1' "${images[@]}")
says "a file that names another image" "names another image than shop_backend" "$out"
sed -i 's/shop_backend:other/shop_backend/' "$app/compose.yml"
docker rmi localhost:5000/shop/web:pilothouse-v1
out=$(keep 'act back-images' 'version v1' "${images[@]}")
says "a tag that somebody removed" "localhost:5000/shop/web:pilothouse-v1 is gone" "$out"
says "is listed as gone" "image v1 web gone" "$(keep 'act list' "${images[@]}")"
rm -r "$app/.pilothouse-kept/v2"
says "tags without a record are found" "kept v2 0 0 - -" "$(keep 'act list' "${images[@]}")"
touch "$DOCKER_TABLE/down"
says "no engine" "error backend: Cannot connect" "$(keep 'act list' "${images[@]}")"
rm "$DOCKER_TABLE/down"

# The older Compose, alone.
touch "$DOCKER_TABLE/only-v1"
rm "$DOCKER_TABLE/nobuild"
docker-compose -f "$app/compose.yml" down
(cd "$app" && echo v3 >version && docker-compose -f compose.yml up -d --build)
out=$(keep 'act keep' 'version v3' "${images[@]}")
(cd "$app" && echo v4 >version && docker-compose -f compose.yml up -d --build)
touch "$DOCKER_TABLE/nobuild"
out=$(keep 'act back-images' 'version v3' "${images[@]}")
same "with docker-compose" "$(meant v3)" "$(runs_v1() { for each in $(docker-compose -f "$app/compose.yml" ps -q web); do docker inspect -f '{{.Image}}' "$each"; done; }; runs_v1)"
rm "$DOCKER_TABLE/tags/postgres:15"
out=$(keep 'act back-images' 'version v3' "${images[@]}")
says "what it would fetch is refused" "postgres:15 is not on this host" "$out"
rm "$DOCKER_TABLE/only-v1" "$DOCKER_TABLE/nobuild"
deploy v4

# --- how many ---------------------------------------------------------------------------------------------------------
rm -rf "$app/.pilothouse-kept"
rm -f "$DOCKER_TABLE"/tags/*pilothouse*
last=
for version in a b c d e; do
    deploy "$version"
    out=$(keep 'act retain' "version $version" ${last:+"before $last"} ${last:+"protect $last"} "${images[@]}")
    last=$version
done
same "the newest stay" "c d e" "$(listed "${images[@]}")"
same "the tags of the others are gone" "" "$(docker image ls --no-trunc --format '{{.Tag}} {{.ID}}' shop_backend | grep -e pilothouse-a -e pilothouse-b)"
says "that is said" "Version b is no longer kept" "$out"
out=$(keep 'act back-images' 'version c' "${images[@]}")
deploy f
out=$(keep 'act retain' 'version f' 'before c' 'protect c' 'protect d' "${images[@]}")
same "what the run names and goes back to stays" "c d f" "$(listed "${images[@]}")"

# --- releases ---------------------------------------------------------------------------------------------------------
site=$top/srv/site
mkdir -p "$site/uploads" "$site/storage/app" "$site/dist/deep"
release=("directory $site" release 'data uploads' 'data storage/app' 'data .env' 'versions 3')
echo one >"$site/dist/deep/code"
echo secret >"$site/.env"
echo photo >"$site/uploads/a b.jpg"
echo row >"$site/storage/app/db"
echo text >"$site/storage/readme"
ln -s dist/deep/code "$site/link"
printf 'hidden\n' >"$site/.hidden"
find "$site" -exec touch -h -d '1 hour ago' {} +
out=$(keep 'act keep' 'version v1' "${release[@]}")
same "kept beside it" "one" "$(cat "$site.kept/v1/release/dist/deep/code")"
same "without its data" "" "$(find "$site.kept" -name 'a b.jpg' -o -name db -o -name .env)"
same "with the rest" "text hidden dist/deep/code" "$(cat "$site.kept/v1/release/storage/readme" "$site.kept/v1/release/.hidden" | paste -sd' ') $(readlink "$site.kept/v1/release/link")"
inode=$(stat -c %i "$site.kept/v1/release")
out=$(keep 'act keep' 'version v1' "${release[@]}")
same "the same again is not copied" "$inode" "$(stat -c %i "$site.kept/v1/release")"
echo two >"$site/dist/deep/code" # in place, as a compiler writes
same "the copy is its own" one "$(cat "$site.kept/v1/release/dist/deep/code")"
out=$(keep 'act keep' 'version v2' "${release[@]}")
echo newer >>"$site/uploads/a b.jpg"
mkdir "$site/.pilothouse-lock" && echo run-1 >"$site/.pilothouse-lock/run"
out=$(keep 'act back-release' 'version v1' "${release[@]}")
same "back" one "$(cat "$site/dist/deep/code")"
same "its data stayed" "photo,newer,row,secret" "$(cat "$site/uploads/a b.jpg" "$site/storage/app/db" "$site/.env" | paste -sd,)"
same "and so did the lock" run-1 "$(cat "$site/.pilothouse-lock/run")"
same "nothing is left over" "v1 v2" "$(find "$site.kept" -mindepth 1 -maxdepth 1 -printf '%f\n' | sort | paste -sd' ')"
out=$(keep 'act back-release' 'version v2' "${release[@]}")
same "and forward" two "$(cat "$site/dist/deep/code")"

# Ended between the two renames, and after them: whoever comes next mends it.
mv "$site" "$site.kept/.left"
out=$(keep 'act back-release' 'version v1' "${release[@]}")
same "the folder was missing" "one photo,newer" "$(cat "$site/dist/deep/code") $(paste -sd, <"$site/uploads/a b.jpg")"
mv "$site" "$site.kept/.left"
cp -a "$site.kept/v2/release" "$site"
mkdir "$site/uploads" && echo meanwhile >"$site/uploads/new"
out=$(keep 'act back-release' 'version v1' "${release[@]}")
same "the data was not carried over yet" "one photo,newer row" "$(cat "$site/dist/deep/code") $(paste -sd, <"$site/uploads/a b.jpg") $(cat "$site/storage/app/db")"
same "what came meanwhile is not lost" meanwhile "$(cat "$site.kept"/.aside.*/uploads/new)"
rm -rf "$site.kept"/.aside.*
mkdir -p "$site.kept/v2/release.new/half" "$site.kept/.next.part"
mv "$site.kept/v2/release" "$site.kept/v2/release.gone"
echo three >"$site/dist/deep/code"
out=$(keep 'act keep' 'version v3' "${release[@]}")
out=$(keep 'act keep' 'version v2' "${release[@]}")
same "a copy that was under way is made anew" three "$(cat "$site.kept/v2/release/dist/deep/code")"
check "no half of it stays" test ! -e "$site.kept/v2/release.new"
mkdir "$site.kept/v8" # killed before it was written down
same "and is not kept before it is whole" "" "$(listed "${release[@]}" | tr ' ' '\n' | grep v8)"
out=$(keep 'act back-release' 'version v8' "${release[@]}")
says "nor brought back" "no release of v8 is kept" "$out"
says "what it takes is told" "folder copy" "$(keep 'act plan' "${release[@]}")"
says "and what is free" "free " "$(keep 'act plan' "${release[@]}")"

# A link to the release.
mkdir -p "$top/web/releases/1" "$top/web/releases/2"
echo one >"$top/web/releases/1/code"
echo two >"$top/web/releases/2/code"
ln -s releases/1 "$top/web/current"
link=("directory $top/web/current" release 'versions 3')
out=$(keep 'act keep' 'version v1' "${link[@]}")
ln -sfn releases/2 "$top/web/current"
out=$(keep 'act keep' 'version v2' "${link[@]}")
mkdir "$top/web/releases/2/.pilothouse-lock" && echo run-1 >"$top/web/releases/2/.pilothouse-lock/run"
out=$(keep 'act back-release' 'version v1' "${link[@]}")
same "the link leads back" "releases/1 one" "$(readlink "$top/web/current") $(cat "$top/web/current/code")"
same "the lock went along" "run-1" "$(cat "$top/web/current/.pilothouse-lock/run")"
check "and is in one place" test ! -e "$top/web/releases/2/.pilothouse-lock"
rm -r "$top/web/releases/2"
says "a release that somebody removed" "release v2 gone link" "$(keep 'act list' "${link[@]}")"
out=$(keep 'act back-release' 'version v2' "${link[@]}")
says "is not brought back" "no release of v2 is kept" "$out"
same "and nothing was changed" releases/1 "$(readlink "$top/web/current")"

# --- what is asked for ------------------------------------------------------------------------------------------------
says "no such name" "cannot name a kept version" "$(keep 'act keep' 'version ../x' "${release[@]}")"
says "of another host" "cannot name" "$(keep 'act keep' 'host app-2' 'version v1' "directory $site")"
same "the definition's own words name it" v5 "$(keep 'act retain' 'version v4' "read printf 'v%s' 5" "${release[@]}" >/dev/null && listed "${release[@]}" | tr ' ' '\n' | tail -n 1)"
out=$(keep 'act retain' 'version v5' 'before v5' "${release[@]}")
says "the same name is not taken again" "v5 is kept already" "$out"
echo "$checks checks hold"
