#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 900
#
# resources/remote/keep.sh, killed by SIGKILL before each command that changes something: whoever comes next keeps or brings
# back what was asked for, nothing that is kept is half, and no data is lost.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
script=$here/resources/remote/keep.sh
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
export DOCKER_TABLE=$top/table PILOTHOUSE_HOST=app-1 PILOTHOUSE_RUN=run-1 KILL_COUNT=$top/count
mkdir "$top/bin" "$top/killing"
cp "$here/tests/integration/keep/docker" "$top/bin/docker"
plain=$top/bin:$PATH
# Each stands for the command of its name: the Nth of all ends the whole group instead of doing its work.
for command in mv cp rm ln mkdir touch chmod docker; do
    real=$(PATH=$plain command -v "$command")
    cat >"$top/killing/$command" <<END
#!/bin/sh
case "$command \$*" in
"docker tag"* | "docker rmi"* | "docker compose"*" up -d"* | [!d]*)
    n=\$((\$(cat "\$KILL_COUNT") + 1))
    printf '%s\n' "\$n" >"\$KILL_COUNT"
    [ "\$n" -ne "\$KILL_AT" ] || kill -s KILL 0
    ;;
esac
PATH=$plain exec "$real" "\$@"
END
    chmod +x "$top/killing/$command"
done
checks=0
same() { # WHAT EXPECTED ACTUAL
    checks=$((checks + 1))
    [ "$2" = "$3" ] || {
        echo "FAIL: $1: expected [$2], got [$3]"
        exit 1
    }
}
ask() { printf '%s\n' "$@" end | PATH=$plain $shell "$script" 2>&1; }
killed_at() { # N LINES...: fails when it came to its end
    export KILL_AT=$1
    shift
    echo 0 >"$KILL_COUNT"
    printf '%s\n' "$@" end >"$top/spec"
    { PATH=$top/killing:$plain setsid $shell "$script" <"$top/spec" >"$top/out" 2>&1; } 2>/dev/null
    [ $? -gt 128 ]
}

site=$top/srv/site
release=("directory $site" release 'data uploads' 'data storage/app' 'versions 2')
fresh_site() {
    rm -rf "$top/srv"
    mkdir -p "$site/uploads" "$site/storage/app" "$site/dist"
    echo one >"$site/dist/code"
    echo photo >"$site/uploads/photo"
    echo row >"$site/storage/app/db"
}
data() { cat "$site/uploads/photo" "$site/storage/app/db" | paste -sd,; }
whole() { # VERSION: what is listed as kept is the whole of it
    case $(ask 'act list' "${release[@]}") in *"release $1 here copy"*) cat "$site.kept/$1/release/dist/code" ;; *) echo none ;; esac
}

app=$top/app
images=("directory $app" 'image compose web web compose.yml' 'image compose api api compose.yml' 'versions 2')
fresh_app() {
    rm -rf "$DOCKER_TABLE" "$app"
    mkdir -p "$DOCKER_TABLE" "$app"
    printf 'services:\n  web: { image: web }\n  api: { image: api }\n' >"$app/compose.yml"
}
deploy() { (cd "$app" && echo "$1" >version && PATH=$plain docker compose -f compose.yml up -d --build); }
running() { cat "$DOCKER_TABLE"/containers/*/image | sort -u | paste -sd' '; }
meant() { printf 'sha256:%s' "$(echo "$1" | sha256sum | cut -c1-64)"; }

for shell in dash bash; do
    points=0
    n=1
    while fresh_site && killed_at $n 'act keep' 'version v1' "${release[@]}"; do
        case $(whole v1) in one | none) ;; *) same "keep, killed at $n, lists what is whole" one "$(whole v1)" ;; esac
        ask 'act keep' 'version v1' "${release[@]}" >/dev/null
        same "keep, killed at $n, is made good" one "$(whole v1)"
        same "and changed nothing" "one photo,row" "$(cat "$site/dist/code") $(data)"
        n=$((n + 1))
    done
    same "keep came to its end" one "$(whole v1)"
    points=$((points + n))

    n=1
    while fresh_site && ask 'act keep' 'version v1' "${release[@]}" >/dev/null && echo two >"$site/dist/code" &&
        killed_at $n 'act back-release' 'version v1' "${release[@]}"; do
        ask 'act back-release' 'version v1' "${release[@]}" >/dev/null
        same "back, killed at $n, is made good" "one photo,row" "$(cat "$site/dist/code") $(data)"
        same "and leaves nothing behind" "v1" "$(find "$site.kept" -mindepth 1 -maxdepth 1 -printf '%f ' | xargs)"
        n=$((n + 1))
    done
    same "back came to its end" "one photo,row" "$(cat "$site/dist/code") $(data)"
    points=$((points + n))

    n=1
    while fresh_app && deploy v1 && ask 'act keep' 'version v1' "${images[@]}" >/dev/null && deploy v2 &&
        killed_at $n 'act keep' 'version v2' "${images[@]}"; do
        same "a keep of images, killed at $n, changes nothing" "$(meant v2)" "$(running)"
        deploy v3
        ask 'act back-images' 'version v1' "${images[@]}" >/dev/null
        same "nor what was kept before" "$(meant v1)" "$(running)"
        n=$((n + 1))
    done
    points=$((points + n))

    n=1
    while fresh_app && deploy v1 && ask 'act keep' 'version v1' "${images[@]}" >/dev/null && deploy v2 &&
        ask 'act keep' 'version v2' "${images[@]}" >/dev/null && killed_at $n 'act back-images' 'version v1' "${images[@]}"; do
        ask 'act back-images' 'version v1' "${images[@]}" >/dev/null
        same "images back, killed at $n, is made good" "$(meant v1)" "$(running)"
        n=$((n + 1))
    done
    points=$((points + n))

    # Removed one after the other: what is still listed can still be brought back.
    n=1
    while fresh_app && deploy v1 && ask 'act keep' 'version v1' "${images[@]}" >/dev/null && deploy v2 &&
        ask 'act keep' 'version v2' "${images[@]}" >/dev/null && deploy v3 &&
        killed_at $n 'act retain' 'version v3' 'before v2' 'protect v2' "${images[@]}"; do
        ask 'act retain' 'version v3' 'before v2' 'protect v2' "${images[@]}" >/dev/null
        same "what is beyond the count goes, killed at $n" "v2 v3" "$(ask 'act list' "${images[@]}" | sed -n 's/^kept \([^ ]*\) .*/\1/p' | paste -sd' ')"
        ask 'act back-images' 'version v2' "${images[@]}" >/dev/null
        same "and what stays can be brought back" "$(meant v2)" "$(running)"
        n=$((n + 1))
    done
    points=$((points + n))
    same "there were points to be killed at" yes "$([ $points -gt 30 ] && echo yes || echo "$points")"
    echo "$shell: killed at $points points"
done
echo "$checks checks hold"
