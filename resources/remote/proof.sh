#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Tells what runs as $service now: its processes with the time of their start, the image of its container, and when the
# step $step of the run began on this host; $run holds its id, after those of earlier attempts. Times are ticks since the host was started, as /proc has them; what is later
# was started by that step or after it. Reads only. Values come in the environment: run step service runtime file unit.
# Prints `since TICKS`, `place FOLDER`, `process PID TICKS FOLDER`, `image ID`, `tagged ID`, `reference NAME`,
# `revision TEXT` or `error WHY`.

: "${run:=}" "${step:=}" "${service:=}" "${runtime:=process}" "${file:=}" "${unit:=}"
[ -n "$unit" ] || unit=$service
place=$(pwd -P)
printf 'place %s\n' "$place"

give_up() {
    printf 'error %s\n' "$*"
    exit 0
}

birth_of() { # PID; sets birth, empty when it is gone
    birth=
    { IFS= read -r line <"/proc/$1/stat"; } 2>/dev/null || return 0
    # shellcheck disable=SC2086 # the fields after the name, which may hold spaces
    set -- ${line##*) }
    [ "$1" = Z ] || birth=${20}
}

tell_process() { # PID
    case $1 in '' | 0 | *[!0-9]*) return ;; esac
    birth_of "$1"
    [ -z "$birth" ] || printf 'process %s %s %s\n' "$1" "$birth" "$(readlink "/proc/$1/cwd" 2>/dev/null)"
}

tell_since() {
    boot=
    { read -r boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
    for attempt in $run; do
        for folder in "${XDG_STATE_HOME:-$HOME/.local/state}/pilothouse/runs/$attempt"/* \
            "/dev/shm/pilothouse-$(id -u)/runs/$attempt"/*; do
            [ -e "$folder/steps/$step/group" ] || continue
            read -r began <"$folder/boot_id" || continue
            [ "$began" = "$boot" ] || continue
            read -r _ ticks <"$folder/steps/$step/group" || continue
            # The newest attempt counts, should there be more than one.
            case $ticks in '' | *[!0-9]*) ;; *) [ "${since:-0}" -ge "$ticks" ] || since=$ticks ;; esac
        done
    done
    [ -z "${since-}" ] || printf 'since %s\n' "$since"
}

tell_processes() { # those that have $unit among their words and work in this folder
    for directory in /proc/[0-9]*; do
        pid=${directory#/proc/}
        [ "$pid" != "$$" ] || continue
        cwd=$(readlink "$directory/cwd" 2>/dev/null) || continue
        case $cwd/ in "$place"/*) ;; *) continue ;; esac
        words=$( (tr '\000' '\n' <"$directory/cmdline") 2>/dev/null) || continue
        found=
        while IFS= read -r word; do
            case $word in "$unit" | */"$unit") found=yes ;; esac
        done <<END
$words
END
        [ -z "$found" ] || tell_process "$pid"
    done
}

inspect() { # CONTAINER
    tell_process "$(docker inspect -f '{{.State.Pid}}' "$1" 2>/dev/null)"
    printf 'image %s\n' "$(docker inspect -f '{{.Image}}' "$1" 2>/dev/null)"
    reference=$(docker inspect -f '{{.Config.Image}}' "$1" 2>/dev/null)
    printf 'reference %s\n' "$reference"
    tagged=$(docker image inspect -f '{{.Id}}' "$reference" 2>/dev/null) && printf 'tagged %s\n' "$tagged"
    revision=$(docker inspect -f '{{index .Config.Labels "org.opencontainers.image.revision"}}' "$1" 2>/dev/null)
    case $revision in '' | '<no value>') ;; *) printf 'revision %s\n' "$revision" ;; esac
}

kube() { kubectl --context "${KUBE_CONTEXT-}" --namespace "${KUBE_NAMESPACE-}" --request-timeout=20s "$@" 2>&1 </dev/null; }

tell_pods() { # all of a deployment, once its rollout is through
    if [ -z "${KUBE_CONTEXT-}" ] || [ -z "${KUBE_NAMESPACE-}" ]; then give_up "no context and namespace of Kubernetes are named"; fi
    workload=${unit#deployment/}
    # shellcheck disable=SC2016 # what kubectl makes of it
    facts=$(kube get deployment "$workload" -o go-template='{{.metadata.generation}} {{or .status.observedGeneration 0}} {{.spec.replicas}} {{or .status.updatedReplicas 0}} {{or .status.availableReplicas 0}} {{or .status.replicas 0}} {{(index .spec.template.spec.containers 0).name}} {{range $k, $v := .spec.selector.matchLabels}}{{$k}}={{$v}},{{end}}') ||
        give_up "the cluster could not be asked: $(printf '%s' "$facts" | tail -n 1)"
    # shellcheck disable=SC2086 # one word each
    set -- $facts
    [ "${2:-0}" -ge "${1:-1}" ] || give_up "the cluster has not seen yet what it was told"
    [ "$3 $3 $3" = "$4 $5 $6" ] || give_up "$4 of $3 pods are of the newest revision and $5 available, of $6 in all"
    up=
    { read -r up _ </proc/uptime; } 2>/dev/null
    boot=$(($(date +%s) - ${up%%.*}))
    pods=$(kube get pods -l "${8%,}" -o "jsonpath={range .items[*]}{.metadata.deletionTimestamp}|{.status.containerStatuses[?(@.name==\"$7\")].state.running.startedAt}|{.spec.containers[?(@.name==\"$7\")].image}|{.status.containerStatuses[?(@.name==\"$7\")].imageID}{\"\\n\"}{end}") ||
        give_up "the cluster could not be asked: $(printf '%s' "$pods" | tail -n 1)"
    number=0
    while IFS='|' read -r gone began image image_id; do
        case $image_id in *sha256:*) ;; *) continue ;; esac
        if [ -n "$gone" ] || [ -z "$began" ]; then continue; fi
        number=$((number + 1))
        # The cluster's clock, to a second: as far as that of this host agrees with it.
        seconds=$(date -u -d "$began" +%s 2>/dev/null) || seconds=$boot
        printf 'process %s %s /\nimage sha256:%s\nreference %s\n' "$number" "$(((seconds - boot) * 100))" "${image_id##*sha256:}" "$image"
    done <<END
$pods
END
}

tell_since
case $runtime in
kubernetes) tell_pods ;;
compose)
    if docker compose version >/dev/null 2>&1; then
        containers=$(docker compose -f "$file" ps -q "$unit" 2>&1)
    else
        containers=$(docker-compose -f "$file" ps -q "$unit" 2>&1)
    fi || give_up "Compose could not be asked: $(printf '%s' "$containers" | tail -n 1)"
    [ -n "$containers" ] || give_up "there is no container of it"
    for container in $containers; do inspect "$container"; done
    ;;
docker)
    docker inspect -f '{{.Id}}' "$unit" >/dev/null 2>&1 || give_up "there is no container of that name"
    inspect "$unit"
    ;;
systemd)
    pid=$(systemctl show -p MainPID --value -- "$unit" 2>/dev/null)
    case $pid in '' | 0) pid=$(systemctl --user show -p MainPID --value -- "$unit" 2>/dev/null) ;; esac
    tell_process "$pid"
    ;;
pm2)
    for pid in $(pm2 pid "$unit" 2>/dev/null); do tell_process "$pid"; done
    ;;
process) tell_processes ;;
*) give_up "what runs by $runtime cannot be told apart" ;;
esac
