#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# How many containers a service of Compose has. What is to be done comes on standard input, or in the variable spec where
# there is none, as lines up to `end`:
#
#   act scale|tell
#   service NAME          or the name of a variable behind a dollar sign; so for
#   instances COUNT
#   compose NAME UNIT FILE   the services that there are
#   docker NAME UNIT
#
# `scale` starts or ends containers of one service, and writes down what was asked for in .pilothouse-scale of the folder, as
# lines UNIT COUNT: every later `up` would start one container of each service again. `tell` prints `scaled UNIT COUNT` where
# that is not one, by what is written down or else by what runs, and `stops NAME SECONDS`, the time that Docker gives the
# service to end.

newline='
'
give_up() {
    printf '%s\n' "$*" >&2
    exit 1
}

read_spec() {
    want_act='' want_service='' want_count='' spec_known=''
    while IFS= read -r spec_line || [ -n "$spec_line" ]; do
        spec_rest=${spec_line#* }
        case $spec_line in
        'act '*) want_act=$spec_rest ;;
        'service '*) want_service=$spec_rest ;;
        'instances '*) want_count=$spec_rest ;;
        'compose '* | 'docker '*) spec_known=$spec_known$spec_line$newline ;;
        end) break ;;
        esac
        spec_line=
    done
}

value_of() { # WORD; sets value, of a variable where the word begins with a dollar sign
    spec_value=$1
    case $1 in
    '$'*)
        spec_value=${1#?}
        case $spec_value in '' | [0-9]* | *[!A-Za-z0-9_]*) give_up "$1 is not the name of an input" ;; esac
        eval "spec_value=\${$spec_value-}"
        ;;
    esac
}

find_service() { # sets unit and file of $want_service
    unit='' file=''
    while read -r kind name found_unit found_file; do
        [ "$kind $name" = "compose $want_service" ] || continue
        unit=$found_unit file=$found_file
    done <<END
$spec_known
END
    [ -n "$unit" ] || give_up "there is no service $want_service of Compose in this environment"
}

compose() {
    if [ "$flavour" = 2 ]; then docker compose -f "$file" "$@"; else docker-compose -f "$file" "$@"; fi
}

# What stands in the way of a second container, as `docker compose config` and `docker-compose config` write the file: a
# name of its own, or a port of the host that is one and not a range that is wide enough.
obstacle() { # COUNT; reads the file
    awk -v unit="$unit" -v count="$1" '
        function width(range,    ends) {
            gsub(/["\047]/, "", range)
            if (split(range, ends, "-") == 2) return ends[2] - ends[1] + 1
            return 1
        }
        function check(range) {
            if (range != "" && range != "0" && width(range) < count) { print "its port " range " of the host is there once"; exit }
        }
        /^[^ #]/ { services = ($0 ~ /^services:/) }
        services && /^  [^ #-]/ { name = $1; sub(/:$/, "", name); gsub(/["\047]/, "", name); mine = (name == unit); ports = 0 }
        !mine { next }
        /^    container_name:/ { print "its container is always called " $2; exit }
        /^    [a-z]/ { ports = ($1 == "ports:") }
        ports && $1 == "published:" { range = $2; gsub(/["\047]/, "", range); check(range) }
        ports && $1 == "-" && $2 == "published:" { range = $3; gsub(/["\047]/, "", range); check(range) }
        ports && $1 == "-" && $2 !~ /^[a-z_]+:$/ {
            text = $2
            gsub(/["\047]/, "", text)
            sub(/\/[a-z]+$/, "", text)
            parts = split(text, part, ":")
            if (parts > 1) check(part[parts - 1])
        }
    '
}

written() { # UNIT; sets count to what is written down
    count=
    while read -r written_unit written_count; do
        [ "$written_unit" != "$1" ] || count=$written_count
    done 2>/dev/null <.pilothouse-scale
}

scale() {
    value_of "$want_service"
    want_service=$spec_value
    value_of "$want_count"
    want_count=$spec_value
    case $want_count in '' | *[!0-9]* | ????*) give_up "\"$want_count\" is not a number of containers" ;; esac
    find_service
    if docker compose version >/dev/null 2>&1; then flavour=2; else flavour=1; fi
    text=$(compose config 2>/dev/null) || give_up "Compose could not read $file: $(compose config 2>&1 >/dev/null | tail -n 1)"
    if [ "$want_count" -gt 1 ]; then
        why=$(printf '%s\n' "$text" | obstacle "$want_count")
        [ -z "$why" ] || give_up "$want_service cannot have $want_count containers: $why"
    fi
    compose up -d --no-recreate --scale "$unit=$want_count" "$unit" || exit 1
    found=$(compose ps -q "$unit" | grep -c .)
    [ "$found" = "$want_count" ] || give_up "$want_service has $found containers and not $want_count"
    {
        while read -r old_unit old_count; do
            [ "$old_unit" = "$unit" ] || printf '%s %s\n' "$old_unit" "$old_count"
        done 2>/dev/null <.pilothouse-scale
        [ "$want_count" = 1 ] || printf '%s %s\n' "$unit" "$want_count"
    } >.pilothouse-scale.new || give_up "$(pwd)/.pilothouse-scale cannot be written"
    mv -f .pilothouse-scale.new .pilothouse-scale || give_up "$(pwd)/.pilothouse-scale cannot be written"
    printf '%s has %s containers, and keeps them\n' "$want_service" "$found"
}

stops() { # NAME CONTAINER…: the shortest time of them
    stops_name=$1
    shift
    [ $# -gt 0 ] || return 0
    docker inspect -f '{{.Config.StopTimeout}}' "$@" 2>/dev/null | while read -r seconds; do
        # Docker's own ten seconds, where nobody said another time.
        case $seconds in '' | *[!0-9]*) seconds=10 ;; esac
        printf '%s\n' "$seconds"
    done | sort -n | sed -n "1s/^/stops $stops_name /p"
}

tell() {
    here=$(pwd -P)
    running=$(docker ps --no-trunc --format '{{.ID}} {{.Names}} {{.Label "com.docker.compose.service"}} {{.Label "com.docker.compose.project.working_dir"}}' 2>/dev/null) || return 0
    while read -r kind name unit file; do
        ids='' found=0
        while read -r id container of folder; do
            case $kind in
            compose) [ "$of $folder" = "$unit $here" ] || continue ;;
            *) [ "$container" = "$unit" ] || continue ;;
            esac
            ids="$ids $id" found=$((found + 1))
        done <<END
$running
END
        if [ "$kind" = compose ]; then
            written "$unit"
            [ -n "$count" ] || count=$found
            case $count in 0 | 1 | *[!0-9]*) ;; *) printf 'scaled %s %s\n' "$unit" "$count" ;; esac
        fi
        # shellcheck disable=SC2086 # one word each
        [ -z "$kind" ] || stops "$name" $ids
    done <<END
$spec_known
END
}

if [ -n "${spec+set}" ]; then
    read_spec <<END
$spec
END
else
    read_spec
fi
case $want_act in
scale) scale ;;
tell) tell ;;
*) give_up "nothing is asked for" ;;
esac
